/**
 * The part of mediabunny 1.61 that we use (https://mediabunny.dev/api). It is fetched when first needed and not
 * installed, so its own types are not at hand.
 */
export interface Mediabunny {
  Output: new (options: { format: object; target: object }) => Output;
  StreamTarget: new (stream: WritableStream<Written>, options?: { chunked: true; chunkSize: number }) => object;
  AudioSampleSource: new (config: { codec: Codec; bitrate?: number }) => SampleSource;
  AudioSample: new (init: SampleInit) => Sample;
  EncodedPacket: new (data: Uint8Array, type: 'key', timestamp: number, duration: number) => object;
  CustomAudioEncoder: abstract new () => CustomAudioEncoder;
  registerEncoder: (encoder: new () => CustomAudioEncoder) => void;
  FlacOutputFormat: new (options: { appendOnly?: boolean }) => object;
  Mp3OutputFormat: new (options: { xingHeader?: boolean }) => object;
  AdtsOutputFormat: new () => object;
  OggOutputFormat: new () => object;
  Mp4OutputFormat: new (options: { fastStart: false }) => object;
}

export type Codec = 'flac' | 'mp3' | 'opus' | 'aac';

/** Bytes, and their place in a file. */
export interface Written {
  data: Uint8Array;
  position: number;
}

export interface Output {
  /** @param metadata.languageCode ISO 639-2 */
  addAudioTrack(source: SampleSource, metadata: { languageCode: string }): void;
  setMetadataTags(tags: MetadataTags): void;
  start(): Promise<void>;
  finalize(): Promise<void>;
  cancel(): Promise<void>;
}

interface SampleSource {
  add(sample: Sample): Promise<void>;
}

interface SampleInit {
  data: Int16Array;
  format: 's16';
  numberOfChannels: 1;
  sampleRate: number;
  /** In s. */
  timestamp: number;
}

/** Samples on their way to an encoder. */
export interface Sample {
  readonly numberOfFrames: number;
  copyTo(destination: Float32Array, options: { planeIndex: 0; format: 'f32' }): void;
  close(): void;
}

export interface MetadataTags {
  title?: string;
  artist?: string;
  album?: string;
  trackNumber?: number;
  images?: { data: Uint8Array; mimeType: string; kind: 'coverFront' }[];
  /** Comments of Ogg and FLAC files. */
  raw?: Record<string, string>;
}

/** What an encoder extends; mediabunny sets the first two. */
export interface CustomAudioEncoder {
  readonly config: { sampleRate: number; bitrate?: number };
  readonly onPacket: (packet: object, meta: { decoderConfig?: DecoderConfig }) => void;
  init(): Promise<void>;
  encode(sample: Sample): void;
  flush(): void;
  close(): void;
}

interface DecoderConfig {
  codec: 'opus';
  numberOfChannels: 1;
  sampleRate: number;
  description: Uint8Array;
}
