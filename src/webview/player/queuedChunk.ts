import { SAMPLE_RATE } from '../../kokoro/model';
import type { PlayerChunk } from '../protocol';
import type { AudioOutput, Sound } from './audioOutput';

/** A part of a chunk that is scheduled. `start` and `frames` are frames of the output's clock. */
interface Segment {
  /** Its first frame in the chunk's samples. */
  from: number;
  start: number;
  frames: number;
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

  constructor(chunk: PlayerChunk) {
    this.chunk = chunk;
    this.#samples = new Float32Array(chunk.pcm);
  }

  get isScheduled(): boolean {
    return this.#scheduled >= this.#samples.length;
  }

  /** The frame of the clock at which its scheduled sound ends; 0 if nothing is scheduled. */
  get endFrame(): number {
    const last = this.#segments.at(-1);
    return last ? last.start + last.frames : 0;
  }

  /** Frames of the clock that the whole chunk takes. */
  get frames(): number {
    const scheduled = this.#segments.reduce((sum, { frames }) => sum + frames, 0);
    return scheduled + this.#samples.length - this.#scheduled;
  }

  /** Schedules what is not scheduled yet, from the frame `start` of the clock. */
  schedule(output: AudioOutput, start: number, onEnded: () => void): void {
    const from = this.#scheduled;
    const samples = this.#samples.subarray(from);
    const resumes = this.#segments.length > 0;
    const sound = output.play(samples, start / SAMPLE_RATE, resumes, onEnded);
    this.#segments.push({ from, start, frames: samples.length, sound });
    this.#scheduled = this.#samples.length;
  }

  /** Takes back what is scheduled from a frame of the clock on. */
  unschedule(frame: number): void {
    const last = this.#segments.at(-1);
    if (!last || last.start + last.frames <= frame) return;
    last.sound.stop(Math.max(frame, last.start) / SAMPLE_RATE);
    if (last.start < frame) last.frames = frame - last.start;
    else this.#segments.pop();
    this.#scheduled = last.start < frame ? last.from + last.frames : last.from;
    this.unschedule(frame);
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
    return segment ? segment.from + Math.min(clock - segment.start, segment.frames) : -1;
  }

  /** The frame of the clock at which a frame of its samples is heard; undefined if that is not scheduled. */
  clockAt(sample: number): number | undefined {
    const segment = this.#segments.findLast(({ from }) => from <= sample);
    return segment && segment.start + sample - segment.from;
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
