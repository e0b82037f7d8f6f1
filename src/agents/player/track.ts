import { SAMPLE_RATE } from '../../kokoro/model';
import type { SpeechChunk } from '../../kokoro/speechChunk';

interface Piece {
  /** Its place in the whole, in samples. */
  start: number;
  samples: Float32Array;
  /** Where words and sentences begin, in samples of the whole. */
  words: number[];
  sentence: number | undefined;
}

/** What has been heard is kept this long, s, so that it can be heard again. */
const KEPT_SECONDS = 60;

/** The speech that is being played. Places in it are in samples from its beginning. */
export class Track {
  #pieces: Piece[] = [];
  #length = 0;
  #inSentence = false;

  /** How much speech there is, that which was dropped included. */
  get length(): number {
    return this.#length;
  }

  add({ pcm, words = [], endsSentence }: Pick<SpeechChunk, 'pcm' | 'words' | 'endsSentence'>): void {
    const start = this.#length;
    const samples = new Float32Array(pcm);
    this.#pieces.push({
      ...{ start, samples },
      words: words.map((word) => start + Math.round(word.start * SAMPLE_RATE)),
      sentence: this.#inSentence ? undefined : start,
    });
    this.#inSentence = !endsSentence;
    this.#length += samples.length;
  }

  /** The samples from a place to the end of the piece that it is in; undefined when there are none yet. */
  from(place: number): Float32Array | undefined {
    const piece = this.#pieces.find(({ start, samples }) => place < start + samples.length);
    return piece?.samples.subarray(Math.max(0, place - piece.start));
  }

  /** Where the word begins that is heard at a place. */
  wordAt(place: number): number {
    const starts = this.#pieces.flatMap(({ start, words }) => [start, ...words]);
    return starts.findLast((start) => start <= place) ?? place;
  }

  /** Where the sentence begins that is so many on from the one at a place; the end, when it is not there yet. */
  sentenceFrom(place: number, sentences: number): number {
    const starts = this.#pieces.flatMap(({ sentence }) => sentence ?? []);
    const current = starts.findLastIndex((start) => start <= place);
    return starts[Math.max(0, current + sentences)] ?? this.#length;
  }

  /** Forgets what was heard long before a place. */
  drop(place: number): void {
    const oldest = place - KEPT_SECONDS * SAMPLE_RATE;
    this.#pieces = this.#pieces.filter(({ start, samples }) => start + samples.length >= oldest);
  }
}
