/** Whether emoji are read by name or skipped. */
export const EMOJI_MODES = ['read', 'skip'] as const;
export type EmojiMode = (typeof EMOJI_MODES)[number];
