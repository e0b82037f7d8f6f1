import assert from 'node:assert/strict';
import { PowerSpectrum } from '../../../src/exporter/fft';
import { levelDifference, logMelDistance, octaveBands, warpedLogMelDistance } from '../../../src/exporter/quality';

const RATE = 24000;

/** A linear congruential generator (Numerical Recipes): the same noise on every run. */
function noise(length: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const tone = (hertz: number, length = RATE): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / RATE));

const scaled = (x: Float32Array, decibels: number): Float32Array => x.map((value) => value * 10 ** (decibels / 20));

const near = (value: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);

describe('power spectrum', () => {
  it('matches the definition of the transform', () => {
    const frame = noise(32);
    const power = new PowerSpectrum(32).of(frame);
    assert.equal(power.length, 17);
    for (const [k, value] of power.entries()) {
      let [re, im] = [0, 0];
      for (const [n, x] of frame.entries()) {
        re += x * Math.cos((2 * Math.PI * k * n) / 32);
        im -= x * Math.sin((2 * Math.PI * k * n) / 32);
      }
      near(value, re * re + im * im, 1e-10);
    }
  });

  it('accepts only powers of two', () => {
    for (const size of [0, 1, 3, 20, 1023]) assert.throws(() => new PowerSpectrum(size), RangeError);
  });
});

describe('sound quality', () => {
  it('finds no difference between a signal and itself', () => {
    const x = noise(RATE);
    assert.equal(logMelDistance(x, x), 0);
    assert.equal(levelDifference(x, x), 0);
    assert.deepEqual(octaveBands(x, x), [0, 0, 0, 0, 0, 0, 0]);
  });

  it('measures a gain in every band', () => {
    const x = noise(RATE);
    const louder = scaled(x, 3);
    near(logMelDistance(x, louder), 3, 1e-4);
    near(levelDifference(louder, x), 3, 1e-4);
    for (const band of octaveBands(louder, x)) near(band, 3, 1e-4);
  });

  it('finds the octave of a tone', () => {
    const x = scaled(noise(RATE), -20);
    const beside = (hertz: number): Float32Array => tone(hertz).map((value, i) => value + (x[i] ?? 0));
    for (const [hertz, octave] of [
      [130, 0],
      [500, 2],
      [2000, 4],
      [9000, 6],
    ] as const) {
      const bands = octaveBands(beside(hertz), x);
      assert.equal(bands.indexOf(Math.max(...bands)), octave, `${hertz} Hz: ${bands.join(' ')}`);
    }
  });

  it('does not compare silence', () => {
    const x = noise(RATE);
    const silent = new Float32Array(RATE);
    const join = (first: Float32Array, second: Float32Array): Float32Array => Float32Array.from([...first, ...second]);
    const faint = scaled(noise(RATE, 7), -100);
    const distance = logMelDistance(join(x, silent), join(scaled(x, 1), faint));
    near(distance, 1, 0.1); // not half of it
    assert.equal(logMelDistance(silent, silent), 0);
  });

  it('ignores differences more than 80 dB down', () => {
    const x = tone(1000);
    const distance = logMelDistance(
      x,
      x.map((value, i) => value + (i % 2 === 0 ? 1e-7 : -1e-7)),
    );
    near(distance, 0, 1e-3);
  });

  // The expected values come from numpy, by the same definition on the same signals.
  it('agrees with another implementation', () => {
    near(logMelDistance(noise(RATE, 1), noise(RATE, 2)), 2.7821446, 1e-6);
    near(logMelDistance(tone(440), tone(445)), 0.1734644, 1e-6);
  });

  it('accepts signals that are shorter than a frame', () => {
    const x = noise(100);
    near(logMelDistance(x, scaled(x, 2)), 2, 1e-3);
    assert.equal(logMelDistance(new Float32Array(0), new Float32Array(0)), 0);
  });

  it('refuses signals of different length', () => {
    assert.throws(() => logMelDistance(noise(600), noise(601)), RangeError);
    assert.throws(() => octaveBands(noise(600), noise(601)), RangeError);
  });

  it('tolerates slower speech, but not different speech', () => {
    const parts = [tone(300), tone(900), tone(2700)];
    const said = (seconds: readonly number[]): Float32Array =>
      Float32Array.from(parts.flatMap((part, i) => [...part.subarray(0, RATE * (seconds[i] ?? 0))]));
    const x = said([0.3, 0.3, 0.3]);
    near(warpedLogMelDistance(x, x), 0, 0);
    assert.ok(warpedLogMelDistance(x, said([0.2, 0.4, 0.3])) < 1.5);
    assert.ok(warpedLogMelDistance(x, x.toReversed()) > 5);
  });
});
