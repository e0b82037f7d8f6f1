import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tensor } from 'onnxruntime-node';
import { loadRuntime } from '../../../../src/common/runtime';
import { parseConfig } from '../../../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../../../src/exporter/checkpoint/weights';
import { extract } from '../../../../src/exporter/graph/extract';
import { buildNetwork } from '../../../../src/exporter/network/network';
import type { Model } from '../../../../src/exporter/onnx/model';
import { writeModel } from '../../../../src/exporter/onnx/write';
import { madeUpCheckpoint } from './numbers';

const FOLDER = join(__dirname, '..', '..', '..', 'fixtures', 'exporter');

interface Fixture {
  config: unknown;
  ids: number[];
  speed: number;
  /** Every `step`th value of the output, in row-major order, is among the stored ones. */
  outputs: Record<string, { shape: number[]; step: number; from: number; count: number }>;
}

export const FIXTURE = JSON.parse(readFileSync(join(FOLDER, 'parity.json'), 'utf8')) as Fixture;
const STORED = new Float32Array(new Uint8Array(readFileSync(join(FOLDER, 'parity.f32'))).buffer);

/** The fixtures' network, with an input for the noise. */
export async function fixtureNetwork(): Promise<Model> {
  const config = parseConfig(JSON.stringify(FIXTURE.config), 'config.json');
  return buildNetwork(config, KokoroWeights.open(madeUpCheckpoint(config), config), {
    noise: 'input',
    signature: 'hexgrad',
    speedType: 'float',
    metadata: new Map(),
    version: '0',
  });
}

/** Values by their names in the graph. */
export type Values = Readonly<Record<string, Tensor>>;

/** Computes inner values from others by the part of the model between them, which is written to `file` for a moment. */
export async function between(model: Model, file: string, given: Values, wanted: readonly string[]): Promise<Values> {
  const inputs = Object.entries(given).map(([name, { type, dims }]) => ({ name, type: elementType(type), dims }));
  const outputs = wanted.map((name) => ({
    name,
    type: name === 'duration' ? ('int64' as const) : ('float32' as const),
  }));
  await writeModel(extract(model, inputs, outputs), file);
  const { InferenceSession } = await loadRuntime();
  const session = await InferenceSession.create(file, { logSeverityLevel: 3 });
  try {
    return await session.run(given);
  } finally {
    await session.release();
    await rm(file);
  }
}

function elementType(type: Tensor.Type): 'int64' | 'float32' {
  if (type === 'int64' || type === 'float32') return type;
  throw new Error(`no block takes ${type}`);
}

/** PyTorch's shape, its stored values, and our values at the same positions. */
export function stored(name: string, ours: Tensor): { expected: Float32Array; found: Float32Array } {
  const entry = FIXTURE.outputs[name];
  if (!entry) throw new Error(`there is no fixture ${name}`);
  const { step, from, count, shape } = entry;
  const size = shape.reduce((product, n) => product * n, 1);
  if (ours.size !== size) throw new Error(`${name} has ${ours.size} values, not ${size}`);
  const data = ours.data as Float32Array | BigInt64Array;
  return {
    expected: STORED.subarray(from, from + count),
    found: Float32Array.from({ length: count }, (_, i) => Number(data[i * step])),
  };
}

/** Signal-to-noise ratio in dB. */
export function ratio(expected: ArrayLike<number>, found: ArrayLike<number>): number {
  let [signal, error] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    signal += (expected[i] ?? 0) ** 2;
    error += ((expected[i] ?? 0) - (found[i] ?? NaN)) ** 2;
  }
  return 10 * Math.log10(signal / error);
}
