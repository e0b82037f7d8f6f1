import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GraphBuilder } from '../../../src/exporter/graph/builder';
import { writeModel } from '../../../src/exporter/onnx/write';
import { preoptimizeModel } from '../../../src/exporter/preoptimize';
import { Scratch } from './checkpoint/files';
import { modelOf } from './support/tinyModel';

describe('preoptimizeModel', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  it('distinguishes a full disk from an invalid model', async () => {
    const b = new GraphBuilder();
    const x = b.input({ name: 'x', type: 'float32', dims: [1] });
    b.output(b.op('Add', [b.weight('w', new Float32Array(100_000), [100_000]), x]), { name: 'y', type: 'float32' });
    const whole = join(scratch.folder, 'whole.onnx');
    await writeModel(modelOf(b), whole);
    const full = join(scratch.folder, 'full');
    mkdirSync(full);
    symlinkSync('/dev/full', join(full, 'model.data'));
    await assert.rejects(preoptimizeModel(whole, join(full, 'model.onnx')), {
      code: 'disk-full',
      message: /disk is full.*full/,
    });
    const other = scratch.write('other.onnx', 'This is not a model.');
    await assert.rejects(preoptimizeModel(other, join(scratch.folder, 'model.onnx')), { code: 'model-invalid' });
  });
});
