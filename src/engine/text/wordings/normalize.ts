import type { SpokenToken } from '../../phonemes/language';
import { type Part, partsOf } from './lexer';
import { sayDate, sayHash, sayQuantity, sayTime } from './quantities';
import { Sentence } from './sentence';
import { sayDash, sayMark, sayOperator, saySymbol } from './signs';
import type { Wording } from './wording';
import { sayInitials, sayWord } from './words';

/** How each kind of part is said; the others are silent. */
const SAY: ReadonlyMap<string, (part: Part, sentence: Sentence) => void> = new Map([
  ['hash', sayHash],
  ['date', sayDate],
  ['time', sayTime],
  ['number', sayQuantity],
  ['initials', sayInitials],
  ['word', sayWord],
  ['operator', sayOperator],
  ['dash', sayDash],
  ['ellipsis', ({ at, end }, sentence) => sentence.mark('…', at, end)],
  ['mark', sayMark],
  ['symbol', saySymbol],
  ['space', (_, sentence) => sentence.space()],
]);

/** Splits a sentence into the words that are said, in the language of `wording`, and Kokoro's punctuation marks. */
export function normalizeWith(wording: Wording, text: string): SpokenToken[] {
  const sentence = new Sentence(text, wording);
  for (const part of partsOf(sentence.text)) {
    if (part.end > sentence.saidTo) SAY.get(part.kind)?.(part, sentence);
  }
  return sentence.tokens;
}
