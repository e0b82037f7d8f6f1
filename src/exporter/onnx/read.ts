import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../../common/errors';
import {
  type Attribute,
  bytesOf,
  ELEMENT_SIZE,
  ELEMENT_TYPES,
  type ElementType,
  type Graph,
  type Model,
  type Node,
  sizeOf,
  type Tensor,
  type ValueInfo,
} from './model';
import { countFloats, countVarints, eachFloat, eachVarint, type Field, numberOf, readFields } from './wire';

const TYPE_NAMES = new Map<number, ElementType>(
  Object.entries(ELEMENT_TYPES).map(([name, number]) => [number, name as ElementType]),
);
const text = (field: Field): string => new TextDecoder().decode(field.bytes);

/** Graphs inside graphs that are read at most; deeper ones are an attack, not a model. */
const MAX_DEPTH = 16;

/**
 * Reads an ONNX file; the tensors are views of its bytes.
 * @throws KokoroError `input-unreadable`, `model-invalid` when it is cut off, keeps its weights in other files, or is no ONNX file
 */
export async function readModel(path: string): Promise<Model> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  try {
    return decodeModel(bytesOf(bytes)); // plain bytes, whose slices are copies
  } catch (error) {
    throw new KokoroError('model-invalid', `${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** The model in the bytes of an ONNX file. @throws KokoroError `model-invalid` */
export function decodeModel(bytes: Uint8Array): Model {
  const model: Partial<Model> & Pick<Model, 'opsets' | 'metadata'> = { opsets: new Map(), metadata: new Map() };
  for (const field of readFields(bytes)) {
    if (field.number === 1) model.irVersion = Number(field.int);
    else if (field.number === 2) model.producer = text(field);
    else if (field.number === 3) model.producerVersion = text(field);
    else if (field.number === 6) model.doc = text(field);
    else if (field.number === 7) model.graph = decodeGraph(field.bytes, 0);
    else if (field.number === 8) {
      const { domain, version } = decodeOpset(field.bytes);
      model.opsets.set(domain, version);
    } else if (field.number === 14) {
      const [key, value] = decodePair(field.bytes);
      model.metadata.set(key, value);
    } else if (field.number === 25) throw invalid('it has functions of its own; export it again without them');
  }
  const { irVersion, graph, producer = '', producerVersion = '', opsets, metadata, doc } = model;
  if (irVersion === undefined || !graph || opsets.size === 0) throw invalid('this is no ONNX file');
  return {
    irVersion,
    opsets,
    producer,
    producerVersion,
    metadata,
    graph,
    ...(doc === undefined || doc === '' ? {} : { doc }),
  };
}

function decodeOpset(bytes: Uint8Array): { domain: string; version: number } {
  const opset = { domain: '', version: 0 };
  for (const field of readFields(bytes)) {
    if (field.number === 1) opset.domain = text(field);
    else if (field.number === 2) opset.version = Number(field.int);
  }
  return opset;
}

function decodePair(bytes: Uint8Array): [string, string] {
  const pair: [string, string] = ['', ''];
  for (const field of readFields(bytes)) {
    if (field.number === 1) pair[0] = text(field);
    else if (field.number === 2) pair[1] = text(field);
  }
  return pair;
}

function decodeGraph(bytes: Uint8Array, depth: number): Graph {
  if (depth > MAX_DEPTH) throw invalid('its graphs are nested too deeply');
  const graph: Graph = { name: '', nodes: [], initializers: [], inputs: [], outputs: [], values: [] };
  for (const field of readFields(bytes)) {
    if (field.number === 1) graph.nodes.push(decodeNode(field.bytes, depth));
    else if (field.number === 2) graph.name = text(field);
    else if (field.number === 5) graph.initializers.push(decodeTensor(field.bytes));
    else if (field.number === 10) graph.doc = text(field);
    else if (field.number === 11) graph.inputs.push(decodeValue(field.bytes));
    else if (field.number === 12) graph.outputs.push(decodeValue(field.bytes));
    else if (field.number === 13) graph.values.push(decodeValue(field.bytes));
    else if (field.number === 15) throw invalid('it has sparse weights, which are not supported');
  }
  return graph;
}

function decodeNode(bytes: Uint8Array, depth: number): Node {
  const node: Node = { op: '', domain: '', name: '', inputs: [], outputs: [], attributes: new Map() };
  for (const field of readFields(bytes)) {
    if (field.number === 1) node.inputs.push(text(field));
    else if (field.number === 2) node.outputs.push(text(field));
    else if (field.number === 3) node.name = text(field);
    else if (field.number === 4) node.op = text(field);
    else if (field.number === 5) {
      const [name, attribute] = decodeAttribute(field.bytes, depth);
      node.attributes.set(name, attribute);
    } else if (field.number === 7) node.domain = text(field);
  }
  return node;
}

/** Fields of an attribute by their number; the kind is told apart by field 20. */
function decodeAttribute(bytes: Uint8Array, depth: number): [string, Attribute] {
  let name = '';
  let kind = 0;
  let float = 0;
  let int = 0;
  let string = '';
  let tensor: Tensor | undefined;
  let graph: Graph | undefined;
  const floats: number[] = [];
  const ints: number[] = [];
  const strings: string[] = [];
  for (const field of readFields(bytes)) {
    if (field.number === 1) name = text(field);
    else if (field.number === 2) float = field.float;
    else if (field.number === 3) int = Number(field.int);
    else if (field.number === 4) string = text(field);
    else if (field.number === 5) tensor = decodeTensor(field.bytes);
    else if (field.number === 6) graph = decodeGraph(field.bytes, depth + 1);
    else if (field.number === 7) eachFloat(field, 4, (value) => floats.push(value));
    else if (field.number === 8) eachVarint(field, (low, high) => ints.push(numberOf(low, high)));
    else if (field.number === 9) strings.push(text(field));
    else if (field.number === 20) kind = Number(field.int);
  }
  if (kind === 1) return [name, { kind: 'float', value: float }];
  if (kind === 2) return [name, { kind: 'int', value: int }];
  if (kind === 3) return [name, { kind: 'string', value: string }];
  if (kind === 4 && tensor) return [name, { kind: 'tensor', value: tensor }];
  if (kind === 5 && graph) return [name, { kind: 'graph', value: graph }];
  if (kind === 6) return [name, { kind: 'floats', value: floats }];
  if (kind === 7) return [name, { kind: 'ints', value: ints }];
  if (kind === 8) return [name, { kind: 'strings', value: strings }];
  throw invalid(`its attribute ${name} is of an unknown kind`);
}

/** A tensor; numbers that are not stored raw are brought into the raw form. */
function decodeTensor(bytes: Uint8Array): Tensor {
  const dims: number[] = [];
  let type: ElementType | undefined;
  let name = '';
  let raw: Uint8Array | undefined;
  for (const field of readFields(bytes)) {
    if (field.number === 1) eachVarint(field, (low, high) => dims.push(numberOf(low, high)));
    else if (field.number === 2) type = TYPE_NAMES.get(Number(field.int));
    else if (field.number === 8) name = text(field);
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

/** Fields of a tensor that hold its numbers where they are not raw. */
const FLOATS = [4];
const DOUBLES = [10];
const INTS = [5, 7, 11];

/**
 * The raw form of a tensor whose numbers are stored in a field of their own type. They are counted first and written straight into
 * place: as JavaScript values, the numbers of a large tensor would take many times its size.
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

function decodeValue(bytes: Uint8Array): ValueInfo {
  const value: ValueInfo = { name: '', type: 'other' };
  for (const field of readFields(bytes)) {
    if (field.number === 1) value.name = text(field);
    else if (field.number === 3) value.doc = text(field);
    else if (field.number === 2) Object.assign(value, decodeType(field.bytes));
  }
  return value;
}

/** A tensor's type and shape, or the bytes of any other type. */
function decodeType(encoded: Uint8Array): Omit<ValueInfo, 'name'> {
  for (const kind of readFields(encoded)) {
    if (kind.number !== 1) continue;
    let type: ElementType | undefined;
    let dims: (number | string)[] | undefined;
    for (const part of readFields(kind.bytes)) {
      if (part.number === 1) type = TYPE_NAMES.get(Number(part.int));
      else if (part.number === 2) dims = decodeShape(part.bytes);
    }
    if (type !== undefined) return { type, ...(dims ? { dims } : {}) };
  }
  return { type: 'other', encoded };
}

function decodeShape(bytes: Uint8Array): (number | string)[] {
  const dims: (number | string)[] = [];
  for (const field of readFields(bytes)) {
    let size: number | string = '?';
    for (const part of readFields(field.bytes)) size = part.number === 1 ? Number(part.int) : text(part);
    dims.push(size);
  }
  return dims;
}

function invalid(what: string): KokoroError {
  return new KokoroError('model-invalid', `It cannot be used: ${what}.`);
}
