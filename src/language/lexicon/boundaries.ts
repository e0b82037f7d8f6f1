const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]/u;
/** Scripts that put no spaces between words. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/** Whether the UTF-16 unit at `at` belongs to a word that reaches to the next space. */
export function isJoined(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  // A low surrogate is the second half of a character.
  const character = String.fromCodePoint(
    text.codePointAt(unit >= 0xdc00 && unit <= 0xdfff && at > 0 ? at - 1 : at) ?? unit,
  );
  return WORD_CHARACTER.test(character) && !WITHOUT_SPACES.test(character);
}

/** An apostrophe and what follows it in the same word: "don't", but not "Kokoro's". */
const CONTRACTION = /'(?!s(?![\p{L}\p{N}]))\p{L}/uy;

/** Whether the range from `start` to `end` consists of whole words. The text has straight apostrophes. */
export function isWholeWord(text: string, start: number, end: number): boolean {
  if (isJoined(text, start - 1) && isJoined(text, start)) return false;
  if (!isJoined(text, end - 1)) return true;
  CONTRACTION.lastIndex = end;
  return !isJoined(text, end) && !CONTRACTION.test(text);
}
