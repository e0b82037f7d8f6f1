import { messageOf } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';
import type { PausePoint, PlayerChunk, PlayerState } from '../protocol';
import type { AudioOutput, OpenOutput, Timers } from './audioOutput';
import { LazyStretch } from './lazyStretch';
import { QueuedChunk } from './queuedChunk';
import type { Stretch } from './stretch/stretch';

/** Events of a Playback. */
export interface PlaybackEvents {
  state(state: PlayerState): void;
  chunkStarted(chunk: PlayerChunk): void;
  /** A word is heard: its index in `chunk.words`. */
  wordStarted(chunk: PlayerChunk, word: number): void;
  /** The last sample has been heard. Called once per reading, before the state `idle`. */
  finished(): void;
  problem(message: string): void;
}

/** How far a reading has been heard. */
export interface Position {
  /** Index of the chunk being heard. */
  index: number;
  /** Seconds heard. */
  heard: number;
  /** Seconds that the chunks not yet heard will last. */
  ahead: number;
}

/** The new source ranges of a chunk. */
export type MovedChunk = Pick<PlayerChunk, 'index' | 'source' | 'sentenceSource' | 'words'>;

/** Frames from now to the earliest time a sound is scheduled: the device renders up to about 40 ms at once. */
const SCHEDULING_MARGIN = 0.05 * SAMPLE_RATE;
/** Frames in which the first piece of a chunk is stretched. */
const STRETCH_TIME = 0.05 * SAMPLE_RATE;
/** Frames that are stretched ahead: more would be in vain if the speed changed again. */
const STRETCH_AHEAD = 2 * SAMPLE_RATE;
/** A device that has not started after this time counts as blocked. */
export const BLOCKED_AFTER_MS = 1000;
/** The device is suspended this long after the last sound, so that the computer can sleep. */
export const SUSPEND_AFTER_MS = 5000;

/**
 * Plays the chunks of a reading without gaps: each is scheduled at the frame where the previous one ends. The device's
 * clock drives everything; a timer only wakes the player when the next word or chunk is due. The page uses one device
 * for its whole life, because a new one could need another click.
 */
export class Playback {
  readonly #open: OpenOutput;
  readonly #stretch: LazyStretch;
  readonly #timers: Timers;
  readonly #events: PlaybackEvents;
  #speed = 1;
  #output: AudioOutput | undefined;
  /** The chunk being heard and those after it. */
  #queue: QueuedChunk[] = [];
  #active = false;
  #paused = false;
  #blocked = false;
  #ended = false;
  #pauseAfter: PausePoint = 'never';
  #volume = 1;
  /** Frame at which everything scheduled so far ends. */
  #scheduledUntil = 0;
  /** Frames of the chunks heard completely. */
  #heardFrames = 0;
  #lastState: PlayerState | undefined = 'idle';
  #cancelBlocked: (() => void) | undefined;
  #cancelSuspend: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;

