/** The source of a regular expression that matches any of the texts, the longest first. */
export const alternatives = (texts: Iterable<string>): string =>
  [...texts]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.+*?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
