import { type SentenceHabits, wordSet } from '../sentenceHabits';

export const ENGLISH_SENTENCES: SentenceHabits = {
  abbreviations: wordSet(
    'e.g i.e eg ie etc vs v cf al approx ca resp incl est dr mr mrs ms prof st jr sr fig figs eq inc ltd dept gen lt sgt rev',
  ),
  beforeNumber: wordSet('no nos p pp vol ch sec art ver pt ed fig eq'),
  wordsOfOneCapital: 'I',
};
