import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../../src/app/app';
import { cacheFolder } from '../../../src/assets/cacheFolder';
import { MODEL_NAME, voiceAsset } from '../../../src/assets/manifest';
import { silentLogger } from '../../../src/common/log';
import { root } from './installation';

export const EXTENSION = 'kokoro-vscode.kokoro-vscode';

/** The VSIX that `npm run package` built for a platform, by default this one. */
export function packagedExtension(target = `${process.platform}-${process.arch}`): string {
  const dist = join(root, 'dist');
  const vsix = existsSync(dist) ? readdirSync(dist).find((name) => name.includes(`-${target}-`)) : undefined;
  if (vsix === undefined) throw new Error(`There is no VSIX for ${target} in dist/: run npm run package first.`);
  return join(dist, vsix);
}

/**
 * The command line's cache folder, with the voices that the tests use, the published model and the optimized one;
 * fetches and makes what is missing.
 */
export async function cachedAssets(): Promise<string> {
  const cache = cacheFolder();
  const app = createApp({
    programs: join(root, 'dist'),
    cache,
    source: () => process.env['KOKORO_ASSETS'] ?? '',
    threads: () => 0,
    idleMinutes: () => 0,
    ownModel: () => '',
    optimizedModel: () => 'use',
    urgentRebuild: true,
    logger: silentLogger,
  });
  for (const name of [voiceAsset('af_heart'), voiceAsset('bf_emma'), voiceAsset('ef_dora')])
    await app.assets().ensure(name);
  const published = await app.assets().ensure(MODEL_NAME);
  if ((await app.optimizedModel.refresh()).kind !== 'ready')
    await app.optimizedModel.rebuild(published, new AbortController().signal, () => undefined);
  await app.close();
  return cache;
}
