import { MAX_PHONEMES } from './model';

/** Rows of a voice pack: one style per length of the phoneme string. */
export const PACK_ROWS = MAX_PHONEMES;
/** Floats per style: 128 for timbre, 128 for prosody. */
export const STYLE_SIZE = 256;
/** Bytes of a pack stored as raw little-endian float32 (`voices/NAME.bin`). */
export const PACK_BYTES = PACK_ROWS * STYLE_SIZE * Float32Array.BYTES_PER_ELEMENT;

/** The weighted sum of packs, style by style. @param parts 510 × 256 floats each, with weights that add up to 1 */
export function blendStyles(parts: readonly { styles: Float32Array; weight: number }[]): Float32Array {
  const [first] = parts;
  if (parts.length === 1 && first) return first.styles;
  return Float32Array.from({ length: PACK_ROWS * STYLE_SIZE }, (_, i) =>
    parts.reduce((sum, { styles, weight }) => sum + weight * (styles[i] ?? 0), 0),
  );
}

/** A voice: 510 styles of 256 floats. The length of the phoneme string selects one. */
export class VoicePack {
  readonly #styles: Float32Array;

  /** @param styles 510 × 256 finite floats, row by row */
  constructor(styles: Float32Array) {
    this.#styles = styles;
  }

  /** As `blendStyles`. */
  static blend(parts: readonly { pack: VoicePack; weight: number }[]): VoicePack {
    return new VoicePack(blendStyles(parts.map(({ pack, weight }) => ({ styles: pack.#styles, weight }))));
  }

  /** The style for a phoneme string of `length` characters: `pack[length - 1]`, as in hexgrad/kokoro's pipeline. */
  style(length: number): Float32Array {
    const row = Math.min(Math.max(length, 1), PACK_ROWS) - 1;
    return this.#styles.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
  }
}
