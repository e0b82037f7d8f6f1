import { messageOf } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';
import type { PlayerChunk, PlayerState } from '../protocol';
import type { AudioOutput, OpenOutput, Timers } from './audioOutput';

/** Events of a Playback. */
export interface PlaybackEvents {
  state(state: PlayerState): void;
  chunkStarted(chunk: PlayerChunk): void;
  /** The last sample has been heard. Called once per reading, before the state `idle`. */
  finished(): void;
  problem(message: string): void;
}

/** How far a reading has been heard. */
export interface Position {
  /** Index of the chunk being heard. */
  index: number;
  /** Seconds heard. */
  played: number;
  /** The part of the document heard, 0–1. */
  progress: number;
}

interface QueuedChunk {
  chunk: PlayerChunk;
  samples: Float32Array<ArrayBuffer>;
  /** The part of the document read when the chunk starts, 0–1. */
  progressBefore: number;
  /** Frame of the output's clock at which it starts; meaningless before it is scheduled. */
  startFrame: number;
  sound: { stop(): void } | undefined;
  announced: boolean;
}

/** Frames from now to the earliest time a sound is scheduled: the device renders up to about 40 ms at once. */
const SCHEDULING_MARGIN = 0.05 * SAMPLE_RATE;
/** A device that has not started after this time counts as blocked. */
export const BLOCKED_AFTER_MS = 1000;
/** The device is suspended this long after the last sound, so that the computer can sleep. */
export const SUSPEND_AFTER_MS = 5000;

/**
 * Plays the chunks of a reading without gaps: each is scheduled at the frame where the previous one ends. The device's
 * clock and events drive the state; timers only detect `blocked` and suspend the device. The page uses one device for
 * its whole life, because a new one could need another click.
 */
export class Playback {
  readonly #open: OpenOutput;
  readonly #timers: Timers;
  readonly #events: PlaybackEvents;
  #output: AudioOutput | undefined;
  /** The chunk being heard and those after it. */
  #queue: QueuedChunk[] = [];
  #active = false;
  #paused = false;
  #blocked = false;
  #ended = false;
  /** Frame at which everything scheduled so far ends. */
  #scheduledUntil = 0;
  /** Frames of the chunks heard completely. */
  #heardFrames = 0;
  #progress = 0;
  #lastState: PlayerState | undefined = 'idle';
  #cancelBlocked: (() => void) | undefined;
  #cancelSuspend: (() => void) | undefined;

  constructor(open: OpenOutput, timers: Timers, events: PlaybackEvents) {
    this.#open = open;
    this.#timers = timers;
    this.#events = events;
  }

