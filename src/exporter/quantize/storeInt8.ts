import { readsOf } from '../graph/extract';
import { bytesOf, ELEMENT_TYPES, floatsOf, type Model, type Node, type Tensor } from '../onnx/model';

/** Below this many numbers a weight is left as it is. */
const SMALL = 4096;

/**
 * Stores weights as int8 with a scale for each row, and makes float32 of them when the model is loaded: a quarter of the space, nothing
 * changes in what is computed but the rounding.
 * @param rows how many of the first axes make up the rows of the weight `name`; 0 leaves it alone
 */
export function storeInt8(model: Model, rows: (name: string) => number): Model {
  const { graph } = model;
  const added: Node[] = [];
  const initializers = graph.initializers.flatMap((tensor) => {
    const axes = rows(tensor.name);
    const size = tensor.data.byteLength / 4;
    if (axes === 0 || tensor.type !== 'float32' || size < SMALL) return [tensor];
    const [codes, scales] = quantizeRows(tensor, axes);
    const float = `${codes.name}/float`;
    const to = { kind: 'int', value: ELEMENT_TYPES.float32 } as const;
    added.push(
      {
        op: 'Cast',
        domain: '',
        name: float,
        inputs: [codes.name],
        outputs: [float],
        attributes: new Map([['to', to]]),
      },
      {
        op: 'Mul',
        domain: '',
        name: `${codes.name}/scaled`,
        inputs: [float, scales.name],
        outputs: [tensor.name],
        attributes: new Map(),
      },
    );
    return [codes, scales];
  });
  // Each before the first node that reads it, so that a large float is not made long before it is used.
  const nodes: Node[] = [];
  const waiting = new Map<string, Node[]>();
  for (let i = 0; i < added.length; i += 2) waiting.set(added[i + 1]?.outputs[0] ?? '', added.slice(i, i + 2));
  for (const node of graph.nodes) {
    for (const name of readsOf(node)) {
      nodes.push(...(waiting.get(name) ?? []));
      waiting.delete(name);
    }
    nodes.push(node);
  }
  return { ...model, graph: { ...graph, nodes, initializers } };
}

function quantizeRows(tensor: Tensor, axes: number): [codes: Tensor, scales: Tensor] {
  const values = floatsOf(tensor);
  const count = tensor.dims.slice(0, axes).reduce((product, n) => product * n, 1);
  const width = values.length / count;
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let largest = 0;
    for (let i = row * width; i < (row + 1) * width; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
    const step = largest / 127 || 1;
    for (let i = row * width; i < (row + 1) * width; i++) codes[i] = Math.round((values[i] ?? 0) / step);
    scales[row] = step;
  }
  const scaleDims = tensor.dims.map((size, axis) => (axis < axes ? size : 1));
  return [
    { name: `${tensor.name}/int8`, type: 'int8', dims: tensor.dims, data: bytesOf(codes) },
    { name: `${tensor.name}/scale`, type: 'float32', dims: scaleDims, data: bytesOf(scales) },
  ];
}
