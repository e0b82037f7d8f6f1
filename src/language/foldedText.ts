import type { SourceRange } from '../common/range';
import type { SpokenToken } from './language';

/** A sentence in plain characters; it maps each of its UTF-16 units to the original. */
export class FoldedText {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: string, starts: readonly number[], ends: readonly number[]) {
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The original range of the units from `start` to `end`. */
  sourceRange(start: number, end: number): SourceRange {
    const from = this.#starts[start] ?? this.#ends.at(-1) ?? 0;
    return { start: from, end: Math.max(from, this.#ends[Math.max(start, end - 1)] ?? from) };
  }
}

/** Replaces what a pattern with the flag g finds in a sentence. */
export function foldWith(sentence: string, pattern: RegExp, plain: (found: RegExpExecArray) => string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (text: string, start: number, end: number): void => {
    parts.push(text);
    const same = text.length === end - start;
    for (let i = 0; i < text.length; i++) {
      starts.push(same ? start + i : start);
      ends.push(same ? start + i + 1 : end);
    }
  };
  let done = 0;
  for (const found of sentence.matchAll(pattern)) {
    add(sentence.slice(done, found.index), done, found.index);
    done = found.index + found[0].length;
    add(plain(found), found.index, done);
  }
  add(sentence.slice(done), done, sentence.length);
  return new FoldedText(parts.join(''), starts, ends);
}

/**
 * Compatibility characters by class: full-width Latin letters, digits and signs, full-width marks between digits,
 * half-width kana aside; letterlike and mathematical letters and digits; circled and squared Latin letters; superscript
 * letters after a digit ("1ˢᵗ"); ligatures; squared units (㎏, ㎡); the Ohm, Kelvin and Ångström signs. Signs and
 * numerals that languages name themselves are left alone: ™, №, ½, ², Ⅷ, ①, ª, µ, ℃.
 */
const COMPATIBLE = new RegExp(
  [
    '(?<=[０-９])[．，：／－](?=[０-９])',
    '[＂-＇＊＋－／-９＜-＞＠-～￠-￢￤-￦　]',
    '[ℂℊ-ℓℕℙ-ℝℤ\\u2126ℨ\\u212A-ℭℯ-ℱℳℴℼ-⅀ⅅ-ⅉ]',
    '[Ⓐ-ⓁⓃ-ⓩ]',
    '[\\u{1D400}-\\u{1D7FF}\\u{1F130}-\\u{1F149}\\u{1FBF0}-\\u{1FBF9}]',
    '(?<=\\d)(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|ᵉʳ|ʳᵉ|ᵈᵉ|ᵉ)',
    '[ﬀ-ﬆ]',
    '[㍱-㍺㎀-㏟]',
  ].join('|'),
  'gu',
);
/** NFKC of a squared unit, as the tables of units write it: ㎡ becomes "m2" there. */
const IN_UNITS: ReadonlyMap<string, string> = new Map([
  ['μ', 'µ'],
  ['∕', '/'],
  ['2', '²'],
  ['3', '³'],
]);

function plainForm(compatible: string): string {
  const plain = compatible.normalize('NFKC');
  return /[㍱-㏟]/u.test(compatible) ? plain.replace(/[23μ∕]/g, (part) => IN_UNITS.get(part) ?? part) : plain;
}

/**
 * Normalizes a sentence whose compatibility characters are replaced by plain ones (NFKC), and maps the tokens back to the
 * sentence. Linear time. @param normalize gets the plain sentence
 */
export function normalizeFolded(sentence: string, normalize: (plain: string) => SpokenToken[]): SpokenToken[] {
  if (sentence.search(COMPATIBLE) < 0) return normalize(sentence);
  const folded = foldWith(sentence, COMPATIBLE, ([found]) => plainForm(found));
  return normalize(folded.text).map((token) => ({ ...token, ...folded.sourceRange(token.start, token.end) }));
}
