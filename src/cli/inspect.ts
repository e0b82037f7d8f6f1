import type { Command } from 'commander';
import type { KokoroConfig } from '../exporter/checkpoint/config';
import type { Sum } from '../exporter/inspect/blocks';
import type { CheckpointInspection } from '../exporter/inspect/checkpoint';
import { inspect } from '../exporter/inspect/inspect';
import type { ModelInspection } from '../exporter/inspect/onnx';
import type { ValueInfo } from '../exporter/onnx/model';
import { addCommand } from './options';
import { print } from './terminal';

export function addInspect(program: Command): void {
  addCommand(program, 'inspect', 'show what a checkpoint, ONNX file or voice file contains')
    .argument('<file>', 'file to inspect')
    .action(inspectFile);
}

async function inspectFile(path: string): Promise<void> {
  const found = await inspect(path);
  line('file', found.path);
  switch (found.kind) {
    case 'voices':
      line('kind', `voices, ${megabytes(found.bytes)}`);
      for (const name of found.names) line('voice', `${name}, 510 × 256 float32`);
      return;
    case 'checkpoint':
      printCheckpoint(found);
      return;
    case 'model':
      printModel(found);
  }
}

function printCheckpoint({ format, bytes, tensors, byType, byBlock, config, problems }: CheckpointInspection): void {
  const form = format === 'pth' ? 'PyTorch (zip)' : 'safetensors';
  line('kind', `checkpoint, ${form}, ${megabytes(bytes)}, ${tensors} tensors`);
  line('config', config === undefined ? 'none' : config.path);
  if (config !== undefined) for (const text of describeConfig(config.value)) line('', text);
  table('types', byType, ({ type }) => type);
  table('blocks', byBlock, ({ block }) => block);
  for (const problem of problems) line('note', problem);
}

function describeConfig({ plbert, istftnet, nLayer, maxDur, nToken, vocab }: KokoroConfig): string[] {
  const { numHiddenLayers, hiddenSize, numAttentionHeads, maxPositionEmbeddings } = plbert;
  const { upsampleRates, genIstftNFft, genIstftHopSize, resblockKernelSizes } = istftnet;
  return [
    `ALBERT: ${numHiddenLayers} layers of ${hiddenSize}, ${numAttentionHeads} heads, context ${maxPositionEmbeddings}`,
    `text and prosody: ${nLayer} layers, at most ${maxDur} frames per phoneme`,
    `generator: rates ${upsampleRates.join(' × ')}, kernels ${resblockKernelSizes.join(', ')}, inverse STFT ${genIstftNFft}/${genIstftHopSize}`,
    `vocabulary: ${vocab.size} symbols, ids below ${nToken}`,
  ];
}

function printModel(model: ModelInspection): void {
  line('kind', `ONNX${model.isKokoro ? '' : ', but not a Kokoro model'}, ${megabytes(model.bytes)}`);
  line('producer', model.producer);
  const opsets = [...model.opsets].map(([domain, version]) => `${domain || 'ai.onnx'} ${version}`);
  line('versions', `IR ${model.irVersion}; operators ${opsets.join(', ')}`);
  for (const [key, value] of model.metadata) line('metadata', `${key} = ${summary(key, value)}`);
  for (const input of model.inputs) line('input', describeValue(input));
  for (const output of model.outputs) line('output', describeValue(output));
  line('operators', counts(model.ops));
  line('quantized', model.quantizedOps.length === 0 ? 'no operators' : counts(model.quantizedOps));
  table('weights', model.weightsByType, ({ type }) => type);
  table('blocks', model.weightsByBlock, ({ block }) => block);
}

/** Summarizes long metadata values. */
function summary(key: string, value: string): string {
  if (value.length <= 100) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    const size = typeof parsed === 'object' && parsed !== null ? Object.keys(parsed).length : 0;
    return key.endsWith('vocab') ? `${size} symbols` : `${size} fields, ${value.length} characters of JSON`;
  } catch {
    return `${value.slice(0, 80)}… (${value.length} characters)`;
  }
}

function describeValue({ name, type, dims }: ValueInfo): string {
  return `${name}: ${type} ${dims === undefined ? 'of any shape' : `[${dims.join(', ')}]`}`;
}

function counts(ops: readonly (readonly [string, number])[]): string {
  const total = ops.reduce((sum, [, count]) => sum + count, 0);
  return `${total}: ${ops.map(([op, count]) => `${op} ${count}`).join(', ')}`;
}

function table<T extends Sum>(label: string, rows: readonly T[], name: (row: T) => string): void {
  for (const [i, row] of rows.entries()) {
    const size = `${megabytes(row.bytes).padStart(10)}  ${row.elements.toLocaleString('en').padStart(12)} numbers`;
    line(i === 0 ? label : '', `${name(row).padEnd(18)}${size} in ${row.count}`);
  }
}

function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function line(label: string, value: string): void {
  print(`${(label === '' ? '' : `${label}:`).padEnd(12)}${value}\n`);
}
