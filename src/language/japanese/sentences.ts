import { LATIN_SENTENCES, type SentenceHabits } from '../sentenceHabits';

export const JAPANESE_SENTENCES: SentenceHabits = {
  ...LATIN_SENTENCES,
  afterQuotation: /^(?:と(?!ころ|にかく|ても|もに)|って|など|なんて|の(?!ち)|を|が)/,
};
