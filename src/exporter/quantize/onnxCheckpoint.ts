import type { Checkpoint } from '../checkpoint/checkpoint';
import { DataFile } from '../checkpoint/dataFile';
import type { LazyTensor } from '../checkpoint/tensor';
import { transposed } from '../network/context';
import { bytesOf, floatsOf, type Model, type Node, type Tensor } from '../onnx/model';

/** Modules of the predictor, which exporters trace without its name. */
const PREDICTOR = /^(?:F0|N)\.|^(?:F0|N)_proj\b|^(?:shared|lstm|duration_proj)\b|^text_encoder\.lstms\./;

/**
 * The weights of an ONNX export of Kokoro under the names of the PyTorch modules, with weight norm folded. Supports
 * upstream's export and the published INT8 model, whose weights are dequantized. The names come from the nodes, which
 * keep the modules' paths.
 */
export function onnxCheckpoint(model: Model, path: string): Checkpoint {
  const weights = new OnnxWeights(model);
  return {
    path,
    format: 'onnx',
    tensors: weights.all(),
    sha256: async () => {
      const file = await DataFile.open(path);
      try {
        return await file.sha256();
      } finally {
        await file.close();
      }
    },
    close: () => Promise.resolve(),
  };
}

class OnnxWeights {
  readonly #graph: Model['graph'];
  readonly #initializers: ReadonlyMap<string, Tensor>;
  readonly #tensors = new Map<string, LazyTensor>();

  constructor(model: Model) {
    this.#graph = model.graph;
    this.#initializers = new Map(model.graph.initializers.map((tensor) => [tensor.name, tensor]));
  }

  all(): ReadonlyMap<string, LazyTensor> {
    for (const tensor of this.#initializers.values()) this.#named(tensor);
    for (const node of this.#graph.nodes) {
      const module = moduleOf(node);
      if (node.op === 'Conv' || node.op === 'ConvTranspose' || node.op === 'ConvInteger')
        this.#convolution(module, node);
      else if (node.op === 'MatMul' || node.op === 'MatMulInteger') this.#matrix(module, node);
      else if (node.op === 'LSTM') this.#lstm(module, node);
      else if (node.op === 'DynamicQuantizeLSTM') this.#lstmInteger(module, node);
      else if (node.op === 'Gather') this.#table(node);
    }
    return this.#tensors;
  }

  #add(name: string, shape: readonly number[], values: () => Float32Array): void {
    const tensor = { name, dtype: 'float32', shape, read: () => Promise.resolve(values()) } as const;
    if (!this.#tensors.has(name)) this.#tensors.set(name, tensor);
  }

  /** A float tensor that kept its name. */
  #named(tensor: Tensor): void {
    if (tensor.type !== 'float32' || !/^(?:kmodel|encoder|decoder)\./.test(tensor.name)) return;
    this.#add(shortName(tensor.name), tensor.dims, () => floatsOf(tensor).slice());
  }

  #convolution(module: string, node: Node): void {
    const tensor = node.inputs.map((name) => this.#initializers.get(name)).find((found) => found?.dims.length === 3);
    if (tensor) this.#add(`${module}.weight`, tensor.dims, () => this.#dequantized(tensor, node, 0));
  }

