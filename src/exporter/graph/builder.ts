import {
  type Attribute,
  bytesOf,
  type ElementType,
  type Graph,
  type Node,
  sizeOf,
  type Tensor,
  type ValueInfo,
} from '../onnx/model';

/** The name of a value in the graph under construction. */
export type Value = string;

/** A float attribute; plain numbers are integers. */
export const float = (value: number): Attribute => ({ kind: 'float', value });

export type Attributes = Readonly<Record<string, number | string | readonly number[] | Attribute>>;

/** The domain of Microsoft's operators, which every CPU build of ONNX Runtime has. */
export const MICROSOFT = 'com.microsoft';

/** Builds a graph one operation at a time. Operations are named after the scope that they are added in. */
export class GraphBuilder {
  readonly nodes: Node[] = [];
  readonly initializers: Tensor[] = [];
  readonly inputs: ValueInfo[] = [];
  readonly outputs: ValueInfo[] = [];
  readonly values: ValueInfo[] = [];
  readonly #constants = new Map<string, Value>();
  readonly #scope: string[] = [];
  /**
   * The name of each value's dynamic axis. The outputs of an operation inherit it from the first input that has one.
   */
  readonly #lengths = new Map<Value, string>();
  #count = 0;

  /** Runs `body` in the nested scope `name`. */
  async in<T>(name: string, body: () => Promise<T> | T): Promise<T> {
    this.#scope.push(name);
    try {
      return await body();
    } finally {
      this.#scope.pop();
    }
  }

  /** Adds an input of the graph. */
  input(info: ValueInfo): Value {
    this.inputs.push(info);
    this.#learn(info);
    return info.name;
  }

  /** Makes a value an output of the graph; it takes the name of the output. */
  output(value: Value, info: ValueInfo): void {
    this.rename(value, info.name);
    this.outputs.push(info);
  }

  /** Adds an operation with one output. */
  op(op: string, inputs: readonly Value[], attributes: Attributes = {}, domain = ''): Value {
    return this.ops(op, inputs, 1, attributes, domain)[0] ?? '';
  }

