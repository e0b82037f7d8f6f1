import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cacheFolder } from '../../../src/assets/cacheFolder';
import { ASSETS, codecAssets, findAsset, MODEL_NAME, modelGain, voiceAsset } from '../../../src/assets/manifest';
import { KokoroError } from '../../../src/common/errors';

describe('the manifest', () => {
  const voices = ASSETS.filter(({ kind }) => kind === 'voice');

  const codecs = ASSETS.filter(({ kind }) => kind === 'codec');

  it('has one model, 54 voices and seven files of encoders with distinct names', () => {
    assert.equal(voices.length, 54);
    assert.equal(codecs.length, 7);
    assert.equal(ASSETS.length, 62);
    assert.equal(new Set(ASSETS.map(({ name }) => name)).size, 62);
    assert.equal(new Set(ASSETS.map(({ sha256 }) => sha256)).size, 62);
  });

  it('gives each encoder its own files', () => {
    const found = ['mediabunny', 'aac', 'flac', 'mp3', 'opus'].flatMap(codecAssets);
    assert.deepEqual(found.sort(), codecs.map(({ name }) => name).sort());
  });

  it('gives each file a SHA-256, a size, a licence and two sources', () => {
    for (const { name, kind, sha256, bytes, licence, sources } of ASSETS) {
      assert.match(sha256, /^[0-9a-f]{64}$/, name);
      assert.ok(Number.isSafeInteger(bytes) && bytes > 0, name);
      assert.match(licence, kind === 'codec' ? /^(?:MIT|MPL-2\.0)(?:; contains|$)/ : /^Apache-2\.0$/, name);
      assert.equal(sources.length, 2, name);
    }
  });

  it('describes voice packs of 510 × 256 float32', () => {
    for (const { name, bytes } of voices) {
      assert.match(name, /^voices\/[a-z]{2}_[a-z]+\.bin$/);
      assert.equal(bytes, 510 * 256 * 4);
    }
  });

  it('fills in its templates', () => {
    const [web, npm] = findAsset(ASSETS, voiceAsset('af_heart')).sources;
    assert.ok(web?.kind === 'http' && web.url.startsWith('https://') && web.url.endsWith('/voices/af_heart.bin'));
    assert.ok(npm?.kind === 'npm' && npm.entry === 'package/voices/af_heart.bin');
    const [model, pip] = findAsset(ASSETS, MODEL_NAME).sources;
    assert.ok(model?.kind === 'http' && model.url.endsWith(`/${MODEL_NAME}`));
    assert.ok(pip?.kind === 'pip' && pip.packages.length === 4 && pip.entry === 'part.bin');
    assert.doesNotMatch(JSON.stringify(ASSETS), /[{}]name/);
  });

  it('gives the gain of the model', () => {
    assert.ok(Math.abs(modelGain(MODEL_NAME) - 2 / 3) < 1e-6);
    assert.equal(modelGain(voiceAsset('af_heart')), 1);
    assert.throws(
      () => modelGain('no.onnx'),
      (error) => error instanceof KokoroError && error.code === 'asset-unknown',
    );
  });

  it('names three hosts, besides those of the package managers', () => {
    const urls = ASSETS.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.kind === 'http' ? [source.url] : [])),
    );
    assert.deepEqual(
      [...new Set(urls.map((url) => new URL(url).host))],
      ['github.com', 'huggingface.co', 'cdn.jsdelivr.net'],
    );
    assert.doesNotMatch(JSON.stringify(ASSETS.map(({ sources }) => sources.slice(1))), /https?:/);
  });
});

describe('the cache folder', () => {
  it("is KOKORO_CACHE, or else the platform's folder for caches", () => {
    assert.equal(cacheFolder({ KOKORO_CACHE: '/my/cache' }), '/my/cache');
    assert.equal(cacheFolder({ KOKORO_CACHE: '', XDG_CACHE_HOME: '/x' }, 'linux'), join('/x', 'kokoro-vscode'));
    assert.equal(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32'), join('/local', 'kokoro-vscode'));
    assert.match(cacheFolder({}, 'darwin'), /Library.Caches.kokoro-vscode$/);
    assert.match(cacheFolder({}, 'linux'), /\.cache.kokoro-vscode$/);
  });
});
