import { corrupt, DataFile } from './dataFile';
import { formatOf } from './format';
import { normalizeName } from './names';
import { openSafetensors } from './safetensors';
import type { LazyTensor } from './tensor';
import { TensorRef } from './torch/globals';
import { readTorchFile } from './torch/torchFile';
import { ZipArchive } from './zipArchive';

/** An open checkpoint: names and shapes are known; values are read one tensor at a time. */
export interface Checkpoint {
  readonly path: string;
  readonly format: 'pth' | 'safetensors' | 'onnx';
  /** By normalized name: `bert.…`, `bert_encoder.…`, `predictor.…`, `decoder.…`, `text_encoder.…`. */
  readonly tensors: ReadonlyMap<string, LazyTensor>;
  /** Computes the SHA-256 of the file, in hexadecimal. */
  sha256(): Promise<string>;
  /** Closes the file; no tensor can be read after that. */
  close(): Promise<void>;
}

const MAX_NAME = 300;
const MAX_DEPTH = 4;
const MAX_ITEMS = 20_000;

/**
 * Opens a checkpoint. The format is recognized by content, not by file name.
 * @throws KokoroError `input-unreadable`, `checkpoint-corrupt`, `checkpoint-unsafe`, `checkpoint-legacy`
 */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const file = await DataFile.open(path);
  try {
    const format = await formatOf(file);
    if (format === 'other') {
      throw corrupt(path, file.size === 0 ? 'it is empty' : 'it is neither a PyTorch nor a safetensors file');
    }
    const list = format === 'zip' ? await torchTensors(file) : await openSafetensors(file);
    const tensors = byName(file, list);
    return {
      path,
      format: format === 'zip' ? 'pth' : format,
      tensors,
      sha256: () => file.sha256(),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function torchTensors(file: DataFile): Promise<LazyTensor[]> {
  const { root, tensor } = await readTorchFile(file, await ZipArchive.open(file));
  if (!(root instanceof Map)) throw corrupt(file.path, 'it does not hold a dict of tensors');
  return flatten(file, root).map(([name, ref]) => tensor(normalizeName(name), ref));
}

/** The tensors in nested dicts, by their path. Other values, such as an epoch, are skipped. */
function flatten(file: DataFile, root: ReadonlyMap<unknown, unknown>): [string, TensorRef][] {
  const found: [string, TensorRef][] = [];
  let items = 0;
  const visit = (dict: ReadonlyMap<unknown, unknown>, prefix: string, depth: number): void => {
    if (depth > MAX_DEPTH) throw corrupt(file.path, `its dicts are nested more than ${MAX_DEPTH} deep`);
    for (const [key, value] of dict) {
      // Counted here, because the same dict may be referred to many times.
      if (++items > MAX_ITEMS) throw corrupt(file.path, `its dicts hold more than ${MAX_ITEMS} items`);
      if (typeof key !== 'string') continue;
      if (value instanceof TensorRef) found.push([prefix + key, value]);
      else if (value instanceof Map) visit(value, `${prefix}${key}.`, depth + 1);
    }
  };
  visit(root, '', 1);
  return found;
}

function byName(file: DataFile, list: readonly LazyTensor[]): ReadonlyMap<string, LazyTensor> {
  const tensors = new Map<string, LazyTensor>();
  for (const tensor of list) {
    const { name } = tensor;
    if (name.length > MAX_NAME) throw corrupt(file.path, `a tensor is called ${name.slice(0, MAX_NAME)}…`);
    if (tensors.has(name)) throw corrupt(file.path, `two tensors are called ${name}`);
    tensors.set(name, tensor);
  }
  return tensors;
}
