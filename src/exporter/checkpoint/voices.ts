import { basename, extname } from 'node:path';
import { KokoroError, messageOf } from '../../common/errors';
import { PACK_BYTES, PACK_ROWS, STYLE_SIZE } from '../../kokoro/voicePack';
import { DataFile } from './dataFile';
import { formatOf } from './format';
import { isNpy, npyOf, parseNpy } from './npy';
import { elementsOf } from './tensor';
import { TensorRef } from './torch/globals';
import { isPickleName, readTorchFile } from './torch/torchFile';
import { torchFileOf } from './torch/torchWriter';
import { ZipArchive } from './zipArchive';
import { storedZip } from './zipWriter';

const SHAPE = [PACK_ROWS, 1, STYLE_SIZE] as const;
const FLOATS = PACK_ROWS * STYLE_SIZE;
const MAX_VOICES = 1000;
/** The size of an array in float64, with its header. */
const MAX_ARRAY_BYTES = FLOATS * 8 + 4096;

/** A voice: 510 styles of 256 floats, row by row. */
export interface VoiceData {
  name: string;
  data: Float32Array;
}

/**
 * Reads the voices in a file, whatever its extension: one tensor by torch.save (`.pt`), raw little-endian float32
 * (`.bin`), a numpy array (`.npy`), or a numpy archive (`.npz`, also kokoro-onnx's `voices-v1.0.bin`). A single voice is named after its
 * file.
 * @throws KokoroError `voice-pack-invalid`, `input-unreadable`, `checkpoint-unsafe`, `checkpoint-legacy`
 */
export async function readVoices(path: string): Promise<VoiceData[]> {
  const file = await DataFile.open(path);
  try {
    const voices = await voicesIn(file);
    for (const { name, data } of voices) {
      if (!data.every(Number.isFinite)) throw new Error(`the voice ${name} has infinite values or NaN`);
    }
    return voices;
  } catch (error) {
    if (error instanceof KokoroError && error.code !== 'checkpoint-corrupt') throw error;
    throw new KokoroError('voice-pack-invalid', `${path} is not a Kokoro voice: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    await file.close();
  }
}

async function voicesIn(file: DataFile): Promise<VoiceData[]> {
  const name = basename(file.path, extname(file.path));
  // Raw floats have no magic number: any file of exactly the right size that is not an archive is taken for them.
  if ((await formatOf(file)) === 'zip') {
    const archive = await ZipArchive.open(file);
    const isTorch = [...archive.entries.keys()].some(isPickleName);
    return isTorch ? [await torchVoice(file, archive, name)] : arrays(archive);
  }
  if (file.size <= MAX_ARRAY_BYTES && isNpy(await file.read(0, Math.min(file.size, 6)))) {
    const { data, shape } = parseArray(name, await file.read(0, file.size));
    checkShape(name, shape);
    return [{ name, data }];
  }
  if (file.size !== PACK_BYTES)
    throw new Error(`it has ${file.size} bytes, but ${PACK_ROWS} × ${STYLE_SIZE} floats take ${PACK_BYTES}`);
  return [{ name, data: new Float32Array((await file.read(0, file.size)).buffer) }];
}

async function torchVoice(file: DataFile, archive: ZipArchive, name: string): Promise<VoiceData> {
  const { root, tensor } = await readTorchFile(file, archive);
  if (!(root instanceof TensorRef)) throw new Error('it is not one tensor');
  checkShape(name, root.shape);
  return { name, data: await tensor(name, root).read() };
}

async function arrays({ entries }: ZipArchive): Promise<VoiceData[]> {
  if (entries.size === 0 || entries.size > MAX_VOICES) throw new Error(`it has ${entries.size} entries`);
  const voices: VoiceData[] = [];
  for (const entry of entries.values()) {
    // Restricted, because names become file names.
    const name = /^([\w-]{1,64})\.npy$/.exec(entry.name)?.[1];
    if (name === undefined) throw new Error(`its entry “${entry.name.slice(0, 100)}” is not named like an array`);
    if (entry.size > MAX_ARRAY_BYTES) throw new Error(`the array ${name} has ${entry.size} bytes`);
    const { data, shape } = parseArray(name, await entry.read());
    checkShape(name, shape);
    voices.push({ name, data });
  }
  return voices;
}

function parseArray(name: string, bytes: Uint8Array<ArrayBuffer>): ReturnType<typeof parseNpy> {
  try {
    return parseNpy(bytes);
  } catch (error) {
    throw new Error(`the array ${name} cannot be read (${messageOf(error)})`, { cause: error });
  }
}

/** Accepts (510, 1, 256), or the same without the batch axis. */
function checkShape(name: string, shape: readonly number[]): void {
  if (shape[0] === PACK_ROWS && shape.at(-1) === STYLE_SIZE && elementsOf(shape) === FLOATS) return;
  throw new Error(`${name} is [${shape.join(', ')}], not [${SHAPE.join(', ')}]`);
}

/** A voice as raw little-endian float32, the format of kokoro-js. */
export function voiceAsBin({ data }: VoiceData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** A voice as a file that hexgrad/kokoro loads with torch.load(path, weights_only=True). */
export function voiceAsPt({ name, data }: VoiceData): Uint8Array {
  return torchFileOf(name, data, SHAPE);
}

/** Voices as a file that kokoro-onnx loads with numpy.load. */
export function voicesAsNpz(voices: readonly VoiceData[]): Uint8Array {
  return storedZip(voices.map(({ name, data }) => ({ name: `${name}.npy`, data: npyOf(data, SHAPE) })));
}
