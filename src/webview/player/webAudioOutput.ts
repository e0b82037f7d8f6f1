import { SAMPLE_RATE } from '../../kokoro/model';
import type { AudioOutput, Sound } from './audioOutput';

declare global {
  interface AudioContext {
    /** Missing in TypeScript's declarations, and in browsers where a page cannot choose a device. */
    setSinkId?(device: string): Promise<void>;
  }
}

/** A sound fades in and out over this time, in seconds, because cutting it off would click. */
const FADE_SECONDS = 0.008;

/**
 * Plays through an AudioContext at the model's sample rate, so that samples are not resampled.
 *
 * The context is never closed. Where sound needs a user gesture, as in VS Code on the desktop, Chromium starts a new
 * context only during a gesture, but resumes one that has run before at any time. A suspended context lets the computer
 * sleep: suspend() removes its output controller from Chromium's audio service just as close() does (see
 * chrome://media-internals). test/integration/player.test.ts checks both.
 */
export class WebAudioOutput implements AudioOutput {
  // Long device buffers avoid dropouts while synthesis keeps the CPU busy; latency does not matter here.
  readonly #context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'playback' });
  readonly #volume = new GainNode(this.#context);

  constructor(onStateChange: () => void) {
    this.#volume.connect(this.#context.destination);
    this.#context.addEventListener('statechange', onStateChange);
  }

  get now(): number {
    return this.#context.currentTime;
  }

  get audible(): number {
    const { currentTime, outputLatency } = this.#context;
    return Math.max(0, currentTime - outputLatency);
  }

  get running(): boolean {
    return this.#context.state === 'running';
  }

  get volume(): number {
    return this.#volume.gain.value;
  }

  set volume(volume: number) {
    // A step would click.
    this.#volume.gain.setTargetAtTime(volume, this.#context.currentTime, FADE_SECONDS);
  }

  play(samples: Float32Array<ArrayBuffer>, at: number, fadeIn: boolean, onEnded: () => void): Sound {
    const context = this.#context;
    const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    const gain = new GainNode(context);
    if (fadeIn) gain.gain.setValueAtTime(0, at).linearRampToValueAtTime(1, at + FADE_SECONDS);
    source.connect(gain).connect(this.#volume);
    const release = (): void => {
      source.disconnect();
      gain.disconnect();
    };
    source.addEventListener('ended', () => {
      release();
      onEnded();
    });
    source.start(at);
    return {
      stop: (at) => {
        if (at === undefined && context.state !== 'running') {
          release();
          return;
        }
        const when = at ?? context.currentTime;
        gain.gain.setValueAtTime(1, when).linearRampToValueAtTime(0, when + FADE_SECONDS);
        source.stop(when + FADE_SECONDS);
      },
    };
  }

  /** Sends the sound to a device; '' is the system's. */
  async use(device: string): Promise<void> {
    await this.#context.setSinkId?.(device);
  }

  resume(): Promise<void> {
    return this.#context.resume();
  }

  suspend(): Promise<void> {
    return this.#context.suspend();
  }
}
