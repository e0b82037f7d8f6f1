import { EMOJI_SOURCE } from '../../emoji';

/**
 * The parts of a sentence. Lookaheads are bounded by what the alternative then consumes, so that matching is linear.
 */
const PARTS = new RegExp(
  [
    new RegExp(`(?<emoji>${EMOJI_SOURCE})`, 'u'),
    /(?<space>\s+)/u,
    /(?<scheme>\b(?:https?|ftp|file):\/\/(?:www\.)?)/u,
    /(?<hash>(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])(?!\d+e(?![\da-f]))[\da-f]{6,40}(?![\p{L}\p{N}]))/u,
    // Telephone numbers: "+34 912 345 678"; "(11) 99999-8888", "06 12 34 56 78"; "555-123-4567", "1234-5678"
    /(?<international>(?<![\p{L}\p{N}])(?=\+(?:[ ().-]{0,2}\d){10,15}(?!\d))\+\d{1,15}(?:[ .-]?\(\d{1,5}\)[ .-]?\d{1,12})?(?:[ .-]\d{1,12}){0,6})/u,
    /(?<telephone>(?<![\p{L}\p{N}.,/(+-])(?:(?:\d[ -])?\(\d{2,5}\)[ -]?\d{3,9}(?:[ .-]\d{2,5}){0,3}|0\d(?:[ .-]\d\d){4}|0[3589]00[ -]\d{3}[ -]\d{3,4}|[89]00[ -]\d{3}[ -](?!000)\d{3}|1800[ -]\d{3}[ -]\d{3,4}|3\d\d[ ./]\d{6,7}|0\d{1,3}[ ./]\d{5,8}|[6-9]\d{4} \d{5}|\d{3}\.\d{3}\.\d{3}-\d\d|\d\d\.\d{3}\.\d{3}\/\d{4}-\d\d)(?![\p{L}\p{N}]|[.,/-]\d))/u,
    /(?<hyphenated>(?<![\p{L}\p{N}.,/(+-])(?:(?:\d{1,2}-)?\d{3}-\d{3}-\d{3,4}|0\d{2,7}[.-]\d{3,8}|0\d[.-]\d{6,8}|\d\d 9?\d{4}-\d{4}|\d{3,5}-(?:\d{4}(?!-)|\d{6,8}))(?![\p{L}\p{N}]|[.,/-]\d))/u,
    /(?<date>(?<!\d|\d[/.-])(?:\d{4}(?<joint>[/.-])\d\d?\k<joint>\d\d?|\d\d?(?<cut>[/.-])\d\d?\k<cut>\d{4}|\d\d?\/\d\d?\/\d\d|(?:0[1-9]|1[0-2])[/-](?:19|20)\d\d)(?![\d]|[/.-]\d))/u,
    /(?<time>(?<!\d|\d[:.])(?:\d\d?:[0-5]\d(?::[0-5]\d)?|\d\d?[hH][0-5]\d(?:m(?:in)?(?!\p{L})|m[0-5]\ds)?|\d\d?\s[hH]\s[0-5]\d|\d\d?[.][0-5]\d(?=\s?(?:[apAP]\.?\s?[mM](?!\p{L})|h(?!\p{L})))|(?<=(?:alle|dalle|ore|las|às)\s)\d\d?\.[0-5]\d)(?![\d:]|[.,]\d|\s?(?:min|m|s)(?!\p{L})))/u,
    /(?<number>(?<![\p{L}\d.,])\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3}(?!\d|\.\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/u,
    /(?<vulgar>[¼½¾⅐-⅞↉])/u,
    /(?<exponent>[⁺⁻]?[⁰¹²³⁴-⁹]+)/u,
    /(?<initials>(?:\p{Lu}\.){2,})/u,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’\-‑\u200c\u200d]\p{L}[\p{L}\p{M}]*)*)/u,
    /(?<operator>[!=]==?|[<>]=|&&|\|\||(?<=\s)\?\?(?=\s)|[-=]>|::)/u,
    /(?<dash>--+|[—–])/u,
    /(?<ellipsis>\.{2,}|…)/u,
    /(?<mark>[;:,.!?()[\]{}“”„«»‹›।॥。，、！？：；（）"])/u,
    /(?<symbol>[\p{S}&%@#/*\\_§·-])/u,
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
