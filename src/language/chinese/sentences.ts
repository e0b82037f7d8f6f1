import { ENGLISH_SENTENCES } from '../english/sentences';
import type { SentenceHabits } from '../sentenceHabits';

/** Chinese has no abbreviations with a full stop; those in its text are English. */
export const CHINESE_SENTENCES: SentenceHabits = ENGLISH_SENTENCES;
