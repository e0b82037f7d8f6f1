import { KokoroError, messageOf } from '../../../common/errors';
import { corrupt, type DataFile } from '../dataFile';
import { contiguousStrides, ELEMENT_BYTES, elementsOf, type LazyTensor, toFloat32 } from '../tensor';
import type { ZipArchive, ZipEntry } from '../zipArchive';
import { spanOf, type TensorRef, TORCH } from './globals';
import { unpickle, UnsafePickleError } from './unpickler';

/** Kokoro's pickle takes 100 kB. */
const MAX_PICKLE_BYTES = 16 << 20;

/** The content of a file by torch.save: an object whose tensors are TensorRefs, and access to their elements. */
export interface TorchFile {
  root: unknown;
  /** @throws KokoroError `checkpoint-corrupt` if the storage is missing or has another size */
  tensor: (name: string, ref: TensorRef) => LazyTensor;
}

/**
 * Reads only the pickle of a file in torch.save's zip format: `NAME/data.pkl`, `NAME/data/0`, …, `NAME/byteorder`
 * (absent in old files). No code from the file is run.
 * @throws KokoroError `checkpoint-corrupt`, `checkpoint-unsafe`; `checkpoint-legacy` for a big-endian file
 */
export async function readTorchFile(file: DataFile, { entries }: ZipArchive): Promise<TorchFile> {
  const pickles = [...entries.keys()].filter(isPickleName);
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length > 1) {
    throw corrupt(
      file.path,
      `it is a zip archive, but not one that torch.save wrote (it has ${pickles.length} data.pkl)`,
    );
  }
  const folder = pickle.slice(0, -'data.pkl'.length);
  const order = entries.get(`${folder}byteorder`);
  if (order !== undefined && order.size < 10 && Buffer.from(await order.read()).toString() === 'big') {
    throw new KokoroError(
      'checkpoint-legacy',
      `${file.path} was written on a big-endian machine. Load it with torch.load and save it again on this one.`,
    );
  }
  const root = await readPickle(file, entries.get(pickle));
  return { root, tensor: (name, ref) => lazyTensor(file, entries.get(`${folder}data/${ref.storage.key}`), name, ref) };
}

/** Whether an entry is the pickle of a file by torch.save. */
export function isPickleName(name: string): boolean {
  return /^(?:[^/]+\/)?data\.pkl$/.test(name);
}

async function readPickle(file: DataFile, entry: ZipEntry | undefined): Promise<unknown> {
  if (entry === undefined || entry.size > MAX_PICKLE_BYTES) throw corrupt(file.path, 'its data.pkl is too large');
  const bytes = await entry.read();
  try {
    return unpickle(bytes, TORCH);
  } catch (error) {
    if (!(error instanceof UnsafePickleError)) {
      throw corrupt(file.path, `its data.pkl cannot be read (${messageOf(error)})`, error);
    }
    throw new KokoroError(
      'checkpoint-unsafe',
      `${file.path} was not read: its pickle ${error.message}, and only tensors in dicts are accepted. ` +
        'If you trust its source, load it with torch.load and save its state_dict alone.',
      { cause: error },
    );
  }
}

function lazyTensor(file: DataFile, entry: ZipEntry | undefined, name: string, ref: TensorRef): LazyTensor {
  const { storage, shape } = ref;
  const bytes = ELEMENT_BYTES[storage.dtype];
  if (entry?.size !== storage.elements * bytes) {
    const found = entry === undefined ? 'is missing' : `has ${entry.size} bytes, not ${storage.elements * bytes}`;
    throw corrupt(file.path, `the storage ${storage.key} of the tensor ${name} ${found}`);
  }
  const read = async (): Promise<Float32Array> => {
    const { start, end } = spanOf(ref);
    try {
      return gather(toFloat32(storage.dtype, await entry.read(start * bytes, end * bytes)), ref);
    } catch (error) {
      if (!(error instanceof KokoroError) || error.code !== 'checkpoint-corrupt') throw error;
      throw new KokoroError(error.code, `The tensor ${name} cannot be read. ${error.message}`, { cause: error });
    }
  };
  return { name, dtype: storage.dtype, shape, read };
}

/** Gathers the elements of a view in row-major order from the part of the storage that it spans. */
function gather(span: Float32Array, { shape, strides }: TensorRef): Float32Array {
  const contiguous = contiguousStrides(shape);
  if (shape.every((size, axis) => size <= 1 || strides[axis] === contiguous[axis])) return span;
  const out = new Float32Array(elementsOf(shape));
  const index = shape.map(() => 0);
  for (let i = 0, at = 0; i < out.length; i++) {
    out[i] = span[at] ?? NaN;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [count, size, stride] = [(index[axis] ?? 0) + 1, shape[axis] ?? 0, strides[axis] ?? 0];
      at += stride;
      index[axis] = count;
      if (count < size) break;
      index[axis] = 0;
      at -= size * stride;
    }
  }
  return out;
}
