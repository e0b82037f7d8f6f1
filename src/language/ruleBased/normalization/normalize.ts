import { type EmojiNames, nameOfEmoji, NO_EMOJI } from '../../emoji';
import type { SpokenToken } from '../../language';
import { type Part, partsOf } from './lexer';
import { verbalizeDate, verbalizeHash, verbalizeQuantity, verbalizeTime } from './quantities';
import { Sentence } from './sentence';
import { verbalizeDash, verbalizeMark, verbalizeOperator, verbalizeSymbol } from './symbols';
import type { VerbalizationRules } from './verbalizationRules';
import { verbalizeInitials, verbalizeWord } from './words';

/** Verbalizes each kind of part; other kinds are silent. */
const VERBALIZERS: ReadonlyMap<string, (part: Part, sentence: Sentence) => void> = new Map([
  ['emoji', verbalizeEmoji],
  ['hash', verbalizeHash],
  ['date', verbalizeDate],
  ['time', verbalizeTime],
  ['number', verbalizeQuantity],
  ['initials', verbalizeInitials],
  ['word', verbalizeWord],
  ['operator', verbalizeOperator],
  ['dash', verbalizeDash],
  ['ellipsis', ({ at, end }, sentence) => sentence.mark('…', at, end)],
  ['mark', verbalizeMark],
  ['symbol', verbalizeSymbol],
  ['space', (_, sentence) => sentence.space()],
]);

/**
 * Normalizes a sentence into spoken words and Kokoro's punctuation marks.
 * @param emoji names of emoji; emoji without a name are silent
 */
export function normalizeWith(rules: VerbalizationRules, text: string, emoji: EmojiNames = NO_EMOJI): SpokenToken[] {
  const sentence = new Sentence(text, rules, emoji);
  for (const part of partsOf(sentence.text)) {
    if (part.end > sentence.verbalizedTo) VERBALIZERS.get(part.kind)?.(part, sentence);
  }
  return sentence.tokens;
}

/** Names an emoji once, even if it is repeated. */
function verbalizeEmoji({ text, at, end }: Part, sentence: Sentence): void {
  const last = sentence.tokens.at(-1);
  const name = nameOfEmoji(text, sentence.emoji);
  sentence.space();
  if (last?.end === at && text === sentence.lastEmoji) last.end = end;
  else if (name !== undefined) {
    for (const { kind, text: said } of normalizeWith(sentence.rules, name)) {
      if (kind === 'word') sentence.words(said, at, end);
      else if (kind === 'letters') sentence.letters(said, at, end);
    }
    sentence.lastEmoji = text;
  }
}
