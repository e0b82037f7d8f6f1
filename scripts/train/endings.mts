// Learns which vowel of a word is stressed, and how open it is, as a table of endings (see ruleBased/g2p/endings.ts).
import { type Endings, placeStress } from '../../src/language/ruleBased/g2p/endings';
import { distance } from '../eval/distance.mts';

/** A word and its pronunciation. */
export interface SaidWord {
  word: string;
  phonemes: string;
}
/** A word, and the position and quality of its stressed vowel: "^anello", "1ɛ". */
interface Example {
  word: string;
  code: string;
}

/** Vowel letters that also have an open sound under stress. */
const OPEN: Readonly<Record<string, string>> = { e: 'ɛ', o: 'ɔ' };
const VOWEL = /[aeiouãõ]/u;
/** The largest distance of the stressed vowel from the end, in vowels. */
const MAX_FROM_END = 5;
/** Words that no stress brings closer to their phonemes than this are not used: most of them are foreign. */
const MAX_DISTANCE = 2;
/** The code for words with no ending in the table. */
const UNKNOWN = '1';

/**
 * Learns the table. It contains an ending if the code of most words with it differs from that of the next shorter
 * ending, and the gain is
 * at least `minimum` words; whole words only if they are among the first `whole` ones.
 * @param say gives the phonemes of a word with marked stress
 */
export function learnEndings(
  words: readonly SaidWord[],
  say: (marked: string) => string,
  { minimum, whole }: { minimum: number; whole: number },
): Endings {
  const examples = words.flatMap((word) => exampleOf(word, say));
  const counts = new Map<string, Map<string, number>>();
  for (const { word, code } of examples) {
    for (let at = word.length; at >= 0; at--) {
      const codes = counts.get(word.slice(at)) ?? new Map<string, number>();
      codes.set(code, (codes.get(code) ?? 0) + 1);
      counts.set(word.slice(at), codes);
    }
  }
  const common = new Set(words.slice(0, whole).map(({ word }) => `^${word}`));
  const table = new Map<string, string>();
  for (const ending of Array.from(counts.keys()).toSorted((a, b) => a.length - b.length)) {
    const codes = Array.from(counts.get(ending) ?? []);
    const [best, count] = codes.reduce((a, b) => (b[1] > a[1] ? b : a));
    const shorter = codeOf(ending, table);
    if (best === shorter) continue;
    const all = codes.reduce((sum, [, n]) => sum + n, 0);
    const won = count - (counts.get(ending)?.get(shorter) ?? 0);
    if (ending.startsWith('^') ? common.has(ending) : won >= minimum && count / all > 0.5) table.set(ending, best);
  }
  return table;
}

function exampleOf({ word, phonemes }: SaidWord, say: (marked: string) => string): Example[] {
  const vowels = Array.from(word).filter((letter) => VOWEL.test(letter));
  let best = MAX_DISTANCE + 1;
  let code: string | undefined;
  for (let fromEnd = 0; fromEnd <= Math.min(MAX_FROM_END, vowels.length - 1); fromEnd++) {
    const open = OPEN[vowels.at(-1 - fromEnd) ?? ''];
    for (const vowel of open === undefined ? [''] : ['', open]) {
      const far = distance(phonemes, say(placeStress(word, { fromEnd, vowel })));
      if (far >= best) continue;
      best = far;
      code = `${fromEnd}${vowel}`;
    }
  }
  return code === undefined ? [] : [{ word: `^${word}`, code }];
}

function codeOf(ending: string, table: Endings): string {
  for (let at = 0; at < ending.length; at++) {
    const code = table.get(ending.slice(at));
    if (code !== undefined) return code;
  }
  return UNKNOWN;
}
