import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { AudioOutput, Timers } from '../../../src/webview/player/audioOutput';
import type { PlayerChunk } from '../../../src/webview/protocol';

export interface FakeSound {
  samples: Float32Array;
  /** Frames of the output's clock. */
  at: number;
  end: number;
  stopped: boolean;
}

/** An audio device whose clock moves only by `advance`. */
export class FakeOutput implements AudioOutput {
  readonly sounds: FakeSound[] = [];
  running = false;
  resumes = 0;
  /** False while the browser blocks sound: the promise of resume() stays pending. */
  allowed = true;
  readonly #ended = new Map<FakeSound, () => void>();
  readonly #onStateChange: () => void;
  #frame = 0;

  constructor(onStateChange: () => void) {
    this.#onStateChange = onStateChange;
  }

  get now(): number {
    return this.#frame / SAMPLE_RATE;
  }

  play(samples: Float32Array, at: number, onEnded: () => void): { stop(): void } {
    const frame = Math.round(at * SAMPLE_RATE);
    const sound: FakeSound = { samples, at: frame, end: frame + samples.length, stopped: false };
    this.sounds.push(sound);
    this.#ended.set(sound, onEnded);
    return {
      stop: () => {
        sound.stopped = true;
      },
    };
  }

  resume(): Promise<void> {
    this.resumes++;
    if (!this.allowed) return new Promise(() => undefined);
    this.#change(() => (this.running = true));
    return Promise.resolve();
  }

  suspend(): Promise<void> {
    this.#change(() => (this.running = false));
    return Promise.resolve();
  }

  /** Advances the clock, if the device runs, and reports the sounds that ended. */
  advance(frames: number): void {
    if (!this.running) return;
    this.#frame += frames;
    for (const [sound, onEnded] of [...this.#ended]) {
      if (sound.end > this.#frame && !sound.stopped) continue;
      this.#ended.delete(sound);
      onEnded();
    }
  }

  /** Stops the device without a call from the player. */
  interrupt(): void {
    this.#change(() => (this.running = false));
  }

  /** The event comes after the call, as with a real device. */
  #change(apply: () => void): void {
    apply();
    queueMicrotask(this.#onStateChange);
  }
}

/** Timers that fire only by `fire`. */
export class FakeTimers implements Timers {
  readonly #due = new Map<object, { ms: number; action: () => void }>();

  readonly after = (ms: number, action: () => void): (() => void) => {
    const key = {};
    this.#due.set(key, {
      ms,
      action: () => {
        this.#due.delete(key);
        action();
      },
    });
    return () => {
      this.#due.delete(key);
    };
  };

  readonly every = (ms: number, action: () => void): (() => void) => {
    const key = {};
    this.#due.set(key, { ms, action });
    return () => {
      this.#due.delete(key);
    };
  };

  /** Fires the timers set for `ms`. */
  fire(ms: number): void {
    for (const timer of [...this.#due.values()]) if (timer.ms === ms) timer.action();
  }
}

/** A chunk of `frames` samples, all equal to its index. */
export function makeChunk(index: number, frames: number, progress = 0): PlayerChunk {
  const pcm = new Float32Array(frames).fill(index).buffer;
  return { index, pcm, sentence: `Sentence ${index}.`, spokenStart: 0, spokenEnd: 8, progress };
}

/** Waits until all queued microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
