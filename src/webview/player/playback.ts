import { messageOf } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';
import type { PlayerChunk, PlayerState } from '../protocol';
import type { AudioOutput, OpenOutput, Timers } from './device';

/** Whom a Playback tells what happens. */
export interface PlaybackEvents {
  state(state: PlayerState): void;
  chunkStarted(chunk: PlayerChunk): void;
  /** The last sample has been heard; comes before the state `idle`, once per reading. */
  finished(): void;
  problem(message: string): void;
}

/** Where a reading is, in seconds and as a share of the document. */
export interface Position {
  index: number;
  played: number;
  progress: number;
}

interface Item {
  chunk: PlayerChunk;
  samples: Float32Array<ArrayBuffer>;
  /** Share of the document read when the chunk starts. */
  progressBefore: number;
  /** Frame of the output's clock at which it starts; meaningless before it is scheduled. */
  start: number;
  sound: { stop(): void } | undefined;
  announced: boolean;
}

/** Distance in frames at which a sound that is due at once is scheduled: the device renders up to some 40 ms at a stroke. */
const LEAD = 0.05 * SAMPLE_RATE;
/** How long a device may take to start before it counts as blocked. */
export const BLOCKED_AFTER_MS = 1000;
/** The device is suspended this long after the last sound, so that it does not keep the computer awake. */
export const SUSPEND_AFTER_MS = 5000;

/**
 * Plays the chunks of one reading after another without gaps: each is scheduled at the very frame at which the one before
 * it ends. What happens follows the device's clock and events; timers only decide about `blocked` and suspending.
 * One device serves the page for its whole life: a new one would need a new click where sound needs one.
 */
export class Playback {
  readonly #open: OpenOutput;
  readonly #timers: Timers;
  readonly #events: PlaybackEvents;
  #output: AudioOutput | undefined;
  /** The chunk that sounds and those after it. */
  #queue: Item[] = [];
  #active = false;
  #paused = false;
  #refused = false;
  #ended = false;
  /** Frame at which everything scheduled so far has sounded. */
  #scheduledUntil = 0;
  /** Frames heard to the end of their chunk. */
  #heard = 0;
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
    if (this.#refused) return 'blocked';
    return this.#output?.running && this.#queue.length > 0 ? 'playing' : 'waiting';
  }

  /** Begins a reading in place of the one under way; `progress` is the share of the document that lies before it. */
  start(progress = 0): void {
    this.#clear();
    this.#active = true;
    this.#progress = progress;
    this.#lastState = undefined;
    this.#run();
  }

  /** Appends a chunk to the reading; without a reading it is dropped. */
  add(chunk: PlayerChunk): void {
    const samples = new Float32Array(chunk.pcm);
    if (!this.#active || samples.length === 0) return;
    const item = { chunk, samples, progressBefore: this.#progress, start: 0, sound: undefined, announced: false };
    this.#queue.push(item);
    this.#progress = chunk.progress;
    if (this.#output) this.#schedule(this.#output);
    this.#update();
  }

  /** No more chunks follow: the reading is finished when the last one has been heard. */
  end(): void {
    this.#ended = true;
    this.#finishIfDone();
  }

  pause(): void {
    if (!this.#active || this.#paused) return;
    this.#paused = true;
    this.#cancelBlocked?.();
    this.#settle(this.#output?.suspend());
    this.#update();
  }

  /** Goes on after a pause; called in a user's gesture it also lifts `blocked`. */
  resume(): void {
    if (!this.#active) return;
    this.#paused = false;
    this.#run();
  }

  /** Ends the reading at once. */
  stop(): void {
    if (!this.#active) return;
    this.#clear();
    this.#suspendLater();
    this.#update();
  }

  /** Where the reading is; undefined while no chunk has its turn. */
  position(): Position | undefined {
    const [item] = this.#queue;
    if (!item) return undefined;
    const { length } = item.samples;
    const elapsed = item.sound && this.#output ? Math.round(this.#output.now * SAMPLE_RATE) - item.start : 0;
    const frames = Math.min(Math.max(elapsed, 0), length);
    const played = this.#heard + frames;
    return {
      index: item.chunk.index,
      played: played / SAMPLE_RATE,
      progress: item.progressBefore + (item.chunk.progress - item.progressBefore) * (frames / length),
    };
  }

  /** Opens the output if need be and lets it run; whether it does is learnt from its state, never from the promise. */
  #run(): void {
    this.#cancelSuspend?.();
    try {
      this.#output ??= this.#open(() => {
        this.#onOutputChange();
      });
      this.#schedule(this.#output);
    } catch (error) {
      this.#refused = true;
      this.#events.problem(`The audio device does not open: ${messageOf(error)}`);
    }
    if (this.#output?.running) this.#refused = false;
    else if (this.#output) {
      this.#settle(this.#output.resume());
      this.#cancelBlocked?.();
      this.#cancelBlocked = this.#timers.after(BLOCKED_AFTER_MS, () => {
        this.#refused = this.#output?.running !== true;
        this.#update();
      });
    }
    this.#update();
  }

  #onOutputChange(): void {
    if (this.#output?.running) {
      this.#cancelBlocked?.();
      this.#refused = false;
    } else if (this.#active && !this.#paused && !this.#refused) {
      this.#run();
    }
    this.#update();
  }

  #schedule(output: AudioOutput): void {
    for (const item of this.#queue) {
      if (item.sound) continue;
      const earliest = Math.round(output.now * SAMPLE_RATE) + LEAD;
      item.start = this.#scheduledUntil >= earliest ? this.#scheduledUntil : earliest;
      item.sound = output.play(item.samples, item.start / SAMPLE_RATE, () => {
        this.#onHeard(item);
      });
      this.#scheduledUntil = item.start + item.samples.length;
    }
  }

  #onHeard(item: Item): void {
    if (!this.#queue.includes(item)) return;
    for (const { samples } of this.#queue.splice(0, this.#queue.indexOf(item) + 1)) this.#heard += samples.length;
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
    this.#scheduledUntil = this.#heard = this.#progress = 0;
    this.#cancelBlocked?.();
  }

  #suspendLater(): void {
    this.#cancelSuspend?.();
    this.#cancelSuspend = this.#timers.after(SUSPEND_AFTER_MS, () => {
      this.#settle(this.#output?.suspend());
    });
  }

  /** Reports a change of state, and a chunk that begins to sound. */
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

  #settle(promise: Promise<void> | undefined): void {
    promise?.catch((error: unknown) => {
      this.#events.problem(`The audio device fails: ${messageOf(error)}`);
    });
  }
}
