import type { MappedText } from './mappedText';
import { cutBefore } from './plainText';

/** Abbreviations whose full stop does not end a sentence. */
const ABBREVIATION =
  /(?:^|[\s("“‘'[])(?:e\.g|i\.e|etc|vs|v|cf|al|approx|ca|resp|incl|est|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Fig|Figs|Eq|Inc|Ltd|Dept|Gen|Lt|Sgt|Rev)\.$/i;
/** Abbreviations only where a number follows ("No. 5"). */
const BEFORE_NUMBER = /(?:^|[\s("“‘'[])(?:No|Nos|p|pp|vol|ch|sec|art|ver|pt|ed|fig|eq)\.$/i;
const INITIAL = /(?:^|[\s(.])(?!I\.)\p{Lu}\.$/u;
const LIST_NUMBER = /^(?:\d{1,4}|[a-z])[.)]$/i;
// eslint-disable-next-line kokoro/linear-expression -- for a tail of at most 40 characters
const QUOTE_END = /[!?…]["”’')\]»]+$|[.…]{2,}["”’')\]»]*$/;
/** Opening brackets, which the segmenter takes for the end of the sentence before them where there are no spaces. */
// eslint-disable-next-line kokoro/linear-expression -- for a tail of at most 40 characters
const OPENING = /[「『（《〈【“‘]+$/;
/** What has no end for longer than this is cut at a space: phonemes are made for a sentence at once. */
const MAX_SENTENCE = 1_000;
/** Only the end of what came before decides. */
const TAIL = 40;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Splits a block's text into sentences without the white space around them; line ends do not end a sentence. */
export function splitSentences(text: MappedText): MappedText[] {
  return [...sentences(text)];
}

function* sentences(text: MappedText): Generator<MappedText> {
  // Same length as the text: line ends would end a sentence, an ellipsis character would not.
  const shadow = text.text.replace(/[\r\n\u0085\u2028\u2029]/g, ' ').replaceAll('…', '.');
  let start = 0;
  for (const { segment, index } of segmenter.segment(shadow)) {
    const tail = shadow.slice(Math.max(start, index - TAIL), index).trimEnd();
    if (tail !== '' && endsHere(tail, segment, index - start)) {
      const end = index - (OPENING.exec(tail)?.[0].length ?? 0);
      yield* trimmed(text, start, end);
      start = end;
    }
  }
  yield* trimmed(text, start, text.text.length);
}

/** Whether a sentence of `length` characters that ends with `tail` is over before `next`. */
function endsHere(tail: string, next: string, length: number): boolean {
  if (ABBREVIATION.test(tail) || INITIAL.test(tail)) return false;
  if (BEFORE_NUMBER.test(tail) && /^\p{N}/u.test(next)) return false;
  if (length <= TAIL && LIST_NUMBER.test(tail.trimStart())) return false;
  if (QUOTE_END.test(tail) && /^\p{Ll}/u.test(next)) return false;
  return /[\p{L}\p{N}]/u.test(next);
}

function* trimmed(text: MappedText, start: number, end: number): Generator<MappedText> {
  for (let at = start; at < end;) {
    const cut = end - at > MAX_SENTENCE ? cutBefore(text.text, at, at + MAX_SENTENCE) : end;
    const part = text.text.slice(at, cut);
    const from = at + part.length - part.trimStart().length;
    if (part.trim() !== '') yield text.slice(from, from + part.trim().length);
    at = cut;
  }
}
