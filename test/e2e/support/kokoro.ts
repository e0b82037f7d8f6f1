import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../src/assets/cacheFolder';
import { MODEL_NAME, voiceAsset } from '../../../src/assets/manifest';
import { AssetStore } from '../../../src/assets/store';
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

/** The command line's cache folder, with the model and the voices that the tests use; fetches what is missing. */
export async function cachedAssets(): Promise<string> {
  const folder = cacheFolder();
  const store = new AssetStore({ folder, source: process.env['KOKORO_ASSETS'], logger: silentLogger });
  for (const name of [MODEL_NAME, voiceAsset('af_heart'), voiceAsset('bf_emma'), voiceAsset('ef_dora')])
    await store.ensure(name);
  return folder;
}
