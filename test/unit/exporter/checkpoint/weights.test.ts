import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Checkpoint } from '../../../../src/exporter/checkpoint/checkpoint';
import { parseConfig } from '../../../../src/exporter/checkpoint/config';
import { expectedTensors } from '../../../../src/exporter/checkpoint/expected';
import { elementsOf, type LazyTensor } from '../../../../src/exporter/checkpoint/tensor';
import { KokoroWeights } from '../../../../src/exporter/checkpoint/weights';
import { configJson, smallConfigJson } from './configs';
import { coded, fixture, valuesOf } from './files';

const CONFIG = parseConfig(JSON.stringify(configJson()), 'config.json');
const SMALL = parseConfig(JSON.stringify(smallConfigJson()), 'config.json');

function tensor(name: string, shape: readonly number[], values?: readonly number[]): LazyTensor {
  const data = (): Float32Array => (values ? Float32Array.from(values) : new Float32Array(elementsOf(shape)));
  return { name, dtype: 'float32', shape, read: () => Promise.resolve(data()) };
}

/** A complete checkpoint with the given changes; null removes a tensor. */
function checkpoint(changes: Record<string, LazyTensor | null> = {}): Checkpoint {
  const tensors = new Map(Array.from(expectedTensors(CONFIG), ([name, shape]) => [name, tensor(name, shape)]));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) tensors.delete(name);
    else tensors.set(name, change);
  }
  return { path: 'x.pth', format: 'pth', tensors, sha256: () => Promise.resolve(''), close: () => Promise.resolve() };
}

describe('expected tensors', () => {
  const digest = (shapes: ReadonlyMap<string, readonly number[]>): string =>
    createHash('sha256')
      .update(
        Array.from(shapes, ([name, shape]) => `${name} ${shape.join(',')}`)
          .sort()
          .join('\n'),
      ) // prettier-ignore
      .digest('hex');

  it('match hexgrad/kokoro 0.9.4 with the published configuration', () => {
    const shapes = expectedTensors(CONFIG);
    assert.deepEqual(shapes.get('decoder.decode.3.pool.weight_v'), [1090, 1, 3]);
    assert.deepEqual(shapes.get('decoder.generator.ups.0.weight_g'), [512, 1, 1]);
    assert.deepEqual(shapes.get('decoder.generator.noise_convs.0.weight'), [256, 22, 12]);
    assert.equal(shapes.size, 546);
    const values = Array.from(shapes.values(), elementsOf).reduce((a, b) => a + b);
    assert.equal(values, 81_763_410 - (768 * 768 + 768), 'all but the pooler of the 81,763,410 in the checkpoint');
    // Sorted lines “name sizes” of the state_dict of KModel(config), without pooler, position_ids and instance norms
    assert.equal(digest(shapes), '189ac7a93852ab277dae4c0f874ecd4970e4378b14b2c9c8bf288c5159068926');
  });

  it('follow another configuration', () => {
    assert.equal(digest(expectedTensors(SMALL)), 'fee0559dfb040dbb34049a51503152177c51c88b55febb30818818ea980af180');
  });
});

describe('KokoroWeights', () => {
  it('accepts the published network, with its unused tensors, without a warning', () => {
    const whole = checkpoint({
      'bert.pooler.weight': tensor('bert.pooler.weight', [768, 768]),
      'bert.embeddings.position_ids': tensor('bert.embeddings.position_ids', [1, 512]),
      'decoder.encode.norm1.norm.weight': tensor('decoder.encode.norm1.norm.weight', [514]),
    });
    assert.deepEqual(KokoroWeights.open(whole, CONFIG).warnings, []);
  });

  it('lists tensors that are missing, have another shape, or are unknown', () => {
    const wrong = checkpoint({
      'bert_encoder.bias': null,
      'predictor.N_proj.weight': tensor('predictor.N_proj.weight', [1, 128, 1]),
      'decoder.F0_conv.weight_g': null,
    });
    const message =
      /bert_encoder\.bias \[512\] is missing; predictor\.N_proj\.weight is \[1, 128, 1\], not \[1, 256, 1\]; decoder\.F0_conv\.weight_g/;
    assert.throws(() => KokoroWeights.open(wrong, CONFIG), coded('checkpoint-mismatch', message));
    assert.throws(() => KokoroWeights.open(checkpoint(), SMALL), coded('checkpoint-mismatch', /; and \d+ more\.$/));
    const more = checkpoint({ 'style_encoder.a': tensor('style_encoder.a', [2]) });
    assert.match(KokoroWeights.open(more, CONFIG).warnings.join(), /does not use: style_encoder\.a\.$/);
    const both = checkpoint({ 'decoder.F0_conv.weight': tensor('decoder.F0_conv.weight', [1, 1, 3]) });
    assert.match(KokoroWeights.open(both, CONFIG).warnings.join(), /decoder\.F0_conv\.weight/);
  });

  it('reads plain tensors, and refuses infinities and NaN', async () => {
    const name = 'decoder.F0_conv.bias';
    const weights = KokoroWeights.open(checkpoint({ [name]: tensor(name, [1], [0.5]) }), CONFIG);
    assert.deepEqual(await weights.get(name), { data: Float32Array.of(0.5), shape: [1] });
    await assert.rejects(weights.get('decoder.unknown'), coded('checkpoint-mismatch', /decoder\.unknown/));
    for (const value of [NaN, Infinity]) {
      const broken = KokoroWeights.open(checkpoint({ [name]: tensor(name, [1], [value]) }), CONFIG);
      await assert.rejects(broken.get(name), coded('checkpoint-corrupt', /F0_conv\.bias of x\.pth has infinite/));
    }
  });

  it('folds weight norm like PyTorch, also for transposed convolutions', async () => {
    const path = fixture('weight-norm.pth');
    const shapes = { conv: [2, 3, 5], up: [2, 3, 4] };
    for (const [module, shape] of Object.entries(shapes)) {
      const g = tensor('decoder.F0_conv.weight_g', [2, 1, 1], await valuesOf(path, `decoder.${module}.weight_g`));
      const v = tensor('decoder.F0_conv.weight_v', shape, await valuesOf(path, `decoder.${module}.weight_v`));
      const source = checkpoint();
      const weights = KokoroWeights.open(source, CONFIG);
      (source.tensors as Map<string, LazyTensor>).set(g.name, g).set(v.name, v);
      const folded = await weights.folded('decoder.F0_conv');
      assert.deepEqual(folded.shape, shape);
      const expected = await valuesOf(path, `folded.${module}`);
      const worst = Math.max(...expected.map((value, i) => Math.abs(value - (folded.data[i] ?? NaN))));
      assert.ok(worst <= 6e-8, `${module}: ${worst}`);
    }
  });

  it('accepts a weight that is already folded', async () => {
    const plain = tensor('decoder.F0_conv.weight', [1, 1, 3], [1, 2, 3]);
    const folded = checkpoint({
      'decoder.F0_conv.weight': plain,
      'decoder.F0_conv.weight_g': null,
      'decoder.F0_conv.weight_v': null,
    });
    const weights = KokoroWeights.open(folded, CONFIG);
    assert.deepEqual(weights.warnings, []);
    assert.deepEqual(await weights.folded('decoder.F0_conv'), { data: Float32Array.of(1, 2, 3), shape: [1, 1, 3] });
  });

  it('refuses a channel that is all zeros', async () => {
    const weights = KokoroWeights.open(checkpoint(), CONFIG);
    await assert.rejects(weights.folded('decoder.F0_conv'), coded('checkpoint-corrupt', /weight_v.*all zeros/));
  });
});
