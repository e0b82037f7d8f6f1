import type { SourceRange } from '../common/range';
import type { CodeBlockMode } from '../document/block';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import type { SpeechRequest } from '../speech/speech';
import type { PlayerChunk } from '../webview/protocol';

/** A document or a part of one, to be read aloud. */
export interface ReadingText {
  text: string;
  format: 'plain' | 'markdown';
  /** What the player shows. */
  title: string;
  /** Speaks in place of the voice of the settings. */
  voice?: string;
}

export interface ReadingSettings {
  voice: string;
  speed: number;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  /** The language to read in; the voice's own when it is left out. */
  language?: LanguageCode | undefined;
}

/** Where a stretch of reading begins: the offset in the text, and the seconds heard before. */
export interface Start {
  from: number;
  seconds: number;
}

/** Seconds of speech sent ahead of what is heard: enough for a slow machine, little enough to change one's mind. */
const SECONDS_AHEAD = 15;

/** A stretch of reading with the same voice and speed: what has been sent of it, and what has been heard. */
export class Reading {
  readonly session: number;
  readonly text: ReadingText;
  readonly start: Start;
  readonly #abort = new AbortController();
  /** What each chunk sent so far speaks. */
  readonly #chunks: SourceRange[] = [];
  #secondsSent = 0;
  #secondsPlayed = 0;
  /** The chunk that is heard now; −1 before the first. */
  #index = -1;
  /** Lets the sender look again whether the player wants more. */
  #wake: () => void = () => undefined;

  constructor(session: number, text: ReadingText, start: Start) {
    this.session = session;
    this.text = text;
    this.start = start;
  }

  /** Aborted when the reading ends before its text does. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  /** The part of the text that is heard now. */
  get heard(): SourceRange | undefined {
    return this.#chunks[this.#index];
  }

  /** From where to go on with other settings: the beginning of what is heard. */
  get place(): Start {
    const from = this.#chunks[Math.max(0, this.#index)]?.start ?? this.start.from;
    return { from, seconds: this.start.seconds + this.#secondsPlayed };
  }

  /** The share of the text that has been heard, 0–1. */
  get progress(): number {
    return (this.heard?.start ?? this.start.from) / this.text.text.length;
  }

  /** What is asked of the engine. */
  request(settings: ReadingSettings): SpeechRequest {
    const { text, voice, format } = this.text;
    // A text with a voice of its own is in that voice's language.
    const language = voice === undefined ? settings.language : undefined;
    return { ...settings, voice: voice ?? settings.voice, language, text, format, from: this.start.from };
  }

  /** Counts a chunk as sent. @returns it as the player gets it */
  add(chunk: SpeechChunk): PlayerChunk {
    const { pcm, source, sentence, spokenStart, spokenEnd } = chunk;
    const index = this.#chunks.push(source) - 1;
    this.#secondsSent += secondsOf(chunk);
    const progress = Math.min(1, source.end / this.text.text.length);
    return { index, pcm, sentence, spokenStart, spokenEnd, progress };
  }

  /** Waits until the player wants more, or the reading has ended. */
  async untilWanted(): Promise<void> {
    while (!this.signal.aborted && this.#secondsSent - this.#secondsPlayed > SECONDS_AHEAD) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Notes what the player has played. @returns whether another chunk is heard than before */
  playedTo({ index, played }: { index: number; played: number }): boolean {
    this.#secondsPlayed = played;
    this.#wake();
    const moved = index !== this.#index;
    this.#index = index;
    return moved;
  }

  end(): void {
    this.#abort.abort();
    this.#wake();
  }
}
