import { KokoroError, messageOf } from '../common/errors';
import { openRegularFile } from '../common/regularFile';

/** Rows of a voice pack: one style for each length of the phoneme string. */
export const PACK_ROWS = 510;
/** Floats of a style: 128 for the timbre, 128 for the prosody. */
export const STYLE_SIZE = 256;
const PACK_BYTES = PACK_ROWS * STYLE_SIZE * Float32Array.BYTES_PER_ELEMENT;

/** A voice: 510 styles of 256 floats, chosen by the length of what is said. */
export class VoicePack {
  readonly #styles: Float32Array;

  /** @param styles 510 × 256 finite floats, row by row */
  constructor(styles: Float32Array) {
    this.#styles = styles;
  }

  /**
   * Reads raw little-endian float32 (`voices/NAME.bin`). Type and size of the file are checked before anything is read.
   * @throws KokoroError `voice-pack-invalid`
   */
  static async load(path: string): Promise<VoicePack> {
    try {
      return new VoicePack(await readStyles(path));
    } catch (error) {
      const advice = 'Choose another voice; if Kokoro downloaded this file, delete it and it is fetched again.';
      throw new KokoroError('voice-pack-invalid', `${path} is not a voice of Kokoro: ${messageOf(error)}. ${advice}`, {
        cause: error,
      });
    }
  }

  /** The style of a phoneme string of `length` characters: `pack[length - 1]`, as hexgrad/kokoro's pipeline chooses it. */
  style(length: number): Float32Array {
    const row = Math.min(Math.max(length, 1), PACK_ROWS) - 1;
    return this.#styles.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
  }
}

async function readStyles(path: string): Promise<Float32Array> {
  const { file, size } = await openRegularFile(path);
  try {
    if (size !== PACK_BYTES) {
      throw new Error(`it has ${size} bytes; ${PACK_ROWS} × ${STYLE_SIZE} floats are ${PACK_BYTES}`);
    }
    const styles = new Float32Array(PACK_ROWS * STYLE_SIZE);
    const { bytesRead } = await file.read(new Uint8Array(styles.buffer), 0, PACK_BYTES, 0);
    if (bytesRead !== PACK_BYTES) throw new Error('it became shorter while it was read');
    if (!styles.every(Number.isFinite)) throw new Error('it holds NaN or infinite numbers');
    return styles;
  } finally {
    await file.close();
  }
}
