/** An audio device. Times are seconds of its own clock, which stops while the device is suspended. */
export interface AudioOutput {
  readonly now: number;
  readonly running: boolean;
  /** Plays samples, starting at the time `at`. `onEnded` is called after the last one. */
  play(samples: Float32Array<ArrayBuffer>, at: number, onEnded: () => void): { stop(): void };
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
