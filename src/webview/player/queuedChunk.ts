import { SAMPLE_RATE } from '../../kokoro/model';
import type { PlayerChunk } from '../protocol';
import type { AudioOutput, Sound } from './audioOutput';
import type { Stretch } from './stretch/stretch';

/** A part of a chunk that is scheduled. `start` and `frames` are frames of the output's clock. */
interface Segment {
  /** Its first frame in the chunk's samples; between two where a stretched part was cut. */
  from: number;
  start: number;
  frames: number;
  /** Frames of the chunk's samples heard per frame of the clock. */
  rate: number;
  sound: Sound;
}

/** A chunk that waits to be heard or is being heard. */
export class QueuedChunk {
  chunk: PlayerChunk;
  /** Whether the start of the chunk was reported. */
  announced = false;
  /** Index of the last word reported. */
  word = -1;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #segments: Segment[] = [];
  /** The samples before this frame are scheduled. */
  #scheduled = 0;
  /** The rest of the chunk, being stretched. */
  #pieces: Iterator<Float32Array<ArrayBuffer>, void> | undefined;
  /** The last sound was cut off, so that the next one takes over from it. */
  #cut = false;

  constructor(chunk: PlayerChunk) {
    this.chunk = chunk;
    this.#samples = new Float32Array(chunk.pcm);
  }

  get isScheduled(): boolean {
    return this.#scheduled > this.#samples.length - 1;
  }

  /** The frame of the clock at which it starts; undefined while nothing is scheduled. */
  get startFrame(): number | undefined {
    return this.#segments[0]?.start;
  }

  /** The frame of the clock at which its scheduled sound ends; 0 if nothing is scheduled. */
  get endFrame(): number {
    const last = this.#segments.at(-1);
    return last ? last.start + last.frames : 0;
  }

  /** Frames of the clock that the whole chunk takes, if what is not scheduled is played at `rate`. */
  framesAt(rate: number): number {
    const scheduled = this.#segments.reduce((sum, { frames }) => sum + frames, 0);
    return scheduled + Math.round((this.#samples.length - this.#scheduled) / rate);
  }

  /**
   * Schedules the next part: the whole rest as it was made, or a piece of it at another speed.
   * @param start gives the frame of the clock at which it starts, once it is made
   * @param change how many times as fast as it was made, and the means for it; undefined plays its very samples
   */
  schedule(
    output: AudioOutput,
    start: () => number,
    change: { rate: number; stretch: Stretch } | undefined,
    onEnded: () => void,
  ): void {
    const from = this.#scheduled;
    const rate = change?.rate ?? 1;
    if (change) this.#pieces ??= change.stretch(this.#samples, Math.round(from), rate);
    const samples = this.#pieces ? this.#pieces.next().value : this.#samples.slice(Math.round(from));
    if (!samples || samples.length === 0) {
      this.#scheduled = this.#samples.length;
      return;
    }
    const at = start();
    const sound = output.play(samples, at / SAMPLE_RATE, this.#cut, onEnded);
    this.#cut = false;
    this.#segments.push({ from, start: at, frames: samples.length, rate, sound });
    this.#scheduled = change ? from + samples.length * rate : this.#samples.length;
  }

  /** Takes back what is scheduled from a frame of the clock on. */
  unschedule(frame: number): void {
    this.#pieces = undefined;
    const last = this.#segments.at(-1);
    if (!last || last.start + last.frames <= frame) return;
    last.sound.stop(Math.max(frame, last.start) / SAMPLE_RATE);
    if (last.start < frame) {
      last.frames = frame - last.start;
      this.#cut = true;
      this.#scheduled = last.from + last.frames * last.rate;
    } else {
      this.#segments.pop();
      this.#scheduled = last.from;
      this.unschedule(frame);
    }
  }

  /** Silences it at once. */
  silence(): void {
    for (const { sound } of this.#segments) sound.stop();
  }

  /** How many frames of the clock it has been heard. */
  heardFrames(clock: number): number {
    return this.#segments.reduce((sum, { start, frames }) => sum + Math.min(Math.max(clock - start, 0), frames), 0);
  }

  /** The frame of its samples that is heard at a frame of the clock; −1 before it starts. */
  sampleAt(clock: number): number {
    const segment = this.#segments.findLast(({ start }) => start <= clock);
    return segment ? segment.from + Math.round(Math.min(clock - segment.start, segment.frames) * segment.rate) : -1;
  }

  /** The frame of the clock at which a frame of its samples is heard; undefined if that is not scheduled. */
  clockAt(sample: number): number | undefined {
    const segment = this.#segments.findLast(({ from }) => from <= sample);
    return segment && segment.start + Math.ceil((sample - segment.from) / segment.rate);
  }

  /** The index of the word that is heard at a frame of the clock; −1 before the first. */
  wordAt(clock: number): number {
    const sample = this.sampleAt(clock);
    return this.chunk.words.findLastIndex(({ start }) => Math.round(start * SAMPLE_RATE) <= sample);
  }

  /** The frame of the clock at which its start, its next word or its end is due. */
  nextEvent(clock: number): number {
    const start = this.#segments[0]?.start ?? 0;
    if (clock < start) return start;
    const next = this.chunk.words[this.wordAt(clock) + 1];
    const due = next && this.clockAt(Math.round(next.start * SAMPLE_RATE));
    return due === undefined ? this.endFrame : Math.min(due, this.endFrame);
  }
}
