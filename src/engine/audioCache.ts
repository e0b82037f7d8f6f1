import { createHash } from 'node:crypto';
import type { DiskCache } from './diskCache';
import type { ModelOutput } from './model/session';

/** What was kept and used since the engine started. */
export interface CacheCounts {
  hits: number;
  misses: number;
  /** Bytes of audio in memory. */
  bytes: number;
}

/** What decides how an utterance sounds. */
export interface Utterance {
  /** Identifies the content of the model's file. */
  model: string;
  ids: readonly number[];
  style: Float32Array;
}

/** The key of an utterance: a SHA-256 in hexadecimal. */
export function keyOf({ model, ids, style }: Utterance): string {
  return createHash('sha256')
    .update(JSON.stringify([model, ids]))
    .update(new Uint8Array(style.buffer, style.byteOffset, style.byteLength))
    .digest('hex');
}

/** The output of models, so that repeated utterances sound the same and need no work. The oldest are dropped. */
export class AudioCache {
  readonly #limit: number;
  readonly #disk: DiskCache | undefined;
  /** Ordered by last use, the oldest first. */
  readonly #kept = new Map<string, ModelOutput>();
  readonly #counts: CacheCounts = { hits: 0, misses: 0, bytes: 0 };

  /**
   * @param limit bytes of audio to keep in memory; 0 keeps none
   * @param disk keeps more of it, beyond the end of the process
   */
  constructor(limit: number, disk?: DiskCache) {
    this.#limit = limit;
    this.#disk = disk;
  }

  get counts(): Readonly<CacheCounts> {
    return this.#counts;
  }

  /** Whether `get` will find an utterance, unless its file is damaged. */
  async has(key: string): Promise<boolean> {
    return this.#kept.has(key) || (await this.#disk?.has(key)) === true;
  }

  /** The output for an utterance, if it was kept. The caller must not change it. */
  async get(key: string): Promise<ModelOutput | undefined> {
    const found = this.#kept.get(key) ?? (await this.#disk?.get(key));
    if (found) this.#keep(key, found);
    this.#counts[found ? 'hits' : 'misses']++;
    return found;
  }

  async put(key: string, output: ModelOutput): Promise<void> {
    this.#keep(key, output);
    await this.#disk?.put(key, output);
  }

  #keep(key: string, output: ModelOutput): void {
    this.#drop(key);
    this.#kept.set(key, output);
    this.#counts.bytes += output.audio.byteLength;
    for (const oldest of this.#kept.keys()) {
      if (this.#counts.bytes <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#counts.bytes -= this.#kept.get(key)?.audio.byteLength ?? 0;
    this.#kept.delete(key);
  }
}
