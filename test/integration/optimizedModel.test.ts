import assert from 'node:assert/strict';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { MODEL_NAME, modelGain } from '../../src/assets/manifest';
import { AssetStore } from '../../src/assets/store';
import { abortError } from '../../src/common/errors';
import { type Logger, silentLogger } from '../../src/common/log';
import { EngineClient } from '../../src/engine/client';
import { ExporterClient } from '../../src/exporter/client';
import { writeModel } from '../../src/exporter/onnx/write';
import { compareModels, objectionTo } from '../../src/exporter/verify';
import { loadKernels } from '../../src/generator/kernels';
import type { SpeechChunk } from '../../src/kokoro/speechChunk';
import { GENERATOR_FILE, SOUND_FILE } from '../../src/kokoro/twoGraphs';
import { OptimizedModel, type OptimizedModelState, type Rebuild } from '../../src/speech/optimized/optimizedModel';
import type { VoiceFiles } from '../../src/engine/protocol';
import { Speech, type SpeechHooks } from '../../src/speech/speech';
import { modelThatMakes } from '../support/fixedModel';
import { runCli } from './support/cli';
import { request, ROOT } from './support/engine';

const TEXT = 'The lamp was lit. Rain ran down the window. Nobody said a word. The kettle began to sing.';
/** Speaking this takes the published model longer than loading the optimized one. */
const LONG_TEXT = Array<string>(4).fill(TEXT).join(' ');

