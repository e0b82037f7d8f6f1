/** Mono samples, −1…1, at `sampleRate` Hz. */
export interface Sound {
  samples: Float32Array;
  sampleRate: number;
}

/** Measurements of a sound. Durations in seconds, levels as a share of full scale. */
export interface SoundMeasure {
  seconds: number;
  /** Total duration of the 10 ms frames that are not silent. */
  sounding: number;
  /** RMS level of the frames that are not silent. */
  rms: number;
  peak: number;
  /** Share of silent frames between the first and the last that are not silent. */
  pauses: number;
  /** Standard deviation / mean of the level of the frames that are not silent: 0 for a steady tone. */
  variation: number;
}

const FRAME_SECONDS = 0.01;
/** −60 dB: the highest level of a silent frame. */
const SILENCE = 0.001;

export function measure({ samples, sampleRate }: Sound): SoundMeasure {
  const size = Math.round(sampleRate * FRAME_SECONDS);
  const levels: number[] = [];
  for (let at = 0; at + size <= samples.length; at += size) levels.push(rmsOf(samples.subarray(at, at + size)));
  const loud = levels.filter((level) => level > SILENCE);
  const first = levels.findIndex((level) => level > SILENCE);
  const span = first < 0 ? 0 : levels.findLastIndex((level) => level > SILENCE) - first + 1;
  const mean = average(loud);
  return {
    seconds: samples.length / sampleRate,
    sounding: loud.length * FRAME_SECONDS,
    rms: Math.sqrt(average(loud.map((level) => level ** 2))),
    peak: samples.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0),
    pauses: span === 0 ? 0 : 1 - loud.length / span,
    variation: mean === 0 ? 0 : Math.sqrt(average(loud.map((level) => (level - mean) ** 2))) / mean,
  };
}

/** Reasons why a sound cannot be speech at an ordinary level; empty if there are none. */
export function speechProblems(sound: Sound): string[] {
  const { sounding, rms, peak, pauses, variation } = measure(sound);
  const problems: string[] = [];
  const check = (name: string, value: number, least: number, most: number): void => {
    if (!(value >= least && value <= most)) problems.push(`${name} is ${value.toFixed(3)}, not ${least}–${most}`);
  };
  check('seconds of sound', sounding, 0.2, Infinity);
  check('rms', rms, 0.01, 0.4);
  check('peak', peak, 0.05, 1);
  check('share of pauses', pauses, 0, 0.7);
  check('variation of the level', variation, 0.3, 3);
  return problems;
}

/** The sound without leading and trailing digital silence (exact zeros). */
export function withoutSilence({ samples, sampleRate }: Sound): Sound {
  const first = samples.findIndex((x) => x !== 0);
  const last = samples.findLastIndex((x) => x !== 0);
  return { samples: first < 0 ? new Float32Array() : samples.slice(first, last + 1), sampleRate };
}

function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}

function average(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
}
