/** Names of emoji, as CLDR has them, by emoji without variation selectors. */
export type EmojiNames = ReadonlyMap<string, string>;

/** With these, emoji are passed over. */
export const NO_EMOJI: EmojiNames = new Map();

/** One emoji: flags, keycaps, skin tones and joined ones are one. Arrows and trade marks are signs. */
export const EMOJI_SOURCE =
  '(?![©®™↔↕→←↑↓])(?:\\p{RI}\\p{RI}|[#*\\d]\\uFE0F?\\u20E3|\\u{1F3F4}[\\u{E0020}-\\u{E007F}]{3,8}|' +
  '\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?' +
  '(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?){0,8})';

const EMOJI = new RegExp(EMOJI_SOURCE, 'uy');

/** The emoji that begins at `at`; undefined where none does. */
export function emojiAt(text: string, at: number): string | undefined {
  EMOJI.lastIndex = at;
  return EMOJI.exec(text)?.[0];
}

/** The name of an emoji whatever its skin tone; undefined where there is none. */
export function nameOfEmoji(emoji: string, names: EmojiNames): string | undefined {
  return names.get(emoji.replace(/\uFE0F|\p{Emoji_Modifier}/gu, ''));
}
