import { readsOf } from '../graph/extract';
import { bytesOf, floatsOf, type Model, type Node, sizeOf, type Tensor } from '../onnx/model';
import { gridOf } from './grid';

/** Below this many numbers a weight is left as it is. */
const SMALL = 4096;
/** The version of ONNX's operators from which on `DequantizeLinear` takes a scale for each index of an axis. */
const PER_AXIS = 13;
/** For fewer numbers than these a scale would take more space than they save. */
const SHORT = 16;
/** The code of zero, and the largest distance from it, where numbers are rounded. */
const MIDDLE = 128;
const LARGEST = 127;

/** A weight as `[outer, groups, inner]`; the numbers of each group share a scale. */
type View = readonly [outer: number, groups: number, inner: number];

interface Codes {
  view: View;
  codes: Uint8Array;
  scales: Float32Array;
  zeros: Uint8Array;
}

/**
 * Stores weights as codes of eight bits, of which float32 is made each time that the model runs: a quarter of the space on the disk and
 * in memory, where the float32 of one layer takes the place of another's; and nothing is packed when the model is loaded. It takes
 * some milliseconds for ten million numbers. Weights that were such codes before (of an INT8 model) go back to them without a loss, others are
 * rounded where that is allowed.
 * @param rows how many of the first axes make up the rows of the weight `name`, each with a scale, when it is rounded; 0 forbids it
 */
export function storeInt8(model: Model, rows: (name: string) => number): Model {
  const { graph } = model;
  if ((model.opsets.get('') ?? 0) < PER_AXIS) return model;
  const waiting = new Map<string, Node[]>();
  const initializers = graph.initializers.flatMap((tensor) => {
    if (tensor.type !== 'float32' || sizeOf(tensor.dims) < SMALL) return [tensor];
    const codes = formerCodes(tensor) ?? roundedCodes(tensor, rows(tensor.name));
    if (!codes) return [tensor];
    const { tensors, nodes } = dequantized(tensor, codes);
    waiting.set(tensor.name, nodes);
    return tensors;
  });
  // Each before the first node that reads it, so that a large float is not made long before it is used.
  const nodes: Node[] = [];
  for (const node of graph.nodes) {
    for (const name of readsOf(node)) {
      nodes.push(...(waiting.get(name) ?? []));
      waiting.delete(name);
    }
    nodes.push(node);
  }
  return { ...model, graph: { ...graph, nodes, initializers } };
}

/** The codes that a weight was made from: of one grid, one for each row or direction, or one each for query, key and value. */
function formerCodes(tensor: Tensor): Codes | undefined {
  const values = floatsOf(tensor);
  const [first = 1, ...rest] = tensor.dims;
  const last = tensor.dims.at(-1) ?? 1;
  const views: View[] = [
    [1, 1, values.length],
    [1, first, sizeOf(rest)],
    [values.length / last, 3, last / 3],
  ];
  for (const view of views) {
    const codes = Number.isInteger(view[2]) ? encode(values, view, gridOf) : undefined;
    if (codes) return codes;
  }
  return undefined;
}

function roundedCodes(tensor: Tensor, axes: number): Codes | undefined {
  if (axes === 0) return undefined;
  const view = [1, sizeOf(tensor.dims.slice(0, axes)), sizeOf(tensor.dims.slice(axes))] as const;
  return encode(floatsOf(tensor), view, (row) => {
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return { step: largest / LARGEST || 1, zero: MIDDLE };
  });
}

/** The codes of all groups; nothing when they are small or one of them has no grid. */
function encode(values: Float32Array, view: View, grid: typeof gridOf): Codes | undefined {
  const [outer, groups, inner] = view;
  if (outer * inner < SHORT) return undefined;
  const codes = new Uint8Array(values.length);
  const scales = new Float32Array(groups);
  const zeros = new Uint8Array(groups);
  const group = new Float32Array(outer * inner);
  for (let g = 0; g < groups; g++) {
    for (let o = 0; o < outer; o++) {
      const at = (o * groups + g) * inner;
      group.set(values.subarray(at, at + inner), o * inner);
    }
    const found = grid(group);
    if (!found) return undefined;
    const { step, zero } = found;
    for (let o = 0; o < outer; o++) {
      const at = (o * groups + g) * inner;
      for (let i = 0; i < inner; i++) codes[at + i] = Math.round((values[at + i] ?? 0) / step) + zero;
    }
    scales[g] = step;
    zeros[g] = zero;
  }
  return { view, codes, scales, zeros };
}

/** The codes as constants, and what makes the weight of them. */
function dequantized(
  { name, dims }: Tensor,
  { view, codes, scales, zeros }: Codes,
): { tensors: Tensor[]; nodes: Node[] } {
  const shape = BigInt64Array.from(dims, BigInt);
  const groups = [scales.length];
  const tensors: Tensor[] = [
    { name: `${name}/codes`, type: 'uint8', dims: view, data: codes },
    { name: `${name}/scale`, type: 'float32', dims: groups, data: bytesOf(scales) },
    { name: `${name}/zero`, type: 'uint8', dims: groups, data: zeros },
    { name: `${name}/shape`, type: 'int64', dims: [dims.length], data: bytesOf(shape) },
  ];
  const float = `${name}/float`;
  const node = (op: string, inputs: string[], output: string): Node => ({
    op,
    domain: '',
    name: `${output}/${op}`,
    inputs,
    outputs: [output],
    attributes: new Map(op === 'Reshape' ? [] : [['axis', { kind: 'int', value: 1 }]]),
  });
  const [codesName = '', scale = '', zero = '', shapeName = ''] = tensors.map((tensor) => tensor.name);
  const nodes = [node('DequantizeLinear', [codesName, scale, zero], float), node('Reshape', [float, shapeName], name)];
  return { tensors, nodes };
}
