import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession, loadRuntime, type Session } from '../../../../src/common/runtime';
import { parseConfig } from '../../../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../../../src/exporter/checkpoint/weights';
import { buildNetwork } from '../../../../src/exporter/network/network';
import { buildSound, buildSpeech } from '../../../../src/exporter/network/twoGraphs';
import type { Attribute, Graph, Model, Node, Tensor } from '../../../../src/exporter/onnx/model';
import { writeModel } from '../../../../src/exporter/onnx/write';
import { int8Layers, planInt8 } from '../../../../src/exporter/quantize/int8';
import { feedsOf } from '../../../../src/exporter/speaking';
import { makeSound, stepsOf } from '../../../../src/kokoro/twoGraphs';
import { STYLE_SIZE } from '../../../../src/kokoro/voicePack';
import { FIXTURE, ratio } from '../parity/network';
import { given, madeUpCheckpoint } from '../parity/numbers';

/** The limit of the 16-bit sums in which x86 without VNNI adds two products of u8 and s8. */
const INT16_MAX = 32767;
const U8_MAX = 255;

describe('INT8 layers', () => {
  let graph: Graph;
  let models: { one: Model; speech: Model; sound: Model };
  let convolutions: { weight: Tensor; bias: Tensor }[];

  before(async function () {
    this.timeout(120_000); // builds the network twice, and calibrates
    const config = parseConfig(JSON.stringify(FIXTURE.config), 'config.json');
    const weights = KokoroWeights.open(madeUpCheckpoint(config), config);
    const utterances = [{ ids: FIXTURE.ids, style: given('style', 2 * config.styleDim) }];
    const int8 = await planInt8(config, weights, { utterances });
    assert.deepEqual([...int8.layers], int8Layers(config));
    const options = { noise: 'random', signature: 'hexgrad', speedType: 'float', version: '' } as const;
    ({ graph } = await buildNetwork(config, weights, { ...options, metadata: new Map(), int8 }));
    const silent = { ...options, noise: 'zero', signature: 'kokoro-js', metadata: new Map(), int8 } as const;
    models = {
      one: await buildNetwork(config, weights, silent),
      speech: await buildSpeech(config, weights, silent),
      sound: await buildSound(config, weights, silent),
    };
    const initializers = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
    const initializer = (name: string | undefined): Tensor => {
      const tensor = initializers.get(name ?? '');
      assert.ok(tensor, `${name} is not an initializer`);
      return tensor;
    };
    convolutions = graph.nodes
      .filter(({ op }) => op === 'QLinearConv')
      .map(({ inputs }) => ({ weight: initializer(inputs[3]), bias: initializer(inputs[8]) }));
  });

  it('make no tensor of all channels of a stage where its source begins', () => {
    const { upsampleInitialChannel, upsampleRates } = parseConfig(JSON.stringify(FIXTURE.config), '').istftnet;
    for (const i of upsampleRates.keys()) {
      const source = graph.initializers.filter(({ name }) =>
        name.startsWith(`decoder.generator.noise_convs.${i}.weight`),
      );
      const channels = source.map(({ dims }) => dims[0] ?? 0);
      const all = upsampleInitialChannel / 2 ** (i + 1);
      assert.deepEqual(channels, [all / 4, all / 4, all / 4, all / 4]);
    }
  });

  it('sound the same in two graphs, the second of which keeps values as float16', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kokoro-'));
    const load = async (name: keyof typeof models): Promise<Session> => {
      await writeModel(models[name], join(folder, name));
      return createSession(join(folder, name));
    };
    const [one, speech, sound] = [await load('one'), await load('speech'), await load('sound')];
    try {
      const runtime = await loadRuntime();
      const feeds = feedsOf(runtime, speech, { ids: FIXTURE.ids, style: given('style', STYLE_SIZE) });
      const { features, pitch } = await speech.run(feeds);
      const style = feeds['style'];
      assert.ok(features && pitch && style);
      const from = { features, pitch, style };
      const { audio } = await makeSound(runtime, sound, from, [0, stepsOf(from)]);
      const found = ratio((await one.run(feeds))['waveform']?.data as Float32Array, audio);
      assert.ok(found > 15, `${found} dB`); // rounding changes some of the INT8 codes
    } finally {
      await Promise.all([one, speech, sound].map((session) => session.release()));
      rmSync(folder, { recursive: true });
    }
  });

  it('never convert what they keep twice in the same shape, so that the result need not be kept', () => {
    const { nodes, initializers } = models.sound.graph;
    const makerOf = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
    const dataOf = new Map(initializers.map(({ name, data }) => [name, data]));
    const halves = new Set(nodes.filter(({ op, attributes }) => op === 'Cast' && isTo(attributes, 10)).map(outputOf));
    const uses = nodes.flatMap(({ op, inputs: [input = ''] }) => {
      const reshape = op === 'Cast' ? makerOf.get(input) : undefined;
      const [kept = '', shape = ''] = reshape?.op === 'Reshape' ? reshape.inputs : [];
      return halves.has(kept) ? [`${kept} ${String(dataOf.get(shape))}`] : [];
    });
    assert.ok(halves.size > 0 && uses.length > halves.size);
    assert.deepEqual(uses, [...new Set(uses)]);
  });

  it('cannot overflow 16-bit sums of two products, and use all seven bits that remain', () => {
    assert.ok(convolutions.length > 0);
    for (const { weight } of convolutions) {
      assert.equal(weight.type, 'int8', weight.name);
      const values = int8Of(weight);
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(2 * U8_MAX * largest <= INT16_MAX, `${weight.name}: ${largest}`);
      assert.equal(largest, 63, weight.name);
    }
  });

  it('cannot overflow the 32-bit sum of all products', () => {
    for (const { weight, bias } of convolutions) {
      const [values, start] = [int8Of(weight), int32Of(bias)];
      const row = values.length / start.length;
      for (const [o, first] of start.entries()) {
        const sum = values
          .subarray(o * row, (o + 1) * row)
          .reduce((total, value) => total + U8_MAX * Math.abs(value), 0);
        assert.ok(sum + Math.abs(first) < 2 ** 31, `${weight.name}: ${sum} + ${first}`);
      }
    }
  });
});

const int8Of = ({ data }: Tensor): Int8Array => new Int8Array(data.buffer, data.byteOffset, data.byteLength);
const int32Of = ({ data }: Tensor): Int32Array => new Int32Array(data.slice().buffer);

const outputOf = ({ outputs: [output = ''] }: Node): string => output;

function isTo(attributes: ReadonlyMap<string, Attribute>, type: number): boolean {
  const to = attributes.get('to');
  return to?.kind === 'int' && to.value === type;
}
