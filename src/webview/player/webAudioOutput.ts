import { SAMPLE_RATE } from '../../kokoro/model';
import type { AudioOutput } from './audioOutput';

/** A stopped sound fades out over this time, in seconds, because cutting it off would click. */
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

  constructor(onStateChange: () => void) {
    this.#context.addEventListener('statechange', onStateChange);
  }

  get now(): number {
    return this.#context.currentTime;
  }

  get running(): boolean {
    return this.#context.state === 'running';
  }

  play(samples: Float32Array<ArrayBuffer>, at: number, onEnded: () => void): { stop(): void } {
    const context = this.#context;
    const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    const gain = new GainNode(context);
    source.connect(gain).connect(context.destination);
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
      stop: () => {
        if (context.state !== 'running') {
          release();
          return;
        }
        const now = context.currentTime;
        gain.gain.setValueAtTime(1, now).linearRampToValueAtTime(0, now + FADE_SECONDS);
        source.stop(now + FADE_SECONDS);
      },
    };
  }

  resume(): Promise<void> {
    return this.#context.resume();
  }

  suspend(): Promise<void> {
    return this.#context.suspend();
  }
}
