import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../../common/errors';
import {
  type Attribute,
  bytesOf,
  type ElementType,
  type Graph,
  type Model,
  type Node,
  type Tensor,
  type ValueInfo,
} from './model';
import { decodeTensor, elementType, invalid } from './readTensor';
import { eachFloat, eachVarint, numberOf, readFields, textOf } from './wire';

/** The deepest nesting of graphs that is read; anything deeper is an attack, not a model. */
const MAX_DEPTH = 16;

/**
 * Reads an ONNX file. Tensors are views of its bytes.
 * @throws KokoroError `input-unreadable`; `model-invalid` if it is cut off, has external weights, or is not an ONNX
 *   file
 */
export async function readModel(path: string): Promise<Model> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  try {
    return decodeModel(bytesOf(bytes)); // a plain Uint8Array, whose slices are copies
  } catch (error) {
    throw new KokoroError('model-invalid', `${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** Decodes the bytes of an ONNX file. @throws KokoroError `model-invalid` */
export function decodeModel(bytes: Uint8Array): Model {
  const model: Partial<Model> & Pick<Model, 'opsets' | 'metadata'> = { opsets: new Map(), metadata: new Map() };
  for (const field of readFields(bytes)) {
    if (field.number === 1) model.irVersion = Number(field.int);
    else if (field.number === 2) model.producer = textOf(field);
    else if (field.number === 3) model.producerVersion = textOf(field);
    else if (field.number === 6) model.doc = textOf(field);
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
  if (irVersion === undefined || !graph || opsets.size === 0) throw invalid('this is not an ONNX file');
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
    if (field.number === 1) opset.domain = textOf(field);
    else if (field.number === 2) opset.version = Number(field.int);
  }
  return opset;
}

function decodePair(bytes: Uint8Array): [string, string] {
  const pair: [string, string] = ['', ''];
  for (const field of readFields(bytes)) {
    if (field.number === 1) pair[0] = textOf(field);
    else if (field.number === 2) pair[1] = textOf(field);
  }
  return pair;
}

function decodeGraph(bytes: Uint8Array, depth: number): Graph {
  if (depth > MAX_DEPTH) throw invalid('its graphs are nested too deeply');
  const graph: Graph = { name: '', nodes: [], initializers: [], inputs: [], outputs: [], values: [] };
  for (const field of readFields(bytes)) {
    if (field.number === 1) graph.nodes.push(decodeNode(field.bytes, depth));
    else if (field.number === 2) graph.name = textOf(field);
    else if (field.number === 5) graph.initializers.push(decodeTensor(field.bytes));
    else if (field.number === 10) graph.doc = textOf(field);
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
    if (field.number === 1) node.inputs.push(textOf(field));
    else if (field.number === 2) node.outputs.push(textOf(field));
    else if (field.number === 3) node.name = textOf(field);
    else if (field.number === 4) node.op = textOf(field);
    else if (field.number === 5) {
      const [name, attribute] = decodeAttribute(field.bytes, depth);
      node.attributes.set(name, attribute);
    } else if (field.number === 7) node.domain = textOf(field);
  }
  return node;
}

/** Decodes an AttributeProto, whose field 20 says which kind it is. */
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
    if (field.number === 1) name = textOf(field);
    else if (field.number === 2) float = field.float;
    else if (field.number === 3) int = Number(field.int);
    else if (field.number === 4) string = textOf(field);
    else if (field.number === 5) tensor = decodeTensor(field.bytes);
    else if (field.number === 6) graph = decodeGraph(field.bytes, depth + 1);
    else if (field.number === 7) eachFloat(field, 4, (value) => floats.push(value));
    else if (field.number === 8) eachVarint(field, (low, high) => ints.push(numberOf(low, high)));
    else if (field.number === 9) strings.push(textOf(field));
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

function decodeValue(bytes: Uint8Array): ValueInfo {
  const value: ValueInfo = { name: '', type: 'other' };
  for (const field of readFields(bytes)) {
    if (field.number === 1) value.name = textOf(field);
    else if (field.number === 3) value.doc = textOf(field);
    else if (field.number === 2) Object.assign(value, decodeType(field.bytes));
  }
  return value;
}

/** A tensor's type and shape, or the encoded form of any other type. */
function decodeType(encoded: Uint8Array): Omit<ValueInfo, 'name'> {
  for (const kind of readFields(encoded)) {
    if (kind.number !== 1) continue;
    let type: ElementType | undefined;
    let dims: (number | string)[] | undefined;
    for (const part of readFields(kind.bytes)) {
      if (part.number === 1) type = elementType(part.int);
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
    for (const part of readFields(field.bytes)) size = part.number === 1 ? Number(part.int) : textOf(part);
    dims.push(size);
  }
  return dims;
}
