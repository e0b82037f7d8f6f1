import type { CustomAudioEncoder, Mediabunny, Sample } from './mediabunny';

/** The part of libopus-wasm 0.4 that we use. */
export interface LibOpus {
  createEncoder(options: {
    channels: 1;
    sampleRate: number;
    frameSize: number;
    bitrate: number;
    application: number;
    signal: number;
  }): Promise<OpusStream>;
  Application: { Audio: number };
  Signal: { Voice: number };
}

interface OpusStream {
  encodeFloat(pcm: Float32Array): Uint8Array;
  /** Samples by which the decoded sound lags behind. */
  getLookahead(): number;
  free(): void;
}

/** Opus counts time in 48,000ths of a second, whatever the sample rate (RFC 7845, section 4). */
const OPUS_RATE = 48_000;

/** Makes mediabunny encode Opus with libopus; it has no such encoder of its own. */
export function registerOpusEncoder(mediabunny: Mediabunny, libopus: LibOpus): void {
  class OpusEncoder extends mediabunny.CustomAudioEncoder implements CustomAudioEncoder {
    declare readonly config: CustomAudioEncoder['config'];
    declare readonly onPacket: CustomAudioEncoder['onPacket'];
    #stream!: OpusStream;
    #frame = new Float32Array();
    #filled = 0;
    /** Samples that were put in, and that packets hold. */
    #received = 0;
    #encoded = 0;

    static supports(codec: string, { numberOfChannels }: { numberOfChannels: number }): boolean {
      return codec === 'opus' && numberOfChannels === 1;
    }

    override async init(): Promise<void> {
      const { sampleRate, bitrate = 32_000 } = this.config;
      const frameSize = sampleRate / 50;
      const { Audio: application } = libopus.Application;
      const { Voice: signal } = libopus.Signal;
      this.#stream = await libopus.createEncoder({ channels: 1, sampleRate, frameSize, bitrate, application, signal });
      this.#frame = new Float32Array(frameSize);
    }

    override encode(sample: Sample): void {
      const samples = new Float32Array(sample.numberOfFrames);
      sample.copyTo(samples, { planeIndex: 0, format: 'f32' });
      this.#received += samples.length;
      this.#put(samples);
    }

    /** Pads with silence until the decoder will have given back every sample, and says where the sound ends. */
    override flush(): void {
      const end = this.#received + this.#stream.getLookahead();
      while (this.#encoded < end) this.#put(new Float32Array(this.#frame.length - this.#filled), end);
    }

    override close(): void {
      this.#stream.free();
    }

    #put(samples: Float32Array, end = Infinity): void {
      const size = this.#frame.length;
      for (let at = 0; at < samples.length;) {
        const piece = samples.subarray(at, at + size - this.#filled);
        this.#frame.set(piece, this.#filled);
        this.#filled += piece.length;
        at += piece.length;
        if (this.#filled === size) this.#emit(Math.min(size, end - this.#encoded));
      }
    }

    /** @param heard samples of the frame that are part of the sound */
    #emit(heard: number): void {
      const { sampleRate } = this.config;
      const packet = this.#stream.encodeFloat(this.#frame);
      const first = this.#encoded === 0;
      const time = this.#encoded / sampleRate;
      this.#encoded += this.#frame.length;
      this.#filled = 0;
      const description = first ? { decoderConfig: this.#decoderConfig() } : {};
      this.onPacket(new mediabunny.EncodedPacket(packet, 'key', time, heard / sampleRate), description);
    }

    #decoderConfig() {
      const { sampleRate } = this.config;
      const description = opusHead((this.#stream.getLookahead() * OPUS_RATE) / sampleRate, sampleRate);
      return { codec: 'opus', numberOfChannels: 1, sampleRate: OPUS_RATE, description } as const;
    }
  }
  mediabunny.registerEncoder(OpusEncoder);
}

/** The identification header of a mono stream (RFC 7845, section 5.1). */
function opusHead(preSkip: number, sampleRate: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head.writeUInt8(1, 8); // version
  head.writeUInt8(1, 9); // channels
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(sampleRate, 12);
  return head;
}
