import { englishNumber, isAbbreviation, spelled } from './letters';

const LETTER = String.raw`\p{Script=Latin}\p{M}`;
/** A Latin word. Sticky. */
export const LATIN_STRETCH = new RegExp(String.raw`[${LETTER}]+(?:['’]\p{Ll}{1,2}(?!\p{L}))?[#+]{0,2}`, 'yu');
/** Longer words are split. */
const LONGEST_WORD = 40;

/** A part of a stretch of Latin letters, and its reading in katakana; undefined for a word that English reads. */
export interface LatinPart {
  start: number;
  end: number;
  text: string;
  reading: string | undefined;
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['.', 'ドット'],
  ['@', 'アットマーク'],
  ['/', 'スラッシュ'],
  ['#', 'シャープ'],
  ['+', 'プラス'],
]);
/** Words, parts of camelCase, digits, and single signs. */
const PIECE =
  /\p{Lu}{2,}(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+(?:['’]\p{Ll}{1,2})?|\p{Lu}+(?:s(?![\p{L}]))?|\p{L}|\d+|[^]/gu;

/** Splits a stretch into parts with readings. @param words readings of whole words, by the word in lower case */
export function latinParts(stretch: string, words: ReadonlyMap<string, string>): LatinPart[] {
  const known = words.get(stretch.toLowerCase());
  if (known !== undefined) return [{ start: 0, end: stretch.length, text: stretch, reading: known }];
  const scheme = /^(?:https?|ftp|file):\/\//.exec(stretch)?.[0].length ?? 0;
  const parts: LatinPart[] = [];
  for (const { 0: text, index } of stretch.slice(scheme).matchAll(PIECE)) {
    const start = scheme + index;
    for (let i = 0; i < text.length; i += LONGEST_WORD) {
      const piece = text.slice(i, i + LONGEST_WORD);
      parts.push({ start: start + i, end: start + i + piece.length, text: piece, reading: readingOf(piece, words) });
    }
  }
  return parts;
}

function readingOf(piece: string, words: ReadonlyMap<string, string>): string | undefined {
  if (/^\d+$/.test(piece)) return englishNumber(piece) ?? Array.from(piece, (digit) => englishNumber(digit)).join(' ');
  if (!/\p{L}/u.test(piece)) return SIGNS.get(piece) ?? ' ';
  return words.get(piece.toLowerCase()) ?? (isAbbreviation(piece) ? spelled(piece) : undefined);
}