  get state(): PlayerState {
    if (!this.#active) return 'idle';
    if (this.#paused) return 'paused';
    if (this.#blocked) return 'blocked';
    return this.#output?.running && this.#queue.length > 0 ? 'playing' : 'waiting';
  }

  /** Replaces the current reading. `progress` is the part of the document before this reading, 0–1. */
  start(progress = 0): void {
    this.#clear();
    this.#active = true;
    this.#progress = progress;
    this.#lastState = undefined;
    this.#run();
  }

  /** Appends a chunk to the reading, or drops it if there is none. */
  add(chunk: PlayerChunk): void {
    const samples = new Float32Array(chunk.pcm);
    if (!this.#active || samples.length === 0) return;
    const item = { chunk, samples, progressBefore: this.#progress, startFrame: 0, sound: undefined, announced: false };
    this.#queue.push(item);
    this.#progress = chunk.progress;
    if (this.#output) this.#schedule(this.#output);
    this.#update();
  }

  /** Declares that no more chunks follow; the reading finishes when the last one has been heard. */
  end(): void {
    this.#ended = true;
    this.#finishIfDone();
  }

  pause(): void {
    if (!this.#active || this.#paused) return;
    this.#paused = true;
    this.#cancelBlocked?.();
    this.#reportFailure(this.#output?.suspend());
    this.#update();
  }

  /** Continues after a pause. During a user gesture this also enables blocked sound. */
  resume(): void {
    if (!this.#active) return;
    this.#paused = false;
    this.#run();
  }

  /** Ends the reading immediately. */
  stop(): void {
    if (!this.#active) return;
    this.#clear();
    this.#suspendLater();
    this.#update();
  }

  /** How far the reading has been heard; undefined while the queue is empty. */
  position(): Position | undefined {
    const [item] = this.#queue;
    if (!item) return undefined;
    const { length } = item.samples;
    const elapsed = item.sound && this.#output ? Math.round(this.#output.now * SAMPLE_RATE) - item.startFrame : 0;
    const frames = Math.min(Math.max(elapsed, 0), length);
    const played = this.#heardFrames + frames;
    return {
      index: item.chunk.index,
      played: played / SAMPLE_RATE,
      progress: item.progressBefore + (item.chunk.progress - item.progressBefore) * (frames / length),
    };
  }

  /** Opens the output if needed and resumes it. Its state, not the promise, tells whether it runs. */
  #run(): void {
    this.#cancelSuspend?.();
    try {
      this.#output ??= this.#open(() => {
        this.#onOutputChange();
      });
      this.#schedule(this.#output);
    } catch (error) {
      this.#blocked = true;
      this.#events.problem(`The audio device cannot be opened: ${messageOf(error)}`);
    }
    if (this.#output?.running) this.#blocked = false;
    else if (this.#output) {
      this.#reportFailure(this.#output.resume());
      this.#cancelBlocked?.();
      this.#cancelBlocked = this.#timers.after(BLOCKED_AFTER_MS, () => {
        this.#blocked = this.#output?.running !== true;
        this.#update();
      });
    }
    this.#update();
  }

  #onOutputChange(): void {
    if (this.#output?.running) {
      this.#cancelBlocked?.();
      this.#blocked = false;
    } else if (this.#active && !this.#paused && !this.#blocked) {
      this.#run();
    }
    this.#update();
  }

  #schedule(output: AudioOutput): void {
    for (const item of this.#queue) {
      if (item.sound) continue;
      const earliest = Math.round(output.now * SAMPLE_RATE) + SCHEDULING_MARGIN;
      item.startFrame = this.#scheduledUntil >= earliest ? this.#scheduledUntil : earliest;
      item.sound = output.play(item.samples, item.startFrame / SAMPLE_RATE, () => {
        this.#onHeard(item);
      });
      this.#scheduledUntil = item.startFrame + item.samples.length;
    }
  }

  #onHeard(item: QueuedChunk): void {
    if (!this.#queue.includes(item)) return;
    for (const { samples } of this.#queue.splice(0, this.#queue.indexOf(item) + 1)) this.#heardFrames += samples.length;
    this.#finishIfDone();
    this.#update();
  }

  #finishIfDone(): void {
    if (!this.#active || !this.#ended || this.#queue.length > 0) return;
    this.#clear();
    this.#suspendLater();
    this.#events.finished();
    this.#update();
  }

  #clear(): void {
    const scheduled = this.#queue.splice(0);
    for (const { sound } of scheduled) sound?.stop();
    this.#active = this.#paused = this.#ended = false;
    this.#scheduledUntil = this.#heardFrames = this.#progress = 0;
    this.#cancelBlocked?.();
  }

  #suspendLater(): void {
    this.#cancelSuspend?.();
    this.#cancelSuspend = this.#timers.after(SUSPEND_AFTER_MS, () => {
      this.#reportFailure(this.#output?.suspend());
    });
  }

  /** Reports a changed state, and a chunk that starts to play. */
  #update(): void {
    const { state } = this;
    if (state !== this.#lastState) {
      this.#lastState = state;
      this.#events.state(state);
    }
    const [item] = this.#queue;
    if (state !== 'playing' || !item || item.announced) return;
    item.announced = true;
    this.#events.chunkStarted(item.chunk);
  }

  #reportFailure(promise: Promise<void> | undefined): void {
    promise?.catch((error: unknown) => {
      this.#events.problem(`The audio device failed: ${messageOf(error)}`);
    });
  }
}
