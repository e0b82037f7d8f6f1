import { resolve } from 'node:path';
import { type App, createApp } from '../app/app';
import { cacheFolder } from '../assets/cacheFolder';
import { type Logger, silentLogger } from '../common/log';
import { physicalCores } from '../engine/model/threads';
import type { RemoteOptions } from '../speech/remote/remoteSpeech';
import { say } from './terminal';

/**
 * Creates the app for one command.
 * @param threads that run the model; 0 uses one per physical core
 * @param model path of the user's own ONNX file; '' for the published model
 * @param server speaks instead of this machine
 */
export function createCliApp(threads = 0, model = '', server?: RemoteOptions): App {
  return createApp({
    programs: __dirname,
    cache: cacheFolder(),
    source: () => process.env['KOKORO_ASSETS'] ?? '',
    threads: () => threads,
    idleMinutes: () => 0,
    ownModel: () => (model === '' ? '' : resolve(model)),
    server,
    optimizedModel: () => 'make',
    urgentRebuild: true,
    logger: logger(),
  });
}

/** Writes to stderr if the user has set KOKORO_DEBUG. */
export const logger = (): Logger => (process.env['KOKORO_DEBUG'] ? stderrLogger : silentLogger);

/**
 * Creates an app for each file that is made at the same time. They share the cores.
 * @param threads that run each model; 0 divides the cores
 */
export function createCliApps(count: number, threads = 0, model = ''): [App, ...App[]] {
  const each = threads > 0 || count === 1 ? threads : Math.max(1, Math.floor(physicalCores() / count));
  const others = Array.from({ length: count - 1 }, () => createCliApp(each, model));
  return [createCliApp(each, model), ...others];
}

const stderrLogger: Logger = {
  debug: (message) => say(`debug: ${message}`),
  info: (message) => say(`info: ${message}`),
  warn: (message) => say(`warning: ${message}`),
  error: (message) => say(`error: ${message}`),
};
