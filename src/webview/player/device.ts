/** What a Playback needs of an audio device. Times are seconds of its clock, which stands still while it does not run. */
export interface AudioOutput {
  readonly now: number;
  readonly running: boolean;
  /** Sounds the samples from `at` on, unchanged; `onEnded` is called after the last one. */
  play(samples: Float32Array<ArrayBuffer>, at: number, onEnded: () => void): { stop(): void };
  /** May stay pending as long as the platform refuses sound. */
  resume(): Promise<void>;
  /** Holds no audio stream until `resume`, which needs no gesture of the user where one was made before. */
  suspend(): Promise<void>;
}

/** Opens the audio device or throws; `onStateChange` is called later on, when `running` may have changed. */
export type OpenOutput = (onStateChange: () => void) => AudioOutput;

/** Timers that are handed in; each returns a function that cancels. */
export interface Timers {
  after(ms: number, action: () => void): () => void;
  every(ms: number, action: () => void): () => void;
}
