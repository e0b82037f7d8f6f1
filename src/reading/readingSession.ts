import type { SourceRange } from '../common/range';
import type { CodeBlockMode } from '../document/block';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import type { SpeechRequest } from '../speech/speech';
import type { PlayerChunk } from '../webview/protocol';

/** A text to read aloud: a document or a part of one. */
export interface ReadingText {
  text: string;
  format: 'plain' | 'markdown';
  /** Shown in the player. */
  title: string;
  /** The voice to use instead of the one in the settings. */
  voice?: string;
}

export interface ReadingSettings {
  voice: string;
  speed: number;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  /** The language to read in; the voice's own if left out. */
  language?: LanguageCode | undefined;
}

/** Where a session starts: an offset in the text, and the seconds already heard. */
export interface Start {
  from: number;
  seconds: number;
}

/** Seconds of speech to buffer in the player: enough for a slow machine, and little is wasted when settings change. */
const BUFFERED_SECONDS = 15;

/** One run of the reader with fixed settings: tracks which chunks were sent to the player and which were heard. */
export class ReadingSession {
  readonly id: number;
  readonly text: ReadingText;
  readonly start: Start;
  readonly #abort = new AbortController();
  /** Source range of each chunk sent so far. */
  readonly #ranges: SourceRange[] = [];
  #secondsSent = 0;
  #secondsPlayed = 0;
  /** Index of the chunk being heard; −1 before the first. */
  #index = -1;
  /** Makes `untilWanted` check the buffer again. */
  #wake: () => void = () => undefined;

  constructor(id: number, text: ReadingText, start: Start) {
    this.id = id;
    this.text = text;
    this.start = start;
  }

  /** Aborted when the session ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  /** The part of the text being heard. */
  get heard(): SourceRange | undefined {
    return this.#ranges[this.#index];
  }

  /** Where to resume with other settings: the start of the chunk being heard. */
  get resumePoint(): Start {
    const from = this.#ranges[Math.max(0, this.#index)]?.start ?? this.start.from;
    return { from, seconds: this.start.seconds + this.#secondsPlayed };
  }

  /** Seconds sent to the player and not heard yet. */
  get buffered(): number {
    return this.#secondsSent - this.#secondsPlayed;
  }

  /** The part of the text already heard, 0–1. */
  get progress(): number {
    return (this.heard?.start ?? this.start.from) / this.text.text.length;
  }

  /** The request that speaks this session's text from its start. */
  request(settings: ReadingSettings): SpeechRequest {
    const { text, voice, format } = this.text;
    // A text that names its voice is in that voice's language.
    const language = voice === undefined ? settings.language : undefined;
    return { ...settings, voice: voice ?? settings.voice, language, text, format, from: this.start.from };
  }

  /** Counts a chunk as sent. @returns the chunk as the player receives it */
  add(chunk: SpeechChunk): PlayerChunk {
    const { pcm, source, sentence, spokenStart, spokenEnd } = chunk;
    const index = this.#ranges.push(source) - 1;
    this.#secondsSent += secondsOf(chunk);
    const progress = Math.min(1, source.end / this.text.text.length);
    return { index, pcm, sentence, spokenStart, spokenEnd, progress };
  }

  /** Waits until the player's buffer needs more, or the session ends. */
  async untilWanted(): Promise<void> {
    while (!this.signal.aborted && this.buffered > BUFFERED_SECONDS) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Records the player's position. @returns whether it has moved to another chunk */
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
