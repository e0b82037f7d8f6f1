import { SAMPLE_RATE } from '../../kokoro/model';

/** A model's output for an utterance. */
export interface ModelOutput {
  /** Mono PCM at 24 kHz, unprocessed, with silence at both ends. */
  audio: Float32Array;
  /** Frames (1/40 s) of each id, boundaries included, if the model reports them. */
  frames?: number[];
}

/** An utterance that a model has begun to say. How long each phoneme takes is known before its sound is. */
export interface Utterance {
  /** Samples of the whole sound, with silence at both ends. */
  readonly samples: number;
  /** Frames (1/40 s) of each id, boundaries included, if the model reports them. */
  readonly frames: readonly number[] | undefined;
  /** Whether the sound is made part by part, so that a short part is ready sooner than the whole. */
  readonly inParts: boolean;
  /** Seconds of work for each second of the sound made so far; undefined if none had to be made. */
  realTimeFactor(): number | undefined;
  /**
   * The sound between two samples: mono PCM at 24 kHz. Both are a multiple of FRAME_SAMPLES if it is made in parts.
   * The caller must not change it.
   */
  sound(from: number, to: number): Promise<Float32Array>;
}

/** An utterance whose whole sound has been made. @param seconds of work that it took, if any */
export function finishedUtterance({ audio, frames }: ModelOutput, seconds?: number): Utterance {
  return {
    samples: audio.length,
    frames,
    inParts: false,
    realTimeFactor: () => (seconds === undefined ? undefined : seconds / (audio.length / SAMPLE_RATE)),
    sound: (from, to) => Promise.resolve(audio.subarray(from, to)),
  };
}
