/**
 * The parts of the network, in order of execution. `styles` are the layers that compute the gains and offsets of all
 * normalizations, which our exports merge into one; `other` are constants that belong to no part.
 */
export const BLOCKS = [
  'bert',
  'bert_encoder',
  'predictor',
  'text_encoder',
  'decoder',
  'decoder.generator',
  'styles',
  'other',
] as const;
export type Block = (typeof BLOCKS)[number];

/** The size of something. */
export interface Sized {
  bytes: number;
  elements: number;
}

export interface BlockSize extends Sum {
  block: Block;
}

export interface TypeSize extends Sum {
  type: string;
}

/** Finds the first part in a dotted or slashed name; exporters put their own scopes before it. */
const PART = /(?:^|[./])(bert_encoder|bert|predictor|text_encoder|decoder|style)(?=[./]|$)(.*)/;
/** Modules that upstream's trace names without their part. */
const BERT = /(?:^|[./])albert_/;
const PREDICTOR = /(?:^|[./])(?:F0|N|F0_proj|N_proj|shared|lstm|lstms|duration_proj)(?=[./]|$)/;

/** The part of the network that a tensor or operation belongs to, by its name. */
export function blockOf(name: string): Block {
  const [, part, rest = ''] = PART.exec(name) ?? [];
  if (part === undefined) return BERT.test(name) ? 'bert' : PREDICTOR.test(name) ? 'predictor' : 'other';
  if (part === 'style') return 'styles';
  if (part === 'decoder' && /[./]generator[./]/.test(rest)) return 'decoder.generator';
  // Both the text encoder and the predictor have a text_encoder; only the predictor's has several LSTMs.
  return part === 'text_encoder' && /[./]lstms[./]/.test(rest) ? 'predictor' : (part as Block);
}

/** The total of several sizes. */
export interface Sum extends Sized {
  count: number;
}

/** Adds up sizes by a key, in the order in which the keys first occur. */
function sumBy<K, T extends Sized>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, Sum> {
  const sums = new Map<K, Sum>();
  for (const item of items) {
    const sum = sums.get(keyOf(item)) ?? { count: 0, elements: 0, bytes: 0 };
    sums.set(keyOf(item), sum);
    sum.count++;
    sum.elements += item.elements;
    sum.bytes += item.bytes;
  }
  return sums;
}

/** Adds up sizes by part of the network, without empty parts. */
export function sizesByBlock(items: Iterable<Sized & { block: Block }>): BlockSize[] {
  const sums = sumBy(items, ({ block }) => block);
  return BLOCKS.flatMap((block) => {
    const sum = sums.get(block);
    return sum === undefined ? [] : { block, ...sum };
  });
}

/** Adds up sizes by element type, the type with the most bytes first. */
export function sizesByType(items: Iterable<Sized & { type: string }>): TypeSize[] {
  const sums = [...sumBy(items, ({ type }) => type)].map(([type, sum]) => ({ type, ...sum }));
  return sums.sort((a, b) => b.bytes - a.bytes);
}
