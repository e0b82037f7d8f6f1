import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { AudioOutput, Sound, Timers } from '../../../src/webview/player/audioOutput';
import type { PlayerChunk, ToPlayer } from '../../../src/webview/protocol';

export interface FakeSound {
  samples: Float32Array;
  /** Frames of the output's clock. */
  at: number;
  end: number;
  fadeIn: boolean;
  stopped: boolean;
}

/** An audio device whose clock moves only by `advance`. */
export class FakeOutput implements AudioOutput {
  readonly sounds: FakeSound[] = [];
  running = false;
  volume = 1;
  /** Frames from scheduling to hearing. */
  latency = 0;
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

  get audible(): number {
    return Math.max(0, this.#frame - this.latency) / SAMPLE_RATE;
  }

  play(samples: Float32Array, at: number, fadeIn: boolean, onEnded: () => void): Sound {
    const frame = Math.round(at * SAMPLE_RATE);
    const sound: FakeSound = { samples, at: frame, end: frame + samples.length, fadeIn, stopped: false };
    this.sounds.push(sound);
    this.#ended.set(sound, onEnded);
    return {
      stop: (when = this.now) => {
        sound.end = Math.min(sound.end, Math.round(when * SAMPLE_RATE));
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
      if (sound.end > this.#frame) continue;
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

  /** Fires the timers set for at most `ms`. */
  fireWithin(ms: number): void {
    for (const timer of [...this.#due.values()]) if (timer.ms <= ms) timer.action();
  }
}

/**
 * A chunk of `frames` samples, all equal to its index. It speaks ten characters of the source: two words, of which the
 * second starts in the middle of the chunk.
 */
export function makeChunk(index: number, frames: number, changes: Partial<PlayerChunk> = {}): PlayerChunk {
  const pcm = new Float32Array(frames).fill(index).buffer;
  const start = index * 10;
  const seconds = frames / SAMPLE_RATE;
  const source = { start, end: start + 10 };
  const words = [
    { source: { start, end: start + 4 }, start: 0, end: seconds / 2 },
    { source: { start: start + 5, end: start + 10 }, start: seconds / 2, end: seconds },
  ];
  return { index, pcm, speed: 1, source, sentenceSource: source, words, ends: 'sentence', ...changes };
}

/** A `start` message. */
export function startOf(session: number, from = 0, elapsed = 0): ToPlayer {
  return { type: 'start', session, title: `Document ${session}`, from, elapsed };
}

/** Waits until all queued microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
