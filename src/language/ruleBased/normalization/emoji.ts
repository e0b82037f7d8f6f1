import { nameOfEmoji } from '../../emoji';
import type { SpokenToken } from '../../language';
import type { Part } from './lexer';
import type { Sentence } from './sentence';
import type { VerbalizationRules } from './verbalizationRules';

/** Names an emoji once, even if it is repeated. @param normalize turns the name into tokens */
export function verbalizeEmoji(
  { text, at, end }: Part,
  sentence: Sentence,
  normalize: (rules: VerbalizationRules, name: string) => SpokenToken[],
): void {
  const last = sentence.tokens.at(-1);
  const name = nameOfEmoji(text, sentence.emoji);
  sentence.space();
  if (last?.end === at && text === sentence.lastEmoji) last.end = end;
  else if (name !== undefined) {
    for (const { kind, text: said } of normalize(sentence.rules, name)) {
      if (kind === 'word') sentence.words(said, at, end);
      else if (kind === 'letters') sentence.letters(said, at, end);
    }
    sentence.lastEmoji = text;
  }
}