describe('the optimized model', () => {
  let folder: string;
  let published: string;
  /** A rebuilt model, for the tests that do not rebuild one. */
  let made: Extract<OptimizedModelState, { kind: 'ready' }>;
  let assets: AssetStore;
  let logged: string[];
  const logger: Logger = { ...silentLogger, info: (text) => logged.push(text), warn: (text) => logged.push(text) };
  const exporter = new ExporterClient(join(ROOT, 'dist', 'exporter.js'), {
    ...logger,
    info: (text) => logged.push(text),
  });
  const rebuild: Rebuild = (what, hooks) => exporter.rebuild(what, hooks);
  const create = (name: string, how: Rebuild = rebuild, mode: 'make' | 'use' | 'off' = 'make'): OptimizedModel =>
    new OptimizedModel({ folder: join(folder, name), rebuild: how, generator: 'kernels', mode: () => mode, logger });
  /** Stands in for a rebuild by copying `made`. */
  const copied: Rebuild = (what) => {
    cpSync(dirname(made.path), what.folder, { recursive: true });
    return Promise.resolve({ path: join(what.folder, 'model.onnx'), comparison: { speedup: made.speedup } });
  };

  const settled = (optimized: OptimizedModel): Promise<OptimizedModelState> =>
    new Promise((resolve) => {
      const listening = optimized.onChange((state) => {
        if (state.kind === 'building') return;
        listening.dispose();
        setImmediate(() => resolve(state)); // after the other listeners have been told
      });
    });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-optimized-'));
    assets = new AssetStore({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: silentLogger });
    published = await assets.ensure(MODEL_NAME);
  });
  beforeEach(() => (logged = []));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /**
   * Reads with its own engine, and takes the chunks at about the pace of a listener. Each says whether the optimized
   * model spoke it.
   */
  async function read(optimized: OptimizedModel, text = TEXT, hooks: Partial<SpeechHooks> = {}, onChunk?: () => void) {
    const entry = join(ROOT, 'dist', 'engine.js');
    const engine = new EngineClient(() => ({ entry, threads: 0, idleMinutes: 0 }), silentLogger);
    try {
      const speech = new Speech(() => assets, engine, logger, { optimizedModel: optimized });
      const chunks: (SpeechChunk & { byOptimized: boolean })[] = [];
      let byOptimized = false;
      const onReady = ({ preoptimized }: VoiceFiles): void => void (byOptimized = preoptimized);
      const all = { signal: new AbortController().signal, onReady, ...hooks };
      for await (const chunk of speech.speak(request(text), all)) {
        chunks.push({ ...chunk, byOptimized });
        onChunk?.();
        await delay(700);
      }
      return chunks;
    } finally {
      engine.dispose();
    }
  }

  it('is rebuilt after its process was killed half-way, and is kept', async function () {
    this.timeout(400_000);
    const optimized = create('made');
    const done = settled(optimized);
    optimized.start(published);
    await new Promise<void>((resolve) => {
      const listening = optimized.onChange((state) => {
        if (state.kind !== 'building' || state.share < 0.2) return;
        listening.dispose();
        resolve();
      });
    });
    const pid = Number(/starts as process (\d+)/.exec(logged.join('\n'))?.[1]);
    process.kill(pid, 'SIGKILL');
    assert.deepEqual(await done, { kind: 'none' });
    assert.match(logged.join('\n'), /optimized model could not be built; the published model is used: .*SIGKILL/);
    assert.deepEqual(readdirSync(join(folder, 'made')), []);
    optimized.start(published);
    assert.equal(optimized.state.kind, 'none', 'a failed rebuild is not repeated');

    const again = create('made');
    again.start(published);
    const state = await settled(again);
    assert.ok(state.kind === 'ready', JSON.stringify(state));
    assert.ok(state.speedup > 1);
    made = state;
    assert.deepEqual(await create('made').refresh(), state);
    assert.equal((await create('made', rebuild, 'off').refresh()).kind, 'none');
    const chunks = await read(create('made', () => Promise.reject(new Error('it is there')), 'use'));
    assert.ok(chunks.length > 0 && chunks.every(({ byOptimized }) => byOptimized));
  });

  it('sounds the same on our own kernels as on the graph that takes their place elsewhere', async function () {
    this.timeout(200_000);
    assert.equal(existsSync(join(dirname(made.path), GENERATOR_FILE)), loadKernels() !== undefined);
    const what = { input: published, gain: modelGain(MODEL_NAME), folder: join(folder, 'graph') };
    const { path, objection } = await exporter.rebuild({ ...what, generator: 'graph', urgent: true }, hooks());
    assert.equal(objection, undefined);
    assert.deepEqual(readdirSync(what.folder), ['model.data', 'model.onnx', 'sound.data', SOUND_FILE]);
    const { length, logMel, level } = await exporter.compare(path, made.path, hooks().signal);
    assert.equal(length, 0);
    assert.ok(logMel < 1 && level < 0.2, `${logMel} dB, ${level} dB in level`);
  });

  it('takes over at the end of a sentence, with nothing lost or repeated', async () => {
    const optimized = create('switched', copied);
    const chunks = await read(optimized, LONG_TEXT);
    const first = chunks.findIndex(({ byOptimized }) => byOptimized);
    assert.ok(first > 0, 'the published model speaks first');
    assert.ok(chunks[first - 1]?.endsSentence);
    assert.ok(chunks.slice(first).every(({ byOptimized }) => byOptimized));
    assert.equal(spoken(chunks, LONG_TEXT), LONG_TEXT);
  });

  it('is rebuilt when the caller asks: at once, once enough audio is buffered, or never', async function () {
    this.timeout(400_000);
    const endless: Rebuild = (_what, { signal }) =>
      new Promise((_resolve, reject) => {
        if (signal.aborted) reject(abortError());
        signal.addEventListener('abort', () => reject(abortError()));
      });
    for (const [rebuild, atFirst, atEnd] of [
      ['now', 'building', 'building'],
      ['buffered', 'none', 'building'],
      ['never', 'none', 'none'],
    ] as const) {
      const optimized = create(`when-${rebuild}`, endless);
      const states: string[] = [];
      await read(optimized, 'Yes.', { rebuild }, () => states.push(optimized.state.kind));
      assert.equal(states[0], atFirst, rebuild);
      assert.equal(optimized.state.kind, atEnd, rebuild);
      await optimized.cancel();
      assert.equal(optimized.state.kind, 'none');
    }
  });

  it('is rejected when it sounds different, and that is remembered', async () => {
    const { path } = made;
    const wrong = await compareModels({ path: published, gain: 3 * modelGain(MODEL_NAME) }, path);
    assert.match(objectionTo(wrong) ?? '', /^its level is 9\.\d dB off$/);
    const optimized = create('rejected', async (what) => ({
      ...(await copied(what, hooks())),
      objection: objectionTo(wrong),
    }));
    const done = settled(optimized);
    const chunks = await read(optimized);
    assert.equal((await done).kind, 'rejected');
    assert.ok(chunks.every(({ byOptimized }) => !byOptimized));
    assert.match(logged.join('\n'), /not used, because its level is 9\.\d dB off; the published model is used/);
    assert.deepEqual(readdirSync(join(folder, 'rejected')), ['record.json']);
    const state = await create('rejected').refresh();
    assert.ok(state.kind === 'rejected' && state.reason.startsWith('its level'));
  });

  it('gives way to the published model when damaged, and is rebuilt', async () => {
    await read(create('damaged', copied));
    const state = await create('damaged').refresh();
    assert.ok(state.kind === 'ready');
    const { atime, mtime } = statSync(state.path);
    const file = openSync(state.path, 'r+');
    writeSync(file, Buffer.alloc(4096, 0x55), 0, 4096, 10_000);
    closeSync(file);
    assert.equal((await create('damaged').refresh()).kind, 'none', 'a modified file is not the verified one');
    utimesSync(state.path, atime, mtime);
    const optimized = create('damaged', copied);
    assert.equal((await optimized.refresh()).kind, 'ready', 'the damage does not show');
    const chunks = await read(optimized, LONG_TEXT);
    assert.equal(spoken(chunks, LONG_TEXT), LONG_TEXT);
    assert.equal(chunks[0]?.byOptimized, false);
    assert.ok(chunks.at(-1)?.byOptimized);
    assert.ok(!existsSync(state.path));
  });

  it('does not speak after a single bit has changed, even if size and time are the same', async () => {
    const state = await create('flipped', copied).rebuild(published, hooks().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    flipBit(state.path);
    const optimized = create('flipped', rebuild, 'use');
    assert.equal((await optimized.refresh()).kind, 'ready', 'the damage does not show');
    const chunks = await read(optimized);
    assert.equal(spoken(chunks), TEXT);
    assert.ok(
      chunks.every(({ byOptimized }) => !byOptimized),
      'all of it is spoken by the published model',
    );
    assert.match(logged.join('\n'), /model\.data has changed since it was verified/);
    assert.equal((await optimized.refresh()).kind, 'none');
  });

  it('is abandoned at the next chunk when its file is overwritten while it speaks', async () => {
    const state = await create('zeroed', copied).rebuild(published, hooks().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    const data = join(dirname(state.path), 'model.data');
    const { size } = statSync(data);
    const chunks = await read(create('zeroed', rebuild, 'use'), TEXT, {}, () => {
      const file = openSync(data, 'r+'); // overwritten in place: the engine has mapped this file into memory
      writeSync(file, Buffer.alloc(size));
      closeSync(file);
    });
    assert.equal(spoken(chunks), TEXT);
    assert.ok(chunks[0]?.byOptimized);
    assert.ok(chunks.slice(1).every(({ byOptimized }) => !byOptimized));
  });

  it('is kept when it is intact but cannot be loaded', async () => {
    const unloadable: Rebuild = ({ folder: target }) => {
      mkdirSync(target);
      writeFileSync(join(target, 'model.onnx'), 'Loading this fails as it fails without memory.');
      return Promise.resolve({ path: join(target, 'model.onnx'), comparison: { speedup: 2 } });
    };
    const made = await create('unloadable', unloadable).rebuild(published, hooks().signal, () => undefined);
    const optimized = create('unloadable', unloadable);
    const chunks = await read(optimized);
    assert.equal(spoken(chunks), TEXT);
    assert.match(logged.join('\n'), /intact but cannot be loaded/);
    assert.equal(optimized.state.kind, 'none', 'it is not rebuilt again');
    assert.deepEqual(await create('unloadable').refresh(), made);
  });

  it('gives way to the published model when it makes no usable sound', async () => {
    const silent: Rebuild = async ({ folder: target }) => {
      mkdirSync(target);
      const path = join(target, 'model.onnx');
      await writeModel(modelThatMakes(Float32Array.of(...new Float32Array(2000), NaN)), path);
      return { path, comparison: { speedup: 2 } };
    };
    await create('silent', silent).rebuild(published, hooks().signal, () => undefined);
    const optimized = create('silent', silent, 'use');
    assert.equal((await optimized.refresh()).kind, 'ready');
    assert.equal(spoken(await read(optimized)), TEXT);
    assert.equal((await create('silent').refresh()).kind, 'none');
  });

  it('is inspected by kokoro doctor', async () => {
    const cache = join(folder, 'cache');
    mkdirSync(join(cache, 'voices'), { recursive: true });
    const voice = join('voices', 'af_heart.bin');
    for (const name of [MODEL_NAME, voice]) cpSync(await assets.ensure(name), join(cache, name));
    cpSync(join(folder, 'made'), join(cache, 'optimized'), { recursive: true, preserveTimestamps: true });
    const doctor = () => runCli(cache, ['doctor'], '', { KOKORO_CACHE: cache });
    const { stdout, code } = await doctor();
    assert.match(stdout, /speaks: +the published model optimized for this machine.*\n[^]*audio: +works/);
    assert.equal(code, 0);
    flipBit(join(cache, 'optimized', basename(dirname(made.path)), basename(made.path)));
    const damaged = await doctor();
    assert.match(damaged.stdout, /speaks:.*damaged \(model\.data has changed.*kokoro rebuild\n[^]*audio: +works/);
  });

  it('leaves nothing behind when its rebuild is cancelled', async () => {
    const optimized = create('cancelled');
    const abort = new AbortController();
    const onProgress = (share: number): void => {
      if (share > 0.1) abort.abort();
    };
    await assert.rejects(optimized.rebuild(published, abort.signal, onProgress), { name: 'AbortError' });
    assert.equal(optimized.state.kind, 'none');
    assert.deepEqual(readdirSync(join(folder, 'cancelled')), []);
  });

  const spoken = (chunks: readonly SpeechChunk[], text = TEXT): string =>
    chunks.map(({ source }) => text.slice(source.start, source.end)).join(' ');

  /** Flips one bit of a model's weights; the file's size and time stay the same. */
  function flipBit(path: string): void {
    const data = join(dirname(path), 'model.data');
    const { atime, mtime, size } = statSync(data);
    const file = openSync(data, 'r+');
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, size >> 1);
    writeSync(file, Buffer.of((byte[0] ?? 0) ^ 0x40), 0, 1, size >> 1);
    closeSync(file);
    utimesSync(data, atime, mtime);
  }

  const hooks = () => ({ signal: new AbortController().signal, onProgress: () => undefined });
});
