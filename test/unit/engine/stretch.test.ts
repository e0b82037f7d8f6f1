import assert from 'node:assert/strict';
import { stretch } from '../../../src/engine/stretch';
import { SAMPLE_RATE } from '../../../src/kokoro/model';

const SPEEDS = [0.5, 0.75, 1.1, 1.25, 1.5, 2, 3];

/** A voice of `pitch` Hz with overtones that swells and fades four times a second. */
const voice = (pitch: number, seconds = 1): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => {
    const t = i / SAMPLE_RATE;
    const tone = [1, 2, 3, 4].reduce((sum, n) => sum + Math.sin(2 * Math.PI * pitch * n * t) / n, 0);
    return 0.2 * tone * Math.sin(4 * Math.PI * t) ** 2;
  });

/** The period of a voice in samples, by autocorrelation. */
function periodOf(samples: Float32Array): number {
  let best = 0;
  let bestScore = 0;
  for (let lag = 60; lag < 400; lag++) {
    let score = 0;
    for (let i = 0; i + 400 < samples.length; i++) score += (samples[i] ?? 0) * (samples[i + lag] ?? 0);
    if (score > bestScore) [best, bestScore] = [lag, score];
  }
  return best;
}

const rms = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

describe('stretch', () => {
  for (const pitch of [80, 120, 220]) {
    it(`keeps the pitch and level of a voice of ${pitch} Hz, and has exactly the length asked for`, () => {
      const original = voice(pitch);
      const step = Math.max(...original.map((x, i) => Math.abs(x - (original[i - 1] ?? 0))));
      for (const speed of SPEEDS) {
        const stretched = stretch(original, speed);
        assert.equal(stretched.length, Math.round(original.length / speed));
        assert.ok(Math.abs(periodOf(stretched) - SAMPLE_RATE / pitch) <= 3, `${speed}: period ${periodOf(stretched)}`);
        assert.ok(Math.abs(20 * Math.log10(rms(stretched) / rms(original))) < 1, `${speed}: level`);
        const steepest = Math.max(...stretched.map((x, i) => Math.abs(x - (stretched[i - 1] ?? 0))));
        assert.ok(steepest < 1.5 * step, `${speed}: no clicks`);
      }
    });
  }

  it('leaves speed 1 alone, and keeps the beginning and the end', () => {
    const original = voice(150).slice(0, 15_030);
    const end = original.at(-1) ?? 0;
    assert.equal(stretch(original, 1), original);
    assert.ok(Math.abs(end) > 0.01);
    for (const speed of SPEEDS) {
      const stretched = stretch(original, speed);
      assert.deepEqual(stretched.subarray(0, 100), original.subarray(0, 100));
      assert.ok(Math.abs((stretched.at(-1) ?? 0) - end) < 1e-4);
    }
  });

  it('stretches silence and the shortest sounds', () => {
    for (const length of [0, 1, 300, 1000])
      for (const speed of SPEEDS) {
        const stretched = stretch(new Float32Array(length), speed);
        assert.equal(stretched.length, Math.round(length / speed));
        assert.ok(stretched.every((sample) => sample === 0));
      }
  });
});
