/** The element types of tensors, with their numbers in onnx.proto (TensorProto.DataType). */
export const ELEMENT_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
} as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Bytes per element. */
export const ELEMENT_SIZE: Readonly<Record<ElementType, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  int32: 4,
  int64: 8,
  string: 0,
  bool: 1,
  float16: 2,
  float64: 8,
  uint32: 4,
  uint64: 8,
  bfloat16: 2,
};

/** A constant tensor: raw little-endian elements, row-major. */
export interface Tensor {
  name: string;
  type: ElementType;
  dims: readonly number[];
  data: Uint8Array;
}

/** An attribute of a node. */
export type Attribute =
  | { kind: 'float'; value: number }
  | { kind: 'int'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'tensor'; value: Tensor }
  | { kind: 'graph'; value: Graph }
  | { kind: 'floats'; value: readonly number[] }
  | { kind: 'ints'; value: readonly number[] }
  | { kind: 'strings'; value: readonly string[] };

/** One operation. An empty input name stands for an omitted optional input. */
export interface Node {
  op: string;
  /** '' for ONNX's own operators. */
  domain: string;
  name: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, Attribute>;
}

/** An input, output or inner value. In `dims`, a string names a dynamic axis; without `dims`, any shape fits. */
export interface ValueInfo {
  name: string;
  /** `other` is anything but a tensor, such as the sequences in upstream's loops; `encoded` is then its TypeProto. */
  type: ElementType | 'other';
  dims?: readonly (number | string)[];
  encoded?: Uint8Array;
  doc?: string;
}

export interface Graph {
  name: string;
  nodes: Node[];
  initializers: Tensor[];
  inputs: ValueInfo[];
  outputs: ValueInfo[];
  /** The types and shapes of inner values, if the file has them. */
  values: ValueInfo[];
  doc?: string;
}

export interface Model {
  irVersion: number;
  /** The version of each operator set, by domain. */
  opsets: Map<string, number>;
  producer: string;
  producerVersion: string;
  doc?: string;
  metadata: Map<string, string>;
  graph: Graph;
}

/** The bytes of a typed array, without a copy. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The elements of a float32 tensor; copies only if the bytes are not aligned. */
export function floatsOf(tensor: Tensor): Float32Array {
  const { data } = tensor;
  if (data.byteOffset % 4 === 0) return new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  return new Float32Array(new Uint8Array(data).buffer);
}

/** The number of elements in a tensor of this shape. */
export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, n) => product * n, 1);
}
