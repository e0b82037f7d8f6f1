import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { loadRuntime } from '../../src/common/runtime';
import { openCheckpoint } from '../../src/exporter/checkpoint/checkpoint';
import { readConfig } from '../../src/exporter/checkpoint/config';
import { findCheckpoint } from '../../src/exporter/checkpoint/folder';
import { KokoroWeights } from '../../src/exporter/checkpoint/weights';
import { adainName, channelsOf, type GivenLayer } from '../../src/exporter/network/givenAffine';
import { buildNetwork, MEAN, POWER } from '../../src/exporter/network/network';
import { buildSplitNetwork, type Statistician } from '../../src/exporter/network/splitNetwork';
import { writeModel } from '../../src/exporter/onnx/write';
import { soundInWindows } from '../../src/exporter/speaking';
import { STEP_SAMPLES } from '../../src/kokoro/splitModel';
import { CASES } from './support/cases';
import { compare, once } from './support/model';
import { describeParity, speakReference } from './support/reference';

/**
 * Limits: log-mel in dB from PyTorch and, which windows alone make, from the single graph; level in dB; and the largest
 * difference of a sample that a border makes.
 */
const DISTANCE = 0.1;
const OF_WINDOWS = 0.02;
const LEVEL = 0.05;
const STEP = 0.005;
/** Steps of a window: 1.2 s. */
const WINDOW = 96;
/** Under the root of a normalization. */
const EPSILON = 1e-5;

const STATISTICS = 'statistics';
const COMMON = { noise: 'input', metadata: new Map<string, string>(), version: '' } as const;

describeParity('the model in two graphs', (place) => {
  it('says a sentence in windows as PyTorch says it whole, if the statistics are exact', async function () {
    this.timeout(300_000);
    const [spoken] = CASES;
    assert.ok(spoken);
    const { at, folder } = place;
    const expected = await speakReference(at, at.real, spoken);
    const found = await findCheckpoint(at.real);
    const config = await readConfig(found.config);
    const checkpoint = await openCheckpoint(found.checkpoint);
    const paths = { whole: join(folder, 'whole.onnx'), prosody: join(folder, 'p.onnx'), sound: join(folder, 's.onnx') };
    let layers: readonly GivenLayer[] = [];
    try {
      const weights = KokoroWeights.open(checkpoint, config);
      const names = { signature: 'kokoro-js', speedType: 'float' } as const;
      await writeModel(await buildNetwork(config, weights, { ...COMMON, ...names, observed: 'moments' }), paths.whole);
      const statistics: Statistician = ({ b }, _front, all) => {
        layers = all;
        const given = b.input({ name: STATISTICS, type: 'float32', dims: [2 * channelsOf(all)] });
        const [mean = '', logDeviation = ''] = b.ops('Split', [given, b.ints(channelsOf(all), channelsOf(all))], 2);
        return { mean, logDeviation };
      };
      const pair = await buildSplitNetwork(config, weights, { ...COMMON, pair: '', statistics });
      await writeModel(pair.prosody, paths.prosody);
      await writeModel(pair.sound, paths.sound);
    } finally {
      await checkpoint.close();
    }
    const feeds = {
      input_ids: new Tensor('int64', BigInt64Array.from(expected.ids, BigInt), [1, expected.ids.length]),
      style: new Tensor('float32', expected.style, [1, expected.style.length]),
      speed: new Tensor('float32', [spoken.speed], [1]),
      noise: new Tensor('float32', expected.noise.data, expected.noise.dims),
    };
    const { exact, single } = await once(paths.whole, async (session) => {
      const outputs = await session.run(feeds);
      const numbers = (name: string): Float32Array => outputs[name]?.data as Float32Array;
      const means = layers.flatMap((layer) => Array.from(numbers(`${adainName(layer)}${MEAN}`)));
      const powers = layers.flatMap((layer) => Array.from(numbers(`${adainName(layer)}${POWER}`)));
      const deviations = powers.map((power, i) => Math.log(power - (means[i] ?? 0) ** 2 + EPSILON) / 2);
      const statistics = new Tensor('float32', Float32Array.from([...means, ...deviations]), [2 * means.length]);
      return { exact: statistics, single: numbers('waveform') };
    });
    const front = await once(paths.prosody, (session) => session.run({ ...feeds, [STATISTICS]: exact }));
    assert.deepEqual(Array.from(front['duration']?.data as BigInt64Array, Number), expected.duration);
    const runtime = await loadRuntime();
    await once(paths.sound, async (session) => {
      const windows = await soundInWindows(runtime, session, front, WINDOW);
      const { logMel, level } = compare(windows, expected.waveform);
      console.log(`      log-mel ${logMel.toFixed(4)} dB, level ${level.toFixed(4)} dB`);
      assert.ok(logMel <= DISTANCE && Math.abs(level) <= LEVEL, `log-mel ${logMel} dB, level ${level} dB`);
      const { logMel: added } = compare(windows, single);
      assert.ok(added <= OF_WINDOWS, `${added} dB from the single graph`);
      const whole = await soundInWindows(runtime, session, front, Infinity);
      for (let border = WINDOW * STEP_SAMPLES; border < whole.length; border += WINDOW * STEP_SAMPLES) {
        for (const i of [border - 1, border]) {
          const difference = Math.abs((whole[i] ?? NaN) - (windows[i] ?? NaN));
          assert.ok(difference <= STEP, `${difference} at sample ${i}`);
        }
      }
    });
  });
});
