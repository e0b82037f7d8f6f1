import { TENSOR_NAMES } from '../../kokoro/model';
import { type Graph, type Model, type Node, sizeOf, type Tensor, type ValueInfo } from '../onnx/model';
import { type Block, blockOf, type BlockSize, type Sized, sizesByBlock, sizesByType, type TypeSize } from './blocks';

/** Whether a graph has the inputs and outputs of a Kokoro model. */
export function isKokoro({ inputs, outputs }: Graph): boolean {
  const { ids, style, speed, audio } = TENSOR_NAMES;
  const has = (values: readonly ValueInfo[], names: readonly string[]): boolean =>
    values.some(({ name }) => names.includes(name));
  return has(inputs, ids) && has(inputs, style) && has(inputs, speed) && has(outputs, audio);
}

/** What is in an ONNX file. */
export interface ModelInspection {
  kind: 'model';
  path: string;
  bytes: number;
  isKokoro: boolean;
  producer: string;
  irVersion: number;
  opsets: ReadonlyMap<string, number>;
  metadata: ReadonlyMap<string, string>;
  /** Without weights, which old files list among the inputs. */
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
  /** How often each operator (such as `com.microsoft::Name`) occurs, inner graphs included, the most frequent first. */
  ops: readonly (readonly [string, number])[];
  /** The operators among these that compute with or convert to fewer bits. */
  quantizedOps: readonly (readonly [string, number])[];
  weightsByType: readonly TypeSize[];
  weightsByBlock: readonly BlockSize[];
}

/** Operators of ONNX and ONNX Runtime for 4-bit and 8-bit integers. */
const QUANTIZED =
  /^(?:Q(?:Linear|Attention|Gemm)|QuantizeLinear|Dequantize|Dynamic(?:Quantize|Q)|MatMulNBits|\w+Integer)/;

/** Inspects a model. */
export function inspectModel(model: Model, path: string, bytes: number): ModelInspection {
  const { graph } = model;
  const weights = weightsOf(graph);
  const names = new Set(graph.initializers.map(({ name }) => name));
  const ops = countOps(graph);
  return {
    kind: 'model',
    path,
    bytes,
    isKokoro: isKokoro(graph),
    producer: `${model.producer} ${model.producerVersion}`.trim() || 'unknown',
    irVersion: model.irVersion,
    opsets: model.opsets,
    metadata: model.metadata,
    inputs: graph.inputs.filter(({ name }) => !names.has(name)),
    outputs: graph.outputs,
    ops,
    quantizedOps: ops.filter(([op]) => QUANTIZED.test(op.replace(/^.*::/, ''))),
    weightsByType: sizesByType(weights),
    weightsByBlock: sizesByBlock(weights),
  };
}

interface WeightSize extends Sized {
  type: string;
  block: Block;
}

/** The initializers and Constant nodes of a graph and its inner graphs. */
function weightsOf(graph: Graph): WeightSize[] {
  const readers = new Map<string, Node>();
  for (const node of graph.nodes) for (const name of node.inputs) if (!readers.has(name)) readers.set(name, node);
  const found: WeightSize[] = [];
  const add = (tensor: Tensor, name: string): void => {
    found.push({ type: tensor.type, block: homeOf(name, readers), ...measure(tensor) });
  };
  for (const tensor of graph.initializers) add(tensor, tensor.name);
  for (const node of graph.nodes) {
    for (const attribute of node.attributes.values()) {
      if (attribute.kind === 'tensor') add(attribute.value, node.outputs[0] ?? '');
      if (attribute.kind === 'graph') found.push(...weightsOf(attribute.value));
    }
  }
  return found;
}

const measure = ({ dims, data }: Tensor): Sized => ({ bytes: data.byteLength, elements: sizeOf(dims) });

/** Uses a weight's own name, or else its reader's: exporters number folded weights and pass them through Identity. */
function homeOf(name: string, readers: ReadonlyMap<string, Node>): Block {
  const own = blockOf(name);
  if (own !== 'other') return own;
  let reader = readers.get(name);
  for (let hops = 0; reader?.op === 'Identity' && hops < 4; hops++) reader = readers.get(reader.outputs[0] ?? '');
  return blockOf(reader?.name ?? '');
}

function countOps(graph: Graph): [string, number][] {
  const counts = new Map<string, number>();
  const visit = ({ nodes }: Graph): void => {
    for (const { op, domain, attributes } of nodes) {
      const name = domain === '' ? op : `${domain}::${op}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      for (const attribute of attributes.values()) if (attribute.kind === 'graph') visit(attribute.value);
    }
  };
  visit(graph);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
