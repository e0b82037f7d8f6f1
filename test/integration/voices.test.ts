import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addOwnVoice, readOwnVoices } from '../../src/app/ownVoices';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { voiceAsset } from '../../src/assets/manifest';
import { AssetStore } from '../../src/assets/store';
import { silentLogger } from '../../src/common/log';
import type { EngineClient } from '../../src/engine/client';
import { npyOf } from '../../src/exporter/checkpoint/npy';
import { readVoices, voiceAsBin, voiceAsPt, voicesAsNpz } from '../../src/exporter/checkpoint/voices';
import { warpedLogMelDistance } from '../../src/exporter/quality';
import { PACK_ROWS, STYLE_SIZE } from '../../src/kokoro/voicePack';
import { Speech } from '../../src/speech/speech';
import { runCli } from './support/cli';
import { collect, optimized, request, samplesOf, startEngine } from './support/engine';

const TEXT = 'The old keeper of the lighthouse looked out over the bay.';

describe('voices of the user’s own', () => {
  let folder: string;
  let engine: EngineClient;
  let speech: Speech;
  const assets = new AssetStore({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: silentLogger });
  const added = (): string => join(folder, 'own-voices');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-voices-'));
    const model = await optimized();
    const audioCache = { memoryBytes: 64e6, diskBytes: 0, folder: '' };
    ({ engine } = startEngine({ optimizedModel: model, audioCache }));
    const voices = () => ({ added: added(), saved: { 'night reader': 'af_heart*0.5+bf_emma*0.5' } });
    speech = new Speech(() => assets, engine, silentLogger, { voices, optimizedModel: model });
  });
  after(async () => {
    engine.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function said(voice: string): Promise<Float32Array> {
    const { signal } = new AbortController();
    return samplesOf(await collect(speech.speak(request(TEXT, { voice, language: 'en-us' }), { signal })));
  }

  const hashOf = (samples: Float32Array): string =>
    createHash('sha256').update(new Uint8Array(samples.buffer)).digest('hex');

  it('blends sound between their voices, and are kept apart from them', async () => {
    const [heart, emma] = [await said('af_heart'), await said('bf_emma')];
    const blend = await said('night reader');
    const { misses } = (await engine.info()).audioCache;
    const [apart, toHeart, toEmma] = [
      warpedLogMelDistance(heart, emma),
      warpedLogMelDistance(heart, blend),
      warpedLogMelDistance(emma, blend),
    ];
    console.log(
      `      heart–emma ${apart.toFixed(2)} dB, heart–blend ${toHeart.toFixed(2)} dB, emma–blend ${toEmma.toFixed(2)} dB`,
    );
    assert.ok(toHeart < apart && toEmma < apart && toHeart > 0.1 * apart && toEmma > 0.1 * apart);
    assert.equal(new Set([heart, emma, blend].map(hashOf)).size, 3);
    assert.equal(hashOf(await said('af_heart*0.3+bf_emma*0.3')), hashOf(blend), 'the same shares');
    assert.equal((await engine.info()).audioCache.misses, misses, 'which the audio cache knows');
    assert.equal(hashOf(await said('af_heart*0.8')), hashOf(heart), 'a blend of one voice is that voice');
  });

  it('packs of every format are added and speak like the voice that they contain', async () => {
    const [voice] = await readVoices(await assets.ensure(voiceAsset('af_heart')));
    assert.ok(voice);
    const named = { ...voice, name: 'am_npz' };
    const files = {
      'am_bin.bin': voiceAsBin(voice),
      'am_npy.npy': npyOf(voice.data, [PACK_ROWS, 1, STYLE_SIZE]),
      'am_pt.pt': voiceAsPt(voice),
      'voices-v1.0.bin': voicesAsNpz([named]),
    };
    const expected = hashOf(await said('af_heart'));
    for (const [file, bytes] of Object.entries(files)) {
      const path = join(folder, file);
      await writeFile(path, bytes);
      for (const own of await readOwnVoices(path)) {
        await addOwnVoice(own, own.name, added());
        assert.equal(hashOf(await said(own.name)), expected, file);
      }
    }
  });

  it('are added, listed and removed on the command line', async () => {
    const env = { KOKORO_CACHE: join(folder, 'cache') };
    const [voice] = await readVoices(await assets.ensure(voiceAsset('af_heart')));
    assert.ok(voice);
    await writeFile(join(folder, 'clone.pt'), voiceAsPt(voice));
    const kokoro = (...args: string[]) => runCli(folder, args, '', env);
    const unnamed = await kokoro('voice', 'add', 'clone.pt');
    assert.deepEqual([unnamed.code, unnamed.stdout], [1, '']);
    assert.match(unnamed.stderr, /names no language; add --lang en-us/);
    const first = await kokoro('voice', 'add', 'clone.pt', '--lang', 'es', '--gender', 'm');
    assert.deepEqual([first.code, first.stdout], [0, 'em_clone\n'], first.stderr);
    assert.equal((await readFile(join(folder, 'cache', 'own-voices', 'em_clone.bin'))).length, 522_240);
    assert.equal((await kokoro('voice', 'add', 'clone.pt', '--lang', 'es', '--gender', 'm')).code, 1);
    assert.match((await kokoro('voices')).stdout, /^Your own\n {2}em_clone +Clone +Spanish\n/);
    assert.match((await kokoro('storage')).stdout, /own-voices\/em_clone\.bin {2}\(Your own voice/);
    assert.equal((await kokoro('voice', 'remove', 'em_clone')).code, 0);
    assert.doesNotMatch((await kokoro('voices')).stdout, /em_clone/);
    const refused = await kokoro('speak', 'Hello.', '--voice', 'af_heart*2+af_bella');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /weight of af_heart is 2.*such as af_heart\*0\.6\+af_bella\*0\.4/);
    assert.equal((await kokoro('speak', 'Hello.', '--voice-for', 'title=af_heart')).code, 2);
  });
});
