import type { LanguageCode } from '../../language/language';
import { withoutGivenPronunciations } from '../../language/givenPronunciations';
import { wordSet } from '../../language/wordSet';
import type { Outline } from '../../document/outline';
import { type SpokenBlock, spokenBlocks } from './spokenText';
import type { TimedWord } from './timedWords';

/** How well a subtitle or its line may end after a token; best first. */
export type Break = 'block' | 'sentence' | 'clause' | 'phrase' | 'word' | 'bound';

/** The smallest piece of a subtitle. A line may end after it. */
export interface Token {
  /** With the white space after it, as one space. */
  text: string;
  start: number;
  end: number;
  break: Break;
}

/** Conjunctions and prepositions: a line had better end before them than after them. */
const PHRASE_STARTERS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: wordSet(
    'and or but nor so yet because although though while since unless until if when where which who whose that than ' +
      'as after before with without for from into onto through over under between about by to of in on at a an the',
  ),
  es: wordSet(
    'y e o u pero ni que si porque aunque mientras cuando donde como con sin para por desde hasta entre sobre de del a ' +
      'al en el la los las un una',
  ),
  fr: wordSet(
    'et ou mais ni car donc que qui si parce quand où comme avec sans pour par depuis entre sur sous dans de du des à ' +
      'au aux en le la les un une',
  ),
  it: wordSet(
    'e ed o ma né che se perché mentre quando dove come con senza per da dal dalla tra fra su sul di del della dei a al ' +
      'alla in nel nella il lo la i gli le un una',
  ),
  pt: wordSet(
    'e ou mas nem que se porque embora enquanto quando onde como com sem para por desde até entre sobre de do da dos ' +
      'das a ao à em no na o os as um uma',
  ),
  hi: wordSet('और या लेकिन कि जो जब तो अगर क्योंकि जिससे जहाँ जैसे फिर ताकि परंतु मगर'),
  ja: wordSet(
    'また しかし そして ただし たとえば 例えば つまり さらに そのため だから もし まず 次に 一方 あるいは または',
  ),
  zh: wordSet(
    '和 与 及 以及 或 或者 而 而且 并 并且 但 但是 不过 然而 因为 由于 所以 因此 如果 虽然 即使 只要 在 从 对 为 把 将 被',
  ),
};
/** Japanese and Chinese words that lean on the word before them, and Hindi postpositions. */
const ENCLITIC =
  /^(?:[\p{Script=Hiragana}ー]{1,4}|[的地得了着过吗呢吧们]|(?:का|की|के|को|से|में|पर|ने|है|हैं|था|थे|थी))(?![\p{L}\p{M}])/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\u3000-\u303f\uff01-\uff60]/u;
/** Brackets and quotes that belong to the word after them; French leaves a space between. */
const OPENERS = /(?:[\p{Ps}\p{Pi}¿¡]|«\s){0,8}$/u;
/** Where a word begins after a space, or after an opener. */
const WORD_START = /(?<=(?<!«)\s)(?=[^\p{L}\p{N}\s]*«?\s?[\p{L}\p{N}])/u;
const CLAUSE_END = /[,;:،、，；：—–…·][\p{Pe}\p{Pf}"']*\s*$/u;

/** The width of a text in columns: two for a Chinese or Japanese character, none for a combining mark. */
export function columns(text: string): number {
  let width = 0;
  for (const char of text) width += /\p{M}|\u200d/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/**
 * The text of a recording, cut wherever a line may end. Markup is gone, everything else is spelled as in the source.
 * @param width columns of a line; what is wider is cut
 */
export function subtitleTokens(
  outline: Outline,
  words: readonly TimedWord[],
  language: LanguageCode,
  width: number,
): Token[] {
  const starters = PHRASE_STARTERS[language.slice(0, 2)];
  const tokens = spokenBlocks(outline, words).flatMap((spoken) =>
    tokensOf(spoken).flatMap((token) => fitting(token, width)),
  );
  return tokens.map((token, i) => {
    const next = tokens[i + 1];
    return token.break === 'word' && next ? { ...token, break: quality(token.text, next.text, starters) } : token;
  });
}

function quality(before: string, after: string, starters: ReadonlySet<string> | undefined): Break {
  if (CLAUSE_END.test(before)) return 'clause';
  if (starters?.has(bare(before)) === true || (ENCLITIC.test(after) && !starters?.has(bare(after)))) return 'bound';
  return starters?.has(bare(after)) === true ? 'phrase' : 'word';
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{M}]/gu, '').toLowerCase();
}

/** The tokens of a block; each holds what stands between its first word and the next token's. */
function tokensOf({ block, text, words }: SpokenBlock): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let open: Token | undefined;
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    const cut = next ? cutBetween(text, word.at.end, next.at.start) : text.length;
    const shown = text.slice(at, cut);
    at = cut;
    if (open) Object.assign(open, { text: open.text + shown, end: word.end });
    else open = { text: shown, start: word.start, end: word.end, break: 'word' };
    const sentenceEnds =
      next !== undefined && block.sentences.some(({ start }) => word.from < start && start <= next.from);
    if (next && !sentenceEnds && !mayBreak(text, cut)) continue;
    open.break = next ? (sentenceEnds ? 'sentence' : 'word') : 'block';
    tokens.push({ ...open, text: plain(open.text) });
    open = undefined;
  }
  return tokens;
}

/** Where what stands between two words is divided: openers go with the second word. */
function cutBetween(text: string, end: number, start: number): number {
  if (start <= end) return start;
  const between = text.slice(end, start).replace(OPENERS, '');
  const space = between.search(/\s\S*$/);
  return end + (space >= 0 ? space + 1 : between.length);
}

function mayBreak(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return /[\s\-–—/]/.test(before) || WIDE.test(before) || WIDE.test(text.charAt(at));
}

/** Line ends become spaces, except between characters of languages without spaces. */
function plain(text: string): string {
  return withoutGivenPronunciations(text).replace(/\s+/g, (space, at: number, whole: string) =>
    space.includes('\n') && WIDE.test(whole.charAt(at - 1)) ? '' : ' ',
  );
}

/** A token, cut at its spaces, and wherever else it is too wide for a line. Time is divided by the width. */
function fitting(token: Token, width: number): Token[] {
  const parts = token.text.split(WORD_START).flatMap((part) => slices(part, width));
  const total = columns(parts.join('')) || 1;
  let start = token.start;
  return parts.map((text, i) => {
    const end = i + 1 === parts.length ? token.end : start + ((token.end - token.start) * columns(text)) / total;
    const piece = { text, start, end, break: i + 1 === parts.length ? token.break : 'word' } as const;
    start = end;
    return piece;
  });
}

/** A text in parts that are not too wide, cut after the marks of a path or address if possible. */
function slices(text: string, width: number): string[] {
  if (columns(text.trim()) <= width) return [text];
  const parts = [''];
  for (const char of text) {
    const part = parts.at(-1) ?? '';
    if (columns(part + char) <= width) parts[parts.length - 1] = part + char;
    else {
      const mark = part.search(/(?<=[/.\-_?&=#])[^/.\-_?&=#]*$/);
      const cut = mark > 0 ? mark : part.length;
      parts.splice(-1, 1, part.slice(0, cut), part.slice(cut) + char);
    }
  }
  return parts;
}
