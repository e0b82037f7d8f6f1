import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import type { Model } from '../../../../src/exporter/onnx/model';
import { between, FIXTURE, fixtureNetwork, ratio, stored, type Values } from './network';
import { given } from './numbers';

/** The minimum signal-to-noise ratio of every block in dB; float32 gives about 130. */
const LEAST = 95;
const TOKENS = FIXTURE.ids.length;
/** The durations that blocks get as input, as in the script. */
const DURATION = [1, 3, 2, 1, 4, 2, 1, 5, 3, 2];
const FRAMES = 24;
const SAMPLES = FRAMES * 2 * 60;
const BINS = 11;
const STEPS = SAMPLES / 5 + 1;

const floats = (data: Float32Array, ...dims: number[]): Tensor => new Tensor('float32', data, dims);
const integers = (data: readonly number[], ...dims: number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(data, BigInt), dims);

describe('blocks of the network compared with PyTorch', function () {
  this.timeout(120_000); // 60 million weights are generated
  let model: Model;
  let folder: string;
  const style = floats(given('ref_s', 256), 1, 256);
  const speed = floats(Float32Array.of(FIXTURE.speed));
  const ids = integers(FIXTURE.ids, 1, TOKENS);
  const curves = {
    'predictor.F0_proj': floats(given('f0', 2 * FRAMES, 200, 150), 1, 1, 2 * FRAMES),
    'predictor.N_proj': floats(given('n', 2 * FRAMES), 1, 1, 2 * FRAMES),
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-blocks-'));
    model = await fixtureNetwork();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const run = (values: Values, ...wanted: string[]): Promise<Values> =>
    between(model, join(folder, 'part.onnx'), values, wanted);

  /** PyTorch's values, by the name of the fixture. */
  function close(values: Values, names: Readonly<Record<string, string>>): void {
    for (const [name, fixture] of Object.entries(names)) {
      const value = values[name];
      assert.ok(value, name);
      const { expected, found } = stored(fixture, value);
      const decibels = ratio(expected, found);
      assert.ok(decibels >= LEAST, `${fixture}: ${decibels.toFixed(1)} dB`);
    }
  }

  it('ALBERT', async () => {
    close(await run({ input_ids: ids }, 'bert'), { bert: 'bert' });
  });

  it('duration encoder', async () => {
    const bert = floats(given('bert', TOKENS * 96), 1, TOKENS, 96);
    const values = await run({ bert, ref_s: style }, 'predictor.text_encoder');
    close(values, { 'predictor.text_encoder': 'encoded' });
  });

  it('durations', async () => {
    const encoded = floats(given('encoded', TOKENS * 512), TOKENS, 1, 512);
    const { duration } = await run({ 'predictor.text_encoder': encoded, ref_s: style, speed }, 'duration');
    assert.ok(duration);
    const { expected, found } = stored('duration', duration);
    assert.deepEqual(found, expected);
    assert.ok(new Set(found).size > 3, 'durations vary, or the comparison would prove nothing');
  });

  it('pitch and energy', async () => {
    const encoded = floats(given('encoded', TOKENS * 512), TOKENS, 1, 512);
    const inputs = { 'predictor.text_encoder': encoded, duration: integers(DURATION, TOKENS), ref_s: style };
    const values = await run(inputs, 'predictor.F0_proj', 'predictor.N_proj');
    close(values, { 'predictor.F0_proj': 'f0', 'predictor.N_proj': 'n' });
  });

  it('text encoder', async () => {
    close(await run({ input_ids: ids }, 'text_encoder'), { text_encoder: 'text' });
  });

  it('alignment, exactly', async () => {
    const text = floats(given('text', TOKENS * 512), TOKENS, 1, 512);
    const { asr } = await run({ text_encoder: text, duration: integers(DURATION, TOKENS) }, 'asr');
    assert.ok(asr);
    const { expected, found } = stored('asr', asr);
    assert.deepEqual(found, expected);
  });

  it('decoder', async () => {
    const asr = floats(given('asr', 512 * FRAMES), 1, 512, FRAMES);
    const names = {
      'decoder.decoder.encode': 'encode',
      'decoder.decoder.decode.0': 'decode.0',
      'decoder.decoder.decode.1': 'decode.1',
      'decoder.decoder.decode.2': 'decode.2',
      'decoder.decoder.decode.3': 'decode.3',
    };
    close(await run({ asr, ...curves, ref_s: style }, ...Object.keys(names)), names);
  });

  for (const [title, fixture, factor] of [
    ['source without noise', 'source.zero', 0],
    ['source with given noise', 'source.noise', 1],
  ] as const) {
    it(title, async () => {
      const noise = floats(given('noise', SAMPLES * 9, factor), 1, SAMPLES, 9);
      const values = await run(
        { 'predictor.F0_proj': curves['predictor.F0_proj'], noise },
        'decoder/generator/m_source',
      );
      close(values, { 'decoder/generator/m_source': fixture });
    });
  }

  it('spectrum of the source', async () => {
    const sound = floats(given('sound', SAMPLES, 0.3), 1, 1, SAMPLES);
    const values = await run({ 'decoder/generator/m_source': sound }, 'decoder/generator/stft');
    const both = values['decoder/generator/stft'];
    assert.deepEqual(both?.dims, [1, 2 * BINS, STEPS]);
    const data = both.data as Float32Array;
    const half = (part: number): Tensor =>
      floats(data.slice(part * BINS * STEPS, (part + 1) * BINS * STEPS), 1, BINS, STEPS);
    const magnitude = stored('magnitude', half(0));
    const phase = stored('phase', half(1));
    assert.ok(ratio(magnitude.expected, magnitude.found) >= LEAST);
    // Where the magnitude is close to zero, rounding decides the phase; +π and -π are the same phase.
    const heard = magnitude.expected.map((value) => (value > 0.01 ? 1 : 0));
    const turned = phase.found.map((value, i) => {
      const turns = Math.round(((phase.expected[i] ?? 0) - value) / (2 * Math.PI));
      return heard[i] ? value + turns * 2 * Math.PI : (phase.expected[i] ?? 0);
    });
    assert.ok(heard.reduce((sum, value) => sum + value, 0) > 0.9 * heard.length);
    assert.ok(ratio(phase.expected, turned) >= LEAST, `${ratio(phase.expected, turned)} dB`);
  });

  it('generator with the reference’s source spectrum', async () => {
    const magnitude = given('magnitude', BINS * STEPS).map(Math.abs);
    const phase = given('phase', BINS * STEPS, Math.PI);
    const inputs = {
      'decoder/generator/stft': floats(Float32Array.from([...magnitude, ...phase]), 1, 2 * BINS, STEPS),
      'decoder.decoder.decode.3': floats(given('features', 512 * 2 * FRAMES), 1, 512, 2 * FRAMES),
      ref_s: style,
    };
    const output = spectrumOf(model);
    const generator = 'decoder/generator.decoder.generator';
    const names = {
      [`${generator}.noise_res.0`]: 'noise_res.0',
      [`${generator}.resblocks.0`]: 'resblocks.0',
      [`${generator}.resblocks.1`]: 'resblocks.1',
      [`${generator}.noise_res.1`]: 'noise_res.1',
      [`${generator}.resblocks.2`]: 'resblocks.2',
      [`${generator}.resblocks.3`]: 'resblocks.3',
      [output.magnitude]: 'spectrum.magnitude',
      [output.phase]: 'spectrum.phase',
      waveform: 'waveform',
    };
    close(await run(inputs, ...Object.keys(names)), names);
  });

  /**
   * The inputs of the inverse transform: the exponential of one half of the generator's output, the sine of the
   * other.
   */
  function spectrumOf({ graph }: Model): { magnitude: string; phase: string } {
    const magnitude = graph.nodes.find(({ op }) => op === 'Exp');
    const split = graph.nodes.find(({ outputs }) => outputs.includes(magnitude?.inputs[0] ?? ''));
    const phase = graph.nodes.find(({ op, inputs }) => op === 'Sin' && inputs[0] === split?.outputs[1]);
    return { magnitude: magnitude?.outputs[0] ?? '', phase: phase?.outputs[0] ?? '' };
  }
});
