/** Singular and plural of a noun after a number. */
export type CountedNoun = readonly [one: string, many: string];
