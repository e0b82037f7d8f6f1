import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../../common/errors';

/** Rows of a voice pack: one style for each length of the phoneme string. */
export const PACK_ROWS = 510;
/** Floats of a style: 128 for the timbre, 128 for the prosody. */
export const STYLE_SIZE = 256;

/** A voice: 510 styles of 256 floats, chosen by the length of what is said. */
export class VoicePack {
  readonly #styles: Float32Array;

  constructor(styles: Float32Array) {
    if (styles.length !== PACK_ROWS * STYLE_SIZE) {
      throw new KokoroError(
        'asset-corrupt',
        `A voice pack has ${PACK_ROWS} × ${STYLE_SIZE} floats, this one has ${styles.length}.`,
      );
    }
    this.#styles = styles;
  }

  /** Reads raw little-endian float32 (`voices/NAME.bin`). */
  static async load(path: string): Promise<VoicePack> {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new KokoroError('asset-corrupt', `The voice file ${path} cannot be read: ${messageOf(error)}`, {
        cause: error,
      });
    });
    const whole = bytes.byteLength - (bytes.byteLength % 4);
    return new VoicePack(new Float32Array(new Uint8Array(bytes.subarray(0, whole)).buffer));
  }

  /** The style of a phoneme string of `length` characters: `pack[length - 1]`, as hexgrad/kokoro's pipeline chooses it. */
  style(length: number): Float32Array {
    const row = Math.min(Math.max(length, 1), PACK_ROWS) - 1;
    return this.#styles.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
  }
}
