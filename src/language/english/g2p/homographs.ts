import type { SpokenToken } from '../../language';
import type { Pronunciation, Sense, Senses } from '../tables';
import { HashedModel } from '../../data/hashedModel';
import { plainSense, RULED, ruledSense } from './homographRules';
import type { Lexicon } from './lexicon';
import { wordsOf } from './tagger';

export interface HomographHeader {
  classes: number;
  buckets: number;
}
/** Words on either side that count regardless of their position. */
const NEAR = 8;
/** Words on either side that indicate the topic. */
const FAR = 40;
const EDGE = '\u0002';

/** Chooses among the pronunciations of a homograph in its context: by rules, or else by a classifier. */
export class Homographs {
  readonly #lexicon: Lexicon;
  readonly #senses: Senses;
  readonly #model: HashedModel<HomographHeader>;

  constructor(lexicon: Lexicon, senses: Senses, model: HashedModel<HomographHeader>) {
    this.#lexicon = lexicon;
    this.#senses = senses;
    this.#model = model;
  }

  /** Parses the model that scripts/train/homographs.mts writes. */
  static parse(bytes: Uint8Array<ArrayBuffer>, lexicon: Lexicon, senses: Senses): Homographs {
    return new Homographs(lexicon, senses, HashedModel.parse<HomographHeader>(bytes));
  }

  /**
   * A word in misaki's raw symbols; undefined when it is not a homograph.
   * @param word in lower case; the token at `i`, or a part of it between hyphens
   */
  choose(word: string, tokens: readonly SpokenToken[], tags: readonly string[], i: number): string | undefined {
    if (!this.#senses.has(word) && !RULED.has(word)) return undefined;
    const words = wordsOf(tokens);
    const said = this.pronunciation(word, words, tags, i);
    return said === undefined ? undefined : this.#phonemes(word, said);
  }

  /** The pronunciation of a homograph: by a rule, by its neighbours, or else by the classifier. */
  pronunciation(word: string, words: readonly string[], tags: readonly string[], i: number): Pronunciation | undefined {
    return (
      ruledSense(word, words, tags, i) ??
      plainSense(this.#senses, word, words, tags, i) ??
      this.#sense(word, words, tags, i)
    );
  }

  /** The classifier's choice. */
  #sense(word: string, words: readonly string[], tags: readonly string[], i: number): Pronunciation | undefined {
    const senses = this.#senses.get(word);
    if (senses === undefined) return undefined;
    const scores = new Int32Array(this.#model.header.classes);
    this.#model.score(homographFeatures(senses, word, words, tags, i), scores);
    const best = [...senses.keys()].reduce((most, c) => ((scores[c] ?? 0) > (scores[most] ?? 0) ? c : most), 0);
    return senses[best]?.[1];
  }

  #phonemes(word: string, said: Pronunciation): string | undefined {
    if (typeof said !== 'string') return said[this.#lexicon.dialect === 'en-us' ? 0 : 1];
    const entry = this.#lexicon.gold(word);
    if (typeof entry !== 'object') return entry ?? this.#lexicon.silver(word);
    return entry.get(said) ?? entry.get('DEFAULT');
  }
}

/**
 * The classifier's features: the tags and words around a word.
 * @param word in lower case; the token at `i`, or a part of it between hyphens
 */
export function homographFeatures(
  senses: readonly Sense[],
  word: string,
  words: readonly string[],
  tags: readonly string[],
  i: number,
): string[] {
  const at = (j: number): string => (words[i + j] ?? EDGE).toLowerCase();
  const tag = (j: number): string => tags[i + j] ?? EDGE;
  const before = firstTag(tags, i, -1, OPENS_PHRASE);
  const after = firstTag(tags, i, 1, FOLLOWS_PHRASE);
  const place = [
    `t${tag(0)}`,
    `u${tag(0)} ${tag(-1)}`,
    `v${tag(0)} ${tag(1)}`,
    `a${tag(-1)}`,
    `b${tag(1)}`,
    `c${tag(-1)} ${tag(1)}`,
    `d${tag(-2)} ${tag(-1)}`,
    `e${tag(1)} ${tag(2)}`,
    `l${at(-1)}`,
    `m${at(-2)}`,
    `n${at(1)}`,
    `o${at(2)}`,
    `p${at(-1)} ${at(1)}`,
    `q${at(-2)} ${at(-1)}`,
    `r${at(1)} ${at(2)}`,
    `3${at(1).slice(-3)}`,
    `4${at(-1).slice(-3)}`,
    `x${at(-1)} ${tag(1)}`,
    `y${tag(-1)} ${at(1)}`,
    `C${String((words[i] ?? '') !== word)}${String(i === 0)}`,
    `D${before}`,
    `X${after}`,
    `Z${before} ${after}`,
  ];
  const near: string[] = [];
  for (let j = -NEAR; j <= NEAR; j++) if (j !== 0) near.push(`N${at(j)}`, `N${at(j).slice(0, 5)}`);
  const topic = new Set(
    words.slice(Math.max(0, i - FAR), i + FAR).map((other) => `S${other.toLowerCase().slice(0, 6)}`),
  );
  const own = ['', ...place, ...near, ...topic].map((feature) => `${word} ${feature}`);
  // These features are shared by all words that can be noun or verb.
  const isVerbToo = senses[1]?.[0].endsWith('_vrb') === true;
  return isVerbToo ? [...own, ...place.map((feature) => `* ${feature}`), `* E${word.slice(-3)} ${tag(0)}`] : own;
}

const OPENS_PHRASE = /^(?:DT|PRP\$?|MD|TO|VB.?|IN|CD)$/;
const FOLLOWS_PHRASE = /^(?:DT|PRP\$?|MD|VB[ZDP]|IN|TO)$/;

/** The nearest matching tag on one side and its distance, at most four words away and not past punctuation. */
function firstTag(tags: readonly string[], i: number, step: number, telling: RegExp): string {
  for (let distance = 1; distance <= 4; distance++) {
    const tag = tags[i + step * distance] ?? '.';
    if (telling.test(tag)) return `${tag}${distance}`;
    if (/^[.,;:!?]/.test(tag)) return `.${distance}`;
  }
  return '';
}
