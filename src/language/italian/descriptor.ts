import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';

export const ITALIAN: LanguageDescriptor = {
  code: 'it',
  voiceLetter: 'i',
  name: 'Italian',
  sample: (voice) => `Ciao, sono ${voice}. Così leggo i tuoi documenti.`,
  phrases: {
    codeBlock: 'Blocco di codice',
    empty: 'vuoto',
    lines: (count) => (count === 1 ? '1 riga' : `${count} righe`),
    skipped: 'saltato',
    image: 'Immagine',
    done: 'fatto',
    toDo: 'da fare',
  },
  detection: {
    words: wordSet(
      'il gli della che per con non una sono questo questa più anche come nel dei delle alla essere viene può di è',
    ),
  },
};
