import type { Checkpoint } from '../../../../src/exporter/checkpoint/checkpoint';
import type { KokoroConfig } from '../../../../src/exporter/checkpoint/config';
import { expectedTensors } from '../../../../src/exporter/checkpoint/expected';
import { elementsOf } from '../../../../src/exporter/checkpoint/tensor';

/** The weights and inputs of the fixtures, the same that scripts/fixtures/exporter_parity.py generates. */

/** Uniform in [-1, 1), in float64, by name and index. */
function numbers(name: string, count: number): Float64Array {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
  const result = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = (seed + Math.imul(i, 0x9e3779b9)) >>> 0;
    x ^= x >>> 16;
    x = Math.imul(x, 0x7feb352d);
    x ^= x >>> 15;
    x = Math.imul(x, 0x846ca68b);
    x ^= x >>> 16;
    result[i] = (x >>> 0) / 2 ** 31 - 1;
  }
  return result;
}

function weight(name: string, shape: readonly number[]): Float32Array {
  const [scale, offset] = rangeOf(name, shape);
  const values = numbers(name, elementsOf(shape));
  const result = new Float32Array(values.length);
  for (let i = 0; i < result.length; i++) result[i] = offset + scale * (values[i] ?? 0);
  return result;
}

/** Half the width of the range, and its centre. */
function rangeOf(name: string, shape: readonly number[]): [number, number] {
  if (name.endsWith('conv_post.weight_g')) return [0.1, 0.2];
  if (name.endsWith('weight_g')) return [0.5, 1];
  if (name.includes('.alpha')) return [1, 1.2];
  if (/(?:LayerNorm\.weight|layer_norm\.weight|\.gamma)$/.test(name)) return [0.2, 1];
  if (shape.length === 1) return [0.1, 0];
  if (name.includes('duration_proj')) return [2, 0];
  return [Math.sqrt(3 / elementsOf(shape.slice(1))), 0];
}

/** An input of a block. */
export function given(name: string, count: number, scale = 1, offset = 0): Float32Array {
  return Float32Array.from(numbers(name, count), (value) => value * scale + offset);
}

/** A checkpoint that exists only in memory. */
export function madeUpCheckpoint(config: KokoroConfig): Checkpoint {
  const tensors = new Map(
    Array.from(expectedTensors(config), ([name, shape]) => {
      const read = (): Promise<Float32Array> => Promise.resolve(weight(name, shape));
      return [name, { name, dtype: 'float32' as const, shape, read }];
    }),
  );
  return { path: 'x.pth', format: 'pth', tensors, sha256: () => Promise.resolve(''), close: () => Promise.resolve() };
}
