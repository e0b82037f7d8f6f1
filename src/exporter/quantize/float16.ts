import { ancestorsOf, readsOf } from '../graph/extract';
import {
  type Attribute,
  bytesOf,
  ELEMENT_TYPES,
  floatsOf,
  type Model,
  type Node,
  sizeOf,
  type Tensor,
  type ValueInfo,
} from '../onnx/model';
import { LARGEST_HALF, toHalf } from './half';

/** Smaller weights are not worth halving; this also keeps transforms and projections to one channel exact. */
const SMALL = 4096;
/** Computed in binary16 if their weights are binary16; over 90 % of the work. */
const HEAVY = new Set(['Conv', 'ConvTranspose']);
/** Computed in binary16 if all their inputs are binary16 already. */
const LIGHT = new Set(['Add', 'Sum', 'LeakyRelu', 'Concat', 'Reshape', 'Unsqueeze', 'Transpose', 'Slice']);
/** The operations among these whose first input alone is data; the others are shapes and indices. */
const SHAPING = new Set(['Reshape', 'Unsqueeze', 'Slice']);
/** Convolutions up to this size that lead to the pitch stay float32: rounding would shift every harmonic's phase. */
const PITCH_WEIGHTS = 2 ** 18;
/** Durations and the phase of the source depend on the inputs of these operations, which are computed in float32. */
export const PRECISE = ['Round', 'CumSum'];

/**
 * Converts weights and convolutions to binary16; inputs and outputs stay float32. Normalizations, activations with
 * large arguments, spectra, and everything that durations and pitch depend on are computed in float32, from weights
 * stored as binary16. Works for any graph of Kokoro.
 */
export function toFloat16(model: Model): Model {
  return { ...model, graph: new Float16Pass(model, true).run() };
}

/** Stores large float32 weights as binary16; everything is computed as before. */
export function storeFloat16(model: Model): Model {
  return { ...model, graph: new Float16Pass(model, false).run() };
}

class Float16Pass {
  readonly #model: Model;
  readonly #compute: boolean;
  readonly #nodes: Node[] = [];
  readonly #initializers: Tensor[] = [];
  /** The name of each value's binary16 form, if it has one. */
  readonly #half = new Map<string, string>();
  /** The values among these that also exist as float32. */
  readonly #float = new Set<string>();
  readonly #small = new Map<string, Tensor>();

  /** @param compute whether convolutions are computed in binary16 */
  constructor(model: Model, compute: boolean) {
    this.#model = model;
    this.#compute = compute;
  }

  run(): Model['graph'] {
    const { graph } = this.#model;
    const before = (...ops: string[]): Set<Node> =>
      ancestorsOf(
        graph,
        graph.nodes.filter(({ op }) => ops.includes(op)).flatMap(({ inputs }) => inputs),
      );
    const precise = before(...PRECISE);
    const pitch = new Set([...before('CumSum')].filter(({ op }) => op === 'Conv').flatMap(({ inputs }) => inputs));
    const scales = new Set(graph.nodes.filter(({ op }) => op === 'DequantizeLinear').map(({ inputs }) => inputs[1]));
    for (const tensor of graph.initializers) {
      const leadsToPitch = pitch.has(tensor.name) && sizeOf(tensor.dims) <= PITCH_WEIGHTS;
      this.#store(tensor, leadsToPitch || scales.has(tensor.name));
    }
    for (const node of graph.nodes) {
      if (!this.#compute) this.#inFloat(node);
      else if (HEAVY.has(node.op) && !precise.has(node) && this.#half.has(node.inputs[1] ?? '')) this.#inHalf(node);
      else if (LIGHT.has(node.op) && this.#allHalf(node)) this.#inHalf(node);
      else this.#inFloat(node);
    }
    for (const { name } of graph.outputs) this.#toFloat(name);
    const read = new Set([...this.#nodes.flatMap(readsOf), ...graph.outputs.map(({ name }) => name)]);
    const initializers = this.#initializers.filter(({ name }) => read.has(name)); // some are only read as binary16
    const given = new Set(this.#nodes.flatMap(({ outputs }) => outputs));
    const values = graph.values
      .flatMap((info): ValueInfo[] => [info, { ...info, name: `${info.name}/half`, type: 'float16' }])
      .filter(({ name }) => given.has(name));
    return { ...graph, nodes: this.#nodes, initializers, values };
  }

  #store(tensor: Tensor, unchanged: boolean): void {
    const values = tensor.type === 'float32' ? floatsOf(tensor) : undefined;
    if (
      !values ||
      unchanged ||
      sizeOf(tensor.dims) < SMALL ||
      !values.every((value) => Math.abs(value) <= LARGEST_HALF)
    ) {
      this.#initializers.push(tensor);
      if (values) this.#small.set(tensor.name, tensor);
      return;
    }
    const name = `${tensor.name}/half`;
    this.#initializers.push({ ...tensor, name, type: 'float16', data: bytesOf(toHalf(values)) });
    this.#half.set(tensor.name, name);
  }

  /** Whether all data inputs of a node are binary16. */
  #allHalf({ op, inputs }: Node): boolean {
    const numbers = SHAPING.has(op) ? inputs.slice(0, 1) : inputs;
    return numbers.every((name) => this.#half.has(name));
  }

  #inHalf(node: Node): void {
    const shaping = SHAPING.has(node.op);
    const inputs = node.inputs.map((name, i) => (name === '' || (shaping && i > 0) ? name : this.#toHalf(name)));
    const outputs = node.outputs.map((name) => {
      this.#half.set(name, `${name}/half`);
      return `${name}/half`;
    });
    this.#nodes.push({ ...node, inputs, outputs });
  }

  #inFloat(node: Node): void {
    for (const name of readsOf(node)) this.#toFloat(name);
    this.#nodes.push(node);
  }

  /** The binary16 form of a value: small weights are converted now, other values at run time. */
  #toHalf(name: string): string {
    const known = this.#half.get(name);
    if (known !== undefined) return known;
    const half = `${name}/half`;
    const tensor = this.#small.get(name);
    if (tensor)
      this.#initializers.push({ ...tensor, name: half, type: 'float16', data: bytesOf(toHalf(floatsOf(tensor))) });
    else this.#cast(name, half, 'float16');
    this.#half.set(name, half);
    this.#float.add(name);
    return half;
  }

  /** Adds the float32 form of a value that is only binary16 so far. */
  #toFloat(name: string): void {
    const half = this.#half.get(name);
    if (half === undefined || this.#float.has(name)) return;
    this.#float.add(name);
    this.#cast(half, name, 'float32');
  }

  #cast(from: string, to: string, type: 'float16' | 'float32'): void {
    const attribute: Attribute = { kind: 'int', value: ELEMENT_TYPES[type] };
    const node = { op: 'Cast', domain: '', name: `${to}/cast`, inputs: [from], outputs: [to] };
    this.#nodes.push({ ...node, attributes: new Map([['to', attribute]]) });
  }
}
