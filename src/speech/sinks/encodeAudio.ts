import type { AssetProgress, AssetStore } from '../../assets/store';
import { abortError, isAbort, KokoroError, messageOf } from '../../common/errors';
import type { AudioFormat } from './audioFormats';
import { loadCodec } from './codecs/codecs';
import { fill } from './codecs/fill';
import type { Codec, Mediabunny, MetadataTags, Written } from './codecs/mediabunny';
import { id3Tag } from './id3';
import { addM4bChapters } from './m4bChapters';
import { makeGapless } from './mp3Gapless';
import { OutputFile } from './outputFile';
import type { AudioTags, Chapter } from './tags';
import { WavWriter } from './wav';

type Sound = AsyncIterable<Float32Array>;
type EncodedFormat = Exclude<AudioFormat, 'wav'>;

/** Bits per second are enough for one voice at 24 kHz; FLAC is lossless and has none. */
const ENCODINGS: Readonly<Record<EncodedFormat, { codec: Codec; bitrate?: number; container: ContainerName }>> = {
  flac: { codec: 'flac', container: 'FlacOutputFormat' },
  mp3: { codec: 'mp3', bitrate: 64_000, container: 'Mp3OutputFormat' },
  opus: { codec: 'opus', bitrate: 32_000, container: 'OggOutputFormat' },
  m4b: { codec: 'aac', bitrate: 64_000, container: 'Mp4OutputFormat' },
};
type ContainerName = 'FlacOutputFormat' | 'Mp3OutputFormat' | 'OggOutputFormat' | 'Mp4OutputFormat';

/** FFmpeg's AAC encoder puts so much silence before the sound (its `initial_padding`); the edit list takes it away. */
const AAC_PRIMING_SAMPLES = 1024;
const WRITE_BYTES = 2 ** 20;

export interface EncodeHooks {
  signal: AbortSignal;
  /** The encoder is being fetched. */
  onFetch?: ((progress: AssetProgress) => void) | undefined;
}

/**
 * Writes sound as a file, with its tags and chapters. The file appears under its name once it is complete.
 * @param sound mono, SAMPLE_RATE
 * @throws KokoroError `asset-unavailable`, `disk-full`, `output-not-writable`, `encoder-failed`; AbortError
 */
export async function encodeAudio(
  sound: Sound,
  path: string,
  format: AudioFormat,
  tags: AudioTags,
  assets: AssetStore,
  { signal, onFetch }: EncodeHooks,
): Promise<void> {
  if (format === 'wav') {
    await writeWav(sound, path, signal);
    return;
  }
  const { codec } = ENCODINGS[format];
  const mediabunny = await loadCodec(codec, assets, { signal, ...(onFetch && { onProgress: onFetch }) });
  const file = await OutputFile.create(path);
  try {
    const prefix = format === 'mp3' ? id3Tag(tags) : Buffer.alloc(0);
    await file.write(prefix, 0);
    const samples = await encode(mediabunny, format, sound, tags, file, prefix.length, signal);
    if (format === 'mp3') await makeGapless(file, prefix.length, samples);
    if (format === 'm4b') await addM4bChapters(file, tags.chapters);
    await file.finish();
  } catch (error) {
    await file.abandon();
    if (error instanceof KokoroError || isAbort(error)) throw error;
    throw new KokoroError('encoder-failed', `${path} could not be encoded: ${messageOf(error)}`, { cause: error });
  }
}

async function writeWav(sound: Sound, path: string, signal: AbortSignal): Promise<void> {
  const writer = await WavWriter.create(path);
  try {
    for await (const samples of sound) {
      if (signal.aborted) throw abortError();
      await writer.write(samples);
    }
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/**
 * @param offset bytes of the file that come before what is encoded
 * @returns the number of samples
 */
async function encode(
  mediabunny: Mediabunny,
  name: EncodedFormat,
  sound: Sound,
  tags: AudioTags,
  file: OutputFile,
  offset: number,
  signal: AbortSignal,
): Promise<number> {
  const { container, ...encoding } = ENCODINGS[name];
  const stream = new WritableStream<Written>({ write: ({ data, position }) => file.write(data, offset + position) });
  const target = new mediabunny.StreamTarget(stream, { chunked: true, chunkSize: WRITE_BYTES });
  // The index of an MP4 file comes last, where it can be changed.
  const output = new mediabunny.Output({ format: new mediabunny[container]({ fastStart: false }), target });
  if (name !== 'mp3') output.setMetadataTags(metadata(tags, name !== 'm4b'));
  const start = name === 'm4b' ? -AAC_PRIMING_SAMPLES : 0;
  return fill(mediabunny, output, encoding, sound, { start, language: tags.language, signal });
}

/** @param comments whether the format has comments of any name, which then hold chapters and language */
function metadata(
  { title, author, album, track, language, cover, chapters }: AudioTags,
  comments: boolean,
): MetadataTags {
  return {
    title,
    ...(author !== undefined && { artist: author }),
    ...(album !== undefined && { album }),
    ...(track !== undefined && { trackNumber: track }),
    ...(cover !== undefined && { images: [{ ...cover, kind: 'coverFront' as const }] }),
    ...(comments && { raw: { LANGUAGE: language, ...chapterComments(chapters) } }),
  };
}

/** Chapters as comments (https://wiki.xiph.org/Chapter_Extension). */
function chapterComments(chapters: readonly Chapter[]): Record<string, string> {
  const digits = String(chapters.length).length;
  return Object.fromEntries(
    chapters.flatMap(({ title, start }, i) => {
      const name = `CHAPTER${String(i + 1).padStart(Math.max(3, digits), '0')}`;
      return [
        [name, clock(start)],
        [`${name}NAME`, title],
      ];
    }),
  );
}

/** “01:02:03.456”. */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const parts = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${parts.join(':')}.${String(ms % 1000).padStart(3, '0')}`;
}
