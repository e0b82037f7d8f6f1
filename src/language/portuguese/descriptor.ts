import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';

export const BRAZILIAN_PORTUGUESE: LanguageDescriptor = {
  code: 'pt-br',
  voiceLetter: 'p',
  name: 'Brazilian Portuguese',
  sample: (voice) => `Olá, eu sou ${voice}. É assim que leio os seus documentos.`,
  phrases: {
    codeBlock: 'Bloco de código',
    empty: 'vazio',
    lines: (count) => (count === 1 ? '1 linha' : `${count} linhas`),
    skipped: 'pulado',
    image: 'Imagem',
    done: 'feito',
    toDo: 'a fazer',
  },
  detection: {
    words: wordSet(
      'os uma do da dos das não para com que por mais como você ao seu sua são está também pode isso em é ser',
    ),
  },
};
