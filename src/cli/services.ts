import { join, resolve } from 'node:path';
import type { Disposable } from '../common/disposable';
import { messageOf } from '../common/errors';
import { silentLogger, type Logger } from '../common/log';
import { removeTelemetryFiles } from '../common/telemetry';
import { cacheFolder } from '../engine/assets/cacheFolder';
import { Hub } from '../engine/assets/hub';
import { AssetStore } from '../engine/assets/store';
import { EngineClient } from '../engine/host/client';
import { FastModel } from '../engine/fast/fastModel';
import { Speech } from '../engine/speech';
import { ExporterClient } from '../exporter/host/client';

/** What the commands work with; the same parts as in the extension. */
export interface Services extends Disposable {
  assets: AssetStore;
  engine: EngineClient;
  speech: Speech;
  fast: FastModel;
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
    rebuild: (what, hooks) => exporter.rebuild(what, hooks),
    mode: () => 'use',
    logger,
  });
  const speech = new Speech(() => assets, engine, logger, {
    ownModel: () => (model === '' ? '' : resolve(model)),
    fast,
  });
  return { assets, engine, speech, fast, dispose: () => engine.dispose() };
}

/** Where checkpoints come from. */
export function createHub(): Hub {
  return new Hub({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: createLogger() });
}

const createLogger = (): Logger => (process.env['KOKORO_DEBUG'] ? stderrLogger : silentLogger);

const stderrLogger: Logger = {
  debug: (message) => process.stderr.write(`debug: ${message}\n`),
  info: (message) => process.stderr.write(`info: ${message}\n`),
  warn: (message) => process.stderr.write(`warning: ${message}\n`),
  error: (message) => process.stderr.write(`error: ${message}\n`),
};
