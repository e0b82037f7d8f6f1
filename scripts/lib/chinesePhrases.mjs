/** The longest phrase that can occur in a word outside the dictionary (such as a name that the model found). */
const LONGEST_GUESS = 4;

/**
 * Drops the phrases that are read character by character, and those that occur in no word. The remaining phrases give
 * the same reading
 * as all of them for every dictionary word, alone and with 不, 一 or 儿, and for every phrase short enough to be a word.
 * @param phrases syllables by phrase (Map)
 * @param chars the syllable of each character (Map)
 * @param words the dictionary's words
 */
export function prunePhrases(phrases, chars, words) {
  const inLongWords = new Set();
  for (const word of words) {
    for (let length = LONGEST_GUESS + 1; length <= word.length; length++) {
      for (let i = 0; i + length <= word.length; i++) inLongWords.add(word.slice(i, i + length));
    }
  }
  const all = new PhraseBook();
  for (const [phrase, reading] of phrases) all.add(phrase, reading);
  const met = [...phrases.keys()].filter((phrase) => phrase.length <= LONGEST_GUESS || inLongWords.has(phrase));
  const kept = new PhraseBook();
  for (const phrase of met) {
    const alone = Array.from(phrase, (char) => chars.get(char) ?? char);
    if (all.readings.get(phrase).join() !== alone.join()) kept.add(phrase, all.readings.get(phrase));
  }
  // A phrase that is read character by character may still prevent the match of one that begins inside it.
  const said = (book, pieces) => pieces.map((piece) => book.readings.get(piece)?.join() ?? chars.get(piece)).join();
  let added = true;
  while (added) {
    added = false;
    for (const word of candidates(words, met)) {
      const wanted = all.pieces(word);
      if (said(all, wanted) === said(kept, kept.pieces(word))) continue;
      for (const piece of wanted) if (all.readings.has(piece)) kept.add(piece, all.readings.get(piece));
      const rest = all.unfinished(word);
      if (rest !== undefined) kept.add(rest, all.readings.get(rest));
      added = true;
    }
  }
  return kept.readings;
}

function* candidates(words, phrases) {
  yield* phrases;
  for (const word of words) {
    yield word;
    if (word.length <= LONGEST_GUESS) yield* [`不${word}`, `一${word}`, `${word}儿`];
  }
}

/** Splits words into phrases as pypinyin does: from the left, the longest first. */
class PhraseBook {
  readings = new Map();
  /** For each beginning of a phrase, such a phrase. */
  #beginnings = new Map();

  add(phrase, reading) {
    this.readings.set(phrase, reading);
    for (let length = 1; length <= phrase.length; length++) this.#beginnings.set(phrase.slice(0, length), phrase);
  }

  pieces(word) {
    const found = [];
    for (let i = 0; i < word.length;) {
      let piece;
      let length = 1;
      for (; i + length <= word.length && this.#beginnings.has(word.slice(i, i + length)); length++) {
        if (this.readings.has(word.slice(i, i + length))) piece = word.slice(i, i + length);
      }
      // If the rest of the word is the beginning of a phrase, it is read character by character.
      if (piece === undefined && i + length > word.length) return [...found, ...word.slice(i)];
      piece ??= String.fromCodePoint(word.codePointAt(i));
      found.push(piece);
      i += piece.length;
    }
    return found;
  }

  /** A phrase whose beginning the word ends with, if that ending is not a phrase itself. */
  unfinished(word) {
    for (let i = 0; i < word.length; i++) {
      const rest = word.slice(i);
      const phrase = this.#beginnings.get(rest);
      if (rest.length > 1 && phrase !== undefined && !this.readings.has(rest)) return phrase;
    }
    return undefined;
  }
}
