/** Longest phrase that may be met in a word that is not in the dictionary (a name that the model has put together). */
const LONGEST_GUESS = 4;

/**
 * Leaves out the phrases that are read as their characters are read alone, and those that no word contains.
 * What is left reads every word of the dictionary, and every phrase short enough to be one, just as all phrases do.
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
  const met = [...phrases].filter(([phrase]) => phrase.length <= LONGEST_GUESS || inLongWords.has(phrase));
  const alone = (phrase) => Array.from(phrase, (char) => chars.get(char) ?? char);
  const kept = new Map(met.filter(([phrase, reading]) => reading.join() !== alone(phrase).join()));
  const longest = met.reduce((most, [phrase]) => Math.max(most, phrase.length), 1);
  // A phrase read as its characters are may yet keep another from being found that begins inside it.
  let added = true;
  while (added) {
    added = false;
    for (const word of [...words, ...met.map(([phrase]) => phrase)]) {
      const wanted = pieces(word, phrases, longest);
      if (readingOf(wanted, phrases, chars) === readingOf(pieces(word, kept, longest), kept, chars)) continue;
      for (const piece of wanted) if (phrases.has(piece)) kept.set(piece, phrases.get(piece));
      added = true;
    }
  }
  return kept;
}

/** Longest phrase first, from the left. */
function pieces(word, phrases, longest) {
  const found = [];
  for (let i = 0; i < word.length; ) {
    let length = Math.min(longest, word.length - i);
    while (length > 1 && !phrases.has(word.slice(i, i + length))) length--;
    const piece = length > 1 ? word.slice(i, i + length) : String.fromCodePoint(word.codePointAt(i));
    found.push(piece);
    i += piece.length;
  }
  return found;
}

function readingOf(pieces, phrases, chars) {
  return pieces.map((piece) => phrases.get(piece)?.join() ?? chars.get(piece) ?? piece).join();
}
