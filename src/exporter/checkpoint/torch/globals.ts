import { type DataType, MAX_ELEMENTS } from '../tensor';
import { type PickleGlobal, type PickleResolver, UnsafePickleError } from './unpickler';

/** A reference to a storage, whose elements are in the archive's entry `data/KEY`. */
export class StorageRef {
  readonly key: string;
  readonly dtype: DataType;
  readonly elements: number;

  constructor(key: string, dtype: DataType, elements: number) {
    this.key = key;
    this.dtype = dtype;
    this.elements = elements;
  }
}

/** A view of a storage. Sizes and strides are in elements; every element is inside the storage. */
export class TensorRef {
  readonly storage: StorageRef;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(storage: StorageRef, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const STORAGE_TYPES: ReadonlyMap<string, DataType> = new Map([
  ['FloatStorage', 'float32'],
  ['HalfStorage', 'float16'],
  ['BFloat16Storage', 'bfloat16'],
  ['DoubleStorage', 'float64'],
  ['LongStorage', 'int64'],
  ['IntStorage', 'int32'],
  ['ShortStorage', 'int16'],
  ['CharStorage', 'int8'],
  ['ByteStorage', 'uint8'],
  ['BoolStorage', 'bool'],
]);
const MAX_DIMENSIONS = 8;

/** `torch.FloatStorage` and its siblings, which only name a type and cannot be called. */
class StorageType implements PickleGlobal {
  readonly name: string;
  readonly dtype: DataType;

  constructor(name: string, dtype: DataType) {
    this.name = `torch.${name}`;
    this.dtype = dtype;
  }

  call(): never {
    throw new UnsafePickleError(`calls ${this.name}`);
  }
}

/** The closed list of globals that a checkpoint may use. */
const GLOBALS: ReadonlyMap<string, PickleGlobal> = new Map(
  [
    { name: 'collections.OrderedDict', call: orderedDict },
    { name: 'torch._utils._rebuild_tensor_v2', call: rebuildTensor },
    { name: 'torch._utils._rebuild_parameter', call: rebuildParameter },
    ...Array.from(STORAGE_TYPES, ([name, dtype]) => new StorageType(name, dtype)),
  ].map((global: PickleGlobal) => [global.name, global]),
);

/** Resolves what a checkpoint written by torch.save refers to. */
export const TORCH: PickleResolver = {
  find(module, name) {
    const global = GLOBALS.get(`${module}.${name}`);
    if (global === undefined) throw new UnsafePickleError(`wants to use ${`${module}.${name}`.slice(0, 100)}`);
    return global;
  },

  /** `('storage', type, key, location, elements)` */
  load(id) {
    const [kind, type, key, , elements] = Array.isArray(id) ? (id as unknown[]) : [];
    if (kind !== 'storage' || !(type instanceof StorageType) || !isKey(key) || !isCount(elements)) {
      throw new Error('a persistent id does not name a storage');
    }
    return new StorageRef(key, type.dtype, elements);
  },
};

function orderedDict(args: readonly unknown[]): Map<unknown, unknown> {
  if (args.length > 0) throw new Error('an OrderedDict is constructed with arguments');
  return new Map();
}

/** `(storage, offset, size, stride, requires_grad, backward_hooks, metadata?)` */
function rebuildTensor(args: readonly unknown[]): TensorRef {
  const [storage, offset, shape, strides] = args;
  if (!(storage instanceof StorageRef)) throw new Error('a tensor has no storage');
  if (!isCount(offset) || !areCounts(shape) || !areCounts(strides) || shape.length !== strides.length) {
    throw new Error(`a tensor in storage ${storage.key} has an impossible shape`);
  }
  const tensor = new TensorRef(storage, offset, shape, strides);
  const { end } = spanOf(tensor);
  if (end > storage.elements) {
    throw new Error(`a tensor [${shape.join(', ')}] reaches outside its storage ${storage.key}`);
  }
  if (
    Math.max(
      shape.reduce((product, size) => product * size, 1),
      end - offset,
    ) > MAX_ELEMENTS
  ) {
    throw new Error(`a tensor [${shape.join(', ')}] has more than ${MAX_ELEMENTS} elements`);
  }
  return tensor;
}

/** `(data, requires_grad, backward_hooks)` */
function rebuildParameter([data]: readonly unknown[]): TensorRef {
  if (!(data instanceof TensorRef)) throw new Error('a parameter has no tensor');
  return data;
}

/** The range of the storage that a view spans, from `start` up to but not including `end`, in elements. */
export function spanOf({ offset, shape, strides }: TensorRef): { start: number; end: number } {
  if (shape.includes(0)) return { start: offset, end: offset };
  const last = shape.reduce((at, size, axis) => at + (size - 1) * (strides[axis] ?? 0), offset);
  return { start: offset, end: last + 1 };
}

/** torch identifies storages by numbers. */
function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= MAX_DIMENSIONS && value.every(isCount);
}
