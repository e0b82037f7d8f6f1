import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { prepareMobileBundle } from '../../src/app/mobileBundle';
import { AssetStore } from '../../src/assets/store';
import { silentLogger } from '../../src/common/log';
import { readVoices, voiceAsBin } from '../../src/exporter/checkpoint/voices';
import { ExporterClient, type JobHooks } from '../../src/exporter/client';
import type { MobileBundle } from '../../src/exporter/mobile/bundle';
import type { MobileManifest } from '../../src/exporter/mobile/manifest';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { exitOf, type Result, runCli, startCli } from './support/cli';
import { ROOT } from './support/engine';

/** Writes bundles of a small checkpoint on the command line. */
describe('kokoro export-mobile', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-mobile-'));
    writeTinyCheckpoint(join(folder, 'tiny'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const args = (...more: string[]): string[] => ['export-mobile', '--model', 'tiny', '--precision', 'fp16', ...more];
  const kokoro = (...more: string[]): Promise<Result> => runCli(folder, args(...more));

  it('writes a complete bundle, which its manifest describes', async () => {
    const { code, stdout, stderr } = await kokoro('--out', 'bundle', '--voices', 'af_tiny', '--languages', 'fr');
    assert.equal(code, 0, stderr);
    const bundle = join(folder, 'bundle');
    assert.equal(stdout, `${bundle}\n`);
    assert.deepEqual((await readdir(bundle)).sort(), [
      ...['LICENSE', 'NOTICE.md', 'README.md', 'android', 'ios', 'kokoro', 'model.ort'],
    ]);
    assert.equal((await readFile(join(bundle, 'model.ort'))).toString('latin1', 4, 8), 'ORTM');
    const app = join(bundle, 'kokoro');
    const manifest = JSON.parse(await readFile(join(app, 'manifest.json'), 'utf8')) as MobileManifest;
    assert.deepEqual(manifest.model, {
      file: 'model.onnx',
      precision: 'fp16',
      inputs: {
        ids: { name: 'input_ids', type: 'int64', shape: [1, 'sequence'] },
        style: { name: 'ref_s', type: 'float32', shape: [1, 256] },
        speed: { name: 'speed', type: 'float32', shape: [] },
      },
      outputs: {
        audio: { name: 'waveform', type: 'float32', shape: ['samples'] },
        duration: { name: 'duration', type: 'int64', shape: ['sequence'] },
      },
      maxPhonemes: 510,
    });
    assert.deepEqual(manifest.audio, { sampleRate: 24_000, frameSamples: 600, channels: 1 });
    assert.deepEqual(manifest.voices.list, [{ name: 'af_tiny', language: 'en-us', offset: 0 }]);
    const [voice] = await readVoices(join(folder, 'tiny', 'voices', 'af_tiny.pt'));
    assert.ok(voice);
    assert.deepEqual(await readFile(join(app, manifest.voices.file)), Buffer.from(voiceAsBin(voice)));
    const files = await readdir(app, { recursive: true, withFileTypes: true });
    assert.equal(files.filter((entry) => entry.isFile()).length, Object.keys(manifest.files).length + 1);
    for (const [name, { bytes, sha256 }] of Object.entries(manifest.files)) {
      const content = await readFile(join(app, name));
      assert.equal(content.length, bytes, name);
      assert.equal(createHash('sha256').update(content).digest('hex'), sha256, name);
    }
    for (const file of Object.values(manifest.frontEnd.languages['fr'] ?? {})) assert.ok(manifest.files[file], file);
    assert.match(await readFile(join(app, manifest.requiredOperators), 'utf8'), /^ai\.onnx;17;.*\bLSTM\b/m);
  });

  it('leaves a folder alone that is not empty', async () => {
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full', 'mine.txt'), 'mine');
    const { code, stderr } = await kokoro('--out', 'full', '--voices', 'af_tiny');
    assert.equal(code, 1);
    assert.match(stderr, /full cannot be written: the folder is not empty/);
    assert.deepEqual(await readdir(join(folder, 'full')), ['mine.txt']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const child = startCli(folder, args('--out', 'cancelled', '--voices', 'af_tiny', '--languages', 'fr'));
    while (!(await readdir(folder)).some((name) => name.startsWith('cancelled'))) await setTimeout(5);
    child.kill('SIGINT');
    assert.equal(await exitOf(child), 130);
    assert.deepEqual((await readdir(folder)).sort(), ['bundle', 'full', 'tiny']);
  });

  it('is made in the exporter process as well, which cleans up when it is cancelled', async () => {
    const exporter = new ExporterClient(join(ROOT, 'dist', 'exporter.js'), silentLogger);
    const work = async (signal: AbortSignal, onProgress: JobHooks['onProgress']): Promise<MobileBundle> => {
      const request = {
        out: join(folder, 'process'),
        model: join(folder, 'tiny'),
        voices: ['af_tiny'],
        languages: ['fr'] as const,
      };
      const assets = new AssetStore({ folder: join(folder, 'assets'), logger: silentLogger });
      const hooks = { signal, onFetch: () => assert.fail('nothing is fetched') };
      const options = await prepareMobileBundle({ ...request, precision: 'fp16' }, assets, join(ROOT, 'dist'), hooks);
      return exporter.mobile(options, { signal, onProgress });
    };
    const abort = new AbortController();
    await assert.rejects(
      work(abort.signal, ({ stage }) => {
        if (stage === 'write') abort.abort();
      }),
      { name: 'AbortError' },
    );
    assert.ok(!(await readdir(folder)).some((name) => name.startsWith('process')));
    const stages = new Set<string>();
    const { path, bytes } = await work(new AbortController().signal, ({ stage }) => stages.add(stage));
    assert.ok(bytes > 1e6 && (await readdir(path)).includes('kokoro'));
    assert.ok(stages.has('bundle'));
  });

  it('explains unknown languages, voices, and FP16 of the published model', async () => {
    const language = await kokoro('--out', 'x', '--languages', 'en,xx');
    assert.equal(language.code, 2);
    assert.match(language.stderr, /Choose from en, en-us, en-gb/);
    const voice = await kokoro('--out', 'x', '--voices', 'af_nobody');
    assert.equal(voice.code, 1);
    assert.match(voice.stderr, /There is no voice “af_nobody”/);
    const published = await runCli(folder, ['export-mobile', '--out', 'x', '--precision', 'fp16']);
    assert.equal(published.code, 1);
    assert.match(published.stderr, /The published model is INT8\. For FP16, name a checkpoint/);
  });
});
