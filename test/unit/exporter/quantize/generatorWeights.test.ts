import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createSession, loadRuntime, type Session } from '../../../../src/common/runtime';
import { parseConfig } from '../../../../src/exporter/checkpoint/config';
import { writeSafetensors } from '../../../../src/exporter/checkpoint/safetensorsWriter';
import { KokoroWeights, type Weight } from '../../../../src/exporter/checkpoint/weights';
import { extract } from '../../../../src/exporter/graph/extract';
import { transposed } from '../../../../src/exporter/network/context';
import { blockConvolutions } from '../../../../src/exporter/network/generator';
import { generatorWeights } from '../../../../src/exporter/network/generatorWeights';
import { layerOf } from '../../../../src/exporter/network/int8Blocks';
import { type Int8Plan, type Range, rangeOf } from '../../../../src/exporter/network/int8Plan';
import { buildSound, buildSource } from '../../../../src/exporter/network/twoGraphs';
import type { Model } from '../../../../src/exporter/onnx/model';
import { encodeModel } from '../../../../src/exporter/onnx/write';
import { int8Layers } from '../../../../src/exporter/quantize/int8';
import { Generator } from '../../../../src/generator/generator';
import { loadKernels } from '../../../../src/generator/kernels';
import { GENERATOR_METADATA, type GeneratorShape } from '../../../../src/kokoro/generatorFile';
import { GENERATOR_FILE, TWO_GRAPHS } from '../../../../src/kokoro/twoGraphs';
import { Scratch, withCheckpoint } from '../checkpoint/files';
import { FIXTURE, ratio } from '../parity/network';
import { given, madeUpCheckpoint } from '../parity/numbers';

