/** A sound that was scheduled. */
export interface Sound {
  /** Fades the sound out from the time `at`, or from now. */
  stop(at?: number): void;
}

/** An audio device. Times are seconds of its own clock, which stops while the device is suspended. */
export interface AudioOutput {
  /** Sounds can be scheduled from this time on. */
  readonly now: number;
  /** The time of the sound that leaves the loudspeaker at this moment: `now` without the device's latency. */
  readonly audible: number;
  readonly running: boolean;
  /** 0–1. */
  volume: number;
  /** Plays samples from the time `at`, fading them in if they replace another sound. `onEnded` follows the last one. */
  play(samples: Float32Array<ArrayBuffer>, at: number, fadeIn: boolean, onEnded: () => void): Sound;
  /** May stay pending while the browser blocks sound. */
  resume(): Promise<void>;
  /** Releases the audio stream. `resume` needs no new user gesture if the device has run before. */
  suspend(): Promise<void>;
}

/** Opens the audio device or throws. `onStateChange` is called whenever `running` may have changed. */
export type OpenOutput = (onStateChange: () => void) => AudioOutput;

/** Starts timers; each method returns a function that cancels the timer. */
export interface Timers {
  after(ms: number, action: () => void): () => void;
  every(ms: number, action: () => void): () => void;
}
