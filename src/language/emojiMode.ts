/** Whether emoji are said by name or passed over. */
export const EMOJI_MODES = ['read', 'skip'] as const;
export type EmojiMode = (typeof EMOJI_MODES)[number];
