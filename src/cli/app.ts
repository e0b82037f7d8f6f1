import { resolve } from 'node:path';
import { type App, createApp } from '../app/app';
import { cacheFolder } from '../assets/cacheFolder';
import { type Logger, silentLogger } from '../common/log';
import { say } from './terminal';

/**
 * Creates the app for one command.
 * @param threads that run the model; 0 uses one per physical core
 * @param model path of the user's own ONNX file; '' for the published model
 */
export function createCliApp(threads = 0, model = ''): App {
  return createApp({
    programs: __dirname,
    cache: cacheFolder(),
    source: () => process.env['KOKORO_ASSETS'] ?? '',
    threads: () => threads,
    idleMinutes: () => 0,
    ownModel: () => (model === '' ? '' : resolve(model)),
    optimizedModel: () => 'make',
    urgentRebuild: true,
    logger: logger(),
  });
}

/** Writes to stderr if the user has set KOKORO_DEBUG. */
export const logger = (): Logger => (process.env['KOKORO_DEBUG'] ? stderrLogger : silentLogger);

const stderrLogger: Logger = {
  debug: (message) => say(`debug: ${message}`),
  info: (message) => say(`info: ${message}`),
  warn: (message) => say(`warning: ${message}`),
  error: (message) => say(`error: ${message}`),
};
