import { type WriteOptions, writeWhole } from '../wholeFile';
import {
  type Attribute,
  ELEMENT_TYPES,
  type ElementType,
  type Graph,
  type Model,
  type Node,
  type Tensor,
  type ValueInfo,
} from './model';
import { Message } from './wire';

// The field numbers are from onnx.proto (IR version 8).

/** Encodes a model as an ONNX file. */
export function encodeModel(model: Model): Message {
  const message = new Message()
    .int(1, model.irVersion)
    .string(2, model.producer)
    .string(3, model.producerVersion)
    .string(6, model.doc ?? '')
    .message(7, encodeGraph(model.graph));
  for (const [domain, version] of model.opsets) message.message(8, new Message().string(1, domain).int(2, version));
  for (const [key, value] of model.metadata) message.message(14, new Message().string(1, key).string(2, value));
  return message;
}

/**
 * Writes a model to a file, under a temporary name until it is complete.
 * @throws KokoroError `disk-full`, `output-not-writable`; an AbortError when `signal` is aborted
 */
export async function writeModel(model: Model, path: string, options: WriteOptions = {}): Promise<void> {
  await writeWhole(path, encodeModel(model).parts, options);
}

function encodeGraph(graph: Graph): Message {
  const message = new Message();
  for (const node of graph.nodes) message.message(1, encodeNode(node));
  message.string(2, graph.name);
  for (const tensor of graph.initializers) message.message(5, encodeTensor(tensor));
  if (graph.doc !== undefined) message.string(10, graph.doc);
  for (const value of graph.inputs) message.message(11, encodeValue(value));
  for (const value of graph.outputs) message.message(12, encodeValue(value));
  for (const value of graph.values) message.message(13, encodeValue(value));
  return message;
}

function encodeNode(node: Node): Message {
  const message = new Message();
  for (const name of node.inputs) message.string(1, name);
  for (const name of node.outputs) message.string(2, name);
  message.string(3, node.name).string(4, node.op);
  for (const [name, attribute] of node.attributes) message.message(5, encodeAttribute(name, attribute));
  if (node.domain !== '') message.string(7, node.domain);
  return message;
}

function encodeAttribute(name: string, attribute: Attribute): Message {
  const message = new Message().string(1, name);
  switch (attribute.kind) {
    case 'float':
      return message.float(2, attribute.value).int(20, 1);
    case 'int':
      return message.int(3, attribute.value).int(20, 2);
    case 'string':
      return message.string(4, attribute.value).int(20, 3);
    case 'tensor':
      return message.message(5, encodeTensor(attribute.value)).int(20, 4);
    case 'graph':
      return message.message(6, encodeGraph(attribute.value)).int(20, 5);
    case 'floats':
      for (const value of attribute.value) message.float(7, value);
      return message.int(20, 6);
    case 'ints':
      for (const value of attribute.value) message.int(8, value);
      return message.int(20, 7);
    case 'strings':
      for (const value of attribute.value) message.string(9, value);
      return message.int(20, 8);
  }
}

function encodeTensor(tensor: Tensor): Message {
  const message = new Message();
  for (const size of tensor.dims) message.int(1, size);
  return message.int(2, ELEMENT_TYPES[tensor.type]).string(8, tensor.name).bytes(9, tensor.data);
}

function encodeValue(value: ValueInfo): Message {
  const message = new Message().string(1, value.name);
  if (value.type === 'other') message.bytes(2, value.encoded ?? new Uint8Array(0));
  else message.message(2, new Message().message(1, encodeTensorType(value.type, value.dims)));
  if (value.doc !== undefined) message.string(3, value.doc);
  return message;
}

function encodeTensorType(element: ElementType, dims: ValueInfo['dims']): Message {
  const type = new Message().int(1, ELEMENT_TYPES[element]);
  if (!dims) return type;
  const shape = new Message();
  for (const size of dims) {
    shape.message(1, typeof size === 'string' ? new Message().string(2, size) : new Message().int(1, size));
  }
  return type.message(2, shape);
}
