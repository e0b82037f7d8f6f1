import { toPcm16, wavHeader } from '../speech/sinks/wav';

/** A spoken word, and when it is heard. */
export interface Word {
  /** The word as it stands in the text. */
  text: string;
  /** The UTF-16 offset in the text at which it starts. */
  from: number;
  /** The offset after its end. */
  to: number;
  /** Seconds from the start of the audio to the start of the word. */
  start: number;
  /** The same to its end. */
  end: number;
}

/** Mono speech. */
export class RawAudio {
  /** Samples, −1 to 1. */
  readonly audio: Float32Array;
  /** Samples per second. */
  readonly sampling_rate: number;
  /** When each word is heard. */
  readonly words: readonly Word[];
  readonly #write: (path: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;

  /**
   * Audio that `generate` and `stream` give.
   * @param write saves a file on this platform
   */
  constructor(
    audio: Float32Array,
    sampling_rate: number,
    words: readonly Word[],
    write: (path: string, content: Uint8Array<ArrayBuffer>) => Promise<void>,
  ) {
    this.audio = audio;
    this.sampling_rate = sampling_rate;
    this.words = words;
    this.#write = write;
  }

  /** The audio as a WAV file of 16 bits a sample. */
  toWav(): ArrayBuffer {
    const pcm = toPcm16(this.audio);
    const wav = new Uint8Array(44 + pcm.length);
    wav.set(wavHeader(pcm.length));
    wav.set(pcm, 44);
    return wav.buffer;
  }

  /** The same as a blob. */
  toBlob(): Blob {
    return new Blob([this.toWav()], { type: 'audio/wav' });
  }

  /** Saves it as a WAV file; in a browser, as a download of that name. */
  save(path: string): Promise<void> {
    return this.#write(path, new Uint8Array(this.toWav()));
  }
}
