import type { DocumentPhrases } from '../../document/phrases';
import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';

const PHRASES: DocumentPhrases = {
  codeBlock: 'Code block',
  empty: 'empty',
  lines: (count) => (count === 1 ? '1 line' : `${count} lines`),
  skipped: 'skipped',
  image: 'Image',
  done: 'done',
  toDo: 'to do',
};

const sample = (voice: string): string => `Hello, I am ${voice}. This is how I read your documents.`;

export const AMERICAN_ENGLISH: LanguageDescriptor = {
  code: 'en-us',
  voiceLetter: 'a',
  name: 'American English',
  sample,
  phrases: PHRASES,
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
  phrases: PHRASES,
  detection: undefined, // spelling hardly tells it from American English
};
