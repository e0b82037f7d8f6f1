import type { Graph, Model, Node, ValueInfo } from '../onnx/model';

/** The names that a node reads, including those read by its inner graphs. */
export function readsOf(node: Node): string[] {
  const inner = [...node.attributes.values()].flatMap((attribute) =>
    attribute.kind === 'graph' ? attribute.value.nodes.flatMap(readsOf) : [],
  );
  return [...node.inputs, ...inner].filter((name) => name !== '');
}

/** The node that produces each value. */
export function producersOf(graph: Graph): Map<string, Node> {
  return new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
}

/** All nodes that the values depend on, without following the values in `stop` further back. */
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
 * Extracts the part of a model between values: `inputs` become the inputs of the graph (inner values among them are
 * disconnected from their producers), `outputs` its outputs, and only the nodes between them stay. Weights are
 * shared, not copied.
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
