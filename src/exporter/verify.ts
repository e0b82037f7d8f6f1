import { levelDifference, warpedLogMelDistance } from './quality';
import { builtInUtterances } from './quantize/calibration';
import { type Spoken, TrialModel } from './speaking';

/** How a model speaks beside another one. */
export interface Comparison {
  /** The greatest difference of an utterance's length, as a share of it. */
  length: number;
  /** In dB, the lengths made equal. */
  logMel: number;
  /** In dB, the greatest of an utterance. */
  level: number;
  /** How many times less CPU time it takes. */
  speedup: number;
}

/** How many of the built-in utterances are said. */
const UTTERANCES = 2;

/** Both are INT8 and round in their own ways: 0.5 % of length, 1.6 dB of log-mel and 0.4 dB of level lie between them. */
const LIMITS = { length: 0.05, logMel: 3, level: 1.5 };

/**
 * Lets two models say the same, one after the other.
 * @param gain what brings the first to the right level
 * @throws KokoroError `model-invalid` where one cannot be loaded or run
 */
export async function compareModels(
  known: { path: string; gain: number },
  candidate: string,
  signal?: AbortSignal,
): Promise<Comparison> {
  const all = await builtInUtterances();
  const utterances = all.slice(0, UTTERANCES);
  const say = async (path: string): Promise<Spoken[]> => {
    const model = await TrialModel.load(path, 1); // it is work in the background
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

/** Why a rebuilt model is not to be used in place of the published one; undefined where nothing speaks against it. */
export function objectionTo({ length, logMel, level, speedup }: Comparison): string | undefined {
  if (!(length <= LIMITS.length)) return `its speech is ${(100 * length).toFixed(0)} % longer or shorter`;
  if (!(level <= LIMITS.level)) return `its level is ${level.toFixed(1)} dB off`;
  if (!(logMel <= LIMITS.logMel)) return `its sound is ${logMel.toFixed(1)} dB away`;
  if (!(speedup > 1)) return `it is not faster (${speedup.toFixed(2)} ×)`;
  return undefined;
}
