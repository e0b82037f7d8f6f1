import type { Features } from '../../kokoro/twoGraphs';

/** How many times as much the share of silence counts as one channel's numbers. */
const SILENCE_WEIGHT = 300;

/**
 * Numbers of an utterance that say much about the statistics of its sound: the share of the silence around it, and the
 * mean and log deviation of each channel of its features.
 * @param features `[1, channels, steps]`
 */
export function describe({ data, dims }: Features['features'], frames: readonly number[]): Float32Array {
  const [, channels = 0, steps = 1] = dims;
  const total = frames.reduce((sum, count) => sum + count, 0);
  const silence = ((frames[0] ?? 0) + (frames.at(-1) ?? 0)) / total;
  const numbers = new Float32Array(SILENCE_WEIGHT + 2 * channels).fill(silence);
  if (!(data instanceof Float32Array)) return numbers;
  for (let c = 0; c < channels; c++) {
    let [sum, squares] = [0, 0];
    for (let t = c * steps; t < (c + 1) * steps; t++) {
      const value = data[t] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / steps;
    numbers[SILENCE_WEIGHT + 2 * c] = mean;
    numbers[SILENCE_WEIGHT + 2 * c + 1] = Math.log(Math.max(0, squares / steps - mean * mean) + 1e-5) / 2;
  }
  return numbers;
}
