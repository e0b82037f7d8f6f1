import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FileLock } from '../../../src/assets/lock';
import { MODEL_NAME } from '../../../src/assets/manifest';
import { silentLogger } from '../../../src/common/log';
import { OptimizedModel } from '../../../src/speech/optimized/optimizedModel';
import { deleteStored, listStorage } from '../../../src/speech/storage';

const TIMING = { staleMs: 400, pollMs: 20 };
const UUID = '22222222-0000-4000-8000-000000000000';
const AUDIO = `${'a'.repeat(64)}.audio`;

describe('the storage', () => {
  let folder: string;
  let outside: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-storage-'));
    outside = mkdtempSync(join(tmpdir(), 'kokoro-outside-'));
  });
  afterEach(() => {
    for (const path of [folder, outside]) rmSync(path, { recursive: true });
  });

  /** Writes a file of this many bytes below the cache folder. */
  function put(name: string, bytes: number): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), bytes);
  }
  const list = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await listStorage(folder)).map(({ name, kind, bytes }) => [name, `${kind} ${bytes}`]));
  const remove = (...names: string[]) => deleteStored(folder, names, TIMING);

  /** Builds an optimized model of 1,005 bytes. @returns the name of its folder */
  async function optimize(): Promise<string> {
    const model = new OptimizedModel({
      folder: join(folder, 'optimized'),
      rebuild: (what) => {
        mkdirSync(what.folder);
        writeFileSync(join(what.folder, 'model.onnx'), 'graph');
        writeFileSync(join(what.folder, 'model.data'), Buffer.alloc(1000));
        return Promise.resolve({ path: join(what.folder, 'model.onnx'), comparison: { speedup: 2 } });
      },
      generator: 'graph',
      mode: () => 'make',
      logger: silentLogger,
    });
    const state = await model.rebuild('published.onnx', new AbortController().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    return `optimized/${dirname(state.path).split('/').at(-1) ?? ''}`;
  }

  it('lists everything of ours with its size, and nothing else', async () => {
    put(MODEL_NAME, 9000);
    put(`${MODEL_NAME}.stamp`, 100);
    put('voices/af_heart.bin', 500);
    put('voices/af_bella.bin.part', 70);
    put('codecs/aac.mjs', 30);
    put('codecs/aac.mjs.stamp', 2);
    put('codecs/opus/generated/libopus.generated.mjs', 8);
    put('codecs/mine.mjs', 5);
    put('kokoro-v0.19.int8.onnx', 8000);
    put(`optimized/${UUID}/int8.onnx.4194305.part`, 300);
    put(`fast/${UUID}/model.onnx`, 200);
    put('fast/fast.json', 10);
    put('hub/hexgrad/Kokoro-82M/kokoro.pth', 3000);
    put('hub/hexgrad/Kokoro-82M/voices/own.pt', 1);
    put('packages/kokoro-js-1.2.1.tgz', 700);
    put(`audio/${AUDIO}`, 40);
    put(`recordings/${UUID}.4194305.part`, 60);
    put(`recordings/${'b'.repeat(64)}.wav`, 9);
    put(`recordings/${UUID}.${process.pid}.part`, 60); // being recorded
    for (const name of ['notes.txt', 'voices/mine.bin', 'optimized/notes/a', 'audio/song.mp3', 'fast/mine'])
      put(name, 5);
    const current = await optimize();
    const { [current]: optimized, ...rest } = await list();
    assert.match(optimized ?? '', /^optimized 1\d\d\d$/);
    assert.deepEqual(rest, {
      [MODEL_NAME]: 'model 9100',
      'voices/af_heart.bin': 'voice 500',
      'voices/af_bella.bin': 'voice 70',
      codecs: 'codec 40',
      'kokoro-v0.19.int8.onnx': 'old 8000',
      fast: 'old 210',
      'hub/hexgrad/Kokoro-82M': 'checkpoint 3001',
      packages: 'package 700',
      audio: 'audio 40',
      recordings: 'old 69',
    });
  });

  it('lists what a killed rebuild has left', async () => {
    put(`optimized/${UUID}/model.data`, 300);
    assert.deepEqual(await list(), { [`optimized/${UUID}`]: 'old 300' });
  });

  it('is empty in a folder that is empty or missing', async () => {
    assert.deepEqual(await list(), {});
    assert.deepEqual(await listStorage(join(folder, 'none')), []);
  });

  it('deletes what is named, and leaves the rest', async () => {
    put(MODEL_NAME, 9000);
    put(`${MODEL_NAME}.stamp`, 100);
    put('voices/af_heart.bin', 500);
    put('voices/mine.bin', 5);
    put(`audio/${AUDIO}`, 40);
    put('audio/song.mp3', 5);
    const current = await optimize();
    const names = ['voices/af_heart.bin', 'audio', current, '../etc', 'voices/mine.bin', 'optimized', ''];
    const { freed, kept } = await remove(...names);
    assert.deepEqual(kept, []);
    assert.ok(freed > 540 + 1005);
    assert.deepEqual(Object.keys(await list()), [MODEL_NAME]);
    assert.deepEqual(readdirSync(join(folder, 'audio')), ['song.mp3']);
    assert.deepEqual(readdirSync(join(folder, 'voices')), ['mine.bin']);
    assert.deepEqual(readdirSync(join(folder, 'optimized')), [], 'the record goes with its model');
  });

  it('keeps what another process is writing, and takes over the lock of a dead one', async () => {
    const current = await optimize();
    put('voices/af_heart.bin', 500);
    const lock = await FileLock.acquire(
      join(folder, 'optimized', 'lock'),
      new AbortController().signal,
      () => Promise.resolve(),
      TIMING,
    );
    writeFileSync(join(folder, 'voices', 'af_heart.bin.lock'), '4194305 dead');
    const { freed, kept } = await remove(current, 'voices/af_heart.bin');
    assert.deepEqual([freed, kept], [500, [{ name: current, reason: 'it is in use' }]]);
    assert.ok(existsSync(join(folder, current, 'model.onnx')));
    await lock.release();
    assert.deepEqual((await remove(current)).kept, []);
    assert.ok(!existsSync(join(folder, current)));
  });

  it('does not follow symbolic links out of the cache', async () => {
    writeFileSync(join(outside, 'af_heart.bin'), 'precious');
    writeFileSync(join(outside, AUDIO), 'precious');
    symlinkSync(outside, join(folder, 'voices'));
    symlinkSync(outside, join(folder, 'audio'));
    mkdirSync(join(folder, 'hub', 'owner', 'repository'), { recursive: true });
    symlinkSync(outside, join(folder, 'hub', 'owner', 'linked'));
    symlinkSync(outside, join(folder, 'hub', 'owner', 'repository', 'voices'));
    symlinkSync(join(outside, 'af_heart.bin'), join(folder, MODEL_NAME));
    const names = Object.keys(await list());
    assert.deepEqual(names.sort(), ['hub/owner/repository', MODEL_NAME].sort());
    await remove(...names);
    assert.deepEqual(readdirSync(outside).sort(), ['af_heart.bin', AUDIO].sort());
    assert.ok(!existsSync(join(folder, MODEL_NAME)));
    assert.ok(lstatSync(join(folder, 'voices')).isSymbolicLink());
  });
});
