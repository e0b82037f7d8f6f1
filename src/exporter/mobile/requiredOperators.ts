import type { Graph, Model } from '../onnx/model';

/**
 * The operators of models as ONNX Runtime's configuration for a reduced build (`--include_ops_by_config`): one line
 * `domain;opset;Op,Op,…` for each operator set.
 * @see https://onnxruntime.ai/docs/reference/operators/reduced-operator-config-file.html
 */
export function requiredOperators(models: readonly Model[]): string {
  const sets = new Map<string, Set<string>>();
  for (const { graph, opsets } of models) {
    for (const { op, domain } of nodesOf(graph)) {
      const set = `${domain === '' ? 'ai.onnx' : domain};${opsets.get(domain) ?? 1}`;
      sets.set(set, (sets.get(set) ?? new Set()).add(op));
    }
  }
  const lines = [...sets].map(([set, ops]) => `${set};${[...ops].sort().join(',')}`);
  return `# For ONNX Runtime's build.sh --include_ops_by_config\n${lines.sort().join('\n')}\n`;
}

/** The nodes of a graph and of the graphs inside it. */
function* nodesOf(graph: Graph): Generator<Graph['nodes'][number]> {
  for (const node of graph.nodes) {
    yield node;
    for (const attribute of node.attributes.values()) if (attribute.kind === 'graph') yield* nodesOf(attribute.value);
  }
}
