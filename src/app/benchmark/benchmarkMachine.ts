import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencies, version } from '../../../package.json';
import { sizeOf } from '../../assets/disk';
import { KNOWN_REPOSITORIES } from '../../assets/hub';
import { MODEL_NAME, modelGain, voiceAsset } from '../../assets/manifest';
import type { AssetProgress } from '../../assets/store';
import { t } from '../../common/l10n';
import type { RuntimeKind } from '../../common/runtime';
import type { EngineClient } from '../../engine/client';
import { instructionSets } from '../../engine/model/cpu';
import { physicalCores } from '../../engine/model/threads';
import type { VoiceFiles } from '../../engine/protocol';
import { secondsOf } from '../../kokoro/speechChunk';
import { DEFAULT_VOICE } from '../../kokoro/voices';
import { PLAIN_TEXT } from '../../speech/speech';
import type { App } from '../app';
import { type MachineBenchmark, type Measurement, type ModelKind, saveBenchmark } from './result';
import { describeRuntime, findRuntimes } from './runtimes';

/** Which models to measure besides the published and the optimized one. */
export interface BenchmarkOptions {
  /** Path of the user's own model; '' for none. */
  ownModel: string;
  /**
   * The FP32 model that the sound of the others is compared with: a path, `download` to export the published checkpoint
   * (a download of 327 MB, kept for the next time), or `none`.
   */
  fp32: string;
}

export interface BenchmarkHooks {
  signal: AbortSignal;
  /** @param share 0–1 */
  onProgress: (what: string, share: number) => void;
  onDownload: (progress: AssetProgress) => void;
}

/** A model to measure. */
export interface Candidate {
  model: ModelKind;
  runtime: RuntimeKind;
  files: VoiceFiles;
}

/** Readings of which the median counts, after one that is not counted. WebAssembly takes four times as long. */
const ROUNDS = { native: 3, wasm: 1 };
/** About ten seconds of speech. */
const TEXT =
  'The build failed again, because somebody renamed a folder. It took twenty minutes to find out which one, and two ' +
  'more to rename it back. Nobody has touched it since.';

/**
 * Measures how fast each model on this machine speaks with one thread up to one per physical core, with each runtime
 * that is there, and how close its sound is to FP32. Keeps the result in the cache folder.
 * @throws KokoroError `asset-unavailable`, `model-invalid`, `engine-crashed`, `exporter-failed`; AbortError
 */
