import type { SpokenToken } from '../../language';
import { type SemioticClass, verbalizeFirst } from './semioticClass';
import { SEMIOTIC_CLASSES } from './semioticClasses';
import { type NormalizeOptions, Sentence } from './sentence';
import { verbalizeWord } from './words';

/** A small-letter word before white space or a comma belongs to no other class; most words take this short cut. */
const PLAIN_WORD = /(?<![^\s(“"])[a-z]{1,30}(?=[\s,])/y;

/**
 * Splits an English sentence into the words that are said and Kokoro's punctuation marks. Linear time, never throws.
 */
export function normalizeEnglish(text: string, options: NormalizeOptions): SpokenToken[] {
  const sentence = new Sentence(text, options);
  const classes = SEMIOTIC_CLASSES.filter(({ requires }) => requires?.test(text) ?? true);
  for (let at = 0; at < text.length;) at += verbalizeNext(sentence, classes, at);
  return sentence.out.tokens;
}

/** Says what begins at `at`. @returns how many characters that was, at least one */
function verbalizeNext(sentence: Sentence, classes: readonly SemioticClass[], at: number): number {
  const word = sentence.match(PLAIN_WORD, at);
  if (word) return verbalizeWord(word.text, at, sentence);
  return verbalizeFirst(classes, sentence, at) || 1;
}