  /** @param loadStretch loads what is needed to change the speed of chunks; called when a chunk must be stretched */
  constructor(open: OpenOutput, loadStretch: () => Promise<Stretch>, timers: Timers, events: PlaybackEvents) {
    this.#open = open;
    this.#stretch = new LazyStretch(
      loadStretch,
      () => {
        this.#reschedule();
      },
      (error) => {
        events.problem(`The speed of a chunk cannot be changed: ${messageOf(error)}`);
        this.#advance();
      },
    );
    this.#timers = timers;
    this.#events = events;
  }

  get state(): PlayerState {
    if (!this.#active) return 'idle';
    if (this.#paused) return 'paused';
    if (this.#blocked) return 'blocked';
    return this.#output?.running && this.#queue.length > 0 ? 'playing' : 'waiting';
  }

  /** Replaces the current reading. */
  start(): void {
    this.#clear();
    this.#active = true;
    this.#lastState = undefined;
    this.#run();
  }

  /** Appends a chunk to the reading, or drops it if there is none. */
  add(chunk: PlayerChunk): void {
    if (!this.#active || chunk.pcm.byteLength === 0) return;
    this.#queue.push(new QueuedChunk(chunk));
    this.#advance();
  }

  /** Seconds until the first chunk of the queue begins to be played, and from then until it is heard. */
  get lead(): { lead: number; latency: number } | undefined {
    const start = this.#queue[0]?.startFrame;
    if (start === undefined || !this.#output) return undefined;
    const { now, audible } = this.#output;
    return { lead: start / SAMPLE_RATE - now, latency: now - audible };
  }

  /** Drops the chunks whose index is greater than `after`; others follow. */
  cut(after: number): void {
    this.#ended = false;
    const dropped = this.#queue.filter(({ chunk }) => chunk.index > after);
    if (dropped.length === 0) return;
    for (const item of dropped) item.silence();
    this.#queue = this.#queue.filter((item) => !dropped.includes(item));
    this.#scheduledUntil = this.#queue.at(-1)?.endFrame ?? 0;
    this.#advance();
  }

  /** Replaces the source ranges of chunks. */
  move(chunks: readonly MovedChunk[]): void {
    for (const moved of chunks) {
      const item = this.#queue.find(({ chunk }) => chunk.index === moved.index);
      if (item) item.chunk = { ...item.chunk, ...moved };
    }
  }

  /** Declares that no more chunks follow; the reading finishes when the last one has been heard. */
  end(): void {
    this.#ended = true;
    this.#advance();
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

  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#output) this.#output.volume = volume;
  }

  /** Changes the speed of what is heard now. */
  setSpeed(speed: number): void {
    if (speed === this.#speed) return;
    this.#speed = speed;
    this.#reschedule();
  }

  /** Pauses at the end of every sentence or paragraph. */
  setPauseAfter(point: PausePoint): void {
    if (point === this.#pauseAfter) return;
    this.#pauseAfter = point;
    this.#reschedule();
  }

  /** The chunk being heard, and the index of the word; −1 before the first word. */
  current(): { chunk: PlayerChunk; word: number } | undefined {
    const [item] = this.#queue;
    return item?.announced === true ? { chunk: item.chunk, word: item.word } : undefined;
  }

  /** How far the reading has been heard; undefined while the queue is empty. */
  position(): Position | undefined {
    const [item] = this.#queue;
    if (!item) return undefined;
    const heard = item.heardFrames(this.#audibleFrame());
    const left = this.#queue.reduce((sum, each) => sum + each.framesAt(this.#rateOf(each)), 0) - heard;
    return {
      index: item.chunk.index,
      heard: (this.#heardFrames + heard) / SAMPLE_RATE,
      ahead: left / SAMPLE_RATE,
    };
  }

  #audibleFrame(): number {
    return Math.round((this.#output?.audible ?? 0) * SAMPLE_RATE);
  }

  /** Opens the output if needed and resumes it. Its state, not the promise, tells whether it runs. */
  #run(): void {
    this.#cancelSuspend?.();
    try {
      if (!this.#output) {
        this.#output = this.#open(() => {
          this.#onOutputChange();
        });
        this.#output.volume = this.#volume;
      }
      this.#schedule();
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
    this.#advance();
  }

  #onOutputChange(): void {
    if (this.#output?.running) {
      this.#cancelBlocked?.();
      this.#blocked = false;
    } else if (this.#active && !this.#paused && !this.#blocked) {
      this.#run();
    }
    this.#advance();
  }

  /** Takes back what has not been heard and schedules it again, because the settings have changed. */
  #reschedule(): void {
    if (!this.#output) return;
    // Until the library is loaded, what is scheduled goes on.
    if (this.#queue.some((item) => this.#rateOf(item) !== 1) && !this.#stretch.get()) return;
    const from = this.#earliestFrame(this.#output) + STRETCH_TIME;
    for (const item of this.#queue) item.unschedule(from);
    this.#scheduledUntil = Math.min(this.#scheduledUntil, from);
    this.#advance();
  }

  #earliestFrame(output: AudioOutput): number {
    return Math.round(output.now * SAMPLE_RATE) + SCHEDULING_MARGIN;
  }

  /** Schedules the queue up to the first chunk after which the reading pauses. */
  #schedule(): void {
    const output = this.#output;
    if (!output || this.#paused) return;
    for (const item of this.#queue) {
      while (!item.isScheduled) {
        const rate = this.#rateOf(item);
        const stretch = rate === 1 ? undefined : this.#stretch.get();
        if (rate !== 1 && (!stretch || this.#scheduledUntil > this.#earliestFrame(output) + STRETCH_AHEAD)) return;
        item.schedule(
          output,
          () => Math.max(this.#scheduledUntil, this.#earliestFrame(output)),
          stretch && { rate, stretch },
          () => {
            this.#advance();
          },
        );
        this.#scheduledUntil = Math.max(this.#scheduledUntil, item.endFrame);
      }
      if (this.#pausesAfter(item)) break;
    }
  }

  /** How many times as fast as it was made a chunk is played. */
  #rateOf({ chunk: { speed } }: QueuedChunk): number {
    return this.#stretch.isImpossible ? 1 : this.#speed / speed;
  }

  #pausesAfter({ chunk: { ends } }: QueuedChunk): boolean {
    if (this.#pauseAfter === 'never') return false;
    return ends === 'paragraph' || (ends === 'sentence' && this.#pauseAfter === 'sentence');
  }

  /** Follows the clock: forgets the chunks heard, schedules others and reports what has changed. */
  #advance(): void {
    this.#forgetHeard();
    this.#schedule();
    if (this.#active && this.#ended && this.#queue.length === 0) {
      this.#clear();
      this.#suspendLater();
      this.#events.finished();
    }
    this.#update();
  }

  #forgetHeard(): void {
    for (let [item] = this.#queue; item?.isScheduled && item.endFrame <= this.#audibleFrame(); [item] = this.#queue) {
      this.#announce(item);
      this.#queue.shift();
      this.#heardFrames += item.framesAt(this.#rateOf(item));
      const last = this.#ended && this.#queue.length === 0;
      if (this.#pausesAfter(item) && !last) this.pause();
    }
  }

  #clear(): void {
    for (const item of this.#queue.splice(0)) item.silence();
    this.#active = this.#paused = this.#ended = false;
    this.#scheduledUntil = this.#heardFrames = 0;
    this.#cancelBlocked?.();
  }

  #suspendLater(): void {
    this.#cancelSuspend?.();
    this.#cancelSuspend = this.#timers.after(SUSPEND_AFTER_MS, () => {
      this.#reportFailure(this.#output?.suspend());
    });
  }

  /** Reports a changed state, and a chunk or word that starts to be heard, and waits for the next. */
  #update(): void {
    const { state } = this;
    if (state !== this.#lastState) {
      this.#lastState = state;
      this.#events.state(state);
    }
    this.#cancelWake?.();
    const [item] = this.#queue;
    if (state !== 'playing' || !item) return;
    const clock = this.#audibleFrame();
    if (item.sampleAt(clock) >= 0) this.#announce(item);
    const word = item.wordAt(clock);
    if (word > item.word) {
      item.word = word;
      this.#events.wordStarted(item.chunk, word);
    }
    const wait = Math.ceil(((item.nextEvent(clock) - clock) / SAMPLE_RATE) * 1000);
    this.#cancelWake = this.#timers.after(Math.max(wait, 1), () => {
      this.#advance();
    });
  }

  #announce(item: QueuedChunk): void {
    if (item.announced) return;
    item.announced = true;
    this.#events.chunkStarted(item.chunk);
  }

  #reportFailure(promise: Promise<void> | undefined): void {
    promise?.catch((error: unknown) => {
      this.#events.problem(`The audio device failed: ${messageOf(error)}`);
    });
  }
}
