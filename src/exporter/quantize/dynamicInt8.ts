import { ancestorsOf, readsOf } from '../graph/extract';
import { transposed } from '../network/context';
import { bytesOf, ELEMENT_TYPES, floatsOf, type Model, type Node, sizeOf, type Tensor } from '../onnx/model';
import { MIDDLE, rounded } from './codes';
import { PRECISE, storeFloat16 } from './float16';
import { storeInt8 } from './storeInt8';

/** Weights with fewer elements are not worth quantizing. */
const SMALL = 4096;
/** For weights stored as int8: how many leading axes make up the rows, each of which has a scale. */
const ROWS = new Map([
  ['Conv', 1],
  ['ConvTranspose', 1],
  ['Gather', 1],
  ['LSTM', 2],
]);
/** Channels are equalized if the logarithms of their sizes have at least this standard deviation. */
const MIN_SPREAD = 0.2;
/** The size of a channel whose weights are all zero. */
const SMALLEST_SQUARE = 1e-12;
const TO_FLOAT: Node['attributes'] = new Map([['to', { kind: 'int', value: ELEMENT_TYPES.float32 }]]);

/** Layers whose inputs lose most in 8 bits, by the names of node and weight: each alone costs 0.29 dB. */
const SENSITIVE = /\bencode[./]conv1[./]|\bresblocks\.5[./]convs1\.0[./]/;
/** Convolutions with fewer channels read or write a spectrum: the last alone costs 3.6 dB, all others together 1 dB. */
const NARROW = 32;

/**
 * Quantizes a model dynamically, like onnxruntime's `quantize_dynamic`: weights become 8-bit integers, convolutions
 * and matrix products `ConvInteger` and `MatMulInteger`, whose inputs are quantized at run time. Each output channel
 * has its own scale. Whatever durations and pitch depend on stays float32, stored as binary16. Sensitive layers, and
 * those for which ONNX Runtime has no integer operation, are stored as int8 and computed in float32. Works for any
 * float32 graph of Kokoro.
 */
export function toDynamicInt8(model: Model): Model {
  const pass = new DynamicInt8(model);
  const graph = pass.run();
  return storeFloat16(storeInt8({ ...model, graph }, (name) => pass.rows.get(name) ?? 0));
}

/** The names of a quantized value or weight: its u8 codes, its scales, and its zero point. */
interface Quantized {
  codes: string;
  scale: string;
  zero: string;
}

class DynamicInt8 {
  /** For weights to be stored as int8: how many leading axes make up the rows. */
  readonly rows = new Map<string, number>();
  readonly #graph: Model['graph'];
  readonly #weights: ReadonlyMap<string, Tensor>;
  readonly #nodes: Node[] = [];
  readonly #added = new Map<string, Tensor>();
  readonly #measured = new Map<string, Quantized>();

