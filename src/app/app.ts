import { join } from 'node:path';
import { Hub } from '../assets/hub';
import { AssetStore } from '../assets/store';
import type { Disposable } from '../common/disposable';
import { messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { removeTelemetryFiles } from '../common/telemetry';
import { EngineClient } from '../engine/client';
import { ExporterClient } from '../exporter/client';
import { OptimizedModel, type OptimizedModelOptions } from '../speech/optimized/optimizedModel';
import { Speech } from '../speech/speech';

/** What a program decides for itself; functions are called at each use, so that a changed setting takes effect. */
export interface AppOptions {
  /** Folder of the bundled processes, `engine.js` and `exporter.js`. */
  programs: string;
  /** Folder that keeps models and voices. */
  cache: string;
  /** A folder or base URL to fetch files from first; '' for none. */
  source: () => string;
  /** Threads for the model; 0 takes one per physical core. */
  threads: () => number;
  /** Minutes without work after which the engine's memory is freed; 0 keeps it. */
  idleMinutes: () => number;
  /** Absolute path of the user's own ONNX file; '' for the published model. */
  ownModel: () => string;
  /** Whether the optimized model is built, only used where it exists, or not used. */
  optimizedModel: OptimizedModelOptions['mode'];
  /** Builds the optimized model at normal priority instead of in the background. */
  urgentRebuild?: boolean;
  logger: Logger;
}

/** The parts that speak and export, wired together: the same for the extension, the command line and benchmarks. */
export interface App extends Disposable {
  readonly assets: () => AssetStore;
  /** Where repositories of checkpoints come from. */
  readonly hub: () => Hub;
  readonly engine: EngineClient;
  readonly exporter: ExporterClient;
  readonly optimizedModel: OptimizedModel;
  readonly speech: Speech;
  /** Ends all processes; settles when a cancelled rebuild has left nothing behind. */
  close(): Promise<void>;
}

/** Builds an app. It starts no process and opens no file until it is asked to speak. */
export function createApp(options: AppOptions): App {
  const { cache, logger } = options;
  removeTelemetryFiles(cache).catch((error: unknown) => logger.warn(messageOf(error)));
  const assets = assetsOf(options);
  const entry = join(options.programs, 'engine.js');
  const engineOptions = () => ({ entry, threads: options.threads(), idleMinutes: options.idleMinutes() });
  const engine = new EngineClient(engineOptions, logger);
  const exporter = new ExporterClient(join(options.programs, 'exporter.js'), logger);
  const urgent = options.urgentRebuild === true;
  const optimizedModel = new OptimizedModel({
    folder: join(cache, 'optimized'),
    formerFolder: join(cache, 'fast'),
    rebuild: (what, hooks) => exporter.rebuild({ ...what, urgent }, hooks),
    mode: options.optimizedModel,
    logger,
  });
  const speech = new Speech(assets, engine, logger, { ownModel: options.ownModel, optimizedModel });
  return {
    assets,
    hub: () => new Hub({ folder: cache, source: options.source(), logger }),
    engine,
    exporter,
    optimizedModel,
    speech,
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

/** The store for the current source: one store at a time, so that downloads of one file are shared. */
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
