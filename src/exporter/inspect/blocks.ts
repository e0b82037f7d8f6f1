/**
 * The parts of the network, in the order in which they work; `styles` are the layers from which all normalizations get their
 * gains and offsets, where an export of ours has joined them; the rest is constants without a home.
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

/** Something of the network with its size. */
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

/** The first part that a dotted or slashed name goes through: exporters put scopes of their own before it. */
const PART = /(?:^|[./])(bert_encoder|bert|predictor|text_encoder|decoder|style)(?=[./]|$)(.*)/;
/** Modules that upstream's trace names without the part that they are in. */
const BERT = /(?:^|[./])albert_/;
const PREDICTOR = /(?:^|[./])(?:F0|N|F0_proj|N_proj|shared|lstm|lstms|duration_proj)(?=[./]|$)/;

/** The part of the network that a tensor or operation belongs to by its name. */
export function blockOf(name: string): Block {
  const [, part, rest = ''] = PART.exec(name) ?? [];
  if (part === undefined) return BERT.test(name) ? 'bert' : PREDICTOR.test(name) ? 'predictor' : 'other';
  if (part === 'style') return 'styles';
  if (part === 'decoder' && /[./]generator[./]/.test(rest)) return 'decoder.generator';
  // Both the text encoder and the predictor have a text_encoder; only the predictor's has several LSTMs.
  return part === 'text_encoder' && /[./]lstms[./]/.test(rest) ? 'predictor' : (part as Block);
}

/** Tensors that have something in common, added up. */
export interface Sum extends Sized {
  count: number;
}

/** Adds up tensors by type or block, in the order in which the keys come. */
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

/** Adds up what belongs to the same part; parts without anything are left out. */
export function sizesByBlock(items: Iterable<Sized & { block: Block }>): BlockSize[] {
  const sums = sumBy(items, ({ block }) => block);
  return BLOCKS.flatMap((block) => {
    const sum = sums.get(block);
    return sum === undefined ? [] : { block, ...sum };
  });
}

/** Adds up what has the same type of element; the type with the most bytes first. */
export function sizesByType(items: Iterable<Sized & { type: string }>): TypeSize[] {
  const sums = [...sumBy(items, ({ type }) => type)].map(([type, sum]) => ({ type, ...sum }));
  return sums.sort((a, b) => b.bytes - a.bytes);
}