export async function benchmarkMachine(
  app: App,
  options: BenchmarkOptions,
  hooks: BenchmarkHooks,
): Promise<MachineBenchmark> {
  const { present, absent } = await findRuntimes(app);
  const [inUse = 'native', ...others] = present;
  const candidates = await findCandidates(app, options, hooks, inUse);
  const temporary = await mkdtemp(join(tmpdir(), 'kokoro-benchmark-'));
  try {
    if (others.includes('wasm')) candidates.push(...(await candidatesForWasm(app, candidates, hooks, temporary)));
    const benchmark = {
      date: new Date().toISOString(),
      version,
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      instructionSets: instructionSets(),
      platform: `${process.platform}-${process.arch}`,
      runtime: `ONNX Runtime ${dependencies['onnxruntime-node']}`,
      measurements: await measureModels(app, candidates, threadCounts(physicalCores()), hooks),
      absent,
    };
    await saveBenchmark(app.cache, benchmark);
    return benchmark;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Lets each model read a text with each number of threads, and measures its speed and how far its sound is from the FP32 model if there is one.
 * @throws KokoroError `model-invalid`, `engine-crashed`, `exporter-failed`; AbortError
 */
export async function measureModels(
  app: App,
  candidates: readonly Candidate[],
  counts: readonly number[],
  hooks: Pick<BenchmarkHooks, 'signal' | 'onProgress'>,
  text = TEXT,
): Promise<Measurement[]> {
  const reference = candidates.find(({ model }) => model === 'fp32');
  const steps = candidates.length * counts.length + (reference ? candidates.length - 1 : 0);
  let done = 0;
  const step = (what: string): void => hooks.onProgress(what, done++ / steps);
  const measurements: Measurement[] = [];
  for (const candidate of candidates) {
    const { model, runtime, files } = candidate;
    let logMel: number | undefined;
    if (reference && model !== 'fp32') {
      step(t('Comparing the sound: {0}', describeSetup(candidate)));
      ({ logMel } = await app.exporter.compare(files.model, reference.files.model, hooks.signal, files.gain));
    }
    for (const threads of counts) {
      step(t('Measuring: {0}, threads: {1}', describeSetup(candidate), threads));
      const engine = app.measuredEngine(threads, runtime);
      try {
        const speed = await measureSpeed(engine, files, { text, rounds: ROUNDS[runtime], signal: hooks.signal });
        const sound = logMel !== undefined && { logMel };
        measurements.push({ model, runtime, path: files.model, threads, ...speed, ...sound });
      } finally {
        engine.dispose();
      }
    }
  }
  return measurements;
}

/** A model for users, with the runtime if that is WebAssembly. */
export function describeSetup({ model, runtime }: Pick<Measurement, 'model' | 'runtime'>): string {
  return runtime === 'wasm' ? `${describeModel(model)} (${describeRuntime(runtime)})` : describeModel(model);
}

function describeModel(model: ModelKind): string {
  switch (model) {
    case 'published':
      return t('published INT8');
    case 'optimized':
      return t('optimized INT8');
    case 'own':
      return t('your own model');
    case 'fp32':
      return t('FP32');
  }
}

/** One thread, the powers of two below the number of cores, and one per core. */
export function threadCounts(cores: number): number[] {
  const counts = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, cores];
}

async function findCandidates(
  app: App,
  options: BenchmarkOptions,
  hooks: BenchmarkHooks,
  runtime: RuntimeKind,
): Promise<Candidate[]> {
  const store = app.assets();
  const fetching = { signal: hooks.signal, onProgress: hooks.onDownload };
  const published = await store.ensure(MODEL_NAME, fetching);
  const pack = await store.ensure(voiceAsset(DEFAULT_VOICE), fetching);
  const candidate = (model: ModelKind, path: string, gain = 1): Candidate => ({
    model,
    runtime,
    files: { model: path, preoptimized: model === 'optimized', gain, voice: DEFAULT_VOICE, language: 'en-us', pack },
  });
  const found = [candidate('published', published, modelGain(MODEL_NAME))];
  const optimized = await app.optimizedModel.refresh();
  if (optimized.kind === 'ready') found.push(candidate('optimized', optimized.path));
  if (options.ownModel !== '') found.push(candidate('own', options.ownModel));
  if (options.fp32 === 'download') found.push(candidate('fp32', await exportedReference(app, hooks)));
  else if (options.fp32 !== 'none') found.push(candidate('fp32', options.fp32));
  return found;
}

/**
 * The published and the optimized model for WebAssembly, which cannot load the one that was optimized for this
 * processor: it is built as for a browser, into a folder.
 */
async function candidatesForWasm(
  app: App,
  candidates: readonly Candidate[],
  { signal, onProgress }: BenchmarkHooks,
  folder: string,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const published = candidates.find(({ model }) => model === 'published');
  if (!published) return found;
  found.push({ ...published, runtime: 'wasm' });
  const optimized = candidates.find(({ model }) => model === 'optimized');
  if (!optimized) return found;
  const out = join(folder, 'int8.onnx');
  const hooks = { signal, onProgress: () => onProgress(t('Exporting to ONNX'), 0) };
  const { path } = await app.exporter.quantize(published.files.model, out, 'int8', hooks);
  return [...found, { ...optimized, runtime: 'wasm', files: { ...optimized.files, model: path } }];
}

/** The published checkpoint in FP32, exported into the cache folder on first use. */
async function exportedReference(app: App, { signal, onProgress, onDownload }: BenchmarkHooks): Promise<string> {
  const folder = join(app.cache, 'reference');
  const out = join(folder, 'kokoro-fp32.onnx');
  if ((await sizeOf(out)) > 0) return out;
  const checkpoint = await app.hub().fetch(KNOWN_REPOSITORIES[0], { signal, onProgress: onDownload });
  await mkdir(folder, { recursive: true });
  const options = { noise: 'random', signature: 'hexgrad', speedType: 'float', precision: 'fp32' } as const;
  const exporting = { signal, onProgress: () => onProgress(t('Exporting to ONNX'), 0) };
  return (await app.exporter.export({ ...options, checkpoint, out }, exporting)).path;
}

type Speed = Omit<Measurement, 'model' | 'runtime' | 'path' | 'threads' | 'logMel'>;

async function measureSpeed(
  engine: EngineClient,
  files: VoiceFiles,
  { text, rounds: count, signal }: { text: string; rounds: number; signal: AbortSignal },
): Promise<Speed> {
  const cold = await read(engine, files, text, signal);
  const rounds: Reading[] = [];
  for (let round = 0; round < count; round++) rounds.push(await read(engine, files, text, signal));
  const median = (pick: (round: Reading) => number): number =>
    rounds.map(pick).sort((a, b) => a - b)[count >> 1] ?? NaN;
  return {
    coldFirstSeconds: cold.firstSeconds,
    firstSeconds: median(({ firstSeconds }) => firstSeconds),
    realTimeFactor: median(({ seconds, audioSeconds }) => seconds / audioSeconds),
    cpuFactor: median(({ cpuSeconds, audioSeconds }) => cpuSeconds / audioSeconds),
    peakBytes: (await engine.info()).peakBytes,
  };
}

interface Reading {
  firstSeconds: number;
  seconds: number;
  cpuSeconds: number;
  audioSeconds: number;
}

async function read(engine: EngineClient, files: VoiceFiles, text: string, signal: AbortSignal): Promise<Reading> {
  const began = performance.now();
  const before = engine.pid === undefined ? 0 : (await engine.info()).cpuSeconds;
  const reading: Reading = { firstSeconds: 0, seconds: 0, cpuSeconds: 0, audioSeconds: 0 };
  const request = { ...PLAIN_TEXT, text, speed: 1 };
  for await (const chunk of engine.speak(request, files, signal)) {
    reading.seconds = (performance.now() - began) / 1000;
    reading.firstSeconds ||= reading.seconds;
    reading.audioSeconds += secondsOf(chunk);
  }
  return { ...reading, cpuSeconds: (await engine.info()).cpuSeconds - before };
}
