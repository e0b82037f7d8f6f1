import names from 'unicode-emoji-json/data-by-emoji.json';
import type { EmojiMode } from '../emojiMode';
import type { Spoken } from './spoken';

/** One emoji or a run of the same one: flags, keycaps, skin tones and joined ones are one. */
const ONE =
  '(?:\\p{RI}\\p{RI}|[#*\\d]\\uFE0F?\\u20E3|\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?){0,8})';
export const EMOJI_SOURCE = `(?![©®™↔↕→←↑↓])${ONE}`;

/** Says an emoji once, however often it stands there. */
export function sayEmoji(text: string, mode: EmojiMode, start: number, end: number, out: Spoken): void {
  const last = out.tokens.at(-1);
  const name = mode === 'skip' ? undefined : nameOf(text);
  out.space();
  if (last?.end === start && text === out.lastEmoji) last.end = end;
  else if (name !== undefined) {
    out.say(name, start, end);
    out.lastEmoji = text;
  }
}

/** CLDR's short name without what only tells how it is drawn, skin tones and a flag's colon left out. */
function nameOf(emoji: string): string | undefined {
  const bare = emoji.replace(/\p{Emoji_Modifier}/gu, '');
  const plain = bare.replaceAll('\uFE0F', '');
  const known = [bare, plain, `${plain}\uFE0F`].find((form) => Object.hasOwn(names, form));
  if (known === undefined) return undefined;
  const { name } = names[known as keyof typeof names];
  return name
    .replace(/ button$/, '')
    .replace(/^flag:? /i, 'flag of ')
    .replace(/[^\p{L}\p{N}' -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
