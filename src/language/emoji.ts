/** CLDR's names of emoji. The keys have no variation selectors. */
export type EmojiNames = ReadonlyMap<string, string>;

/** Without names, emoji are skipped. */
export const NO_EMOJI: EmojiNames = new Map();

/**
 * One emoji, including flags, keycaps, skin tones and joined sequences. Arrows and trade marks count as signs instead.
 */
export const EMOJI_SOURCE =
  '(?![©®™↔↕→←↑↓])(?:\\p{RI}\\p{RI}|[#*\\d]\\uFE0F?\\u20E3|\\u{1F3F4}[\\u{E0020}-\\u{E007F}]{3,8}|' +
  '\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?' +
  '(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?){0,8})';

const EMOJI = new RegExp(EMOJI_SOURCE, 'uy');

/** The emoji that begins at `at`, if any. */
export function emojiAt(text: string, at: number): string | undefined {
  EMOJI.lastIndex = at;
  return EMOJI.exec(text)?.[0];
}

/** The name of an emoji, without its skin tone; undefined when it has none. */
export function nameOfEmoji(emoji: string, names: EmojiNames): string | undefined {
  return names.get(emoji.replace(/\uFE0F|\p{Emoji_Modifier}/gu, ''));
}
