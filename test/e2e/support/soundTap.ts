import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import type { Sound } from './sound';
import { until } from './wait';

const PREFIX = '[sound-tap] ';

/** What an AudioContext was last known to be. */
export interface HeardContext {
  id: string;
  sampleRate: number;
  state: string;
  /** Its clock, s. */
  currentTime: number;
  /** Its time when the tap began to listen; what sounded before was not heard. Undefined until then. */
  deafUntil?: number;
  problem?: string;
}

/** What page/soundTap.js tells: a number stands for so many silent samples, a string for float32 samples in base64. */
interface Told extends HeardContext {
  samples?: (number | string)[];
}

/**
 * Hears, bit for bit, what the pages of a browser send to the loudspeaker; Chromium needs no audio device for that.
 * Reading it never touches a page, so it is not a user gesture.
 */
export class SoundTap {
  readonly #contexts = new Map<string, HeardContext>();
  #pieces: Float32Array[] = [];
  #lastSound = 0;
  #firstSound: number | undefined;

  /** Must be installed before the pages whose sound is to be heard are opened. The context needs `bypassCSP`. */
  static async install(browser: BrowserContext): Promise<SoundTap> {
    const tap = new SoundTap();
    browser.on('console', (message) => {
      if (SoundTap.tells(message.text())) tap.#take(JSON.parse(message.text().slice(PREFIX.length)) as Told);
    });
    await browser.addInitScript({ path: fileURLToPath(new URL('page/soundTap.js', import.meta.url)) });
    return tap;
  }

  /** Whether a console message is one of the tap's. */
  static tells(text: string): boolean {
    return text.startsWith(PREFIX);
  }

  /** All AudioContexts ever made, in order. */
  get contexts(): HeardContext[] {
    return [...this.#contexts.values()];
  }

  /** The AudioContext made last. */
  get context(): HeardContext | undefined {
    return this.contexts.at(-1);
  }

  /** Date.now() when the first sample that is not silent since `reset` was told. */
  get firstSound(): number | undefined {
    return this.#firstSound;
  }

  /** What was heard since `reset`, silence included, in the order in which it was heard. */
  heard(): Sound {
    const samples = new Float32Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      samples.set(piece, at);
      at += piece.length;
    }
    return { samples, sampleRate: this.context?.sampleRate ?? 0 };
  }

  /** Forgets what was heard so far. */
  reset(): void {
    this.#pieces = [];
    this.#firstSound = undefined;
  }

  /** Waits until so many seconds that are not digital silence have been heard since `reset`. */
  async waitForSound(seconds: number, timeout = 60_000): Promise<Sound> {
    await until(
      `${seconds} s of sound`,
      () => {
        const { samples, sampleRate } = this.heard();
        return sampleRate > 0 && samples.reduce((count, x) => count + Number(x !== 0), 0) >= seconds * sampleRate;
      },
      { timeout },
    );
    return this.heard();
  }

  /** Waits until nothing but digital silence has been told for so long. */
  async waitForQuiet(milliseconds: number, timeout = 60_000): Promise<Sound> {
    const begin = Date.now();
    await until(`${milliseconds} ms of silence`, () => Date.now() - Math.max(begin, this.#lastSound) >= milliseconds, {
      timeout,
    });
    return this.heard();
  }

  /** Waits until the AudioContext made last is in this state (`suspended`, `running` or `closed`). */
  async waitForState(state: string, timeout = 30_000): Promise<void> {
    await until(`an AudioContext that is ${state}`, () => this.context?.state === state, { timeout });
  }

  #take({ samples = [], ...context }: Told): void {
    this.#contexts.set(context.id, { ...this.#contexts.get(context.id), ...context });
    for (const piece of samples) {
      if (typeof piece === 'string') {
        this.#lastSound = Date.now();
        this.#firstSound ??= this.#lastSound;
        this.#pieces.push(new Float32Array(new Uint8Array(Buffer.from(piece, 'base64')).buffer));
      } else {
        this.#pieces.push(new Float32Array(piece));
      }
    }
  }
}
