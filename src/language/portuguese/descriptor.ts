import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';
import { BRAZILIAN_PORTUGUESE_PHRASES } from './phrases';

export const BRAZILIAN_PORTUGUESE: LanguageDescriptor = {
  code: 'pt-br',
  voiceLetter: 'p',
  name: 'Brazilian Portuguese',
  sample: (voice) => `Olá, eu sou ${voice}. É assim que leio os seus documentos.`,
  phrases: BRAZILIAN_PORTUGUESE_PHRASES,
  detection: {
    words: wordSet(
      'os uma do da dos das não para com que por mais como você ao seu sua são está também pode isso em é ser',
    ),
  },
};
