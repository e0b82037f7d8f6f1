export const PARTS_OF_SPEECH = ['noun', 'verb', 'adjective', 'adverb'] as const;
/** Classes of words that a dictionary can tell apart. */
export type PartOfSpeech = (typeof PARTS_OF_SPEECH)[number];
