import assert from 'node:assert/strict';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import { loadStretch, type Stretch } from '../../../src/webview/player/stretch/stretch';

const HERTZ = 220;

/** Ten seconds in which a tone of 220 Hz is heard for the first 0.3 s of each second. */
const bursts = Float32Array.from({ length: 10 * SAMPLE_RATE }, (_, i) =>
  (i / SAMPLE_RATE) % 1 < 0.3 ? 0.3 * Math.sin((2 * Math.PI * HERTZ * i) / SAMPLE_RATE) : 0,
);

/** The frames at which it becomes loud after at least 50 ms of quiet. */
function onsets(samples: Float32Array): number[] {
  const step = 24;
  const found: number[] = [];
  let quiet = Infinity;
  for (let at = 0; at + step <= samples.length; at += step) {
    const loud = samples.subarray(at, at + step).some((x) => Math.abs(x) > 0.12);
    if (loud && quiet > 0.05 * SAMPLE_RATE) found.push(at);
    quiet = loud ? 0 : quiet + step;
  }
  return found;
}

describe('stretch', () => {
  let load: Stretch;
  before(async () => {
    load = await loadStretch();
  });
  const stretch = (samples: Float32Array, from: number, rate: number): Float32Array => {
    const pieces: number[] = [];
    const made = load(samples, from, rate);
    for (let next = made.next(); next.done !== true; next = made.next()) pieces.push(...next.value);
    return Float32Array.from(pieces);
  };

  for (const rate of [0.5, 0.8, 1.25, 2, 3])
    it(`keeps times and pitch at ${rate} ×`, () => {
      const result = stretch(bursts, 0, rate);
      assert.equal(result.length, Math.round(bursts.length / rate));
      const found = onsets(result);
      assert.equal(found.length, 10);
      for (const [second, at] of found.entries()) {
        const error = at / SAMPLE_RATE - second / rate;
        assert.ok(Math.abs(error) < 0.025, `second ${second} is ${error.toFixed(3)} s late`);
      }
      const middle = result.subarray(found[4], (found[4] ?? 0) + Math.round((0.3 / rate) * SAMPLE_RATE));
      let crossings = 0;
      for (let i = 1; i < middle.length; i++) if ((middle[i - 1] ?? 0) < 0 && (middle[i] ?? 0) >= 0) crossings++;
      const hertz = crossings / (0.3 / rate);
      assert.ok(Math.abs(hertz - HERTZ) < 0.12 * HERTZ, `${hertz.toFixed(0)} Hz`);
    });

  it('continues from a frame with what is before it as context', () => {
    const from = Math.round(4.15 * SAMPLE_RATE); // in the middle of a tone
    const result = stretch(bursts, from, 1.5);
    assert.equal(result.length, Math.round((bursts.length - from) / 1.5));
    assert.ok(
      result.subarray(0, 480).some((x) => Math.abs(x) > 0.2),
      'the tone goes on at once',
    );
    const [, next] = onsets(result);
    assert.ok(Math.abs((next ?? 0) / SAMPLE_RATE - 0.85 / 1.5) < 0.025);
  });
});
