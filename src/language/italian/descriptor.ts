import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';
import { ITALIAN_PHRASES } from './phrases';

export const ITALIAN: LanguageDescriptor = {
  code: 'it',
  voiceLetter: 'i',
  name: 'Italian',
  sample: (voice) => `Ciao, sono ${voice}. Così leggo i tuoi documenti.`,
  phrases: ITALIAN_PHRASES,
  detection: {
    words: wordSet(
      'il gli della che per con non una sono questo questa più anche come nel dei delle alla essere viene può di è',
    ),
  },
};
