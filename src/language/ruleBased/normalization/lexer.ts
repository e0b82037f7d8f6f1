import { EMOJI_SOURCE } from '../../emoji';

/**
 * The parts of a sentence. Lookaheads are bounded by what the alternative then consumes, so that matching is linear.
 */
const PARTS = new RegExp(
  [
    new RegExp(`(?<emoji>${EMOJI_SOURCE})`, 'u'),
    /(?<space>\s+)/u,
    /(?<scheme>\b(?:https?|ftp|file):\/\/(?:www\.)?)/u,
    /(?<hash>(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{6,40}(?![\p{L}\p{N}]))/u,
    /(?<date>(?<!\d|\d[/.-])(?:\d{4}-\d\d?-\d\d?|\d\d?(?<cut>[/.-])\d\d?\k<cut>\d{4})(?![\d]|[/.-]\d))/u,
    /(?<time>(?<!\d|\d[:.])\d\d?(?::[0-5]\d|\s?h\s?[0-5]\d)(?![\d:]|\s?(?:min|m|s)(?!\p{L})))/u,
    /(?<number>(?<![\p{L}\d.,])\d{1,3}(?:[\u00a0\u202f ]\d{3}(?![\d.]))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/u,
    /(?<initials>(?:\p{Lu}\.){2,})/u,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’\-‑\u200c\u200d]\p{L}[\p{L}\p{M}]*)*)/u,
    /(?<operator>[!=]==?|[<>]=|&&|\|\||(?<=\s)\?\?(?=\s)|[-=]>|::)/u,
    /(?<dash>--+|[—–])/u,
    /(?<ellipsis>\.{2,}|…)/u,
    /(?<mark>[;:,.!?()[\]{}“”„«»‹›।॥。，、！？：；（）"])/u,
    /(?<symbol>[\p{S}&%@#/*\\_§-])/u,
    /(?<other>[^])/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'gu',
);

/** A part of a sentence; `kind` is the name of an alternative above: "number", "word", "mark", … */
export interface Part {
  kind: string;
  text: string;
  at: number;
  end: number;
}

/** Splits a sentence into parts without gaps. */
export function* partsOf(sentence: string): Generator<Part> {
  for (const match of sentence.matchAll(PARTS)) {
    const groups: Record<string, string | undefined> = match.groups ?? {};
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) ?? 'other';
    yield { kind, text: match[0], at: match.index, end: match.index + match[0].length };
  }
}
