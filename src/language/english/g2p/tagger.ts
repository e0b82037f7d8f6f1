import type { SpokenToken } from '../../language';
import { HashedModel } from '../../data/hashedModel';
import { wordSet } from '../../wordSet';

export interface TaggerHeader {
  classes: number;
  buckets: number;
  /** Penn Treebank's tags, in the order of the weights. */
  tags: string[];
  /** Words that nearly always have the same tag in the training data. */
  sure: Record<string, string>;
}

const NUMBERS = wordSet(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion',
);
/** Stands for the words before the first and after the last. */
const EDGE = '\u0002';

/** Tags parts of speech from left to right with an averaged perceptron (Collins 2002). */
export class Tagger {
  readonly #model: HashedModel<TaggerHeader>;
  readonly #sure: ReadonlyMap<string, string>;

  constructor(model: HashedModel<TaggerHeader>) {
    this.#model = model;
    this.#sure = new Map(Object.entries(model.header.sure));
  }

  /** Parses the model that scripts/train/tagger.mts writes. */
  static parse(bytes: Uint8Array<ArrayBuffer>): Tagger {
    return new Tagger(HashedModel.parse<TaggerHeader>(bytes));
  }

  /** A Penn Treebank tag for each token; a punctuation mark is its own tag. */
  tag(tokens: readonly SpokenToken[]): string[] {
    const words = wordsOf(tokens);
    const { tags } = this.#model.header;
    const scores = new Int32Array(tags.length);
    const chosen: string[] = [];
    for (const [i, token] of tokens.entries()) {
      const known = token.kind === 'punctuation' ? token.text : sureTag(words[i] ?? '', this.#sure);
      if (known === undefined) {
        scores.fill(0);
        this.#model.score(featuresOf(words, chosen, i), scores);
        let best = 0;
        for (let t = 1; t < scores.length; t++) if ((scores[t] ?? 0) > (scores[best] ?? 0)) best = t;
        chosen.push(tags[best] ?? 'NN');
      } else chosen.push(known);
    }
    return chosen;
  }
}

/** The words as the tagger sees them: with straight apostrophes, spelled letters in capitals. */
export function wordsOf(tokens: readonly Pick<SpokenToken, 'kind' | 'text'>[]): string[] {
  return tokens.map(({ kind, text }) =>
    (kind === 'letters' ? text.toUpperCase() : text.replaceAll('’', "'")).slice(0, 60),
  );
}

/** The tag of a number or of a word with only one tag. */
export function sureTag(word: string, sure: ReadonlyMap<string, string>): string | undefined {
  const lower = word.toLowerCase();
  return NUMBERS.has(lower) ? 'CD' : sure.get(lower);
}

/** The tagger's features: the word, its spelling, its neighbours, and the tags before it. */
export function featuresOf(words: readonly string[], tags: readonly string[], i: number): string[] {
  const word = words[i] ?? EDGE;
  const lower = word.toLowerCase();
  const at = (j: number): string => (words[j] ?? EDGE).toLowerCase();
  const [last, next] = [at(i - 1), at(i + 1)];
  const [before, before2] = [tags[i - 1] ?? EDGE, tags[i - 2] ?? EDGE];
  const shape = shapeOf(word);
  // The first word of a sentence or clause is capitalized whatever its tag, and is often an imperative.
  const opens = i === 0 || /^[.!?:;(“—]$/.test(words[i - 1] ?? '');
  return [
    'b',
    `w${lower}`,
    `s${shape}${opens ? '^' : ''}`,
    `3${lower.slice(-3)}`,
    `2${lower.slice(-2)}`,
    `4${lower.slice(-4)}`,
    `p${lower.slice(0, 2)}`,
    `t${before}`,
    `u${before2} ${before}`,
    `v${before} ${lower}`,
    `l${last}`,
    `m${at(i - 2)}`,
    `n${next}`,
    `o${at(i + 2)}`,
    `q${next.slice(-3)}`,
    `r${last} ${lower}`,
    `x${lower} ${next}`,
    `y${before} ${next}`,
    `z${opens ? '^' : ''}${lower.slice(-3)} ${next}`,
    `k${before} ${lower.slice(-3)}`,
  ];
}

function shapeOf(word: string): string {
  const capital = word !== word.toLowerCase();
  const all = capital && word.length > 1 && word === word.toUpperCase();
  return `${all ? 'A' : capital ? 'C' : 'a'}${word.includes('-') ? '-' : ''}${/\d/.test(word) ? '0' : ''}`;
}
