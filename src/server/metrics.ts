import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FairQueue } from './fairQueue';

/** What the server counts, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: 'kokoro_requests_total',
    help: 'Requests for speech, by how they ended: ok or the code of an error.',
    labelNames: ['code'],
    registers: [this.#registry],
  });
  readonly #firstAudio = new Histogram({
    name: 'kokoro_time_to_first_audio_seconds',
    help: 'Time from a request to its first audio, waiting included.',
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32],
    registers: [this.#registry],
  });
  readonly #realTimeFactor = new Histogram({
    name: 'kokoro_real_time_factor',
    help: 'Seconds from the first turn of a request to its last audio, for each second of audio.',
    buckets: [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 4],
    registers: [this.#registry],
  });
  readonly #audio = new Counter({
    name: 'kokoro_audio_seconds_total',
    help: 'Seconds of audio made.',
    registers: [this.#registry],
  });

  constructor(queue: Pick<FairQueue, 'running' | 'waiting'>) {
    for (const what of ['running', 'waiting'] as const)
      new Gauge({
        name: `kokoro_requests_${what}`,
        help: `Requests that are ${what}.`,
        registers: [this.#registry],
        collect() {
          this.set(queue[what]);
        },
      });
  }

  /** The metrics in Prometheus' text format, and its media type. */
  async text(): Promise<{ text: string; type: string }> {
    return { text: await this.#registry.metrics(), type: this.#registry.contentType };
  }

  firstAudio(seconds: number): void {
    this.#firstAudio.observe(seconds);
  }

  /** A request has ended. @param code `ok` or the code of an error */
  ended(code: string, audioSeconds = 0, workSeconds = 0): void {
    this.#requests.inc({ code });
    if (audioSeconds === 0) return;
    this.#audio.inc(audioSeconds);
    if (code === 'ok') this.#realTimeFactor.observe(workSeconds / audioSeconds);
  }
}
