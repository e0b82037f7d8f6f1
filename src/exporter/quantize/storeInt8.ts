import { readsOf } from '../graph/extract';
import { bytesOf, floatsOf, type Model, type Node, sizeOf, type Tensor } from '../onnx/model';
import { type Codes, encode, groupsOf, rounded, type View } from './codes';
import { type Grid, gridOf } from './grid';

/** Weights with fewer elements are left as they are. */
const SMALL = 4096;
/** The first opset whose `DequantizeLinear` takes a scale for each index of an axis. */
const PER_AXIS = 13;
/** Smaller groups are not worth a scale of their own. */
const SHORT = 16;

/**
 * Stores weights as 8-bit codes that are dequantized on every run. This takes a quarter of the space on disk, and in
 * memory, where the layers' float32 weights reuse the same space; and there is nothing to pack at loading.
 * Dequantizing ten million numbers takes a few milliseconds. Weights that come from the codes of an INT8 model are
 * converted back without loss; others are rounded if allowed.
 * @param rows how many leading axes of the weight `name` make up the rows, each with a scale, if it is rounded; 0
 *   forbids rounding
 */
export function storeInt8(model: Model, rows: (name: string) => number): Model {
  const { graph } = model;
  if ((model.opsets.get('') ?? 0) < PER_AXIS) return model;
  const waiting = new Map<string, Node[]>();
  const initializers = graph.initializers.flatMap((tensor) => {
    if (tensor.type !== 'float32' || sizeOf(tensor.dims) < SMALL) return [tensor];
    const codes = recoverCodes(tensor) ?? roundedCodes(tensor, rows(tensor.name));
    if (!codes) return [tensor];
    const { tensors, nodes } = dequantizeOnRun(tensor, codes);
    waiting.set(tensor.name, nodes);
    return tensors;
  });
  // Each is dequantized right before its first reader, so that a large float32 tensor does not exist longer than
  // necessary.
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

/**
 * The codes that a weight was decoded from: one grid for all, for each row or direction, or for query, key and value.
 */
function recoverCodes(tensor: Tensor): Codes | undefined {
  const values = floatsOf(tensor);
  const [first = 1, ...rest] = tensor.dims;
  const last = tensor.dims.at(-1) ?? 1;
  const views: View[] = [
    [1, 1, values.length],
    [1, first, sizeOf(rest)],
    [values.length / last, 3, last / 3],
  ];
  for (const view of views.filter(isWorthIt)) {
    const grids = gridsOf(values, view);
    if (grids) return encode(values, view, grids);
  }
  return undefined;
}

/** The grid of each group; undefined if any group has none. */
function gridsOf(values: Float32Array, view: View): Grid[] | undefined {
  const grids: Grid[] = [];
  for (const group of groupsOf(values, view)) {
    const grid = gridOf(group);
    if (!grid) return undefined;
    grids.push(grid);
  }
  return grids;
}

function roundedCodes(tensor: Tensor, axes: number): Codes | undefined {
  const view = [1, sizeOf(tensor.dims.slice(0, axes)), sizeOf(tensor.dims.slice(axes))] as const;
  return axes > 0 && isWorthIt(view) ? rounded(floatsOf(tensor), view) : undefined;
}

/** Whether a view divides a weight evenly, and its scales take less space than it saves. */
function isWorthIt([outer, , inner]: View): boolean {
  return Number.isInteger(inner) && outer * inner >= SHORT;
}

/** The codes as constants, and the nodes that dequantize them. */
function dequantizeOnRun(
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
