import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRuntime } from '../../src/common/runtime';
import { exportModel, type Precision, PRECISIONS } from '../../src/exporter/export';
import { readModel } from '../../src/exporter/onnx/read';
import { writeModel } from '../../src/exporter/onnx/write';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';

describe('the shapes declared in an exported file', () => {
  let folder: string;
  let checkpoint: string;
  let calibration: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-shapes-'));
    ({ checkpoint } = writeTinyCheckpoint(join(folder, 'tiny')));
    calibration = join(folder, 'calibration.json');
    const style = Buffer.from(new Float32Array(256).fill(0.1).buffer).toString('base64');
    writeFileSync(calibration, JSON.stringify([{ phonemes: 'həlˈO.', style }]));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the model on `phonemes` phonemes. @returns the sizes of all values with a declared shape */
  async function sizes(path: string, phonemes: number): Promise<Map<string, readonly number[]>> {
    const { InferenceSession, Tensor } = await loadRuntime();
    const session = await InferenceSession.create(path, { graphOptimizationLevel: 'disabled', logSeverityLevel: 3 });
    try {
      const outputs = await session.run({
        input_ids: new Tensor('int64', new BigInt64Array(phonemes + 2).fill(20n, 1, phonemes + 1), [1, phonemes + 2]),
        ref_s: new Tensor('float32', new Float32Array(256).fill(0.1), [1, 256]),
        speed: new Tensor('float32', [1], []),
      });
      return new Map(Object.entries(outputs).map(([name, { dims }]) => [name, dims]));
    } finally {
      await session.release();
    }
  }

  async function check(precision: Precision): Promise<void> {
    const path = join(folder, `${precision}.onnx`);
    const options = { noise: 'random', signature: 'hexgrad', speedType: 'float' } as const;
    await exportModel({ ...options, checkpoint, out: path, precision, calibration });
    const model = await readModel(path);
    const { values } = model.graph;
    assert.ok(values.length > 20, `${values.length} shapes`);
    model.graph.outputs.push(
      ...values.filter(({ name }) => !model.graph.outputs.some((output) => output.name === name)),
    );
    await writeModel(model, path);
    for (const phonemes of [3, 8]) {
      const found = await sizes(path, phonemes);
      const lengths = new Map<string, number>();
      for (const { name, dims = [] } of values) {
        const size = found.get(name) ?? [];
        assert.equal(size.length, dims.length, name);
        for (const [axis, told] of dims.entries()) {
          const known = typeof told === 'number' ? told : (lengths.get(told) ?? size[axis] ?? NaN);
          if (typeof told === 'string') lengths.set(told, known);
          assert.equal(size[axis], known, `${name} is [${size.join(', ')}], not [${dims.join(', ')}]`);
        }
      }
    }
  }

  for (const precision of PRECISIONS) it(`match those at run time: ${precision}`, () => check(precision));
});
