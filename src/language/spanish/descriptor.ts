import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';
import { SPANISH_PHRASES } from './phrases';

export const SPANISH: LanguageDescriptor = {
  code: 'es',
  voiceLetter: 'e',
  name: 'Spanish',
  sample: (voice) => `Hola, soy ${voice}. Así leo tus documentos.`,
  phrases: SPANISH_PHRASES,
  detection: {
    words: wordSet(
      'el los las una del que para con por como más pero sus este esta son está puede también cuando muy y hay ser',
    ),
  },
};
