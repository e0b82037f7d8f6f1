import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import type { GraphBuilder, Value } from '../graph/builder';
import type { FixedLength } from './fixedLength';
import type { Int8Plan } from './int8Plan';
import type { Normalizer } from './statistics';
import type { StyleBank } from './styles';

/** What every part of the network needs to be built. */
export interface Context {
  b: GraphBuilder;
  weights: WeightSource;
  config: KokoroConfig;
  /** The scales and biases of layers that depend on the style: `ref_s[128:]` for prosody, `ref_s[:128]` for timbre. */
  prosody: StyleBank;
  timbre: StyleBank;
  /** Which convolutions are computed in INT8, and how; absent in a float model. */
  int8?: Int8Plan | undefined;
  /** Set for a network of fixed length. */
  fixed?: FixedLength | undefined;
  /** The generator's normalizations, where statistics can be given; by default, they are over all of the input. */
  normalizer?: Normalizer | undefined;
  /** Whether the values that the generator keeps are float16, for a processor that converts them at once. */
  inHalves?: boolean | undefined;
  /** Called for each value whose range is needed for INT8. */
  observe?: ((name: string, value: Value) => void) | undefined;
}

/** A tensor of the checkpoint as a constant of the graph, unchanged. */
export async function stored({ b, weights }: Context, name: string, dims?: readonly number[]): Promise<Value> {
  const { data, shape } = await weights.get(name);
  return b.weight(name, data, dims ?? shape);
}

/** A Linear layer, `x · Wᵀ + b`, times a factor; the weight is stored transposed. */
export async function linear({ b, weights }: Context, layer: string, x: Value, scale = 1): Promise<Value> {
  const { data, shape } = await weights.get(`${layer}.weight`);
  const bias = await weights.get(`${layer}.bias`);
  const [rows = 0, columns = 0] = shape;
  const product = b.op('MatMul', [
    x,
    b.weight(`${layer}.weight`, transposed(data, rows, columns, scale), [columns, rows]),
  ]);
  return b.op('Add', [product, b.weight(`${layer}.bias`, scaled(bias.data, scale), [rows])]);
}

/** A transposed matrix, times a factor. Works in blocks that fit into a cache. */
export function transposed(data: Float32Array, rows: number, columns: number, scale = 1): Float32Array {
  const BLOCK = 32;
  const result = new Float32Array(data.length);
  for (let top = 0; top < rows; top += BLOCK) {
    for (let left = 0; left < columns; left += BLOCK) {
      for (let r = top; r < Math.min(top + BLOCK, rows); r++) {
        for (let c = left; c < Math.min(left + BLOCK, columns); c++) {
          result[c * rows + r] = (data[r * columns + c] ?? 0) * scale;
        }
      }
    }
  }
  return result;
}

/** The numbers times a factor. */
export function scaled(data: Float32Array, scale: number): Float32Array {
  if (scale === 1) return data;
  const result = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) result[i] = (data[i] ?? 0) * scale;
  return result;
}