  /** `x · W`: the transposed weight of a Linear layer. */
  #matrix(module: string, node: Node): void {
    const tensor = this.#initializers.get(node.inputs[1] ?? '');
    if (tensor?.dims.length !== 2) return;
    const [rows = 0, columns = 0] = tensor.dims;
    this.#add(`${module}.weight`, [columns, rows], () => transposed(this.#dequantized(tensor, node, 1), rows, columns));
  }

  #table(node: Node): void {
    const tensor = this.#initializers.get(node.inputs[0] ?? '');
    if (tensor?.name.endsWith('.weight_quantized') !== true) return;
    const name = shortName(baseOf(tensor));
    this.#add(name, tensor.dims, () => this.#dequantized(tensor, node, 1));
  }

  #lstm(module: string, node: Node): void {
    const [w, r, bias] = [1, 2, 3].map((i) => this.#initializers.get(node.inputs[i] ?? ''));
    if (!w || !r || !bias) return;
    this.#directions(module, bias, r.dims[2] ?? 0, w.dims[2] ?? 0, (part, direction) => {
      const tensor = part === 'ih' ? w : r;
      const size = tensor.data.byteLength / 8;
      return floatsOf(tensor).slice(direction * size, (direction + 1) * size);
    });
  }

  /**
   * ONNX Runtime's quantized LSTM, with transposed matrices `[2, inputs, 4 · hidden]` and one scale for each
   * direction.
   */
  #lstmInteger(module: string, node: Node): void {
    const input = (i: number): Tensor | undefined => this.#initializers.get(node.inputs[i] ?? '');
    const [w, r, bias] = [input(1), input(2), input(3)];
    if (!w || !r || !bias) return;
    this.#directions(module, bias, r.dims[1] ?? 0, w.dims[1] ?? 0, (part, direction) => {
      const [tensor, scale, zero] = part === 'ih' ? [w, input(8), input(9)] : [r, input(10), input(11)];
      const [, rows = 0, columns = 0] = tensor.dims;
      const codes = integersOf(tensor).slice(direction * rows * columns, (direction + 1) * rows * columns);
      const step = scale ? (floatsOf(scale)[direction] ?? 1) : 1;
      const offset = zero ? (integersOf(zero)[direction] ?? 0) : 0;
      return transposed(
        codes.map((code) => (code - offset) * step),
        rows,
        columns,
      );
    });
  }

  /**
   * Adds both directions of an LSTM, with their gates in PyTorch's order (i, f, g, o) instead of ONNX's (i, o, f, g).
   */
  #directions(
    module: string,
    bias: Tensor,
    hidden: number,
    inputs: number,
    matrix: (part: 'ih' | 'hh', direction: number) => Float32Array,
  ): void {
    const gates = (values: Float32Array, width: number): Float32Array => {
      const result = new Float32Array(values.length);
      const size = hidden * width;
      for (const [to, from] of [0, 2, 3, 1].entries())
        result.set(values.subarray(from * size, (from + 1) * size), to * size);
      return result;
    };
    for (const [direction, suffix] of ['', '_reverse'].entries()) {
      for (const [half, part] of (['ih', 'hh'] as const).entries()) {
        const width = part === 'ih' ? inputs : hidden;
        const at = (2 * direction + half) * 4 * hidden;
        this.#add(`${module}.weight_${part}_l0${suffix}`, [4 * hidden, width], () =>
          gates(matrix(part, direction), width),
        );
        this.#add(`${module}.bias_${part}_l0${suffix}`, [4 * hidden], () =>
          gates(floatsOf(bias).slice(at, at + 4 * hidden), 1),
        );
      }
    }
  }

  /** Dequantizes a weight: `(code - zero point) · scale`, per tensor or along an axis. */
  #dequantized(tensor: Tensor, node: Node, axis: number): Float32Array {
    if (tensor.type === 'float32') return floatsOf(tensor).slice();
    const base = baseOf(tensor);
    const scale = this.#initializers.get(`${base}_scale`);
    if (!scale) throw new Error(`the weight ${tensor.name} has no scale`);
    const scales = floatsOf(scale);
    const zeros = this.#zeroPoints(node, scale.name);
    const along = scales.length === tensor.dims[axis] ? axis : 0;
    const stride = tensor.dims.slice(along + 1).reduce((product, size) => product * size, 1);
    const codes = integersOf(tensor);
    for (let i = 0; i < codes.length; i++) {
      const channel = scales.length === 1 ? 0 : Math.floor(i / stride) % scales.length;
      codes[i] = ((codes[i] ?? 0) - (zeros?.[channel] ?? zeros?.[0] ?? 0)) * (scales[channel] ?? 1);
    }
    return codes;
  }

  #zeroPoints(node: Node, scale: string): Float32Array | undefined {
    const name =
      node.op === 'Gather'
        ? this.#graph.nodes.find(({ op, inputs }) => op === 'DequantizeLinear' && inputs[1] === scale)?.inputs[2]
        : node.inputs[3];
    const zero = this.#initializers.get(name ?? '');
    return zero && integersOf(zero);
  }
}

/** `x_quantized` → `x`. */
function baseOf({ name }: Tensor): string {
  return name.replace(/_quantized$/, '');
}

function shortName(name: string): string {
  return name
    .replace(/^kmodel\./, '')
    .replace(/^(?:encoder|decoder)\.(?=bert|predictor|text_encoder|decoder|bert_encoder)/, '');
}

/** The module of a node, from its path: `/decoder/decoder/encode/conv1/Conv_quant` → `decoder.encode.conv1`. */
function moduleOf(node: Node): string {
  const parts = node.name.split('/').filter((part) => part !== '');
  const path = parts.slice(0, -1).map((part) => part.replace(/_\d+$/, ''));
  const joined = shortName(path.join('.'))
    .replace(/^encoder\./, '')
    .replace(/cnn\.(\d)\.cnn\.\1\.0/, 'cnn.$1.0')
    .replace('asr_res.asr_res.0', 'asr_res.0');
  return PREDICTOR.test(joined) ? `predictor.${joined}` : joined;
}

/** The elements of an 8-bit tensor as floats. */
function integersOf(tensor: Tensor): Float32Array {
  const bytes = bytesOf(tensor.data);
  return Float32Array.from(
    tensor.type === 'int8' ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes,
  );
}
