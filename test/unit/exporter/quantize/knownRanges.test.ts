import assert from 'node:assert/strict';
import config from '../../../../models/kokoro-v1.0.config.json';
import measured from '../../../../models/kokoro-v1.0.int8.ranges.json';
import { ASSETS, findAsset, MODEL_NAME } from '../../../../src/assets/manifest';
import { parseConfig } from '../../../../src/exporter/checkpoint/config';
import { int8Layers } from '../../../../src/exporter/quantize/int8';
import { encodeRanges, knownRanges } from '../../../../src/exporter/quantize/knownRanges';

describe('known ranges', () => {
  it('exist for all layers of the published model, and for no other file', () => {
    const { sha256 } = findAsset(ASSETS, MODEL_NAME);
    const ranges = knownRanges(sha256);
    assert.ok(ranges);
    for (const layer of int8Layers(parseConfig(JSON.stringify(config), 'config.json'))) {
      assert.ok(
        [...ranges.keys()].some((name) => name.startsWith(`${layer}.`)),
        `there is no range for ${layer}`,
      );
    }
    for (const [name, { low, high }] of ranges) {
      assert.equal(low.length, high.length, name);
      assert.ok(low.length > 0 && low.every((value, c) => value <= (high[c] ?? NaN)), name);
    }
    assert.equal(knownRanges('0'.repeat(64)), undefined);
  });

  it('are read as they were written', () => {
    const ranges = knownRanges(measured.sha256);
    assert.ok(ranges);
    assert.deepEqual(encodeRanges(measured.sha256, ranges), measured);
  });
});