  constructor({ graph }: Model) {
    this.#graph = graph;
    this.#weights = new Map(
      graph.initializers
        .filter(({ type, dims }) => type === 'float32' && sizeOf(dims) >= SMALL)
        .map((tensor) => [tensor.name, tensor]),
    );
  }

  run(): Model['graph'] {
    const graph = this.#graph;
    const decisive = graph.nodes.filter(({ op }) => PRECISE.includes(op)).flatMap(({ inputs }) => inputs);
    const precise = ancestorsOf(graph, decisive);
    for (const node of graph.nodes) {
      if (precise.has(node)) this.#nodes.push(node);
      else if (!this.#inIntegers(node)) this.#inFloat(node);
    }
    for (const node of precise) for (const name of readsOf(node)) this.rows.delete(name);
    const read = new Set([...this.#nodes.flatMap(readsOf), ...graph.outputs.map(({ name }) => name)]);
    const kept = graph.initializers.filter(({ name }) => read.has(name));
    return { ...graph, nodes: this.#nodes, initializers: [...kept, ...this.#added.values()] };
  }

  #inFloat(node: Node): void {
    const axes = ROWS.get(node.op) ?? 0;
    for (const name of axes > 0 ? node.inputs : []) {
      const { dims = [] } = this.#weights.get(name) ?? {};
      if (dims.length > axes) this.rows.set(name, axes); // not an LSTM's biases
    }
    this.#nodes.push(node);
  }

  /** Adds a node as an integer operation. @returns whether that is possible and accurate enough */
  #inIntegers(node: Node): boolean {
    const weight = this.#weights.get(node.inputs[1] ?? '');
    if (!weight || SENSITIVE.test(`${node.name} ${weight.name}`)) return false;
    const isMatrix = weight.dims.length === 2;
    if (node.op === 'Conv' && integer(node, 'group') <= 1 && Math.min(...weight.dims.slice(0, 2)) >= NARROW)
      this.#convolution(node, weight);
    else if (node.op === 'MatMul' && isMatrix) this.#product(node, weight, false);
    else if (node.op === 'Gemm' && isMatrix && isPlain(node))
      this.#product(node, weight, integer(node, 'transB') === 1);
    else return false;
    return true;
  }

  /** A convolution of `[N, C, …]` by `[M, C, …]`; padding is the input's zero point. */
  #convolution(node: Node, weight: Tensor): void {
    const [, , bias] = node.inputs;
    const channels = weight.dims[0] ?? 0;
    const column = [channels, ...weight.dims.slice(2).map(() => 1)];
    const { x, values } = this.#equalized(node, weight);
    const names = this.#quantized(weight.name, weight.dims, values, column);
    this.#summed(node, 'ConvInteger', x, names, bias && this.#shaped(bias, column), node.attributes);
  }

  /**
   * Equalizes the input channels of a convolution. If their weights differ much in size, as our own exports' folded
   * factors make them, the channels themselves differ inversely, and one scale does not suit them all. The square
   * root of the difference is moved from the weights to the input.
   */
  #equalized({ name, inputs, outputs }: Node, weight: Tensor): { x: string; values: Float32Array } {
    const [x = ''] = inputs;
    const { factors, spread } = channelSizes(weight);
    if (spread < MIN_SPREAD) return { x, values: floatsOf(weight) };
    const [even, kernel] = [`${outputs[0] ?? ''}_evened`, sizeOf(weight.dims.slice(2))];
    const column = [factors.length, ...weight.dims.slice(2).map(() => 1)];
    this.#add({ name: `${even}_factors`, type: 'float32', dims: column, data: bytesOf(factors) });
    this.#node('Mul', `${name}_even_mul`, [x, `${even}_factors`], [even]);
    const values = floatsOf(weight).map((value, i) => value / (factors[Math.floor(i / kernel) % factors.length] ?? 1));
    return { x: even, values };
  }

  /** A product of `[…, rows]` and `[rows, columns]`; with `transB`, the weight is stored transposed. */
  #product(node: Node, weight: Tensor, transB: boolean): void {
    const [rows = 0, columns = 0] = transB ? [...weight.dims].reverse() : weight.dims;
    const values = transB ? transposed(floatsOf(weight), columns, rows) : floatsOf(weight);
    const names = this.#quantized(weight.name, [rows, columns], values, [columns]);
    this.#summed(node, 'MatMulInteger', node.inputs[0] ?? '', names, node.inputs[2]);
  }

  /** Adds `(x · w) · scale · scales + offset`: the product in integers, the rest in float32. */
  #summed(node: Node, op: string, from: string, weight: Quantized, offset = '', attributes?: Node['attributes']): void {
    const { name } = node;
    const [to = ''] = node.outputs;
    const x = this.#measure(from);
    const [sums, floats, factors, scaled] = [`${to}_sums`, `${to}_cast`, `${to}_scales`, `${to}_scaled`];
    this.#node(op, name, [x.codes, weight.codes, x.zero, weight.zero], [sums], attributes);
    this.#node('Cast', `${name}_cast`, [sums], [floats], TO_FLOAT);
    this.#node('Mul', `${name}_scales_mul`, [x.scale, weight.scale], [factors]);
    this.#node('Mul', `${name}_output_scale_mul`, [floats, factors], [offset === '' ? to : scaled]);
    if (offset !== '') this.#node('Add', `${name}_bias_add`, [scaled, offset], [to]);
  }

  /** Quantizes a value to u8 at run time, once for all its readers. */
  #measure(x: string): Quantized {
    const known = this.#measured.get(x);
    if (known) return known;
    const names = { codes: `${x}_quantized`, scale: `${x}_scale`, zero: `${x}_zero_point` };
    this.#node('DynamicQuantizeLinear', `${x}_QuantizeLinear`, [x], [names.codes, names.scale, names.zero]);
    this.#measured.set(x, names);
    return names;
  }

  /**
   * A weight as u8 with zero point 128, under the names that onnxruntime's quantizer uses. (ONNX Runtime requires one
   * zero point for all channels, and is several times slower with s8.)
   * @param scaleDims the shape of the scales, one for each channel; if it has one axis, channels are columns,
   *   otherwise rows
   */
  #quantized(name: string, dims: readonly number[], values: Float32Array, scaleDims: readonly number[]): Quantized {
    const names = { codes: `${name}_quantized`, scale: `${name}_scale`, zero: `${name}_zero_point` };
    if (this.#added.has(names.codes)) return names;
    const count = sizeOf(scaleDims);
    const each = values.length / count;
    const { codes, scales } = rounded(values, scaleDims.length === 1 ? [each, count, 1] : [1, count, each]);
    this.#add({ name: names.codes, type: 'uint8', dims, data: codes });
    this.#add({ name: names.scale, type: 'float32', dims: scaleDims, data: bytesOf(scales) });
    this.#add({ name: names.zero, type: 'uint8', dims: [], data: Uint8Array.of(MIDDLE) });
    return names;
  }

  /** Reshapes a constant now, and any other value at run time. */
  #shaped(name: string, dims: readonly number[]): string {
    const shaped = `${name}_reshape`;
    const tensor = this.#graph.initializers.find((candidate) => candidate.name === name);
    if (tensor) this.#add({ ...tensor, name: shaped, dims });
    else {
      const shape = `${name}_reshape_shape`;
      this.#add({ name: shape, type: 'int64', dims: [dims.length], data: bytesOf(BigInt64Array.from(dims, BigInt)) });
      this.#node('Reshape', shaped, [name, shape], [shaped]);
    }
    return shaped;
  }

  #add(tensor: Tensor): void {
    this.#added.set(tensor.name, tensor);
  }

  #node(
    op: string,
    name: string,
    inputs: string[],
    outputs: string[],
    attributes: Node['attributes'] = new Map(),
  ): void {
    this.#nodes.push({ op, domain: '', name, inputs, outputs, attributes });
  }
}

