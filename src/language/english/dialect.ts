/** American or British English. */
export type EnglishDialect = 'en-us' | 'en-gb';
