import type { Disposable } from '../common/disposable';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { PLAIN_TEXT, type Speech, type SpeechRequest } from '../speech/speech';

/** A speech engine and those who use it. */
export interface Speaker extends Disposable {
  speech: Speech;
}

const WARM_UP: SpeechRequest = { ...PLAIN_TEXT, text: 'Ready.', voice: DEFAULT_VOICE, speed: 1 };

/** Several engines, each a process of its own. */
export class Speakers implements Disposable {
  readonly #speakers: readonly Speaker[];
  readonly #readings: number[];

  constructor(speakers: readonly Speaker[]) {
    this.#speakers = speakers;
    this.#readings = speakers.map(() => 0);
  }

  /** Runs a job on the engine that has the fewest. */
  async *use<T>(job: (speech: Speech) => AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
    const least = this.#readings.indexOf(Math.min(...this.#readings));
    const speaker = this.#speakers[least];
    if (!speaker) return;
    this.#readings[least] = (this.#readings[least] ?? 0) + 1;
    try {
      yield* job(speaker.speech);
    } finally {
      this.#readings[least] = (this.#readings[least] ?? 1) - 1;
    }
  }

  /** Loads the model in every engine, so that no client waits for it. @throws KokoroError as `Speech.speak` */
  async warmUp(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#speakers.map(async ({ speech }) => {
        const chunks = speech.speak(WARM_UP, { signal, rebuild: 'now' });
        while ((await chunks.next()).done !== true);
      }),
    );
  }

  dispose(): void {
    for (const speaker of this.#speakers) speaker.dispose();
  }
}
