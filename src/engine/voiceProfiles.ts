import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../common/errors';
import { type VoicePack } from '../kokoro/voicePack';

/** Utterances from which a profile is usable, and from which it no longer changes. It is saved at each doubling. */
const USABLE = 4;
const FULL = 16;
/** The smallest variance, so that its logarithm is finite. */
const SMALLEST = 1e-9;

/** The mean of the means, and of the logarithms of the variances, of all channels over some utterances of a voice. */
interface Profile {
  count: number;
  sums: Float64Array;
}

/**
 * What the generator's statistics usually are for each voice (see kokoro/twoGraphs.ts), so that it can begin a sentence
 * before it has seen all of it. They are learned from what is read aloud, and kept beside the model that they belong to.
 */
export class VoiceProfiles {
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  /** By voice. */
  readonly #profiles = new Map<string, Promise<Profile>>();

  /**
   * @param folder of the model
   * @param warn told when a profile cannot be saved
   */
  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /** The usual means and variances of a voice; undefined while too little of it is known. */
  async usual(pack: VoicePack): Promise<Float32Array | undefined> {
    const { count, sums } = await this.#of(keyOf(pack));
    if (count < USABLE) return undefined;
    return Float32Array.from(sums, (sum, i) => (2 * i < sums.length ? sum / count : Math.exp(sum / count)));
  }

  /** Adds the means and variances of a whole utterance. */
  async learn(pack: VoicePack, measured: Float32Array): Promise<void> {
    const key = keyOf(pack);
    const profile = await this.#of(key);
    if (profile.count >= FULL) return;
    const values = measured.map((value, i) => (2 * i < measured.length ? value : Math.log(Math.max(value, SMALLEST))));
    if (!values.every(Number.isFinite)) return;
    if (profile.sums.length !== values.length) Object.assign(profile, empty(values.length));
    for (const [i, value] of values.entries()) profile.sums[i] = (profile.sums[i] ?? 0) + value;
    profile.count++;
    if (profile.count >= USABLE && Number.isInteger(Math.log2(profile.count))) await this.#save(key, profile);
  }

  #of(key: string): Promise<Profile> {
    let profile = this.#profiles.get(key);
    if (!profile) this.#profiles.set(key, (profile = this.#load(key)));
    return profile;
  }

  async #load(key: string): Promise<Profile> {
    const bytes = await readFile(this.#path(key)).catch(() => undefined); // usually it does not exist
    if (!bytes || bytes.length % 4 !== 0) return empty(0);
    const [count = 0, ...means] = new Float32Array(new Uint8Array(bytes).buffer);
    const isValid = Number.isInteger(count) && count >= USABLE && count <= FULL && means.every(Number.isFinite);
    return isValid ? { count, sums: Float64Array.from(means, (mean) => mean * count) } : empty(0);
  }

  async #save(key: string, { count, sums }: Profile): Promise<void> {
    const [path, part] = [this.#path(key), `${this.#path(key)}.${process.pid}`];
    try {
      await writeFile(part, new Uint8Array(Float32Array.of(count, ...sums.map((sum) => sum / count)).buffer));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      this.#warn(`The profile of a voice cannot be kept in ${this.#folder}: ${messageOf(error)}`);
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.profile`);
  }
}

const empty = (length: number): Profile => ({ count: 0, sums: new Float64Array(length) });

/** Identifies a voice by one of its styles, so that blends and voices of one's own have profiles too. */
function keyOf(pack: VoicePack): string {
  const { buffer, byteOffset, byteLength } = pack.style(100);
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex')
    .slice(0, 16);
}
