import { toPcm16, wavHeader } from '../speech/sinks/wav';

export const AUDIO_FORMATS = ['wav', 'pcm'] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<AudioFormat, string>> = {
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};

/** The most that a WAV header can say, for a file whose length is not known when it begins. */
const UNKNOWN_LENGTH = 0xffff_ffff - 36;

/** Turns samples at SAMPLE_RATE into the bytes of a format, while they arrive. */
export interface Encoder {
  encode(samples: Float32Array): Uint8Array;
  /** What remains at the end. */
  finish(): Uint8Array;
}

/** An encoder for one recording. */
export function createEncoder(format: AudioFormat): Encoder {
  let begun = format === 'pcm';
  return {
    encode: (samples) => {
      const pcm = toPcm16(samples);
      if (begun) return pcm;
      begun = true;
      return Buffer.concat([wavHeader(UNKNOWN_LENGTH), pcm]);
    },
    finish: () => new Uint8Array(),
  };
}
