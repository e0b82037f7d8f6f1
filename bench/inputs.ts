const PARAGRAPH =
  `Reading aloud is the oldest way to find out whether a text is any good. The ear stumbles where the eye
glides: over a sentence that never ends, a word that came twice, a comma in the wrong place. Writers have known this for
centuries, and programmers are writers too. A comment that sounds odd is usually unclear, and a manual that nobody can
listen to is rarely read. So let the machine speak, lean back, and hear what you have written.`.replaceAll('\n', ' ');

/** 40 words, some 190 phonemes, with one comma. */
const LONG_SENTENCE =
  'The old keeper of the lighthouse on the northern cape had never once let the lamp go out in forty winters, because ' +
  'he knew that a ship might come in out of the fog on any dark and windy night.';

/** The texts to read, from a greeting to ten pages. */
export const INPUTS: Readonly<Record<string, string>> = {
  short: 'Hello there.',
  sentence: 'The quick brown fox jumps over the lazy dog near the river.',
  'long sentence': LONG_SENTENCE,
  'endless sentence': Array.from({ length: 3 }, () => LONG_SENTENCE.slice(0, -1)).join('; ') + '.',
  paragraph: PARAGRAPH,
  'two pages': Array.from({ length: 8 }, () => PARAGRAPH).join('\n\n'),
  'ten pages': Array.from({ length: 40 }, () => PARAGRAPH).join('\n\n'),
};
