import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../common/errors';
import type { VoicePack } from '../kokoro/voicePack';
import { ridgeWeights } from './ridge';

/** Utterances from which a voice is known, and from which no more are learned. A voice is saved at each doubling. */
const ENOUGH = 16;
const FULL = 32;
/** The smallest variance, so that its logarithm is finite. */
const SMALLEST = 1e-9;
const HASH_BYTES = 32;

/** An utterance: what the first graph says about it, and the means and log variances that the second then measured. */
interface Observation {
  description: Float32Array;
  statistics: Float32Array;
}

/**
 * Predicts the generator's statistics for an utterance (see kokoro/twoGraphs.ts), so that it can begin before it has
 * seen all of it. They are a mean of those of earlier utterances of the voice, weighted by how similar these were
 * (ridge regression). Utterances are kept beside the model that they belong to.
 */
export class VoiceProfiles {
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  /** By voice. */
  readonly #voices = new Map<string, Promise<Observation[]>>();

  /**
   * @param folder of the model
   * @param warn told when a voice cannot be saved
   */
  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /** Whether enough utterances of a voice were learned. */
  async knows(pack: VoicePack): Promise<boolean> {
    return (await this.#of(keyOf(pack))).length >= ENOUGH;
  }

  /** The means and variances that an utterance of a known voice is expected to have. */
  async predict(pack: VoicePack, description: Float32Array): Promise<Float32Array> {
    const learned = await this.#of(keyOf(pack));
    const weights = ridgeWeights(
      learned.map((each) => each.description),
      description,
    );
    const predicted = new Float32Array(learned[0]?.statistics.length ?? 0);
    for (const [i, { statistics }] of learned.entries())
      for (let j = 0; j < predicted.length; j++)
        predicted[j] = (predicted[j] ?? 0) + (weights[i] ?? 0) * (statistics[j] ?? 0);
    for (let j = predicted.length / 2; j < predicted.length; j++) predicted[j] = Math.exp(predicted[j] ?? 0);
    return predicted;
  }

  /** Learns the means and variances of a whole utterance. */
  async learn(pack: VoicePack, description: Float32Array, measured: Float32Array): Promise<void> {
    const key = keyOf(pack);
    const learned = await this.#of(key);
    if (learned.length >= FULL) return;
    const statistics = measured.map((value, i) =>
      2 * i < measured.length ? value : Math.log(Math.max(value, SMALLEST)),
    );
    if (!statistics.every(Number.isFinite) || !description.every(Number.isFinite)) return;
    learned.push({ description, statistics });
    if (learned.length >= ENOUGH && Number.isInteger(Math.log2(learned.length))) await this.#save(key, learned);
  }

  #of(key: string): Promise<Observation[]> {
    let voice = this.#voices.get(key);
    if (!voice) this.#voices.set(key, (voice = this.#load(key)));
    return voice;
  }

  async #load(key: string): Promise<Observation[]> {
    const bytes = await readFile(this.#path(key)).catch(() => undefined); // usually it does not exist
    return bytes ? decode(new Uint8Array(bytes)) : [];
  }

  async #save(key: string, learned: readonly Observation[]): Promise<void> {
    const [path, part] = [this.#path(key), `${this.#path(key)}.${process.pid}`];
    try {
      await writeFile(part, encode(learned));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      this.#warn(`What was learned of a voice cannot be kept in ${this.#folder}: ${messageOf(error)}`);
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.profile`);
  }
}

/** Identifies a voice by one of its styles, so that blends and voices of one's own are learned too. */
function keyOf(pack: VoicePack): string {
  const { buffer, byteOffset, byteLength } = pack.style(100);
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex')
    .slice(0, 16);
}

/** A SHA-256 of the rest; the lengths of a description and of statistics; both of each utterance. */
function encode(learned: readonly Observation[]): Uint8Array {
  const sizes = [learned[0]?.description.length ?? 0, learned[0]?.statistics.length ?? 0];
  const numbers = learned.flatMap(({ description, statistics }) => [...description, ...statistics]);
  const bytes = new Uint8Array(Float32Array.from([...sizes, ...numbers]).buffer);
  return Buffer.concat([hashOf(bytes), bytes]);
}

/** The utterances in a file; none if it is damaged. */
function decode(file: Uint8Array): Observation[] {
  const [hash, bytes] = [file.subarray(0, HASH_BYTES), file.subarray(HASH_BYTES)];
  if (!hashOf(bytes).equals(hash)) return [];
  const numbers = new Float32Array(bytes.slice().buffer);
  const [first = 0, second = 0] = numbers;
  return Array.from({ length: (numbers.length - 2) / (first + second) }, (_, i) => {
    const at = 2 + i * (first + second);
    return {
      description: numbers.subarray(at, at + first),
      statistics: numbers.subarray(at + first, at + first + second),
    };
  });
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
