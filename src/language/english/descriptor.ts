import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';
import { ENGLISH_PHRASES } from './phrases';

const sample = (voice: string): string => `Hello, I am ${voice}. This is how I read your documents.`;

export const AMERICAN_ENGLISH: LanguageDescriptor = {
  code: 'en-us',
  voiceLetter: 'a',
  name: 'American English',
  sample,
  phrases: ENGLISH_PHRASES,
  detection: {
    words: wordSet(
      'the and of to is that for with are this be it as on by from or you can not an have which will your',
    ),
  },
};

export const BRITISH_ENGLISH: LanguageDescriptor = {
  code: 'en-gb',
  voiceLetter: 'b',
  name: 'British English',
  sample,
  phrases: ENGLISH_PHRASES,
  detection: undefined, // spelling hardly tells it from American English
};
