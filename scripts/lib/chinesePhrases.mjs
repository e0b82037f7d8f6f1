/** Longest phrase that may be met in a word that is not in the dictionary (a name that the model has put together). */
const LONGEST_GUESS = 4;

/**
 * Leaves out the phrases that are read as their characters are read alone, and those that no word contains.
 * What is left reads every word of the dictionary, alone and with 不, 一 or 儿, and every phrase short enough to be a
 * word, just as all phrases do.
 * @param phrases Map from phrase to its syllables
 * @param chars Map from character to its syllable
 * @param words the dictionary
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
  // A phrase read as its characters are may yet keep another from being found that begins inside it.
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

/** Cuts words into phrases as pypinyin does: from the left, the longest first. */
class PhraseBook {
  readings = new Map();
  /** A phrase for everything that one begins with. */
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
      // Where all that is left begins a phrase that goes on, it is read character by character.
      if (piece === undefined && i + length > word.length) return [...found, ...word.slice(i)];
      piece ??= String.fromCodePoint(word.codePointAt(i));
      found.push(piece);
      i += piece.length;
    }
    return found;
  }

  /** The phrase that the end of the word begins, without being one. */
  unfinished(word) {
    for (let i = 0; i < word.length; i++) {
      const rest = word.slice(i);
      const phrase = this.#beginnings.get(rest);
      if (rest.length > 1 && phrase !== undefined && !this.readings.has(rest)) return phrase;
    }
    return undefined;
  }
}
