import type { Graph, Model, Node, ValueInfo } from '../onnx/model';

/** Names that a node reads, those of its inner graphs included. */
export function readsOf(node: Node): string[] {
  const inner = [...node.attributes.values()].flatMap((attribute) =>
    attribute.kind === 'graph' ? attribute.value.nodes.flatMap(readsOf) : [],
  );
  return [...node.inputs, ...inner].filter((name) => name !== '');
}

/** Which node gives each value. */
export function producersOf(graph: Graph): Map<string, Node> {
  return new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
}

/** All nodes that the values depend on; those behind `stop` are not looked at. */
export function ancestorsOf(graph: Graph, values: readonly string[], stop: ReadonlySet<string> = new Set()): Set<Node> {
  const producers = producersOf(graph);
  const found = new Set<Node>();
  const open = [...values];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = stop.has(name) ? undefined : producers.get(name);
    if (!node || found.has(node)) continue;
    found.add(node);
    open.push(...readsOf(node));
  }
  return found;
}

/**
 * The part of a model between values: `inputs` become inputs of the graph (inner values among them are cut loose from what gives
 * them), `outputs` its outputs, and only what is needed in between stays. Weights are shared, not copied.
 */
export function extract(model: Model, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Model {
  const { graph } = model;
  const given = new Set(inputs.map(({ name }) => name));
  const needed = ancestorsOf(
    graph,
    outputs.map(({ name }) => name),
    given,
  );
  const nodes = graph.nodes.filter((node) => needed.has(node));
  const read = new Set([...nodes.flatMap(readsOf), ...outputs.map(({ name }) => name)]);
  return {
    ...model,
    graph: {
      ...graph,
      nodes,
      initializers: graph.initializers.filter(({ name }) => read.has(name)),
      inputs: inputs.filter(({ name }) => read.has(name)),
      outputs: [...outputs],
      values: [],
    },
  };
}
