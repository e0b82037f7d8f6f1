import { KokoroError } from '../../common/errors';
import { bytesOf, ELEMENT_SIZE, ELEMENT_TYPES, type ElementType, sizeOf, type Tensor } from './model';
import { countFloats, countVarints, eachFloat, eachVarint, type Field, numberOf, readFields, textOf } from './wire';

const TYPE_NAMES = new Map<number, ElementType>(
  Object.entries(ELEMENT_TYPES).map(([name, number]) => [number, name as ElementType]),
);

/** The element type of a TensorProto.DataType; undefined for one that is not known. */
export function elementType(dataType: Field['int']): ElementType | undefined {
  return TYPE_NAMES.get(Number(dataType));
}

/** Decodes a TensorProto, and brings its elements into the raw form. @throws KokoroError `model-invalid` */
export function decodeTensor(bytes: Uint8Array): Tensor {
  const dims: number[] = [];
  let type: ElementType | undefined;
  let name = '';
  let raw: Uint8Array | undefined;
  for (const field of readFields(bytes)) {
    if (field.number === 1) eachVarint(field, (low, high) => dims.push(numberOf(low, high)));
    else if (field.number === 2) type = elementType(field.int);
    else if (field.number === 8) name = textOf(field);
    else if (field.number === 9) raw = field.bytes;
    else if (field.number === 14 && field.int === 1n) throw invalid(`its weight ${name} is in another file`);
  }
  if (type === undefined) throw invalid(`its weight ${name} is of an unknown type`);
  const data = raw ?? rawNumbers(type, bytes);
  if (type !== 'string' && data.byteLength !== sizeOf(dims) * ELEMENT_SIZE[type]) {
    throw invalid(
      `its weight ${name} should have ${sizeOf(dims)} elements of ${type}, but has ${data.byteLength} bytes`,
    );
  }
  return { name, type, dims, data };
}

/** The fields of a TensorProto that hold its elements when they are not raw. */
const FLOATS = [4];
const DOUBLES = [10];
const INTS = [5, 7, 11];

/**
 * The raw form of a tensor whose elements are stored in a field for their type. They are counted first and then
 * written straight into place: as JavaScript numbers, the elements of a large tensor would take many times its size.
 */
function rawNumbers(type: ElementType, bytes: Uint8Array): Uint8Array {
  if (type === 'string') return new Uint8Array(0);
  const size = ELEMENT_SIZE[type];
  const floats = type === 'float32' || type === 'float64';
  const stored = type === 'float32' ? FLOATS : type === 'float64' ? DOUBLES : INTS;
  let count = 0;
  for (const field of readFields(bytes)) {
    if (stored.includes(field.number)) count += floats ? countFloats(field, size) : countVarints(field);
  }
  const raw = new DataView(new ArrayBuffer(count * size));
  let at = 0;
  const putFloat = (value: number): void => {
    if (size === 4) raw.setFloat32(at, value, true);
    else raw.setFloat64(at, value, true);
    at += size;
  };
  const putInt = (low: number, high: number): void => {
    if (size === 1) raw.setInt8(at, low);
    else if (size === 2) raw.setInt16(at, low, true);
    else raw.setInt32(at, low, true);
    if (size === 8) raw.setInt32(at + 4, high, true);
    at += size;
  };
  for (const field of readFields(bytes)) {
    if (!stored.includes(field.number)) continue;
    if (floats) eachFloat(field, size, putFloat);
    else eachVarint(field, putInt);
  }
  return bytesOf(raw);
}

/** The error for a model that cannot be used. */
export function invalid(what: string): KokoroError {
  return new KokoroError('model-invalid', `It cannot be used: ${what}.`);
}