/** The square root of each input channel's relative size, and the standard deviation of the logarithms of the sizes. */
function channelSizes(weight: Tensor): { factors: Float32Array; spread: number } {
  const [, channels = 0, ...rest] = weight.dims;
  const [values, kernel] = [floatsOf(weight), sizeOf(rest)];
  const squares = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) {
    const channel = Math.floor(i / kernel) % channels;
    squares[channel] = (squares[channel] ?? 0) + (values[i] ?? 0) ** 2;
  }
  const logarithms = squares.map((square) => Math.log(Math.max(square, SMALLEST_SQUARE)) / 2);
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / channels;
  const variance = logarithms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channels;
  return {
    factors: Float32Array.from(logarithms, (value) => Math.exp((value - mean) / 2)),
    spread: Math.sqrt(variance),
  };
}

function integer({ attributes }: Node, name: string): number {
  const attribute = attributes.get(name);
  return attribute?.kind === 'int' ? attribute.value : 0;
}

/** Whether a Gemm is `x · W + c`, or `x · Wᵀ + c`. */
function isPlain(node: Node): boolean {
  const isOne = (name: string): boolean => {
    const factor = node.attributes.get(name);
    return factor?.kind !== 'float' || factor.value === 1;
  };
  return integer(node, 'transA') === 0 && isOne('alpha') && isOne('beta');
}
