import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';
import { FRENCH_PHRASES } from './phrases';

export const FRENCH: LanguageDescriptor = {
  code: 'fr',
  voiceLetter: 'f',
  name: 'French',
  sample: (voice) => `Bonjour, je suis ${voice}. Voici comment je lis vos documents.`,
  phrases: FRENCH_PHRASES,
  detection: {
    words: wordSet(
      'le les des une du que pour dans est pas sur avec ce cette sont vous nous ne qui au aux mais ou être plus',
    ),
  },
};
