import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDurations } from '../../../src/engine/model/durationTensor';
import { KokoroModel } from '../../../src/engine/model/session';
import type { Model } from '../../../src/exporter/onnx/model';
import { writeModel } from '../../../src/exporter/onnx/write';
import { FRAME_SAMPLES } from '../../../src/kokoro/model';
import { modelThatMakes, modelThatTakesItsTime } from '../../support/fixedModel';
import { Scratch } from '../exporter/checkpoint/files';

const scratch = new Scratch();
after(() => scratch.remove());

async function written(model: Model): Promise<string> {
  const path = join(scratch.folder, `${Math.random()}.onnx`);
  await writeModel(model, path);
  return path;
}

describe('withDurations', () => {
  it('lets a model return the durations that it computes', async () => {
    const path = await written(modelThatTakesItsTime());
    const before = await readFile(path);
    const model = await KokoroModel.load(path, 1);
    const { audio, frames } = await model.run([3, 9, 5], new Float32Array(256), 0.5);
    model.dispose();
    assert.deepEqual(frames, [2, 8, 10, 2, 2]);
    assert.equal(audio.length, 24 * FRAME_SAMPLES);
    assert.deepEqual(await readFile(path), before, 'the file stays as it is');
  });

  it('leaves a model alone that returns them', async () => {
    const model = modelThatTakesItsTime();
    const durations = model.graph.nodes.filter(({ op }) => op === 'Cast')[1]?.outputs[0] ?? '';
    for (const node of model.graph.nodes) {
      node.inputs = node.inputs.map((name) => (name === durations ? 'pred_dur' : name));
      node.outputs = node.outputs.map((name) => (name === durations ? 'pred_dur' : name));
    }
    model.graph.outputs.push({ name: 'pred_dur', type: 'int64', dims: [1, 'sequence'] });
    const path = await written(model);
    assert.deepEqual(await withDurations(path), { model: path });
  });

  it('does not guess: no durations from a model without them, or that rounds twice', async () => {
    const without = await written(modelThatMakes(new Float32Array(100)));
    assert.deepEqual(await withDurations(without), { model: without });
    const model = modelThatTakesItsTime();
    const round = model.graph.nodes.find(({ op }) => op === 'Round');
    assert.ok(round);
    model.graph.nodes.push({ ...round, name: 'second', outputs: ['second'] });
    const twice = await written(model);
    assert.deepEqual(await withDurations(twice), { model: twice });
  });

  it('leaves it to the runtime to report a file that is no model', async () => {
    for (const bytes of ['', 'This is text.', new Uint8Array(300).fill(0xff)]) {
      const path = scratch.write('odd', bytes);
      assert.deepEqual(await withDurations(path), { model: path });
    }
    assert.deepEqual(await withDurations('missing'), { model: 'missing' });
  });
});
