import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { isDiskFull, KokoroError, messageOf } from '../../common/errors';
import { partFile, removeDeadParts } from '../../common/partFiles';
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

export { partFile };

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

/** Reports how much of the file is written, from 0 to 1. */
export type WriteProgress = (part: number) => void;

/**
 * Writes a model to a file, under a temporary name until it is complete.
 * @throws KokoroError `disk-full`, `output-not-writable`; an AbortError when `signal` is aborted
 */
export async function writeModel(
  model: Model,
  path: string,
  options: { signal?: AbortSignal | undefined; onProgress?: WriteProgress | undefined } = {},
): Promise<void> {
  const temporary = partFile(path, process.pid);
  try {
    await removeDeadParts(path);
    const file = await open(temporary, 'w');
    try {
      await writeParts(file, encodeModel(model), options);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    options.signal?.throwIfAborted();
    const full = isDiskFull(error);
    throw new KokoroError(
      full ? 'disk-full' : 'output-not-writable',
      full
        ? `The disk is full: ${path} was not written. Free some space and try again.`
        : `${path} cannot be written: ${messageOf(error)}. Choose another location.`,
      { cause: error },
    );
  }
}

/** Small parts are joined; large ones are written without a copy. */
async function writeParts(
  file: FileHandle,
  message: Message,
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: WriteProgress | undefined },
): Promise<void> {
  const LARGE = 1 << 16;
  let small: Uint8Array[] = [];
  let written = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    signal?.throwIfAborted();
    for (let at = 0; at < bytes.byteLength;) {
      const { bytesWritten } = await file.write(bytes, at, Math.min(bytes.byteLength - at, 1 << 26));
      at += bytesWritten;
    }
    written += bytes.byteLength;
    onProgress?.(written / message.size);
  };
  for (const part of message.parts) {
    if (part.byteLength < LARGE) {
      small.push(part);
      continue;
    }
    await put(Buffer.concat(small));
    small = [];
    await put(part);
  }
  await put(Buffer.concat(small));
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
