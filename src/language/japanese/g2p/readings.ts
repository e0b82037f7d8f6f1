import type { ReadingRule } from '../tables';
import type { JapaneseData } from './data';
import { lengthened } from '../normalization/numbers';
import type { TaggedWord } from './taggedWord';
import { GIVEN } from './tagger';

/** How many characters on each side of a word decide its reading. */
const WIDTH = 8;

interface CompiledRule {
  before: RegExp | undefined;
  after: RegExp | undefined;
  reading: string;
}

/**
 * Chooses the readings of words that can be read in several ways ("何", "人", "日") by their neighbours, with the rules of
 * src/language/japanese/data/readings.tsv. The dictionary's costs alone know parts of speech, which such readings share.
 */
export class Readings {
  readonly #data: JapaneseData;
  readonly #rules = new Map<string, CompiledRule[]>();

  constructor(rules: readonly ReadingRule[], data: JapaneseData) {
    this.#data = data;
    for (const { word, before, after, reading } of rules) {
      const compiled = {
        before: before === '' ? undefined : new RegExp(`(?:${before})$`, 'u'),
        after: after === '' ? undefined : new RegExp(`^(?:${after})`, 'u'),
        reading: lengthened(reading),
      };
      const others = this.#rules.get(word);
      if (others === undefined) this.#rules.set(word, [compiled]);
      else others.push(compiled);
    }
  }

  /** The words, with readings that differ from the dictionary's. Linear time. */
  choose(text: string, words: readonly TaggedWord[]): TaggedWord[] {
    const masked = this.#mask(text, words);
    return words.map((word) => {
      const rules = word.entry === GIVEN ? undefined : this.#rules.get(text.slice(word.start, word.end));
      if (rules === undefined) return word;
      const before = masked.slice(Math.max(0, word.start - WIDTH), word.start);
      const after = masked.slice(word.end, word.end + WIDTH);
      const rule = rules.find((one) => (one.before?.test(before) ?? true) && (one.after?.test(after) ?? true));
      return rule === undefined ? word : { ...word, reading: rule.reading };
    });
  }

  /** The text with # for each character of a given number and A for each of a given word in Latin letters. */
  #mask(text: string, words: readonly TaggedWord[]): string {
    let masked = '';
    for (const { start, end, entry, characterClass } of words) {
      if (entry !== GIVEN) continue;
      const sign = this.#data.classes[characterClass] === 'NUMERIC' ? '#' : 'A';
      masked += text.slice(masked.length, start) + sign.repeat(end - start);
    }
    return masked + text.slice(masked.length);
  }
}
