import type { AssetStore } from '../../assets/store';
import { loadCodec } from './codecs/codecs';
import { type Encoding, fill } from './codecs/fill';
import type { Mediabunny, Written } from './codecs/mediabunny';
import { toPcm16, wavHeader } from './wav';

/** The formats in which sound can be sent while it is made. */
export const STREAM_FORMATS = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const;
export type StreamFormat = (typeof STREAM_FORMATS)[number];

const ENCODINGS: Readonly<Record<Exclude<StreamFormat, 'wav' | 'pcm'>, Encoding>> = {
  mp3: { codec: 'mp3', bitrate: 64_000 },
  opus: { codec: 'opus', bitrate: 32_000 },
  aac: { codec: 'aac', bitrate: 64_000 },
  flac: { codec: 'flac' },
};

/** The most that a WAV header can say, for a file whose length is not known when it begins. */
const UNKNOWN_LENGTH = 0xffff_ffff - 36;

/**
 * Encodes sound for a listener who does not wait for its end. Headers leave out how long it is.
 * @param sound mono, SAMPLE_RATE
 * @throws KokoroError `asset-unavailable`, `disk-full`, `encoder-failed`; whatever the sound throws; AbortError
 */
export async function* encodeStream(
  sound: AsyncIterable<Float32Array>,
  format: StreamFormat,
  assets: AssetStore,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  if (format === 'pcm' || format === 'wav') {
    if (format === 'wav') yield wavHeader(UNKNOWN_LENGTH);
    for await (const samples of sound) yield toPcm16(samples);
    return;
  }
  const mediabunny = await loadCodec(ENCODINGS[format].codec, assets, { signal });
  const { readable, writable } = new TransformStream<Written, Written>();
  const target = new mediabunny.StreamTarget(writable);
  const output = new mediabunny.Output({ format: containerOf(format, mediabunny), target });
  const filled = fill(mediabunny, output, ENCODINGS[format], sound, { start: 0, language: 'und', signal });
  filled.catch((error: unknown) => writable.abort(error).catch(() => undefined)); // the loop reports it
  for await (const { data } of readable) yield data;
  await filled;
}

/** A container whose bytes are written once, in order. */
function containerOf(format: keyof typeof ENCODINGS, mediabunny: Mediabunny): object {
  switch (format) {
    case 'mp3':
      return new mediabunny.Mp3OutputFormat({ xingHeader: false });
    case 'opus':
      return new mediabunny.OggOutputFormat();
    case 'aac':
      return new mediabunny.AdtsOutputFormat();
    case 'flac':
      return new mediabunny.FlacOutputFormat({ appendOnly: true });
  }
}
