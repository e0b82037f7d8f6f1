import type { SourceRange } from '../common/range';
import { SAMPLE_RATE } from './model';

/** A piece of speech from the engine: mono float32 PCM at SAMPLE_RATE, including the pause at its end. */
export interface SpeechChunk {
  pcm: ArrayBuffer;
  /** The range of the document that the chunk speaks. */
  source: SourceRange;
  /** The sentence that the chunk belongs to, as readers see it, and the part of it that the chunk speaks. */
  sentence: string;
  spokenStart: number;
  spokenEnd: number;
  /** The range of the document that the whole sentence has. */
  sentenceSource: SourceRange;
  /** Whether the sentence ends with this chunk. */
  endsSentence: boolean;
  /** Whether the block (paragraph, heading, …) ends with this chunk. */
  endsBlock: boolean;
  /** The speed it was made at. */
  speed: number;
  /** The model's input. */
  phonemes: string;
  /** When each word is spoken, in seconds from the start of the chunk; undefined when the model gives no durations. */
  words?: SpokenWord[];
  /** Seconds that the model took for each second of this sound; undefined when it did not have to run. */
  realTimeFactor?: number | undefined;
  /** About how many seconds of sound the next chunk of the sentence costs, silence included; undefined for the last. */
  nextSeconds?: number;
}

/** A word of a chunk and its range in the document. */
export interface SpokenWord {
  source: SourceRange;
  start: number;
  end: number;
}

/** The length of a chunk in seconds, including its pause. */
export function secondsOf({ pcm }: Pick<SpeechChunk, 'pcm'>): number {
  return pcm.byteLength / Float32Array.BYTES_PER_ELEMENT / SAMPLE_RATE;
}
