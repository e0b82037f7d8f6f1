import { KokoroError, messageOf } from '../common/errors';
import { openRegularFile } from '../common/regularFile';
import { PACK_BYTES, PACK_ROWS, STYLE_SIZE, VoicePack } from '../kokoro/voicePack';

/**
 * Reads a voice pack of raw little-endian float32. Checks the type and size of the file before reading.
 * @throws KokoroError `voice-pack-invalid`
 */
export async function loadVoicePack(path: string): Promise<VoicePack> {
  try {
    return new VoicePack(await readStyles(path));
  } catch (error) {
    const advice = 'Choose another voice. If Kokoro downloaded this file, delete it to download it again.';
    throw new KokoroError('voice-pack-invalid', `${path} is not a Kokoro voice: ${messageOf(error)}. ${advice}`, {
      cause: error,
    });
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
    if (bytesRead !== PACK_BYTES) throw new Error('it was truncated while being read');
    if (!styles.every(Number.isFinite)) throw new Error('it contains NaN or infinite numbers');
    return styles;
  } finally {
    await file.close();
  }
}
