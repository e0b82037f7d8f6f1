import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import type { Sound } from './sound';
import { until } from './wait';

const PREFIX = '[sound-tap] ';

/** The last known state of an AudioContext. */
export interface HeardContext {
  id: string;
  sampleRate: number;
  state: string;
  /** Its clock, s. */
  currentTime: number;
  /** Its clock when the tap began to listen; earlier sound was missed. Undefined until then. */
  deafUntil?: number;
  problem?: string;
}

/** A report of page/soundTap.js: a number is a count of silent samples, a string is float32 samples in base64. */
interface Report extends HeardContext {
  samples?: (number | string)[];
}

/**
 * Records, bit for bit, what a browser's pages send to the loudspeaker; Chromium needs no audio device for that.
 * Reading the record never touches a page, so it does not count as a user gesture.
 */
export class SoundTap {
  readonly #contexts = new Map<string, HeardContext>();
  #pieces: Float32Array[] = [];
  #lastSound = 0;
  #firstSound: number | undefined;

  /** Install it before opening the pages to listen to. The browser context needs `bypassCSP`. */
  static async install(browser: BrowserContext): Promise<SoundTap> {
    const tap = new SoundTap();
    browser.on('console', (message) => {
      if (SoundTap.tells(message.text())) tap.#take(JSON.parse(message.text().slice(PREFIX.length)) as Report);
    });
    await browser.addInitScript({ path: fileURLToPath(new URL('page/soundTap.js', import.meta.url)) });
    return tap;
  }

  /** Whether a console message is one of the tap's. */
  static tells(text: string): boolean {
    return text.startsWith(PREFIX);
  }

  /** All AudioContexts in order of creation. */
  get contexts(): HeardContext[] {
    return [...this.#contexts.values()];
  }

  /** The newest AudioContext. */
  get context(): HeardContext | undefined {
    return this.contexts.at(-1);
  }

  /** Date.now() when the first sound since `reset` was reported. */
  get firstSound(): number | undefined {
    return this.#firstSound;
  }

  /** Date.now() when the latest sound was reported. */
  get lastSound(): number {
    return this.#lastSound;
  }

  /** Everything heard since `reset`, silence included. */
  heard(): Sound {
    const samples = new Float32Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      samples.set(piece, at);
      at += piece.length;
    }
    return { samples, sampleRate: this.context?.sampleRate ?? 0 };
  }

  /** Discards what has been heard so far. */
  reset(): void {
    this.#pieces = [];
    this.#firstSound = undefined;
  }

  /** Waits until `seconds` of sound other than digital silence have been heard since `reset`. */
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

  /** Waits until only digital silence has been reported for `milliseconds`. */
  async waitForQuiet(milliseconds: number, timeout = 60_000): Promise<Sound> {
    const begin = Date.now();
    await until(`${milliseconds} ms of silence`, () => Date.now() - Math.max(begin, this.#lastSound) >= milliseconds, {
      timeout,
    });
    return this.heard();
  }

  /** Waits until the newest AudioContext is in this state (`suspended`, `running` or `closed`). */
  async waitForState(state: string, timeout = 30_000): Promise<void> {
    await until(`an AudioContext that is ${state}`, () => this.context?.state === state, { timeout });
  }

  #take({ samples = [], ...context }: Report): void {
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
