import { MAX_PHONEMES } from './model';

/** Rows of a voice pack: one style per length of the phoneme string. */
export const PACK_ROWS = MAX_PHONEMES;
/** Floats per style: 128 for timbre, 128 for prosody. */
export const STYLE_SIZE = 256;
/** Bytes of a pack stored as raw little-endian float32 (`voices/NAME.bin`). */
export const PACK_BYTES = PACK_ROWS * STYLE_SIZE * Float32Array.BYTES_PER_ELEMENT;

/** A voice: 510 styles of 256 floats. The length of the phoneme string selects one. */
export class VoicePack {
  readonly #styles: Float32Array;

  /** @param styles 510 × 256 finite floats, row by row */
  constructor(styles: Float32Array) {
    this.#styles = styles;
  }

  /** The style for a phoneme string of `length` characters: `pack[length - 1]`, as in hexgrad/kokoro's pipeline. */
  style(length: number): Float32Array {
    const row = Math.min(Math.max(length, 1), PACK_ROWS) - 1;
    return this.#styles.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
  }
}
