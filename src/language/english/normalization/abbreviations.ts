import type { WordTables } from '../tables';
import { alternatives } from './names';
import type { Match } from './sentence';

/** Pronounced as one word. */
const ET_CETERA = 'et cetera';
/** "Saint" or "street". */
const ST = 'st.';
/** Letters examined of a street's name. */
const LONGEST_NAME = 40;
// eslint-disable-next-line kokoro/linear-expression -- sees at most LONGEST_NAME characters
const CAPITALIZED_WORD = /\p{Lu}\p{L}+$/u;

/** "e.g.", "Dr.", "No. 5", of which the last full stop may also end the sentence. */
export function verbalizeAbbreviation(found: Match): number {
  const expanded = found.sentence.abbreviations.expand(found.text, found.behind(30), found.ahead(30));
  if (expanded === undefined) return 0;
  const length = found.text.length - (found.endsSentence ? 1 : 0);
  if (expanded !== ET_CETERA) return found.say(expanded, length);
  found.sentence.out.word(expanded, found.at, found.at + length);
  return length;
}

/** "U.S.", of which the last full stop may also end the sentence. */
export function verbalizeInitials({ text, at, endsSentence, sentence }: Match): number {
  const length = text.length - (text.endsWith('.') && endsSentence ? 1 : 0);
  sentence.out.spell(text.replaceAll('.', '').toUpperCase(), at, at + length);
  return length;
}

/** Abbreviations and the words for them. */
export class Abbreviations {
  readonly #table: WordTables['abbreviations'];

  constructor({ abbreviations }: WordTables) {
    this.#table = abbreviations;
  }

  /** Matches abbreviations with a full stop. */
  get source(): string {
    return alternatives([...this.#table.keys(), ST].filter((text) => text.endsWith('.')));
  }

  /** The words for an abbreviation with a full stop, by its context; undefined where it is not an abbreviation. */
  expand(text: string, before: string, after: string): string | undefined {
    const key = text.toLowerCase();
    if (key === ST) {
      if (/^\s*\p{Lu}/u.test(after)) return 'saint';
      return CAPITALIZED_WORD.test(before.trimEnd().slice(-LONGEST_NAME)) ? 'street' : undefined;
    }
    const entry = this.#table.get(key);
    if (entry?.before === 'number' && !/^\s*[\d#]/.test(after)) return undefined;
    if (entry?.before === 'name' && !/^\s*\p{Lu}/u.test(after)) return undefined;
    return entry?.said;
  }

  /** The words for an abbreviation without a full stop. */
  expandBare(word: string): string | undefined {
    return word.endsWith('.') ? undefined : this.#table.get(word.toLowerCase())?.said;
  }
}
