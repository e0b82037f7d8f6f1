import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openCheckpoint } from '../../src/exporter/checkpoint/checkpoint';
import { readConfig } from '../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../src/exporter/checkpoint/weights';
import { readModel } from '../../src/exporter/onnx/read';
import { onnxCheckpoint } from '../../src/exporter/quantize/onnxCheckpoint';
import { describeParity } from './support/reference';

describeParity('weights in the exports of others', (place) => {
  const files = ['upstream’s own', 'the published INT8'] as const;
  for (const file of files) {
    it(`match the checkpoint: ${file}`, async () => {
      const path = file === 'the published INT8' ? join(place.at.real, 'kokoro-v1.0.int8.onnx') : place.at.upstream;
      const config = await readConfig(join(place.at.real, 'config.json'));
      const checkpoint = await openCheckpoint(join(place.at.real, 'kokoro.pth'));
      try {
        const expected = KokoroWeights.open(checkpoint, config);
        const found = onnxCheckpoint(await readModel(path), path);
        const weights = KokoroWeights.open(found, config);
        let compared = 0;
        for (const name of found.tensors.keys()) {
          const layer = name.replace(/\.weight$/, '');
          const folded = expected.has(`${layer}.weight_g`);
          if (!folded && !expected.has(name)) continue; // scales and unused tensors
          const [a, b] = [
            (await weights.get(name)).data,
            (await (folded ? expected.folded(layer) : expected.get(name))).data,
          ];
          assert.equal(a.length, b.length, name);
          let [most, largest] = [0, 0];
          for (const [i, value] of b.entries()) {
            most = Math.max(most, Math.abs(value - (a[i] ?? NaN)));
            largest = Math.max(largest, Math.abs(value));
          }
          assert.ok(most <= 2e-6 * largest, `${name}: ${most} of ${largest}`);
          compared++;
        }
        assert.ok(compared > 400, `${compared} weights`);
      } finally {
        await checkpoint.close();
      }
    });
  }
});
