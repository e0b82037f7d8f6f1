import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeModel } from '../../src/exporter/onnx/write';
import { modelThatMakes } from '../support/fixedModel';
import { runCli } from './support/cli';

describe('the user’s own model', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-unusable-'))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [what, samples] of [
    ['no samples', new Float32Array(0)],
    ['samples that are not numbers', new Float32Array(2000).fill(NaN)],
  ] as const) {
    it(`is named in the error when it makes ${what}`, async () => {
      const path = join(folder, 'own.onnx');
      await writeModel(modelThatMakes(samples), path);
      const { code, stderr } = await runCli(folder, ['speak', 'Hello.', '--model', path, '--out', 'hello.wav']);
      assert.equal(code, 1);
      assert.match(stderr, /own\.onnx made no usable sound of “Hello\.”\. Choose another model/);
    });
  }
});
