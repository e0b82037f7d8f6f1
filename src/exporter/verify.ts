import { levelDifference, warpedLogMelDistance } from './quality';
import { builtInUtterances } from './quantize/calibration';
import { type Spoken, loadTrial } from './speaking';

/** How the speech of two models differs. */
export interface Comparison {
  /** The largest relative difference in the length of an utterance. */
  length: number;
  /** The largest log-mel distance of an utterance in dB, after alignment in time. */
  logMel: number;
  /** The largest difference in level of an utterance, in dB. */
  level: number;
  /** How many times less CPU time it takes. */
  speedup: number;
}

/** How many of the built-in utterances are spoken. */
const UTTERANCES = 2;

/** Both models are INT8 and round differently. Measured: 0.5 % in length, 1.6 dB in log-mel, 0.4 dB in level. */
const LIMITS = { length: 0.05, logMel: 3, level: 1.5 };

/**
 * Lets two models speak the same utterances, one model after the other, and compares the results.
 * @param known the reference, and the factor that corrects its level
 * @throws KokoroError `model-invalid` if either cannot be loaded or run
 */
export async function compareModels(
  known: { path: string; gain: number },
  candidate: string,
  signal?: AbortSignal,
): Promise<Comparison> {
  const all = await builtInUtterances();
  const utterances = all.slice(0, UTTERANCES);
  const say = async (path: string): Promise<Spoken[]> => {
    const model = await loadTrial(path, 1); // this is background work
    try {
      const spoken: Spoken[] = [];
      for (const utterance of utterances) {
        signal?.throwIfAborted();
        spoken.push(await model.speak(utterance));
      }
      return spoken;
    } finally {
      await model.release();
    }
  };
  const [before, after] = [await say(known.path), await say(candidate)];
  const pairs = before.map(({ audio }, i) => [audio.map((x) => x * known.gain), after[i]?.audio ?? audio] as const);
  const worst = (measure: (a: Float32Array, b: Float32Array) => number): number =>
    Math.max(...pairs.map(([a, b]) => Math.abs(measure(b, a))));
  const cpuSeconds = (spoken: readonly Spoken[]): number => spoken.reduce((sum, each) => sum + each.cpuSeconds, 0);
  return {
    length: worst((a, b) => a.length / b.length - 1),
    logMel: worst(warpedLogMelDistance),
    level: worst(levelDifference),
    speedup: cpuSeconds(before) / cpuSeconds(after),
  };
}

/** Why a rebuilt model must not replace the published one; undefined if it may. */
export function objectionTo({ length, logMel, level, speedup }: Comparison): string | undefined {
  if (!(length <= LIMITS.length)) return `its speech is ${(100 * length).toFixed(0)} % longer or shorter`;
  if (!(level <= LIMITS.level)) return `its level is ${level.toFixed(1)} dB off`;
  if (!(logMel <= LIMITS.logMel)) return `its sound is ${logMel.toFixed(1)} dB away`;
  if (!(speedup > 1)) return `it is not faster (${speedup.toFixed(2)} ×)`;
  return undefined;
}
