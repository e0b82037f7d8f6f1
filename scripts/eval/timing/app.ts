import { type App, createApp } from '../../../src/app/app';
import { cacheFolder } from '../../../src/assets/cacheFolder';
import { silentLogger } from '../../../src/common/log';
import type { SpeechHooks } from '../../../src/speech/speech';

/** The model that is measured: as it is published, or optimized for this machine. */
export type Measured = 'published' | 'optimized';

/** An app that speaks with that model, and hooks that fail where it is missing. */
export function appWith(model: Measured): { app: App; hooks: SpeechHooks } {
  const app = createApp({
    programs: 'dist',
    cache: cacheFolder(),
    source: () => process.env['KOKORO_ASSETS'] ?? '',
    threads: () => 0,
    idleMinutes: () => 0,
    ownModel: () => '',
    optimizedModel: () => (model === 'optimized' ? 'use' : 'off'),
    logger: silentLogger,
  });
  const onReady = ({ preoptimized }: { preoptimized: boolean }): void => {
    if (preoptimized !== (model === 'optimized')) throw new Error('There is no optimized model: run `kokoro rebuild`.');
  };
  return { app, hooks: { signal: new AbortController().signal, rebuild: 'never', onReady } };
}
