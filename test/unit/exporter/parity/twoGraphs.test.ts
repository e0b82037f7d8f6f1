import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession, loadRuntime, type Session } from '../../../../src/common/runtime';
import { openCheckpoint } from '../../../../src/exporter/checkpoint/checkpoint';
import { readConfig } from '../../../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../../../src/exporter/checkpoint/weights';
import { buildNetwork } from '../../../../src/exporter/network/network';
import { buildSound, buildSpeech } from '../../../../src/exporter/network/twoGraphs';
import { writeModel } from '../../../../src/exporter/onnx/write';
import { makeSound, MARGIN_STEPS, STEP_SAMPLES, stepsOf, TWO_GRAPHS } from '../../../../src/kokoro/twoGraphs';
import { writeTinyCheckpoint } from '../../../support/tinyCheckpoint';
import { ratio } from './network';

describe('the network in two graphs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kokoro-'));
  const sessions: Session[] = [];
  after(async () => {
    for (const session of sessions) await session.release();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sounds as in one, and a window sounds as in the whole with the statistics of the whole', async () => {
    const files = writeTinyCheckpoint(folder);
    const config = await readConfig(files.config);
    const checkpoint = await openCheckpoint(files.checkpoint);
    const weights = KokoroWeights.open(checkpoint, config);
    const options = {
      noise: 'zero',
      signature: 'kokoro-js',
      speedType: 'float',
      metadata: new Map(),
      version: '',
    } as const;
    const load = async (name: string, build: typeof buildNetwork): Promise<Session> => {
      const path = join(folder, name);
      await writeModel(await build(config, weights, options), path);
      const session = await createSession(path);
      sessions.push(session);
      return session;
    };
    const one = await load('one.onnx', buildNetwork);
    const [speech, sound] = [await load('speech.onnx', buildSpeech), await load('sound.onnx', buildSound)];
    await checkpoint.close();
    const runtime = await loadRuntime();
    const { Tensor } = runtime;
    const ids = [0, ...Array.from({ length: 30 }, (_, i) => 40 + i), 0];
    const style = new Tensor(
      'float32',
      Float32Array.from({ length: 2 * config.styleDim }, (_, i) => Math.sin(i)),
      [...[1, 2 * config.styleDim]],
    );
    const feeds = {
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      ...{ style, speed: new Tensor('float32', [1], [1]) },
    };
    const expected = (await one.run(feeds))['waveform']?.data as Float32Array;
    const { [TWO_GRAPHS.features]: features, [TWO_GRAPHS.pitch]: pitch } = await speech.run(feeds);
    assert.ok(features && pitch);
    const from = { features, pitch, style };
    const steps = stepsOf(from);
    const { audio, measured } = await makeSound(runtime, sound, from, [0, steps]);
    assert.equal(audio.length, expected.length);
    assert.ok(ratio(expected, audio) > 40, `${ratio(expected, audio)} dB`);

    const [first, last] = [Math.floor(steps / 3), Math.floor(steps / 2)];
    const window = [first - MARGIN_STEPS, last + MARGIN_STEPS] as const;
    const part = expected.subarray(first * STEP_SAMPLES, last * STEP_SAMPLES);
    const inner = ({ audio }: { audio: Float32Array }): Float32Array =>
      audio.subarray(MARGIN_STEPS * STEP_SAMPLES, -MARGIN_STEPS * STEP_SAMPLES);
    const given = inner(await makeSound(runtime, sound, from, window, measured));
    assert.equal(given.length, part.length);
    assert.ok(ratio(part, given) > 30, `${ratio(part, given)} dB with the statistics of the whole`);
    const doubled = measured.map((value) => 2 * value);
    const other = inner(await makeSound(runtime, sound, from, window, doubled));
    assert.ok(ratio(part, other) < 20, `${ratio(part, other)} dB with others`);
  });
});
