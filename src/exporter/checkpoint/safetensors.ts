import { type KokoroError, messageOf } from '../../common/errors';
import { corrupt, type DataFile } from './dataFile';
import { normalizeName } from './names';
import { type DataType, ELEMENT_BYTES, elementsOf, type LazyTensor, MAX_ELEMENTS, toFloat32 } from './tensor';

/** Kokoro's header takes about 70 kB. */
const MAX_HEADER_BYTES = 8 << 20;
export const LENGTH_BYTES = 8;
export const DATA_TYPES: ReadonlyMap<unknown, DataType> = new Map([
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['F64', 'float64'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

/**
 * Reads the tensors of a safetensors file: 8 bytes with the length of the header, a JSON header, then the elements
 * (huggingface/safetensors, README.md). Gaps and overlaps are refused, as in the original reader.
 * @throws KokoroError `checkpoint-corrupt`
 */
export async function openSafetensors(file: DataFile): Promise<LazyTensor[]> {
  const prefix = await file.read(0, LENGTH_BYTES);
  const length = Number(new DataView(prefix.buffer).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES) throw corrupt(file.path, `its header has ${length} bytes`);
  const header = parseHeader(file, await file.read(LENGTH_BYTES, length));
  const start = LENGTH_BYTES + length;
  const spans = header
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => describe(file, name, entry))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const span of spans) {
    if (span.begin !== end) throw corrupt(file.path, `the tensor ${span.name} starts at ${span.begin}, not at ${end}`);
    end = span.end;
  }
  if (start + end !== file.size)
    throw corrupt(file.path, `its tensors end at ${start + end}, but the file ends at ${file.size}`);
  return spans.map((span) => ({
    name: normalizeName(span.name),
    dtype: span.dtype,
    shape: span.shape,
    read: async () => toFloat32(span.dtype, await file.read(start + span.begin, span.end - span.begin)),
  }));
}

interface Span {
  name: string;
  dtype: DataType;
  shape: readonly number[];
  begin: number;
  end: number;
}

function parseHeader(file: DataFile, bytes: Uint8Array): [string, unknown][] {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(header)) return Object.entries(header);
    throw new Error('it is not an object');
  } catch (error) {
    throw corrupt(file.path, `its header cannot be read (${messageOf(error)})`, error);
  }
}

function describe(file: DataFile, name: string, entry: unknown): Span {
  const fail = (problem: string): KokoroError => corrupt(file.path, `the tensor ${name.slice(0, 200)} ${problem}`);
  if (!isRecord(entry)) throw fail('is not described');
  const { dtype: type, shape, data_offsets: offsets } = entry;
  const dtype = DATA_TYPES.get(type);
  if (dtype === undefined) throw fail(`has the type ${String(type).slice(0, 20)}, which is not supported`);
  if (!areCounts(shape) || shape.length > 8) throw fail('has an impossible shape');
  const elements = elementsOf(shape);
  if (elements > MAX_ELEMENTS) throw fail(`has more than ${MAX_ELEMENTS} elements`);
  if (!areCounts(offsets) || offsets.length !== 2) throw fail('has no offsets');
  const [begin = 0, end = 0] = offsets;
  if (end - begin !== elements * ELEMENT_BYTES[dtype]) throw fail(`has ${end - begin} bytes for ${elements} elements`);
  return { name, dtype, shape, begin, end };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
