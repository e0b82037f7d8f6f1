import type { Value } from '../graph/builder';
import { cosine, edgeFactors, hann, inverseBasis, sine } from '../../kokoro/inverseStft';
import type { Context } from './context';

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
  const bins = size / 2 + 1;
  const kernel = b.weight('istft/kernel', inverseBasis(size, hop), [2 * bins, 1, size]);
  const wave = b.op('ConvTranspose', [b.concat([real, imaginary], 1), kernel], {
    kernel_shape: [size],
    strides: [hop],
    pads: [size / 2, size / 2],
  });
  const { first, last } = edgeFactors(size, hop);
  const edge = first.length;
  if (edge === 0) return wave;
  const start = b.op('Mul', [b.slice(wave, 2, 0, edge), b.weight('istft/start', first, [edge])]);
  const end = b.op('Mul', [b.slice(wave, 2, -edge), b.weight('istft/end', last, [edge])]);
  return b.concat([start, b.slice(wave, 2, edge, -edge), end], 2);
}
