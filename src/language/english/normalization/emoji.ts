import { nameOfEmoji } from '../../emoji';
import { cardinal, ordinal } from './numbers';
import type { Match } from './sentence';

/** Says the name of an emoji; a repeated emoji is said once. @returns its length */
export function verbalizeEmoji({ text, at, end, sentence }: Match): number {
  const { out, emoji } = sentence;
  const last = out.tokens.at(-1);
  const name = nameOfEmoji(text, emoji);
  out.space();
  if (last?.end === at && text === out.lastEmoji) last.end = end;
  else if (name !== undefined) {
    out.say(spoken(name), at, end);
    out.lastEmoji = text;
  }
  return text.length;
}

/** CLDR's name as words: without "button", digits or punctuation. */
function spoken(name: string): string {
  return name
    .replace(/ button$/, '')
    .replace(/^flag:? /i, 'flag of ')
    .replace(/(\d{1,3})(?:st|nd|rd)\b/g, (_, digits: string) => ordinal(digits))
    .replace(/\d+/g, (digits) => cardinal(digits))
    .replace(/[^\p{L}\p{N}' -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
