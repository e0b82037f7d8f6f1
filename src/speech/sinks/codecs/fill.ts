import { abortError } from '../../../common/errors';
import { SAMPLE_RATE } from '../../../kokoro/model';
import { threeLetters } from '../id3';
import { toPcm16 } from '../wav';
import type { Codec, Mediabunny, Output } from './mediabunny';

/** How sound is encoded. */
export interface Encoding {
  codec: Codec;
  /** Bits per second; lossless formats have none. */
  bitrate?: number;
}

/**
 * Fills a file with sound.
 * @param sound mono, SAMPLE_RATE
 * @param options.start the time of the first sample, in samples
 * @returns the number of samples
 * @throws whatever the sound or the encoder throws; AbortError
 */
export async function fill(
  mediabunny: Mediabunny,
  output: Output,
  { codec, bitrate }: Encoding,
  sound: AsyncIterable<Float32Array>,
  { start, language, signal }: { start: number; language: string; signal: AbortSignal },
): Promise<number> {
  const source = new mediabunny.AudioSampleSource({ codec, ...(bitrate !== undefined && { bitrate }) });
  output.addAudioTrack(source, { languageCode: threeLetters(language) });
  await output.start();
  try {
    let samples = 0;
    for await (const heard of sound) {
      if (signal.aborted) throw abortError();
      if (heard.length === 0) continue;
      // From float32, FLAC would be made with 24 bits and be twice as large.
      const data = new Int16Array(new Uint8Array(toPcm16(heard)).buffer);
      const timestamp = (start + samples) / SAMPLE_RATE;
      const init = { data, format: 's16', numberOfChannels: 1, sampleRate: SAMPLE_RATE, timestamp } as const;
      const sample = new mediabunny.AudioSample(init);
      await source.add(sample);
      sample.close();
      samples += data.length;
    }
    await output.finalize();
    return samples;
  } catch (error) {
    await output.cancel();
    throw error;
  }
}
