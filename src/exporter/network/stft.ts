import type { Value } from '../graph/builder';
import type { Context } from './context';

/** The periodic Hann window of `size` samples. */
function hann(size: number): number[] {
  return Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}

/**
 * The short-time Fourier transform as one convolution, centred, with reflected ends, like torch.stft: `[1, 1,
 * samples]` → magnitudes and phases `[1, n_fft + 2, samples / hop + 1]`. The imaginary parts of the first and last
 * bins are zero and are not computed, so that their phase is +π and not, by a rounding error, -π.
 */
export async function forwardStft(ctx: Context, x: Value): Promise<Value> {
  const { b, config } = ctx;
  const { genIstftNFft: size, genIstftHopSize: hop } = config.istftnet;
  return b.in('decoder/generator/stft', () => {
    const window = hann(size);
    const bins = size / 2 + 1;
    const rows: number[] = [];
    for (let k = 0; k < bins; k++) window.forEach((w, n) => rows.push(w * cosine(k * n, size)));
    for (let k = 1; k < bins - 1; k++) window.forEach((w, n) => rows.push(-w * sine(k * n, size)));
    const kernel = b.weight('stft/kernel', Float32Array.from(rows), [size, 1, size]);
    const padded = b.op('Pad', [x, b.ints(0, 0, size / 2, 0, 0, size / 2)], { mode: 'reflect' });
    const parts = b.op('Conv', [padded, kernel], { kernel_shape: [size], strides: [hop] });
    b.shape(parts, [1, size, 'spectrum']);
    const [real = '', inner = ''] = b.ops('Split', [parts, b.ints(bins, bins - 2)], 2, { axis: 1 });
    const imaginary = b.op('Pad', [inner, b.ints(0, 1, 0, 0, 1, 0)], { mode: 'constant' });
    const square = (value: Value): Value => b.op('Mul', [value, value]);
    const magnitude = b.op('Sqrt', [b.op('Add', [square(real), square(imaginary)])]);
    return b.tap(b.concat([magnitude, angle(ctx, imaginary, real)], 1));
  });
}

/** atan2, which ONNX lacks: atan(y / x), plus or minus π where x is negative. */
function angle({ b }: Context, y: Value, x: Value): Value {
  const zero = b.scalar(0);
  const denominator = b.op('Where', [b.op('Equal', [x, zero]), b.scalar(1e-30), x]);
  const half = b.op('Where', [b.op('Less', [y, zero]), b.scalar(-Math.PI), b.scalar(Math.PI)]);
  const turn = b.op('Where', [b.op('Less', [x, zero]), half, zero]);
  return b.op('Add', [b.op('Atan', [b.op('Div', [y, denominator])]), turn]);
}

/**
 * The inverse transform as one transposed convolution, equal to torch.istft: bins between the first and the last
 * count twice, and the sum of the overlapping squared windows is divided out, also at the ends, where fewer windows
 * overlap.
 * @param real, imaginary `[1, n_fft / 2 + 1, frames]`
 * @returns `[1, 1, (frames - 1) · hop]`
 */
export function inverseStft(ctx: Context, real: Value, imaginary: Value): Value {
  const { b, config } = ctx;
  const { genIstftNFft: size, genIstftHopSize: hop } = config.istftnet;
  const window = hann(size);
  const bins = size / 2 + 1;
  const overlap = (phase: number): number => {
    let sum = 0;
    for (let n = phase % hop; n < size; n += hop) sum += (window[n] ?? 0) ** 2;
    return sum;
  };
  const rows: number[] = [];
  for (const part of ['real', 'imaginary']) {
    for (let k = 0; k < bins; k++) {
      const count = k === 0 || k === bins - 1 ? 1 : 2;
      window.forEach((w, n) => {
        const wave = part === 'real' ? cosine(k * n, size) : -sine(k * n, size);
        rows.push((count * wave * w) / size / overlap(n));
      });
    }
  }
  const kernel = b.weight('istft/kernel', Float32Array.from(rows), [2 * bins, 1, size]);
  const wave = b.op('ConvTranspose', [b.concat([real, imaginary], 1), kernel], {
    kernel_shape: [size],
    strides: [hop],
    pads: [size / 2, size / 2],
  });
  // Fewer windows overlap near the ends; samples before the first frame's centre are already cut off.
  const edge = size / 2 - hop;
  if (edge <= 0) return wave;
  /**
   * The correction for a sample at position n in its outermost window, when further windows have it at n + step, n +
   * 2 · step, …
   */
  const correction = (n: number, step: number): number => {
    let sum = 0;
    for (let at = n; at >= 0 && at < size; at += step) sum += (window[at] ?? 0) ** 2;
    return overlap(n) / sum;
  };
  const first = Float32Array.from({ length: edge }, (_, t) => correction(size / 2 + t, -hop));
  // The window is periodic, not symmetric, so the end does not mirror the start.
  const last = Float32Array.from({ length: edge }, (_, t) => correction(size / 2 - edge + t, hop));
  const start = b.op('Mul', [b.slice(wave, 2, 0, edge), b.weight('istft/start', first, [edge])]);
  const end = b.op('Mul', [b.slice(wave, 2, -edge), b.weight('istft/end', last, [edge])]);
  return b.concat([start, b.slice(wave, 2, edge, -edge), end], 2);
}

/** cos and sin of 2π i / size, exact where they are 0 or ±1. */
function cosine(i: number, size: number): number {
  return sine(i + size / 4, size);
}

function sine(i: number, size: number): number {
  const turn = ((i % size) + size) % size;
  return (2 * turn) % size === 0 ? 0 : Math.sin((2 * Math.PI * turn) / size);
}
