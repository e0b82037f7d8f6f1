import { SAMPLE_RATE } from '../../kokoro/model';
import type { AudioOutput } from './device';

/** A sound that is stopped fades out this fast, s: a hard cut clicks. */
const FADE = 0.008;

/**
 * The loudspeaker: an AudioContext at the rate of the speech, so that samples reach it as they are.
 *
 * It is never closed. Where sound needs a gesture, as in VS Code on the desktop, Chromium starts a new context only in
 * one, but resumes a context that has run before without another. A suspended context lets the computer sleep: suspend()
 * removes its output controller from Chromium's audio service just as close() does (see chrome://media-internals).
 * test/integration/player.test.ts checks both.
 */
export class WebAudioOutput implements AudioOutput {
  // Long device buffers: synthesis keeps the processor busy, and nobody plays an instrument on this.
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
        gain.gain.setValueAtTime(1, now).linearRampToValueAtTime(0, now + FADE);
        source.stop(now + FADE);
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
