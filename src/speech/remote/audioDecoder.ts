import { SAMPLE_RATE } from '../../kokoro/model';
import { resample } from './resample';
import { ServerFailure } from './serverFailure';

/** How samples are stored. */
interface Layout {
  rate: number;
  channels: number;
  /** 2 for 16-bit integers, 4 for 32-bit floats; little endian. */
  bytes: 2 | 4;
  /** Bytes of samples that the header promises; Infinity if it does not know. */
  left: number;
}

/** Formats that a server may send by mistake, by how they begin. */
const OTHER_FORMATS: readonly (readonly [name: string, beginning: RegExp])[] = [
  ['MP3', /^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/],
  ['AAC', /^\xff[\xf0\xf1\xf8\xf9]/],
  ['Ogg', /^OggS/],
  ['FLAC', /^fLaC/],
  ['MP4', /^[^]{4}ftyp/],
  ['text', /^[{<][\t\n\r\x20-\x7e]+$/],
];
/** Bytes that tell the formats apart. */
const BEGINNING = 12;
/** A header that is longer has something else in it. */
const MAX_HEADER = 1 << 16;
const UNKNOWN_LENGTH = 0xffff_ffff;

/**
 * Turns the bytes of an answer into samples at SAMPLE_RATE while they come: WAV with 16-bit or float samples, or else
 * 16-bit PCM, which has no header. The borders between parts may be anywhere.
 */
export class AudioDecoder {
  readonly #mediaType: string;
  #layout: Layout | undefined;
  /** Bytes that do not make up a header or a frame yet. */
  #rest = new Uint8Array(0);
  /** Samples at another rate, which are converted as a whole. */
  readonly #others: Float32Array[] = [];

  /** @param mediaType what the server says that it sends, e.g. `audio/pcm; rate=24000` */
  constructor(mediaType: string) {
    this.#mediaType = mediaType.toLowerCase();
  }

  /** The samples in another part of the answer. @throws ServerFailure `server-unusable` */
  push(bytes: Uint8Array): Float32Array {
    this.#rest = concat(this.#rest, bytes);
    this.#layout ??= this.#begin(false);
    return this.#layout ? this.#convert(this.#samples(this.#layout)) : new Float32Array(0);
  }

  /** The last samples. @throws ServerFailure `server-unusable`; `server-failed` when some are missing */
  end(): Float32Array {
    this.#layout ??= this.#begin(true);
    if (!this.#layout) return new Float32Array(0);
    const last = this.#convert(this.#samples(this.#layout));
    const { left, rate } = this.#layout;
    if (left > 0 && left !== Infinity)
      throw new ServerFailure('server-failed', 'The speech server broke off its answer.', { isTemporary: true });
    return rate === SAMPLE_RATE ? last : resample(joined(this.#others), rate, SAMPLE_RATE);
  }

  /** Recognizes the format; undefined while too little has come to do so. */
  #begin(isComplete: boolean): Layout | undefined {
    const beginning = latin1(this.#rest.subarray(0, BEGINNING));
    if (beginning.length < BEGINNING && !isComplete) return undefined;
    if (/^RIFF[^]{4}WAVE/.test(beginning)) return this.#wavLayout(isComplete);
    const other = OTHER_FORMATS.find(([, pattern]) => pattern.test(beginning))?.[0];
    const isOther = /^(?:audio\/(?:mpeg|mp3|aac|ogg|opus|flac|mp4|webm)|text\/|application\/json)/.test(
      this.#mediaType,
    );
    if (other !== undefined || isOther) throw notPlayable(other ?? this.#mediaType);
    const rate = Number(/\brate=(\d{4,6})\b/.exec(this.#mediaType)?.[1] ?? SAMPLE_RATE);
    const channels = Number(/\bchannels=([12])\b/.exec(this.#mediaType)?.[1] ?? 1);
    return { rate, channels, bytes: 2, left: Infinity };
  }

  /** Reads the header of a WAV file (RIFF, Multimedia Programming Interface 1.0) up to its samples. */
  #wavLayout(isComplete: boolean): Layout | undefined {
    const bytes = this.#rest;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let layout: Layout | undefined;
    for (let at = BEGINNING; at + 8 <= Math.min(bytes.length, MAX_HEADER);) {
      const name = latin1(bytes.subarray(at, at + 4));
      const size = view.getUint32(at + 4, true);
      if (name === 'data') {
        if (!layout) break;
        this.#rest = bytes.slice(at + 8);
        // A server that streams does not know the size yet, and writes none or the greatest.
        return { ...layout, left: size === 0 || size >= UNKNOWN_LENGTH - MAX_HEADER ? Infinity : size };
      }
      if (name === 'fmt ' && at + 24 <= bytes.length) layout = wavFormat(view, at + 8, size);
      at += 8 + size + (size % 2);
    }
    if (isComplete || bytes.length > MAX_HEADER) throw notPlayable('a WAV file without samples');
    return undefined;
  }

  /** The whole frames that have come, as one channel. */
  #samples(layout: Layout): Float32Array {
    const { channels, bytes } = layout;
    const size = channels * bytes;
    const length = Math.floor(Math.min(this.#rest.length, layout.left) / size);
    const view = new DataView(this.#rest.buffer, this.#rest.byteOffset, this.#rest.byteLength);
    const samples = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let at = i * size; at < (i + 1) * size; at += bytes)
        sum += bytes === 2 ? view.getInt16(at, true) / 32768 : view.getFloat32(at, true);
      samples[i] = sum / channels;
    }
    this.#rest = this.#rest.slice(length * size);
    layout.left -= length * size;
    return samples;
  }

  #convert(samples: Float32Array): Float32Array {
    if (this.#layout?.rate === SAMPLE_RATE) return samples;
    this.#others.push(samples);
    return new Float32Array(0);
  }
}

/** The layout in the format chunk of a WAV file. @throws ServerFailure `server-unusable` */
function wavFormat(view: DataView, at: number, size: number): Layout {
  const [EXTENSIBLE, PCM, FLOAT] = [0xfffe, 1, 3];
  const named = view.getUint16(at, true);
  const kind = named === EXTENSIBLE && size >= 26 && at + 26 <= view.byteLength ? view.getUint16(at + 24, true) : named;
  const channels = view.getUint16(at + 2, true);
  const rate = view.getUint32(at + 4, true);
  const bits = view.getUint16(at + 14, true);
  const isKnown = (kind === PCM && bits === 16) || (kind === FLOAT && bits === 32);
  if (!isKnown || channels < 1 || channels > 8 || rate < 4000 || rate > 192_000)
    throw notPlayable(`WAV with ${bits} bits at ${rate} Hz`);
  return { rate, channels, bytes: bits === 16 ? 2 : 4, left: 0 };
}

function notPlayable(what: string): ServerFailure {
  return new ServerFailure(
    'server-unusable',
    `The speech server sends ${what}, but WAV or 16-bit PCM is needed. Use a server that knows the response formats pcm or wav.`,
  );
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function concat(a: Uint8Array<ArrayBuffer>, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
