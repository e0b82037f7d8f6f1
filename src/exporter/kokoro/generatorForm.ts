import type { KokoroConfig } from '../checkpoint/config';
import type { Value } from '../graph/builder';

/** An upsampling stage of the generator. */
export interface Stage {
  /** Which, from 0. */
  i: number;
  last: boolean;
  /** By how much the rate grows. */
  rate: number;
  /** Channels behind it; twice as many are before it. */
  channels: number;
  /** What its input is to be multiplied by: the divisor of the mean before it. */
  factor: number;
  /** How many frames of the source's spectrum there are to a step behind it. */
  stride: number;
  /** Its residual blocks, and the dilations of each. */
  blocks: readonly { name: string; dilations: readonly number[] }[];
}

/** How the generator is computed; between the stages stands a `T`. */
export interface GeneratorForm<T> {
  /** @param x `[1, channels, 2F]` */
  begin(x: Value): T;
  /** Upsamples, adds the source, and gives the sum of the residual blocks. */
  stage(stage: Stage, x: T): Promise<T>;
  /** The last convolution, of what is to be multiplied by `factor`: `[1, n_fft + 2, frames]`. */
  end(x: T, channels: number, factor: number): Promise<Value>;
}

/** Slopes of the leaky ReLUs before the stages and before the last convolution (kokoro/istftnet.py). */
export const SLOPE = 0.1;
export const LAST_SLOPE = 0.01;
/** Dilations of the blocks that bring the source in. */
export const SOURCE_DILATIONS: readonly number[] = [1, 3, 5];

/**
 * The stages of a configuration. The mean of their blocks is a sum whose divisor is a part of the next weights: leaky ReLU lets
 * positive factors through.
 */
export function stagesOf({ istftnet }: KokoroConfig): Stage[] {
  const { upsampleRates, upsampleInitialChannel, resblockKernelSizes, resblockDilationSizes } = istftnet;
  const count = resblockKernelSizes.length;
  return upsampleRates.map((rate, i) => ({
    i,
    last: i === upsampleRates.length - 1,
    rate,
    channels: upsampleInitialChannel / 2 ** (i + 1),
    factor: i === 0 ? 1 : 1 / count,
    stride: upsampleRates.slice(i + 1).reduce((product, next) => product * next, 1),
    blocks: resblockKernelSizes.map((_, j) => ({
      name: `decoder.generator.resblocks.${i * count + j}`,
      dilations: resblockDilationSizes[j] ?? [],
    })),
  }));
}

/** How far the source's spectrum is padded on both sides at a stage. */
export function sourcePadding({ last, stride }: Stage): number {
  return last ? 0 : Math.floor((stride + 1) / 2);
}
