const PARAGRAPH =
  `Reading aloud is the oldest way to find out whether a text is any good. The ear stumbles where the eye
glides: over a sentence that never ends, a word that came twice, a comma in the wrong place. Writers have known this for
centuries, and programmers are writers too. A comment that sounds odd is usually unclear, and a manual that nobody can
listen to is rarely read. So let the machine speak, lean back, and hear what you have written.`.replaceAll('\n', ' ');

/** The texts to read, from a greeting to ten pages. */
export const INPUTS: Readonly<Record<string, string>> = {
  short: 'Hello there.',
  sentence: 'The quick brown fox jumps over the lazy dog near the river.',
  paragraph: PARAGRAPH,
  'two pages': Array.from({ length: 8 }, () => PARAGRAPH).join('\n\n'),
  'ten pages': Array.from({ length: 40 }, () => PARAGRAPH).join('\n\n'),
};