  /** Adds an operation with several outputs. */
  ops(op: string, inputs: readonly Value[], outputs: number, attributes: Attributes = {}, domain = ''): Value[] {
    const name = [...this.#scope, `${op}_${this.#count++}`].join('/');
    const names = Array.from({ length: outputs }, (_, i) => (outputs === 1 ? name : `${name}.${i}`));
    this.nodes.push({
      op,
      domain,
      name,
      inputs: [...inputs],
      outputs: names,
      attributes: new Map(Object.entries(attributes).map(([key, value]) => [key, attributeOf(value)])),
    });
    const length = inputs.map((input) => this.#lengths.get(input)).find((known) => known !== undefined);
    if (length !== undefined) for (const each of names) this.#lengths.set(each, length);
    return [...names];
  }

  /**
   * Applies `body` to a value `times` times in a Loop. The graph contains the body once, so each of its weights is
   * packed only once when the model is loaded.
   * @param dims the shape of the value, which must not change
   */
  async repeat(
    times: number,
    value: Value,
    dims: readonly (number | string)[],
    body: (value: Value) => Promise<Value>,
  ): Promise<Value> {
    const name = [...this.#scope, 'body'].join('/');
    const [before, after] = [`${name}/before`, `${name}/after`];
    const going: ValueInfo = { name: `${name}/going`, type: 'bool', dims: [] };
    const outer = this.nodes.splice(0);
    this.rename(await body(before), after);
    const nodes = this.nodes.splice(0, Infinity, ...outer);
    const graph: Graph = {
      name,
      nodes,
      initializers: [], // all constants are in the outer graph
      inputs: [{ name: `${name}/turn`, type: 'int64', dims: [] }, going, { name: before, type: 'float32', dims }],
      outputs: [going, { name: after, type: 'float32', dims }],
      values: [],
    };
    return this.op('Loop', [this.integer(times), '', value], { body: { kind: 'graph', value: graph } });
  }

  /**
   * States the shape of a value, with names for dynamic axes. ONNX's shape inference loses these in convolutions.
   * Without them, ONNX Runtime's memory planner compares each value with every free block, which takes half of the
   * loading time.
   */
  shape(value: Value, dims: readonly (number | string)[], type: ElementType = 'float32'): Value {
    const info = { name: value, type, dims };
    this.values.push(info);
    this.#learn(info);
    return value;
  }

  /** The name of a value's dynamic axis. */
  lengthOf(value: Value): string {
    const length = this.#lengths.get(value);
    if (length === undefined) throw new Error(`the dynamic axis of ${value} has no name`);
    return length;
  }

  /** Names a value after the scope, so that tests can find it. */
  tap(value: Value): Value {
    return this.rename(value, this.#scope.join('.'));
  }

  /** A float32 weight. A name that already exists refers to the existing weight. */
  weight(name: string, data: Float32Array, dims: readonly number[]): Value {
    return this.tensor('float32', name, data, dims);
  }

  /** A constant of any type. A name that already exists refers to the existing constant. */
  tensor(type: ElementType, name: string, data: ArrayBufferView, dims: readonly number[]): Value {
    return this.#constant(name, () => ({ name, type, dims, data: bytesOf(data) }));
  }

  /** A float32 scalar. */
  scalar(value: number): Value {
    return this.tensor('float32', `const/${value}`, Float32Array.of(value), []);
  }

  /** An int64 scalar. */
  integer(value: number): Value {
    return this.tensor('int64', `const/int/${value}`, BigInt64Array.of(BigInt(value)), []);
  }

  /** A one-dimensional int64 tensor, for shapes and axes. */
  ints(...values: readonly number[]): Value {
    return this.tensor('int64', `const/[${values.join(',')}]`, BigInt64Array.from(values, BigInt), [values.length]);
  }

  /** Concatenation along an axis. */
  concat(values: readonly Value[], axis: number): Value {
    return this.op('Concat', values, { axis });
  }

  /** Reshapes a value; 0 keeps a size, -1 infers one. */
  reshape(value: Value, ...dims: readonly number[]): Value {
    return this.op('Reshape', [value, this.ints(...dims)]);
  }

  /** Elements `from` up to but not including `to` along an axis. */
  slice(value: Value, axis: number, from: number | Value, to: number | Value = Number.MAX_SAFE_INTEGER): Value {
    const bound = (at: number | Value): Value => (typeof at === 'number' ? this.ints(at) : at);
    return this.op('Slice', [value, bound(from), bound(to), this.ints(axis)]);
  }

  /** The size of an axis, as a one-dimensional int64 tensor. */
  size(value: Value, axis: number): Value {
    return this.op('Gather', [this.op('Shape', [value]), this.ints(axis)]);
  }

  graph(name: string, doc: string): Graph {
    const { nodes, initializers, inputs, outputs, values } = this;
    return { name, doc, nodes, initializers, inputs, outputs, values };
  }

  /** Renames the output of an operation, also inside inner graphs. */
  rename(value: Value, name: string): Value {
    renameIn(this.nodes, value, name);
    for (const info of this.values) if (info.name === value) info.name = name;
    const length = this.#lengths.get(value);
    if (length !== undefined) this.#lengths.set(name, length);
    return name;
  }

  #learn({ name, dims = [] }: ValueInfo): void {
    const length = dims.find((size) => typeof size === 'string');
    if (length !== undefined) this.#lengths.set(name, length);
  }

  #constant(key: string, make: () => Tensor): Value {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const tensor = make();
    if (tensor.data.byteLength === 0 && sizeOf(tensor.dims) > 0) throw new Error(`${tensor.name} has no data`);
    this.initializers.push(tensor);
    this.#constants.set(key, tensor.name);
    return tensor.name;
  }
}

/** Renames a value in nodes and in their inner graphs. */
export function renameIn(nodes: readonly Node[], from: Value, to: Value): void {
  const renamed = (name: Value): Value => (name === from ? to : name);
  for (const node of nodes) {
    node.inputs = node.inputs.map(renamed);
    node.outputs = node.outputs.map(renamed);
    for (const attribute of node.attributes.values()) {
      if (attribute.kind === 'graph') renameIn(attribute.value.nodes, from, to);
    }
  }
}

function attributeOf(value: number | string | readonly number[] | Attribute): Attribute {
  if (typeof value === 'number') return { kind: 'int', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (Array.isArray(value)) return { kind: 'ints', value: value as readonly number[] };
  return value as Attribute;
}
