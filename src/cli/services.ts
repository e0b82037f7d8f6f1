import { join, resolve } from 'node:path';
import { cacheFolder } from '../assets/cacheFolder';
import { Hub } from '../assets/hub';
import { AssetStore } from '../assets/store';
import { messageOf } from '../common/errors';
import { type Logger, silentLogger } from '../common/log';
import { removeTelemetryFiles } from '../common/telemetry';
import { EngineClient } from '../engine/client';
import { ExporterClient } from '../exporter/client';
import { FastModel } from '../speech/optimized/optimizedModel';
import { Speech } from '../speech/speech';
import { say } from './terminal';

/** What the commands work with; the same parts as in the extension. */
export interface Services {
  assets: AssetStore;
  engine: EngineClient;
  speech: Speech;
  fast: FastModel;
  /** Ends all processes, and settles when a rebuild that was under way has left nothing behind. */
  close(): Promise<void>;
}

/**
 * @param threads for the model; 0 takes as many as there are physical cores
 * @param model an ONNX file of the user's own; '' for the published one
 */
export function createServices(threads = 0, model = ''): Services {
  const logger = createLogger();
  removeTelemetryFiles(cacheFolder()).catch((error: unknown) => logger.warn(messageOf(error)));
  const assets = new AssetStore({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger });
  const options = { entry: join(__dirname, 'engine.js'), threads, idleMinutes: 0 };
  const engine = new EngineClient(() => options, logger);
  const exporter = new ExporterClient(join(__dirname, 'exporter.js'), logger);
  const fast = new FastModel({
    folder: join(cacheFolder(), 'fast'),
    rebuild: (what, hooks) => exporter.rebuild({ ...what, urgent: true }, hooks),
    mode: () => 'make',
    logger,
  });
  const speech = new Speech(() => assets, engine, logger, {
    ownModel: () => (model === '' ? '' : resolve(model)),
    fast,
  });
  const close = async (): Promise<void> => {
    engine.dispose();
    await fast.cancel();
  };
  return { assets, engine, speech, fast, close };
}

/** Where checkpoints come from. */
export function createHub(): Hub {
  return new Hub({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: createLogger() });
}

const createLogger = (): Logger => (process.env['KOKORO_DEBUG'] ? stderrLogger : silentLogger);

const stderrLogger: Logger = {
  debug: (message) => say(`debug: ${message}`),
  info: (message) => say(`info: ${message}`),
  warn: (message) => say(`warning: ${message}`),
  error: (message) => say(`error: ${message}`),
};
