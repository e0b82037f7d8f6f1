import { Emitter } from '../../common/emitter';
import { KokoroError, messageOf } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';
import type { SpeechChunk } from '../../kokoro/speechChunk';
import { openOutput, type Output } from './output';
import { installedPlayers, type PlayerProgram } from './programs';
import { Track } from './track';

/** A program that fails within this time has not been heard: another one is tried. In ms. */
const STARTING_MS = 2000;

/**
 * Plays speech with a program of the system, which starts with the first chunk. If a program cannot play here, the next
 * one is tried.
 */
export class SystemPlayer {
  readonly #programs: PlayerProgram[];
  readonly #track = new Track();
  readonly #changed = new Emitter<void>();
  /** The place that the output gets next. */
  #next = 0;
  /** When all that the output got will have been heard, in ms of performance.now(). */
  #heardUntil = 0;
  #output: Output | undefined;
  #ended = false;
  #paused = false;
  #stopped = false;
  #error: KokoroError | undefined;

  /** Settles when all has been heard, or `stop` was called. Rejects with KokoroError `player-failed`. */
  readonly finished: Promise<void>;

  /** @throws KokoroError `player-missing` */
  constructor(programs = installedPlayers()) {
    this.#programs = [...programs];
    this.finished = this.#play().catch((error: unknown) => {
      this.#error = new KokoroError('player-failed', `The sound could not be played: ${messageOf(error)}`);
      this.#changed.fire();
      throw this.#error;
    });
    this.finished.catch(() => undefined); // also reported by `wanted`
  }

  /** Seconds of speech that have not been heard. */
  get buffered(): number {
    return Math.max(0, this.#track.length - this.#place) / SAMPLE_RATE;
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  add(chunk: Pick<SpeechChunk, 'pcm' | 'words' | 'endsSentence'>): void {
    this.#track.drop(this.#place);
    this.#track.add(chunk);
    this.#changed.fire();
  }

  /** No more chunks follow. */
  end(): void {
    this.#ended = true;
    this.#changed.fire();
  }

  /** Waits until fewer than so many seconds are buffered. @throws KokoroError `player-failed` */
  async wanted(seconds: number, signal: AbortSignal): Promise<void> {
    while (this.buffered > seconds && !signal.aborted && !this.#stopped && !this.#error) await this.#wait(signal, 200);
    if (this.#error) throw this.#error;
  }

  /** Falls silent at once. `resume` begins with the word that was interrupted. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#jump(this.#track.wordAt(this.#place));
  }

  resume(): void {
    this.#paused = false;
    this.#changed.fire();
  }

  /** Goes so many sentences on, or back if negative. */
  skip(sentences: number): void {
    this.#jump(this.#track.sentenceFrom(this.#place, sentences));
  }

  stop(): void {
    this.#stopped = true;
    this.#jump(this.#place);
  }

  /** The place that is being heard. */
  get #place(): number {
    if (!this.#output) return this.#next;
    const ahead = Math.max(0, this.#heardUntil - performance.now()) / 1000;
    return Math.max(0, this.#next - Math.round(ahead * SAMPLE_RATE));
  }

  #jump(place: number): void {
    this.#output?.kill();
    this.#output = undefined;
    this.#next = place;
    this.#heardUntil = 0;
    this.#changed.fire();
  }

  async #play(): Promise<void> {
    while (!this.#stopped) {
      const isThere = this.#next < this.#track.length;
      if (!isThere && this.#ended) return;
      if (isThere && !this.#paused) await this.#playOn();
      else await this.#wait();
    }
  }

  /** Plays until the end, or until it is interrupted. */
  async #playOn(): Promise<void> {
    const [program, ...others] = this.#programs;
    if (!program) throw new Error('no program is left.');
    const from = this.#next;
    const began = performance.now();
    try {
      await this.#feed(openOutput(program));
    } catch (error) {
      if (others.length === 0 || performance.now() - began > STARTING_MS) throw error;
      this.#programs.shift();
      this.#output = undefined;
      this.#next = from;
    }
  }

  async #feed(output: Output): Promise<void> {
    this.#output = output;
    while (this.#output === output) {
      const samples = this.#track.from(this.#next);
      if (samples) {
        this.#next += samples.length;
        this.#heardUntil = Math.max(this.#heardUntil, performance.now()) + (1000 * samples.length) / SAMPLE_RATE;
        await output.write(samples);
      } else if (this.#ended) {
        await output.end();
        if (this.#output === output) this.#output = undefined;
      } else await Promise.race([this.#wait(), output.failure]);
    }
  }

  /** Waits for a change, but no longer than until the signal or the time. */
  #wait(signal?: AbortSignal, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        listening.dispose();
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const listening = this.#changed.event(done);
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      signal?.addEventListener('abort', done);
    });
  }
}
