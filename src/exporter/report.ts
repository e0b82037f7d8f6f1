import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
import { createSession, loadRuntime } from '../common/runtime';
import type { KokoroConfig } from './checkpoint/config';
import type { WeightSource } from './checkpoint/weights';
import { blockOf } from './inspect/blocks';
import type { Int8Plan } from './network/int8Plan';
import { buildNetwork } from './network/network';
import { signatureOf } from './network/signature';
import type { Model } from './onnx/model';
import { writeModel } from './onnx/write';
import { logMelDistance } from './quality';
import { feedsOf } from './speaking';
import type { Utterance } from './utterance';

/** What INT8 costs and saves in one part of the network. */
export interface BlockReport {
  block: string;
  /**
   * Mean log-mel distance in dB between the float network and one with only this block in INT8; undefined if it stays
   * float.
   */
  sensitivity: number | undefined;
  /** The size of its weights in the file, and as float32. */
  bytes: number;
  floatBytes: number;
  /** Milliseconds spent in its operations while the utterances are spoken. */
  milliseconds: number;
}

/** The blocks in order, then what stays float; `total` is the whole model with all blocks in INT8. */
export interface Report {
  rows: readonly BlockReport[];
  total: BlockReport;
}

/** How many of the calibration utterances each network speaks. */
const SPOKEN = 2;
const SIGNATURE = 'hexgrad';
/** Finds a block of `int8Layers` in the name of a layer, weight or operation. */
const BLOCK = /\bdecoder\.(?:encode|decode\.\d+|generator\.(?:noise_res|resblocks)\.\d+)(?=[./]|$)/;

/**
 * Measures, for each block: its accuracy loss when it alone is in INT8, without noise, so that nothing else differs;
 * its size in `model`, which was built from the plan; and its time in the network with all blocks in INT8.
 * @throws KokoroError `model-invalid` if ONNX Runtime cannot run the network, `disk-full`; an AbortError when
 *   cancelled
 */
export async function reportInt8(
  { config, weights, plan, model }: { config: KokoroConfig; weights: WeightSource; plan: Int8Plan; model: Model },
  utterances: readonly Utterance[],
  { signal, onPart }: { signal?: AbortSignal | undefined; onPart?: (part: number) => void },
): Promise<Report> {
  const blocks = new Map<string, string[]>();
  for (const layer of plan.layers) blocks.set(partOf(layer), [...(blocks.get(partOf(layer)) ?? []), layer]);
  const folder = await mkdtemp(join(tmpdir(), 'kokoro-'));
  let measured = 0;
  const speakWith = async (layers: Iterable<string> | undefined): Promise<Run & { sizes: Map<string, number> }> => {
    signal?.throwIfAborted();
    onPart?.(measured++ / (blocks.size + 2));
    const int8 = layers && { ranges: plan.ranges, layers: new Set(layers) };
    const options = { noise: 'zero', signature: SIGNATURE, speedType: 'float', version: '' } as const;
    const network = await buildNetwork(config, weights, { ...options, metadata: new Map(), int8 });
    await writeModel(network, join(folder, 'network.onnx'), { signal });
    return { ...(await speak(folder, utterances.slice(0, SPOKEN), signal)), sizes: sizesByPart(network) };
  };
  try {
    const float = await speakWith(undefined);
    const sizes = sizesByPart(model);
    const all = await speakWith(plan.layers);
    const alone = new Map<string, number>();
    for (const [block, layers] of blocks) alone.set(block, distance((await speakWith(layers)).sounds, float.sounds));
    onPart?.(1);
    const parts = new Set([...blocks.keys(), ...float.sizes.keys(), ...all.times.keys()]);
    const rows = Array.from(parts, (block) => ({
      block,
      sensitivity: alone.get(block),
      bytes: sizes.get(block) ?? 0,
      floatBytes: float.sizes.get(block) ?? 0,
      milliseconds: all.times.get(block) ?? 0,
    }));
    const sum = (of: (row: BlockReport) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const total = {
      block: 'all',
      sensitivity: distance(all.sounds, float.sounds),
      bytes: sum(({ bytes }) => bytes),
      floatBytes: sum(({ floatBytes }) => floatBytes),
      milliseconds: sum(({ milliseconds }) => milliseconds),
    };
    return { rows, total };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Formats a report as a table with one line for each block. */
export function formatReport({ rows, total }: Report): string {
  const lines = [...rows, total].map(({ block, sensitivity, bytes, floatBytes, milliseconds }) => [
    block,
    sensitivity?.toFixed(3) ?? 'float',
    (bytes / 1e6).toFixed(2),
    (floatBytes / 1e6).toFixed(2),
    milliseconds.toFixed(1),
    ((100 * milliseconds) / total.milliseconds).toFixed(1),
  ]);
  const table = [['block', 'alone, dB', 'MB', 'as FP32', 'ms', '%'], ...lines];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return table.map((line) => `${line.map(pad).join('  ')}\n`).join('');
}

/** The INT8 block that a name belongs to, or else its part of the network. */
function partOf(name: string): string {
  return BLOCK.exec(name)?.[0] ?? blockOf(name);
}

interface Run {
  sounds: Float32Array[];
  /** Milliseconds spent in each part's operations. */
  times: Map<string, number>;
}

/** Speaks utterances with the folder's network.onnx. */
async function speak(folder: string, utterances: readonly Utterance[], signal?: AbortSignal): Promise<Run> {
  const runtime = await loadRuntime();
  const session = await createSession(join(folder, 'network.onnx'), {
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
  });
  const sounds: Float32Array[] = [];
  try {
    for (const utterance of utterances) {
      signal?.throwIfAborted();
      const audio = (await session.run(feedsOf(runtime, session, utterance)))[signatureOf(SIGNATURE).audio];
      if (audio?.data instanceof Float32Array) sounds.push(audio.data);
    }
    session.endProfiling();
    return { sounds, times: await readTimes(folder) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new KokoroError('model-invalid', `The model cannot be measured: ${messageOf(error)}`, { cause: error });
  } finally {
    await session.release();
  }
}

/** Sums up ONNX Runtime's profile, a list of events in microseconds, and deletes the file. */
async function readTimes(folder: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const file of (await readdir(folder)).filter((name) => name.startsWith('profile'))) {
    const events = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      cat: string;
      name: string;
      dur: number;
    }[];
    await rm(join(folder, file));
    for (const { cat, name, dur } of events) {
      if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue;
      const part = partOf(name.slice(0, -'_kernel_time'.length));
      times.set(part, (times.get(part) ?? 0) + dur / 1000);
    }
  }
  return times;
}

/** The bytes of each part's weights. */
function sizesByPart({ graph }: Model): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, data } of graph.initializers) {
    sizes.set(partOf(name), (sizes.get(partOf(name)) ?? 0) + data.byteLength);
  }
  return sizes;
}

/** The mean log-mel distance in dB between pairs of sounds, weighted by length. */
function distance(sounds: readonly Float32Array[], others: readonly Float32Array[]): number {
  const samples = sounds.reduce((sum, { length }) => sum + length, 0);
  return sounds.reduce((sum, sound, i) => {
    const share = sound.length / samples;
    return sum + share * logMelDistance(sound, others[i] ?? sound);
  }, 0);
}
