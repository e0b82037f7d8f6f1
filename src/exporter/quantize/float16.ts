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

/** Fewer numbers than these are not worth storing in half the space, and transforms and projections to one channel stay exact. */
const SMALL = 4096;
/** Computed in binary16 where their weights are; over 90 % of the work. */
const HEAVY = new Set(['Conv', 'ConvTranspose']);
/** Computed in binary16 where all that they take is binary16 already. */
const LIGHT = new Set(['Add', 'Sum', 'LeakyRelu', 'Concat', 'Reshape', 'Unsqueeze', 'Transpose', 'Slice']);
/** Those of them whose first input alone is of numbers; the others are shapes and places. */
const SHAPING = new Set(['Reshape', 'Unsqueeze', 'Slice']);
/** Convolutions up to this size on the way to the pitch keep their weights: their rounding shifts it, and every harmonic's phase. */
const PITCH_WEIGHTS = 2 ** 18;
/** What leads to these decides on durations and on the phase of the source: it is computed in float32. */
export const PRECISE = ['Round', 'CumSum'];

/**
 * A model with its weights in binary16 and its convolutions computed in it; inputs and outputs stay float32. Normalizations,
 * activations that take large arguments, spectra, and all that durations and pitch depend on stay float32, with weights that are
 * stored as binary16. Works for any graph of Kokoro.
 */
export function toFloat16(model: Model): Model {
  return { ...model, graph: new Float16Pass(model, true).run() };
}

/** A model with its large float32 weights stored as binary16 and everything computed as before. */
export function storeFloat16(model: Model): Model {
  return { ...model, graph: new Float16Pass(model, false).run() };
}

class Float16Pass {
  readonly #model: Model;
  readonly #compute: boolean;
  readonly #nodes: Node[] = [];
  readonly #initializers: Tensor[] = [];
  /** The float32 values that exist as binary16, by name, and under which name. */
  readonly #half = new Map<string, string>();
  /** Those of them that exist as float32 as well. */
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
      const onTheWay = pitch.has(tensor.name) && sizeOf(tensor.dims) <= PITCH_WEIGHTS;
      this.#store(tensor, onTheWay || scales.has(tensor.name));
    }
    for (const node of graph.nodes) {
      if (!this.#compute) this.#inFloat(node);
      else if (HEAVY.has(node.op) && !precise.has(node) && this.#half.has(node.inputs[1] ?? '')) this.#inHalf(node);
      else if (LIGHT.has(node.op) && this.#allHalf(node)) this.#inHalf(node);
      else this.#inFloat(node);
    }
    for (const { name } of graph.outputs) this.#toFloat(name);
    const read = new Set([...this.#nodes.flatMap(readsOf), ...graph.outputs.map(({ name }) => name)]);
    const initializers = this.#initializers.filter(({ name }) => read.has(name)); // some are used as binary16 only
    const given = new Set(this.#nodes.flatMap(({ outputs }) => outputs));
    const values = graph.values
      .flatMap((info): ValueInfo[] => [info, { ...info, name: `${info.name}/half`, type: 'float16' }])
      .filter(({ name }) => given.has(name));
    return { ...graph, nodes: this.#nodes, initializers, values };
  }

  #store(tensor: Tensor, asIs: boolean): void {
    const values = tensor.type === 'float32' ? floatsOf(tensor) : undefined;
    if (!values || asIs || sizeOf(tensor.dims) < SMALL || !values.every((value) => Math.abs(value) <= LARGEST_HALF)) {
      this.#initializers.push(tensor);
      if (values) this.#small.set(tensor.name, tensor);
      return;
    }
    const name = `${tensor.name}/half`;
    this.#initializers.push({ ...tensor, name, type: 'float16', data: bytesOf(toHalf(values)) });
    this.#half.set(tensor.name, name);
  }

  /** Whether all numbers that a node takes are binary16. */
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

  /** The binary16 of a value; small weights become so for good, others by a conversion. */
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

  /** Makes the float32 of a value that so far is binary16 only. */
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
