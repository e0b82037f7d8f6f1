import type { ScriptSentence } from '../../engine/protocol';
import { AudioDecoder } from './audioDecoder';
import { ServerFailure } from './serverFailure';

/** When a server speaks a word, in seconds from the start of its recording. */
export interface CaptionedWord {
  word: string;
  start: number;
  end: number;
}

/** A part of a server's speech: samples at SAMPLE_RATE, and words whose times have become known. */
export interface CaptionedPart {
  samples: Float32Array;
  words: readonly CaptionedWord[];
}

/** Characters of a line; one holds a sentence at most. */
const MAX_LINE = 1 << 24;

/** The speech in lines of JSON, as Kokoro-FastAPI sends it. @throws ServerFailure `server-unusable`, `server-failed` */
export async function* captionsIn(parts: AsyncIterable<Uint8Array>): AsyncGenerator<CaptionedPart, void, void> {
  const text = new TextDecoder();
  let decoder: AudioDecoder | undefined;
  const read = (line: string): CaptionedPart => {
    const { audio, mediaType, words } = captionIn(line);
    decoder ??= new AudioDecoder(mediaType);
    return { samples: decoder.push(audio), words };
  };
  let rest = '';
  for await (const bytes of parts) {
    const lines = (rest + text.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw unreadable();
    for (const line of lines) if (line.trim() !== '') yield read(line);
  }
  if (rest.trim() !== '') yield read(rest);
  if (decoder) yield { samples: decoder.end(), words: [] };
}

function captionIn(line: string): { audio: Uint8Array; mediaType: string; words: CaptionedWord[] } {
  let fields: { audio?: unknown; audio_format?: unknown; timestamps?: unknown };
  try {
    fields = JSON.parse(line) as typeof fields;
    const { audio, audio_format: format, timestamps } = fields;
    const mediaType = typeof format === 'string' ? (format.includes('/') ? format : `audio/${format}`) : '';
    return { audio: bytesOf(typeof audio === 'string' ? audio : ''), mediaType, words: wordsIn(timestamps) };
  } catch {
    throw unreadable();
  }
}

function wordsIn(timestamps: unknown): CaptionedWord[] {
  if (!Array.isArray(timestamps)) return [];
  return timestamps.flatMap((stamp: unknown) => {
    const { word, start_time: start, end_time: end } = (stamp ?? {}) as Record<string, unknown>;
    const isTimed = typeof start === 'number' && typeof end === 'number' && start >= 0 && end >= start;
    return typeof word === 'string' && isTimed ? { word, start, end } : [];
  });
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function unreadable(): ServerFailure {
  return new ServerFailure('server-unusable', 'The speech server sends speech in lines that cannot be read.');
}

/** When a word of a sentence is heard, in seconds from the start of the server's recording. */
export interface HeardWord {
  start: number;
  end: number;
}

/** A word that the server says otherwise than it is written may be this many characters ahead at most. */
const REACH = 60;

/** Finds the words that a server timed in a sentence. Those that it wrote out or joined otherwise are left out. */
export class CaptionMatcher {
  readonly #text: string;
  readonly #words: ScriptSentence['words'];
  /** Where the next word is looked for. */
  #at: number;
  /** Index of the first word that may be the next. */
  #next = 0;

  constructor({ text, from, words }: Pick<ScriptSentence, 'text' | 'from' | 'words'>) {
    this.#text = text.toLowerCase();
    this.#words = words;
    this.#at = from;
  }

  /** Notes in `heard`, by the index of the sentence's word, when the next words are heard. */
  match(captions: readonly CaptionedWord[], heard: (HeardWord | undefined)[]): void {
    for (const { word, start, end } of captions) {
      const wanted = word.trim().toLowerCase();
      const found = /[\p{L}\p{N}]/u.test(wanted) ? this.#text.indexOf(wanted, this.#at) : -1;
      if (found < 0 || found > this.#at + REACH) continue;
      this.#at = found + wanted.length;
      while ((this.#words[this.#next]?.end ?? Infinity) <= found) this.#next++;
      for (let i = this.#next; (this.#words[i]?.start ?? Infinity) < this.#at; i++)
        heard[i] = { start: heard[i]?.start ?? start, end };
    }
  }
}
