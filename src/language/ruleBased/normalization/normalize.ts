import { type EmojiNames, nameOfEmoji, NO_EMOJI } from '../../emoji';
import type { SpokenToken } from '../../language';
import { type Part, partsOf } from './lexer';
import { sayDate, sayHash, sayQuantity, sayTime } from './quantities';
import { Sentence } from './sentence';
import { sayDash, sayMark, sayOperator, saySymbol } from './signs';
import type { VerbalizationRules } from './verbalizationRules';
import { sayInitials, sayWord } from './words';

/** How each kind of part is said; the others are silent. */
const SAY: ReadonlyMap<string, (part: Part, sentence: Sentence) => void> = new Map([
  ['emoji', sayEmoji],
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

/**
 * Splits a sentence into the words that are said, in the language of `wording`, and Kokoro's punctuation marks.
 * @param emoji what emoji are called; without it they are passed over
 */
export function normalizeWith(wording: VerbalizationRules, text: string, emoji: EmojiNames = NO_EMOJI): SpokenToken[] {
  const sentence = new Sentence(text, wording, emoji);
  for (const part of partsOf(sentence.text)) {
    if (part.end > sentence.saidTo) SAY.get(part.kind)?.(part, sentence);
  }
  return sentence.tokens;
}

/** Says an emoji once, however often it stands there. */
function sayEmoji({ text, at, end }: Part, sentence: Sentence): void {
  const last = sentence.tokens.at(-1);
  const name = nameOfEmoji(text, sentence.emoji);
  sentence.space();
  if (last?.end === at && text === sentence.lastEmoji) last.end = end;
  else if (name !== undefined) {
    for (const { kind, text: said } of normalizeWith(sentence.wording, name)) {
      if (kind === 'word') sentence.words(said, at, end);
      else if (kind === 'letters') sentence.letters(said, at, end);
    }
    sentence.lastEmoji = text;
  }
}
