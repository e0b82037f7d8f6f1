import { SAMPLE_RATE } from '../kokoro/model';
import type { SpeechChunk } from '../kokoro/speechChunk';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { VOICES } from '../language/voices';
import { nothingSpoken } from '../speech/nothingSpoken';
import { timedWords } from '../speech/sinks/timedWords';
import { PLAIN_TEXT, type SpeechRequest } from '../speech/speech';
import type { Platform } from './platform';
import { RawAudio } from './rawAudio';
import type { TextSplitterStream } from './textSplitter';

/** How a text is to be said. */
export interface GenerateOptions {
  /** Name of a voice, such as af_heart. */
  voice?: string;
  /** 0.5 to 3. */
  speed?: number;
  /** Ends the work early. */
  signal?: AbortSignal;
}

/** How a text is to be said, sentence by sentence. */
export interface StreamGenerateOptions extends GenerateOptions {
  /** Where to split a text; by default, at the ends of sentences. */
  split_pattern?: RegExp;
}

/** A sentence, or a part of a long one. */
export interface StreamedAudio {
  /** The part of the text that is spoken. */
  text: string;
  /** How it is pronounced, in Kokoro's phonemes. */
  phonemes: string;
  /** The speech, with the times of its words. */
  audio: RawAudio;
}

/** What is known of a voice. */
export interface VoiceInfo {
  /** Its name for people, such as Heart. */
  name: string;
  /** The language that it speaks, such as en-us. */
  language: string;
  /** `female` or `male`. */
  gender: string;
  /** How well it speaks, from A to F, by those who made it. */
  overallGrade?: string;
}

const voices: Readonly<Record<string, VoiceInfo>> = Object.freeze(
  Object.fromEntries(
    VOICES.map(({ name, displayName, code, gender, grade }) => [
      name,
      { name: displayName, language: code, gender, ...(grade !== undefined && { overallGrade: grade }) },
    ]),
  ),
);

/** Speaks with Kokoro, with the calls of kokoro-js. */
export class SpeechModel {
  readonly #platform: Platform;

  /** @internal */
  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The voices, by name. */
  get voices(): Readonly<Record<string, VoiceInfo>> {
    return voices;
  }

  /** Prints the voices. */
  list_voices(): void {
    console.table(voices);
  }

  /**
   * Speaks a text of any length, in one piece.
   * @throws Error whose `code` says what is wrong, such as `voice-unknown`; AbortError
   */
  async generate(text: string, options: GenerateOptions = {}): Promise<RawAudio> {
    const chunks: SpeechChunk[] = [];
    for await (const chunk of this.#speak(text, options)) chunks.push(chunk);
    if (chunks.length === 0) throw nothingSpoken(text);
    return this.#audioOf(chunks, text);
  }

  /**
   * Speaks a text sentence by sentence, as soon as each is there.
   * @param text may arrive over time
   */
  async *stream(
    text: string | TextSplitterStream,
    { split_pattern, ...options }: StreamGenerateOptions = {},
  ): AsyncGenerator<StreamedAudio, void, void> {
    for await (const part of partsOf(text, split_pattern)) {
      for await (const chunk of this.#speak(part, options)) {
        const { sentence, spokenStart, spokenEnd, phonemes } = chunk;
        yield { text: sentence.slice(spokenStart, spokenEnd), phonemes, audio: this.#audioOf([chunk], part) };
      }
    }
  }

  /** Ends the engine. Without it, the engine ends with the program. */
  dispose(): Promise<void> {
    return this.#platform.dispose();
  }

  #speak(text: string, { voice = DEFAULT_VOICE, speed = 1, signal }: GenerateOptions): AsyncGenerator<SpeechChunk> {
    const request: SpeechRequest = { ...PLAIN_TEXT, text, voice, speed };
    return this.#platform.speech.speak(request, { signal: signal ?? new AbortController().signal });
  }

  #audioOf(chunks: readonly SpeechChunk[], text: string): RawAudio {
    const samples = chunks.map(({ pcm }) => new Float32Array(pcm));
    const whole = new Float32Array(samples.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    const words = chunks.flatMap(({ words = [] }, i) => {
      const start = at / SAMPLE_RATE;
      whole.set(samples[i] ?? [], at);
      at += samples[i]?.length ?? 0;
      return words.map((word) => ({ ...word, start: start + word.start, end: start + word.end }));
    });
    return new RawAudio(whole, SAMPLE_RATE, timedWords(words, text), this.#platform.write);
  }
}

async function* partsOf(text: string | TextSplitterStream, pattern: RegExp | undefined): AsyncGenerator<string> {
  if (typeof text !== 'string') yield* text;
  else if (pattern) yield* text.split(pattern).filter((part) => part.trim() !== '');
  else yield text; // the engine splits it, with more knowledge of its language
}
