import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Hub } from '../assets/hub';
import { AssetStore, type EnsureOptions } from '../assets/store';
import type { Disposable } from '../common/disposable';
import { messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { RuntimeKind } from '../common/runtime';
import { removeTelemetryFiles } from '../common/telemetry';
import { type AudioCacheOptions, EngineClient } from '../engine/client';
import { ExporterClient } from '../exporter/client';
import { kernelsFile } from '../generator/kernels';
import { OptimizedModel, type OptimizedModelOptions } from '../speech/optimized/optimizedModel';
import { ModelGenerations } from '../speech/modelGeneration';
import { type RemoteOptions, RemoteSpeech } from '../speech/remote/remoteSpeech';
import { Speech } from '../speech/speech';
import { ADDED_VOICES, type VoicePlaces } from '../speech/voiceSource';
import { ensureV11Voice } from './voicesV11';

/** What a program decides for itself. Functions are called at each use, so changed settings take effect. */
export interface AppOptions {
  /** Folder with the bundled processes, `engine.js` and `exporter.js`. */
  programs: string;
  /** Folder that keeps models and voices. */
  cache: string;
  /** A folder or base URL to try first for downloads; '' for none. */
  source: () => string;
  /** Threads for the model; 0 takes one per physical core. */
  threads: () => number;
  /** Minutes without work after which the engine's memory is freed; 0 for never. */
  idleMinutes: () => number;
  /** Megabytes of audio to keep for repeats, in memory and on disk; none by default. */
  audioCache?: () => { memoryMB: number; diskMB: number };
  /** Absolute path of the user's own ONNX file; '' for the published model. */
  ownModel: () => string;
  /** Blends that the user has saved, by name; none by default. */
  savedVoices?: () => Readonly<Record<string, string>>;
  /** The server that speaks instead of the local engine, if the user has chosen one. */
  server?: RemoteOptions | undefined;
  /** Whether the optimized model is built, only used if it exists, or not used. */
  optimizedModel: OptimizedModelOptions['mode'];
  /** Builds the optimized model at normal priority instead of in the background. */
  urgentRebuild?: boolean;
  /** Whether the program may end while the model is rebuilt or an idle engine waits; both then end with it. */
  stopsWithProgram?: boolean;
  logger: Logger;
}

/** The parts that speak and export, wired together for the extension, the command line and benchmarks alike. */
export interface App extends Disposable {
  readonly assets: () => AssetStore;
  /** Fetches repositories of checkpoints. */
  readonly hub: () => Hub;
  readonly engine: EngineClient;
  /** Another engine, which speaks with the same files. The caller disposes of it. */
  readonly addSpeaker: () => { speech: Speech } & Disposable;
  /** A second engine that keeps no audio, for measurements. The caller disposes of it. */
  readonly measuredEngine: (threads: number, runtime: RuntimeKind) => EngineClient;
  readonly exporter: ExporterClient;
  readonly optimizedModel: OptimizedModel;
  /** Speaks through the user's server, if one is chosen. */
  readonly speech: Speech;
  /** Always speaks on this machine. */
  readonly localSpeech: Speech;
  readonly remote: RemoteSpeech;
  /** Absolute path of the user's own ONNX file; '' for the published model. */
  readonly ownModel: () => string;
  /** The folder with the bundled programs. */
  readonly programs: string;
  /** The folder that keeps models and voices. */
  readonly cache: string;
  /** Where voices are found besides the catalog. */
  readonly voices: () => VoicePlaces & { added: string };
  /** More voices have been found: those of Kokoro v1.1-zh. */
  readonly onVoices: (listener: () => void) => Disposable;
  /** Where recordings are written until they are complete. */
  readonly workFolder: string;
  /** Ends all processes; settles when a cancelled rebuild has cleaned up. */
  close(): Promise<void>;
}

/** Creates an app. It starts no process and downloads nothing until it is needed. */
export function createApp(options: AppOptions): App {
  const { cache, logger, stopsWithProgram = false } = options;
  removeTelemetryFiles(cache).catch((error: unknown) => logger.warn(messageOf(error)));
  const assets = assetsOf(options);
  const entry = join(options.programs, 'engine.js');
  const engineOptions = () => ({
    entry,
    threads: options.threads(),
    idleMinutes: options.idleMinutes(),
    ...(stopsWithProgram && { keepsAlive: 'busy' as const }),
    audioCache: audioCacheOf(options),
  });
  const engine = new EngineClient(engineOptions, logger);
  const exporter = new ExporterClient(
    join(options.programs, 'exporter.js'),
    logger,
    stopsWithProgram ? 'never' : 'always',
  );
  const urgent = options.urgentRebuild === true;
  const optimizedModel = new OptimizedModel({
    folder: join(cache, 'optimized'),
    formerFolder: join(cache, 'fast'),
    rebuild: (what, hooks) => exporter.rebuild({ ...what, urgent }, hooks),
    generator: existsSync(kernelsFile(options.programs)) ? 'kernels' : 'graph',
    mode: options.optimizedModel,
    logger,
  });
  const hub = () => new Hub({ folder: cache, source: options.source(), logger });
  const generations = new ModelGenerations();
  const voices = () => {
    const model = options.ownModel() || undefined;
    const isV11 = model !== undefined && generations.isV11(model);
    return { added: join(cache, ADDED_VOICES), saved: options.savedVoices?.(), model, isV11 };
  };
  const fetchV11 = (name: string, ensure: EnsureOptions) => ensureV11Voice(name, cache, hub(), ensure);
  const { ownModel, server = NO_SERVER } = options;
  const remote = new RemoteSpeech(engine, voices, server, logger);
  const speechOf = (speaker: EngineClient, other?: RemoteSpeech): Speech =>
    new Speech(assets, speaker, logger, { ownModel, voices, fetchV11, optimizedModel, remote: other });
  return {
    assets,
    hub,
    engine,
    measuredEngine: (threads, runtime) => new EngineClient(() => ({ entry, threads, idleMinutes: 0, runtime }), logger),
    addSpeaker: () => {
      const another = new EngineClient(engineOptions, logger);
      return { speech: speechOf(another), dispose: () => another.dispose() };
    },
    exporter,
    optimizedModel,
    speech: speechOf(engine, remote),
    localSpeech: speechOf(engine),
    remote,
    ownModel,
    voices,
    onVoices: generations.onFound,
    programs: options.programs,
    cache,
    workFolder: join(cache, 'recordings'),
    close: async () => {
      engine.dispose();
      await optimizedModel.cancel();
    },
    dispose: () => {
      engine.dispose();
      optimizedModel.dispose();
    },
  };
}

const NO_SERVER: RemoteOptions = { settings: () => undefined, key: () => Promise.resolve(undefined) };

function audioCacheOf({ cache, audioCache }: AppOptions): AudioCacheOptions {
  const { memoryMB, diskMB } = audioCache?.() ?? { memoryMB: 0, diskMB: 0 };
  return { memoryBytes: memoryMB * 1e6, diskBytes: diskMB * 1e6, folder: join(cache, 'audio') };
}

/** Returns the store for the current source. There is one store at a time, so downloads of the same file are shared. */
function assetsOf({ cache, source, logger }: AppOptions): () => AssetStore {
  let current = source();
  let store = new AssetStore({ folder: cache, source: current, logger });
  return () => {
    if (source() === current) return store;
    current = source();
    store = new AssetStore({ folder: cache, source: current, logger });
    return store;
  };
}
