import type { Value } from '../graph/builder';
import type { Context } from './context';
import { toGroups } from './int8Blocks';

/** The upsampled input of a stage of the generator. */
export interface Upsampled {
  /** `[1, channels, steps]`, in the groups that the blocks take. */
  groups: readonly Value[];
  /** The name of its dynamic axis. */
  length: string;
  /** Adds the bias, together with a further bias for each channel that is only known later. */
  finish: (further: Float32Array) => void;
}

/** A transposed convolution as a plain one. */
interface UpsampleWeights {
  /** `[outputs, rate, inputs, taps]`; the last tap applies to the newest input. */
  weight: Float32Array;
  /** `[outputs]` */
  bias: Float32Array;
  inputs: number;
  outputs: number;
  rate: number;
  taps: number;
  /** The width of the transposed convolution, at most `taps · rate`. */
  kernel: number;
}

/**
 * The weights of stage i's transposed convolution as a plain one that gives the `rate` outputs of each input.
 * @param factor the factor of the preceding mean, folded into the weights
 */
export async function upsampleWeights(
  { weights, config }: Pick<Context, 'weights' | 'config'>,
  i: number,
  factor: number,
): Promise<UpsampleWeights> {
  const name = `decoder.generator.ups.${i}`;
  const { data, shape } = await weights.folded(name);
  const bias = (await weights.get(`${name}.bias`)).data;
  const [inputs = 0, outputs = 0, kernel = 0] = shape;
  const rate = config.istftnet.upsampleRates[i] ?? 1;
  const taps = Math.ceil(kernel / rate);
  const weight = new Float32Array(outputs * rate * inputs * taps);
  for (let at = 0; at < data.length; at++) {
    const [k, output, input] = [at % kernel, Math.floor(at / kernel) % outputs, Math.floor(at / kernel / outputs)];
    const tap = taps - 1 - Math.floor(k / rate);
    weight[((output * rate + (k % rate)) * inputs + input) * taps + tap] = (data[at] ?? 0) * factor;
  }
  return { weight, bias, inputs, outputs, rate, taps, kernel };
}

/**
 * The transposed convolution of stage i: `y[n · rate + r - padding] = bias + Σ x[n - tap] · w[tap · rate + r]`,
 * summed over the taps; the last stage also reflects one sample at the front. It is computed as a plain convolution
 * that gives the `rate` outputs of each n as channels, which are then interleaved. ONNX Runtime's ConvTranspose keeps
 * all products in memory before it sums them, and takes twice the time.
 * @param factor the factor of the preceding mean, folded into the weights
 */
export async function upsample(ctx: Context, i: number, x: Value, factor: number): Promise<Upsampled> {
  const { b, config } = ctx;
  const { weight, bias, inputs, outputs, rate, taps, kernel } = await upsampleWeights(ctx, i, factor);
  const name = `decoder.generator.ups.${i}`;
  const rows = outputs * rate;
  const y = b.op('Conv', [x, b.weight(`${name}.weight`, weight, [rows, inputs, taps]), `${name}.bias`], {
    kernel_shape: [taps],
    pads: [taps - 1, taps - 1],
  });
  b.shape(y, [1, rows, `${b.lengthOf(x)}+${taps - 1}`]);

  const isLast = i === config.istftnet.upsampleRates.length - 1;
  const length = `${b.lengthOf(x)}*${rate}${isLast ? '+1' : ''}`;
  const padding = (kernel - rate) / 2;
  const behind = taps * rate - kernel + padding;
  const groups = toGroups(ctx, y, rows).map((group, _, all) => {
    const channels = outputs / all.length;
    const steps = b.op('Transpose', [b.reshape(group, channels, rate, -1)], { perm: [0, 2, 1] });
    const flat = b.reshape(steps, 1, channels, -1);
    const cut = b.slice(flat, 2, padding, behind > 0 ? -behind : undefined);
    const reflected = isLast ? b.concat([b.slice(flat, 2, padding + 1, padding + 2), cut], 2) : cut;
    return b.shape(reflected, [1, channels, length]);
  });
  const finish = (further: Float32Array): void => {
    const channel = (row: number): number => Math.floor(row / rate);
    const sums = Float32Array.from(
      { length: rows },
      (_, row) => (bias[channel(row)] ?? 0) + (further[channel(row)] ?? 0),
    );
    b.weight(`${name}.bias`, sums, [rows]);
  };
  return { groups, length, finish };
}
