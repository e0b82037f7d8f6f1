import assert from 'node:assert/strict';
import { SAMPLE_RATE } from '../../../../src/kokoro/model';
import { kWeighting, LoudnessMeter } from '../../../../src/speech/sinks/loudness';
import { Limiter, normalizingGain } from '../../../../src/speech/sinks/normalize';

/** A tone whose peaks are at `level` dBFS. */
function tone(level: number, seconds: number, frequency = 1000, phase = 0): Float32Array {
  const amplitude = 10 ** (level / 20);
  return Float32Array.from(
    { length: seconds * SAMPLE_RATE },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE + phase),
  );
}

function measured(...parts: Float32Array[]): LoudnessMeter {
  const meter = new LoudnessMeter();
  for (const part of parts) meter.push(part);
  return meter;
}

/** Without the steps at both ends, which are peaks of their own. */
function faded(sound: Float32Array): Float32Array {
  return sound.map((value, i) => value * Math.sin((Math.PI * i) / sound.length));
}

/** Bursts of a voice-like sound with short peaks of 12 dB above it. */
function peaky(): Float32Array {
  const sound = tone(-24, 6, 220);
  for (let at = 1000; at < sound.length; at += 6007) sound.set(tone(-8, 0.01, 1500), at);
  return sound;
}

function assertNear(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
}

describe('loudness', () => {
  it('weights as BS.1770 does at 48 kHz', () => {
    const standard = [
      [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
      [1, -2, 1, -1.99004745483398, 0.99007225036621],
    ];
    for (const [i, filter] of kWeighting(48_000).entries()) {
      for (const [j, value] of filter.entries()) assertNear(value, standard[i]?.[j] ?? NaN, 1e-7);
    }
  });

  // The signals of EBU Tech 3341, which are stereo: one channel is 3.01 LU quieter than two.
  it('measures tones', () => {
    assertNear(measured(tone(0, 3, 997)).integrated, -3.01, 0.05);
    assertNear(measured(tone(-33, 3)).integrated, -36.01, 0.1);
  });

  it('leaves out silence and quiet parts', () => {
    const loud = tone(-23, 10);
    assertNear(measured(tone(-36, 2), loud, tone(-36, 2)).integrated, -26.01, 0.1);
    assertNear(measured(tone(-72, 2), tone(-36, 2), loud, tone(-36, 2), tone(-72, 2)).integrated, -26.01, 0.1);
    assertNear(measured(new Float32Array(SAMPLE_RATE * 5), loud).integrated, -26.01, 0.1);
  });

  it('does not depend on how the sound is cut', () => {
    const sound = peaky();
    const whole = measured(sound);
    const cut = measured(sound.subarray(0, 777), sound.subarray(777, 30_001), sound.subarray(30_001));
    assert.equal(cut.integrated, whole.integrated);
    assert.equal(cut.truePeak, whole.truePeak);
  });

  it('is minus infinity for silence', () => {
    assert.equal(measured(new Float32Array(SAMPLE_RATE)).integrated, -Infinity);
    assert.equal(measured(tone(0, 0.3)).integrated, -Infinity);
  });

  it('finds peaks between the samples', () => {
    const between = faded(tone(-6, 1, SAMPLE_RATE / 4, Math.PI / 4));
    assertNear(20 * Math.log10(Math.max(...between)), -9.01, 0.01);
    // EBU Tech 3341 allows +0.2 and −0.4 dB.
    assertNear(measured(between).truePeak, -6, 0.2);
    assertNear(measured(faded(tone(-6, 1, SAMPLE_RATE / 6, Math.PI / 3))).truePeak, -6, 0.2);
  });
});

describe('normalization', () => {
  for (const [name, sound] of [
    ['quiet sound', tone(-40, 5)],
    ['loud sound', tone(-1, 5)],
    ['sound with peaks', peaky()],
  ] as const) {
    it(`brings ${name} to the target below the limit`, async () => {
      const limiter = new Limiter(await normalizingGain(() => [sound]));
      const parts = [limiter.push(sound.subarray(0, 12_345)), limiter.push(sound.subarray(12_345)), limiter.end()];
      const after = measured(...parts);
      assertNear(after.integrated, -16, 0.1);
      assert.ok(after.truePeak <= -1, `true peak ${after.truePeak}`);
      assert.equal(
        parts.reduce((sum, { length }) => sum + length, 0),
        sound.length,
      );
    });
  }

  it('changes nothing but the level where there are no peaks', async () => {
    const sound = tone(-30, 2);
    const gain = await normalizingGain(() => [sound]);
    const limiter = new Limiter(gain);
    const out = Float32Array.from([...limiter.push(sound), ...limiter.end()]);
    for (const [i, value] of out.entries()) assertNear(value, (sound[i] ?? 0) * 10 ** (gain / 20), 1e-6);
  });

  it('leaves silence as it is', async () => {
    assert.equal(await normalizingGain(() => [new Float32Array(SAMPLE_RATE)]), 0);
  });
});