describe('the generator’s weights for kernels of our own', function () {
  this.timeout(60_000); // millions of weights are generated
  const scratch = new Scratch();
  const config = parseConfig(JSON.stringify(FIXTURE.config), 'config.json');
  const { istftnet } = config;
  const weights = KokoroWeights.open(madeUpCheckpoint(config), config);
  const mean = 1 / istftnet.resblockKernelSizes.length;
  /** The tensors as they are read from the file. */
  const tensors = new Map<string, Weight>();
  let shape: GeneratorShape;
  let plan: Int8Plan;
  let sound: Model;
  let source: Model;

  before(async () => {
    plan = { ranges: madeUpRanges(), layers: new Set(int8Layers(config)) };
    const made = await generatorWeights(config, weights, plan);
    shape = JSON.parse(made.metadata.get(GENERATOR_METADATA) ?? '') as GeneratorShape;
    const path = join(scratch.folder, GENERATOR_FILE);
    await writeSafetensors(made.tensors, made.metadata, path);
    await withCheckpoint(path, async ({ tensors: all }) => {
      for (const [name, stored] of all) tensors.set(name, { data: await stored.read(), shape: stored.shape });
    });
    const options = { noise: 'zero', signature: 'kokoro-js', speedType: 'float', version: '' } as const;
    sound = await buildSound(config, weights, { ...options, metadata: new Map(), int8: plan });
    source = await buildSource(config, weights, { ...options, metadata: new Map() });
  });
  after(() => scratch.remove());

  function tensor(name: string): Weight {
    const found = tensors.get(name);
    assert.ok(found, name);
    return found;
  }

  function madeUpRanges(): Map<string, Range> {
    const ranges = new Map<string, Range>();
    for (const each of blockConvolutions(config)) {
      const stage = each.block.includes('noise_res')
        ? Number(each.block.split('.').at(-1))
        : Math.floor(Number(each.block.split('.').at(-1)) * mean);
      const channels = istftnet.upsampleInitialChannel / 2 ** (stage + 1);
      for (const position of ['z', 'out']) {
        const name = `${layerOf(each)}.${position}`;
        ranges.set(name, { low: given(`${name}.low`, channels, 4, -8), high: given(`${name}.high`, channels, 4, 12) });
      }
    }
    return ranges;
  }

  it('turn codes into the outputs of the convolutions', async () => {
    const wanted = ['noise_res.1.convs1.0', 'noise_res.0.convs2.2', 'resblocks.1.convs1.1', 'resblocks.2.convs2.0'];
    for (const layer of wanted.map((name) => `decoder.generator.${name}`)) {
      const { data: codes, shape: dims } = tensor(`${layer}.weight`);
      const [outputs = 0, inputs = 0, kernel = 0] = dims;
      const row = inputs * kernel;
      const { data: inputScale } = tensor(`${layer}.input_scale`);
      const [zero = 0] = tensor(`${layer}.zero`).data;
      const { data: plain } = await weights.folded(layer);
      const bias = (await weights.get(`${layer}.bias`)).data;
      const alpha = (await weights.get(layer.replace('convs', 'alpha'))).data;
      const seen = given(layer, row, 127.5, 127.5).map(Math.floor);
      const { scale, offset } = { scale: tensor(`${layer}.scale`).data, offset: tensor(`${layer}.offset`).data };
      const { low, high } = rangeOf(plan, `${layer}.out`);
      const expected = new Float32Array(outputs);
      const found = new Float32Array(outputs);
      for (let o = 0; o < outputs; o++) {
        let [real, sum] = [bias[o] ?? 0, 0];
        for (let i = 0; i < row; i++) {
          const channel = Math.floor(i / kernel);
          const code = (seen[i] ?? 0) - zero;
          sum += code * (codes[o * row + i] ?? 0);
          real += ((plain[o * row + i] ?? 0) / (alpha[channel] ?? 0)) * code * (inputScale[channel] ?? 0);
        }
        expected[o] = real;
        const [l, h] = [low[o] ?? 0, high[o] ?? 0];
        const realOf = (out: number): number =>
          layer.includes('convs1') ? ((out - 128) * (h - l)) / 255 + (l + h) / 2 : out;
        found[o] = realOf(sum * (scale[o] ?? 0) + (offset[o] ?? 0));
        assert.ok(Math.abs(realOf(offset[o] ?? 0) - (bias[o] ?? 0)) < 1e-5, `${layer}: bias ${o}`);
      }
      assert.ok(ratio(expected, found) > 30, `${layer}: ${ratio(expected, found)} dB`);
    }
  });

  it('give every value that was seen after Snake a code', () => {
    const snake = (z: number): number => z + Math.sin(z) ** 2;
    for (const layer of shape.layers) {
      const { low, high } = rangeOf(plan, `${layer}.z`);
      const [zero = NaN] = tensor(`${layer}.zero`).data;
      tensor(`${layer}.input_scale`).data.forEach((scale, c) => {
        const [least, most] = [snake(low[c] ?? 0) / scale + zero, snake(high[c] ?? 0) / scale + zero];
        assert.ok(least > -0.01 && most < 255.01, `${layer}: ${least} to ${most}`);
      });
    }
  });

  it('turn the style into the scales and biases of each layer, in their order', async () => {
    const style = given('style', config.styleDim);
    const times = (rows: Float32Array, row: number): number =>
      style.reduce((sum, value, i) => sum + value * (rows[row * style.length + i] ?? 0), 0);
    const { data: biases } = tensor('style.bias');
    const rows = transposed(tensor('style.weight').data, config.styleDim, biases.length);
    let row = 0;
    for (const [at, layer] of shape.layers.entries()) {
      const channels = tensor(`${layer}.weight`).shape[1] ?? 0;
      const begin = row;
      row += 2 * channels;
      if (at % 7 > 0) continue; // each takes a while
      const alpha = (await weights.get(layer.replace('convs', 'alpha'))).data;
      const adain = layer.replace('convs', 'adain');
      const fc = (await weights.get(`${adain}.fc.weight`)).data;
      const fcBias = (await weights.get(`${adain}.fc.bias`)).data;
      const expected = Float32Array.from({ length: 2 * channels }, (_, r) => {
        const value = times(fc, r) + (fcBias[r] ?? 0);
        return (alpha[r % channels] ?? 0) * (r < channels ? 1 + value : value);
      });
      const found = expected.map((_, r) => times(rows, begin + r) + (biases[begin + r] ?? 0));
      assert.ok(ratio(expected, found) > 60, `${layer}: ${ratio(expected, found)} dB`);
    }
    assert.deepEqual(tensor('style.weight').shape, [1, config.styleDim, row]);
    assert.equal(biases.length, row);
  });

  it('upsample as the transposed convolutions do, all steps of an input at once', async () => {
    const LENGTH = 3;
    for (const [i, rate] of istftnet.upsampleRates.entries()) {
      const name = `decoder.generator.ups.${i}`;
      const { data: plain, shape: dims } = await weights.folded(name);
      const [inputs = 0, outputs = 0, kernel = 0] = dims;
      const { data, shape: stored } = tensor(`ups.${i}.weight`);
      const taps = Math.ceil(kernel / rate);
      assert.deepEqual(stored, [taps, inputs, rate * outputs]);
      const x = given(name, inputs * LENGTH);
      for (const o of [0, 1, outputs - 1]) {
        const expected = new Float32Array((LENGTH + taps - 1) * rate);
        const found = new Float32Array(expected.length);
        for (let input = 0; input < inputs; input++) {
          for (let n = 0; n < LENGTH; n++) {
            const value = x[input * LENGTH + n] ?? 0;
            for (let k = 0; k < kernel; k++) {
              const weight = plain[(input * outputs + o) * kernel + k] ?? 0;
              expected[n * rate + k] = (expected[n * rate + k] ?? 0) + value * weight * (i === 0 ? 1 : mean);
            }
            for (let tap = 0; tap < taps; tap++) {
              for (let r = 0; r < rate; r++) {
                const at = (n + taps - 1 - tap) * rate + r;
                const weight = data[(tap * inputs + input) * rate * outputs + r * outputs + o] ?? 0;
                found[at] = (found[at] ?? 0) + value * weight;
              }
            }
          }
        }
        assert.ok(ratio(expected, found) > 60, `${name}: ${ratio(expected, found)} dB`);
      }
      assert.deepEqual(tensor(`ups.${i}.bias`).data, (await weights.get(`${name}.bias`)).data);
    }
  });

  it('have the other convolutions by position, input and output', async () => {
    const convolutions: [string, Weight, number][] = [
      ['noise_convs.0', await weights.get('decoder.generator.noise_convs.0.weight'), 1],
      ['noise_convs.1', await weights.get('decoder.generator.noise_convs.1.weight'), 1],
      ['conv_post', await weights.folded('decoder.generator.conv_post'), mean],
    ];
    for (const [name, { data, shape: dims }, factor] of convolutions) {
      const [outputs = 0, inputs = 0, kernel = 0] = dims;
      const { data: stored, shape: reversed } = tensor(`${name}.weight`);
      assert.deepEqual(reversed, [kernel, inputs, outputs]);
      const expected = data.map((value) => value * factor);
      const found = expected.map((_, at) => {
        const [k, input, o] = [at % kernel, Math.floor(at / kernel) % inputs, Math.floor(at / kernel / inputs)];
        return stored[(k * inputs + input) * outputs + o] ?? NaN;
      });
      assert.ok(ratio(expected, found) > 60, `${name}: ${ratio(expected, found)} dB`);
      assert.deepEqual(tensor(`${name}.bias`).data, (await weights.get(`decoder.generator.${name}.bias`)).data);
    }
  });

  it('name the layers in the order of the graph’s statistics', () => {
    const split = sound.graph.nodes.find(({ inputs }) => inputs[0] === TWO_GRAPHS.statistics);
    const means = split?.outputs.flatMap((name) => /^given\/(.+)\.\d\.mean$/.exec(name)?.[1] ?? []) ?? [];
    assert.deepEqual(
      shape.layers.map((layer) => layer.replace('convs', 'adain')),
      [...new Set(means)],
    );
    const others = {
      rates: [4, 3],
      upsampleKernels: [8, 5],
      kernels: [3, 5],
      dilations: [
        [1, 3, 5],
        [1, 2, 4],
      ],
      sourceDilations: [1, 3, 5],
      ...{ nFft: 20, hop: 5, styleDim: 128 },
    };
    assert.deepEqual({ ...shape, layers: [] }, { version: 1, layers: [], ...others });
  });

  it('are refused if a residual block is not in INT8', async () => {
    const layers = new Set(int8Layers(config).filter((name) => name !== 'decoder.generator.resblocks.2'));
    await assert.rejects(generatorWeights(config, weights, { ...plan, layers }), /resblocks\.2 is not planned in INT8/);
  });

  it('get the same spectrum from the source’s graph as in the whole generator', async () => {
    const { Tensor } = await loadRuntime();
    const steps = 16;
    const pitch = new Tensor('float32', given('f0', steps, 200, 150), [1, 1, steps]);
    const inner = 'decoder/generator/stft';
    const inputs = sound.graph.inputs.filter(({ name }) => name === TWO_GRAPHS.pitch || name === TWO_GRAPHS.window);
    const inSound = extract(sound, inputs, [{ name: inner, type: 'float32' }]);
    for (const [from, to] of [[0, steps] as const, [5, 12] as const]) {
      const feeds = { pitch, window: new Tensor('int64', BigInt64Array.of(BigInt(from), BigInt(to)), [2]) };
      const [expected, found] = [await run(inSound, feeds, inner), await run(source, feeds, TWO_GRAPHS.spectrum)];
      const frames = istftnet.upsampleRates.reduce((product, rate) => product * rate, to - from) + 1;
      assert.deepEqual(found.dims, [1, istftnet.genIstftNFft + 2, frames]);
      assert.deepEqual(found.data, expected.data);
      assert.ok(found.data.some((value) => Math.abs(value) > 0.01));
    }
  });

  it('make the sound of the graph, whole and in part', async () => {
    const kernels = loadKernels();
    assert.ok(kernels);
    const { Tensor } = await loadRuntime();
    const steps = 80;
    const channels = istftnet.upsampleInitialChannel;
    const features = given('features', channels * steps);
    const style = given('ref_s', 2 * config.styleDim);
    const pitch = new Tensor('float32', given('f0', steps, 200, 150), [1, 1, steps]);
    const window = new Tensor('int64', BigInt64Array.of(0n, BigInt(steps)), [2]);
    const spectrum = (await run(source, { pitch, window }, TWO_GRAPHS.spectrum)).data;
    const none = new Float32Array(
      sound.graph.inputs.find(({ name }) => name === TWO_GRAPHS.statistics)?.dims?.[0] as number,
    );
    const feeds = {
      [TWO_GRAPHS.features]: new Tensor('float32', features, [1, channels, steps]),
      [TWO_GRAPHS.pitch]: pitch,
      [TWO_GRAPHS.style]: new Tensor('float32', style, [1, style.length]),
      [TWO_GRAPHS.window]: window,
      [TWO_GRAPHS.statistics]: new Tensor('float32', none, [none.length]),
      [TWO_GRAPHS.given]: new Tensor('bool', Uint8Array.of(0), [1]),
    };
    const expected = await run(sound, feeds, TWO_GRAPHS.audio);
    const variances = (await run(sound, feeds, TWO_GRAPHS.measured)).data.subarray(none.length / 2);
    const generator = await Generator.load(kernels, join(scratch.folder, GENERATOR_FILE), 2);
    try {
      const { audio, measured } = generator.make({ features, steps, spectrum, style });
      assert.equal(audio.length, expected.data.length);
      // Codes that are rounded to another neighbour change the phases of a made-up network, but hardly its statistics.
      const differences = variances.map((variance, i) =>
        Math.abs(Math.log((measured[variances.length + i] ?? NaN) / variance)),
      );
      const median = differences.toSorted()[differences.length / 2] ?? NaN;
      assert.ok(median < 0.03, `${median}`);
      assert.ok(ratio(expected.data, audio) > 7, `${ratio(expected.data, audio)} dB`);
      const [from, to, margin] = [5, 75, 25];
      const frames = spectrum.length / (istftnet.genIstftNFft + 2);
      const rate = (frames - 1) / steps;
      const part = generator.make({
        features: columns(features, steps, from, to),
        steps: to - from,
        spectrum: columns(spectrum, frames, from * rate, to * rate + 1),
        style,
        statistics: measured,
      });
      const perStep = audio.length / steps;
      assert.deepEqual(
        part.audio.subarray(margin * perStep, (to - from - margin) * perStep),
        audio.subarray((from + margin) * perStep, (to - margin) * perStep),
      );
    } finally {
      generator.dispose();
    }
    kernels.use(0); // which only works if no layers are left
  });
});

/** Columns `from` to `to` of a matrix. */
function columns(matrix: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = Array.from({ length: matrix.length / width }, (_, row) => row * width);
  return Float32Array.from(rows.flatMap((at) => [...matrix.subarray(at + from, at + to)]));
}

/** Runs a model for one of its outputs. */
async function run(
  model: Model,
  feeds: Parameters<Session['run']>[0],
  output: string,
): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const session = await createSession(Buffer.concat(encodeModel(model).parts));
  try {
    const { [output]: value } = await session.run(feeds);
    assert.ok(value?.data instanceof Float32Array);
    return { data: value.data, dims: value.dims };
  } finally {
    await session.release();
  }
}
