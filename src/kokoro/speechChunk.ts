import type { SourceRange } from '../common/range';
import { SAMPLE_RATE } from './model';

/** A stretch of speech as it comes from the engine: mono float32 PCM at SAMPLE_RATE, pause at its end included. */
export interface SpeechChunk {
  pcm: ArrayBuffer;
  /** What the chunk speaks, as it stands in the document. */
  source: SourceRange;
  /** The sentence that the chunk belongs to, as it is shown to a reader, and the part of it that is spoken. */
  sentence: string;
  spokenStart: number;
  spokenEnd: number;
  /** Whether the sentence is at its end with it. */
  endsSentence: boolean;
  /** What the model was given. */
  phonemes: string;
  /** When each word sounds, in seconds from the chunk's beginning, where the model tells. */
  words?: SpokenWord[];
}

/** A word of a chunk, as it stands in the document. */
export interface SpokenWord {
  source: SourceRange;
  start: number;
  end: number;
}

/** How long a chunk sounds, its pause included. */
export function secondsOf({ pcm }: Pick<SpeechChunk, 'pcm'>): number {
  return pcm.byteLength / Float32Array.BYTES_PER_ELEMENT / SAMPLE_RATE;
}
