import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { loadRuntime, type Runtime } from '../../../../src/common/runtime';
import { type KokoroConfig, parseConfig } from '../../../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../../../src/exporter/checkpoint/weights';
import { buildNetwork } from '../../../../src/exporter/network/network';
import { buildPieces, type PieceName, PIECES } from '../../../../src/exporter/network/pieces';
import type { Model } from '../../../../src/exporter/onnx/model';
import { writeModel } from '../../../../src/exporter/onnx/write';
import { levelDifference, logMelDistance } from '../../../../src/exporter/quality';
import { FRAME_SAMPLES } from '../../../../src/kokoro/model';
import { FIXTURE, ratio } from './network';
import { madeUpCheckpoint } from './numbers';

const OPTIONS = { noise: 'zero', signature: 'hexgrad', speedType: 'float', metadata: new Map(), version: '0' } as const;

/** Operators that Core ML's MIL has a counterpart for. */
const CORE_ML = new Set(
  (
    'Add Clip Concat Conv Div Gemm LeakyRelu Mul Pad ReduceMean Reshape Sin Slice Split Sqrt Sub Transpose ' +
    'Unsqueeze'
  ).split(' '),
);

/** A network with fewer layers, which is built faster. */
function smallConfig(): KokoroConfig {
  const { istftnet, ...config } = FIXTURE.config as { istftnet: object };
  const fewer = { ...istftnet, resblock_kernel_sizes: [3], resblock_dilation_sizes: [[1, 3, 5]] };
  return parseConfig(JSON.stringify({ ...config, n_layer: 1, istftnet: fewer }), 'config.json');
}

/** Frames that fit; the utterance is shorter. */
const FRAMES = 50;

describe('the network in pieces', () => {
  const config = smallConfig();
  const weights = KokoroWeights.open(madeUpCheckpoint(config), config);
  let pieces: Record<PieceName, Model>;
  let folder: string;
  let Value: Runtime['Tensor'];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-pieces-'));
    Value = (await loadRuntime()).Tensor;
    pieces = await buildPieces(config, weights, { ...OPTIONS, frames: FRAMES });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('gives the same sound as the whole, in tensors of a fixed length that it does not fill', async () => {
    const given = {
      input_ids: new Value('int64', BigInt64Array.from(FIXTURE.ids, BigInt), [1, FIXTURE.ids.length]),
      ref_s: new Value(
        'float32',
        Float32Array.from({ length: 2 * config.styleDim }, (_, i) => Math.sin(i)),
        [1, 2 * config.styleDim],
      ),
      speed: new Value('float32', [FIXTURE.speed], []),
    };
    const whole = await run(await buildNetwork(config, weights, OPTIONS), given);
    const lengths = whole['duration']?.data as BigInt64Array;
    const frames = Number(lengths.reduce((sum, each) => sum + each, 0n));
    assert.ok(frames < FRAMES);
    let values: Record<string, Tensor> = { ...given, frames: new Value('float32', [frames], [1]) };
    for (const name of PIECES) {
      const model = pieces[name];
      const inputs = model.graph.inputs.map(({ name: input, dims }) => {
        const value = values[input] ?? assert.fail(`${name} needs ${input}`);
        const size = dims?.at(-1);
        return [input, typeof size === 'number' && value.dims.length === 3 ? resized(value, size) : value] as const;
      });
      const made = { ...(await run(model, Object.fromEntries(inputs))) };
      if (made['bins']) made['bins'] = resized(made['bins'], values['spectrum']?.dims[2] ?? 0);
      values = { ...values, ...made };
    }
    const [a, b] = [whole['waveform'], values['waveform']].map((tensor) => tensor?.data as Float32Array);
    assert.ok(a && b && a.length > 0);
    assert.equal(b.length, a.length);
    const end = -2 * FRAME_SAMPLES; // suffers most from what is beyond
    const same = {
      snr: ratio(a, b),
      endSnr: ratio(a.subarray(end), b.subarray(end)),
      logMel: logMelDistance(a, b),
      level: levelDifference(a, b),
    };
    console.log(`        ${frames} frames: ${JSON.stringify(same)}`);
    assert.ok(
      same.snr > 60 && same.endSnr > 55 && same.logMel < 0.1 && Math.abs(same.level) < 0.01,
      JSON.stringify(same),
    );
  });

  it('has fixed shapes and operators that Core ML knows where Core ML runs', () => {
    for (const { graph } of [pieces.decoder, pieces.generator]) {
      for (const { name, dims = [''] } of [...graph.inputs, ...graph.outputs])
        assert.ok(
          dims.every((size) => typeof size === 'number'),
          name,
        );
      assert.deepEqual(
        [...new Set(graph.nodes.map(({ op }) => op))].filter((op) => !CORE_ML.has(op)),
        [],
      );
    }
  });

  /** `[1, C, T]` with T cut, or filled with zeros. */
  function resized({ data, dims }: Tensor, size: number): Tensor {
    const [, channels = 0, length = 0] = dims;
    const result = new Float32Array(channels * size);
    for (let c = 0; c < channels; c++)
      result.set((data as Float32Array).subarray(c * length, c * length + Math.min(length, size)), c * size);
    return new Value('float32', result, [1, channels, size]);
  }

  async function run(model: Model, given: Record<string, Tensor>): Promise<InferenceSession.OnnxValueMapType> {
    const { InferenceSession: Session } = await loadRuntime();
    const file = join(folder, 'piece.onnx');
    await writeModel(model, file);
    const session = await Session.create(file, { logSeverityLevel: 3 });
    try {
      return await session.run(given);
    } finally {
      await session.release();
    }
  }
});
