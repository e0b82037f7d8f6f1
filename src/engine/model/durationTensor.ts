import { TENSOR_NAMES } from '../../kokoro/model';
import { bytesField, fieldsOf, OnnxFile } from './onnxFile';

// Field numbers of onnx.proto.
const GRAPH = 7;
const [NODE, OUTPUT] = [1, 12];
const [NODE_INPUT, NODE_OUTPUT, NODE_OP] = [1, 2, 4];
const VALUE_NAME = 1;

/** A model to load, and its output with the durations if that has no usual name. */
export interface LoadableModel {
  model: string | Uint8Array;
  durations?: string;
}

/**
 * Makes a model return the durations (frames of each id), which many exports compute and keep to themselves. Protobuf
 * merges a message that occurs twice, so the file's bytes are followed by a second graph that holds just this output.
 * @returns the path itself if the model returns them anyway, or has no tensor that surely holds them
 */
export async function withDurations(path: string): Promise<LoadableModel> {
  const loadable = await OnnxFile.with(path, async (file) => {
    const durations = await hiddenDurations(file);
    if (durations === undefined) return undefined;
    const output = bytesField(OUTPUT, bytesField(VALUE_NAME, new TextEncoder().encode(durations)));
    return { model: await file.followedBy(bytesField(GRAPH, output)), durations };
  });
  return loadable ?? { model: path };
}

/** The operators of `round`, `clamp` and `long`. */
const STEPS: ReadonlySet<string> = new Set(['Round', 'Clip', 'Max', 'Cast']);

/** Kokoro computes durations as `torch.round(x).clamp(min=1).long()`, and rounds nothing else. */
async function hiddenDurations(file: OnnxFile): Promise<string | undefined> {
  const rounded: string[] = [];
  let clamped: string | undefined;
  let durations: string | undefined;
  for await (const graph of file.fields()) {
    if (graph.number !== GRAPH) continue;
    for await (const field of file.fields(graph)) {
      if (field.number === OUTPUT && returnsDurations(await file.bytes(field))) return undefined;
      if (field.number !== NODE) continue;
      const node = await file.bytes(field); // nodes are in the order of computation
      const [op = ''] = stringsIn(node, NODE_OP);
      if (!STEPS.has(op)) continue;
      const [output = ''] = stringsIn(node, NODE_OUTPUT);
      const inputs = stringsIn(node, NODE_INPUT);
      const takes = (name: string | undefined): boolean => name !== undefined && inputs.includes(name);
      if (op === 'Round') rounded.push(output);
      else if (op === 'Cast' && takes(clamped)) durations ??= output;
      else if (op !== 'Cast' && takes(rounded[0])) clamped ??= output;
    }
  }
  return rounded.length === 1 ? durations : undefined;
}

function returnsDurations(output: Uint8Array): boolean {
  const name = stringsIn(output, VALUE_NAME)[0];
  return TENSOR_NAMES.duration.some((known) => known === name);
}

function stringsIn(message: Uint8Array, wanted: number): string[] {
  return [...fieldsOf(message)]
    .filter(({ number }) => number === wanted)
    .map(({ start, end }) => new TextDecoder().decode(message.subarray(start, end)));
}
