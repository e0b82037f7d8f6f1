import { ENGLISH_SENTENCES } from '../english/sentences';
import type { SentenceHabits } from '../sentenceHabits';

/** Japanese has no abbreviations with a full stop; those in its text are English. */
export const JAPANESE_SENTENCES: SentenceHabits = {
  ...ENGLISH_SENTENCES,
  afterQuotation: /^(?:と(?!ころ|にかく|ても|もに)|って|など|なんて|の(?!ち)|を|が)/,
};
