import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Asset, MODEL_NAME } from '../../../src/assets/manifest';
import { AssetStore } from '../../../src/assets/store';
import { abortError, type KokoroError } from '../../../src/common/errors';
import { type Logger, silentLogger } from '../../../src/common/log';
import { EngineClient } from '../../../src/engine/client';
import type { VoiceFiles } from '../../../src/engine/protocol';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import { OptimizedModel, type Rebuild } from '../../../src/speech/optimized/optimizedModel';
import { speakToWav } from '../../../src/speech/sinks/speakToWav';
import { Speech, type SpeechHooks, type SpeechRequest } from '../../../src/speech/speech';
import { bundlePrograms } from '../../support/fakePrograms';

const VOICE = 'voices/af_heart.bin';
const PUBLISHED = 'published';
const OPTIMIZED = 'optimized';

const requestOf = (text: string): SpeechRequest => ({
  ...{ text, voice: 'af_heart', format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0 },
});

/** "Rebuilds" the model into a file with this content, which the fake engine obeys. */
const rebuildAs =
  (content: string): Rebuild =>
  ({ folder }) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'model.onnx'), content);
    return Promise.resolve({ path: join(folder, 'model.onnx'), comparison: { speedup: 2 } });
  };

const assetOf = (name: string, kind: Asset['kind'], content: string): Asset => ({
  ...{ name, kind, bytes: content.length, licence: '', sources: [] },
  sha256: createHash('sha256').update(content).digest('hex'),
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

// All of it is real except the engine's bundle, which speaks without a model: see fakeEngine.ts.
describe('a reading', () => {
  let bundles: string;
  let cache: string;
  let assets: AssetStore;
  let idleMinutes: number;
  let engine: EngineClient;
  let logged: string[];
  const logger: Logger = { ...silentLogger, info: (text) => logged.push(text), warn: (text) => logged.push(text) };

  before(async () => {
    bundles = mkdtempSync(join(tmpdir(), 'kokoro-fake-engine-'));
    await bundlePrograms(bundles, { engine: join(__dirname, 'fakeEngine.ts') });
  });
  after(() => rmSync(bundles, { recursive: true }));

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'kokoro-reading-'));
    const source = join(cache, 'source');
    mkdirSync(join(source, 'voices'), { recursive: true });
    writeFileSync(join(source, MODEL_NAME), PUBLISHED);
    writeFileSync(join(source, VOICE), 'voice');
    const list = [assetOf(MODEL_NAME, 'model', PUBLISHED), assetOf(VOICE, 'voice', 'voice')];
    logged = [];
    assets = new AssetStore({ folder: cache, source, logger, assets: list });
    idleMinutes = 0;
    engine = new EngineClient(() => ({ entry: join(bundles, 'engine.js'), threads: 1, idleMinutes }), logger);
  });
  afterEach(() => {
    engine.dispose();
    rmSync(cache, { recursive: true });
  });

  const optimizedModel = (rebuild: Rebuild): OptimizedModel =>
    new OptimizedModel({ folder: join(cache, 'optimized'), rebuild, generator: 'graph', mode: () => 'make', logger });
  const speechWith = (options: { optimizedModel?: OptimizedModel; ownModel?: () => string } = {}): Speech =>
    new Speech(() => assets, engine, logger, options);
  const calls = (): string[] =>
    readFileSync(join(cache, 'voices', 'calls'), 'utf8')
      .trim()
      .split('\n');

  async function read(speech: Speech, text: string, hooks: Partial<SpeechHooks> = {}): Promise<SpeechChunk[]> {
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speech.speak(requestOf(text), { signal: new AbortController().signal, ...hooks }))
      chunks.push(chunk);
    return chunks;
  }
  const textOf = (chunks: readonly SpeechChunk[]): string => chunks.map(({ sentence }) => sentence).join('');
  const modelsOf = (chunks: readonly SpeechChunk[]): string[] => chunks.map(({ phonemes }) => phonemes);

  describe('after a crash of the engine', () => {
    it('continues after the last chunk, and counts failures separately at each place', async () => {
      const text = 'One. Two, [crash 1] three. [crash 2] four.';
      const errors: string[] = [];
      const chunks = await read(speechWith(), text, { onRestart: ({ code }) => errors.push(code) });
      assert.equal(textOf(chunks), text);
      assert.deepEqual(errors, Array(3).fill('engine-crashed'));
      assert.equal(logged.filter((line) => line.startsWith('The engine starts')).length, 4);
    });

    it('gives up when the engine crashes again and again at the same place', async () => {
      let restarts = 0;
      const reading = read(speechWith(), 'One. [crash 9] two.', { onRestart: () => restarts++ });
      await assert.rejects(reading, { code: 'engine-crashed', message: /exit code 9/ });
      assert.equal(restarts, 2);
      assert.equal(calls().filter((call) => call.startsWith('crash')).length, 3);
    });
  });

  it('has a chunk made only when it is pulled, and closes the stream when it is stopped', async () => {
    const chunks = speechWith().speak(requestOf('One. Two. Three. Four.'), { signal: new AbortController().signal });
    await chunks.next();
    await chunks.next();
    await engine.info(); // everything that was asked for before has been answered
    assert.deepEqual(calls(), ['open', 'next', 'next']);
    await chunks.return();
    await engine.info();
    assert.deepEqual(calls(), ['open', 'next', 'next', 'close']);
  });

  it('continues when the engine was idle during a pause and has been unloaded', async () => {
    idleMinutes = 0.001;
    const text = 'One. Two.';
    const chunks = speechWith().speak(requestOf(text), { signal: new AbortController().signal });
    const first = await chunks.next();
    await until(() => engine.pid === undefined);
    idleMinutes = 0;
    const second = await chunks.next();
    assert.ok(first.value && second.value);
    assert.equal(textOf([first.value, second.value]), text);
    assert.match(logged.join('\n'), /unloaded/);
  });

  describe('that is cancelled', () => {
    it('ends at once, and the engine still answers others', async () => {
      const abort = new AbortController();
      const chunks = speechWith().speak(requestOf('One. [hang] two.'), { signal: abort.signal });
      await chunks.next();
      const hanging = chunks.next();
      await until(() => calls().length === 3);
      abort.abort();
      await assert.rejects(hanging, { name: 'AbortError' });
      assert.deepEqual(await chunks.next(), { done: true, value: undefined });
      assert.equal((await engine.info()).threads, 1);
      await until(() => calls().at(-1) === 'close');
    });

    it('settles with all others when the engine is disposed', async () => {
      const readings = ['[hang] one.', '[hang] two.'].map((text) => read(speechWith(), text));
      const settled = Promise.allSettled(readings);
      await until(() => existsSync(join(cache, 'voices', 'calls')) && calls().filter((c) => c === 'next').length === 2);
      engine.dispose();
      for (const result of await settled) {
        assert.ok(result.status === 'rejected');
        assert.equal((result.reason as Error).name, 'AbortError');
      }
    });
  });

  describe('with an optimized model', () => {
    /** Makes an optimized model with this content as an earlier reading would have. */
    async function have(content: string): Promise<{ model: OptimizedModel; path: string }> {
      const model = optimizedModel(rebuildAs(content));
      const state = await model.rebuild('published.onnx', new AbortController().signal, () => undefined);
      assert.ok(state.kind === 'ready');
      return { model: optimizedModel(() => Promise.reject(new Error('It is there.'))), path: state.path };
    }

    it('hands over at the end of a sentence once it is ready', async () => {
      const text = 'One, two. Three, four.';
      const model = optimizedModel(rebuildAs(OPTIMIZED));
      const used: VoiceFiles[] = [];
      const signal = new AbortController().signal;
      const hooks: SpeechHooks = { signal, rebuild: 'now', onReady: (files) => used.push(files) };
      const chunks: SpeechChunk[] = [];
      let published: number | undefined;
      for await (const chunk of speechWith({ optimizedModel: model }).speak(requestOf(text), hooks)) {
        chunks.push(chunk);
        await until(() => model.state.kind === 'ready');
        if (chunks.length === 1) published = engine.pid;
        if (chunks.length === 2) await until(() => engine.pid !== published);
      }
      assert.equal(textOf(chunks), text);
      assert.deepEqual(modelsOf(chunks), [PUBLISHED, PUBLISHED, OPTIMIZED, OPTIMIZED]);
      assert.deepEqual(
        used.map(({ preoptimized }) => preoptimized),
        [false, true],
      );
      await until(() => logged.some((line) => line.startsWith('The engine process ended')));
      assert.equal(logged.filter((line) => line.startsWith('The engine starts')).length, 2);
    });

    it('lets the published model speak while it is loaded', async () => {
      const text = 'One, two. Three, four. Five, six.';
      const model = optimizedModel(rebuildAs('gated'));
      const chunks: SpeechChunk[] = [];
      let published: number | undefined;
      const hooks: SpeechHooks = { signal: new AbortController().signal, rebuild: 'now' };
      for await (const chunk of speechWith({ optimizedModel: model }).speak(requestOf(text), hooks)) {
        chunks.push(chunk);
        await until(() => model.state.kind === 'ready');
        published ??= engine.pid;
        if (chunks.length !== 4) continue;
        writeFileSync(join(cache, 'voices', 'gate'), '');
        await until(() => engine.pid !== published);
      }
      assert.equal(textOf(chunks), text);
      assert.deepEqual(modelsOf(chunks), [...Array<string>(4).fill(PUBLISHED), 'gated', 'gated']);
    });

    it('ends both engines when the reading is disposed of while it is loaded', async () => {
      const model = optimizedModel(rebuildAs('gated'));
      const hooks: SpeechHooks = { signal: new AbortController().signal, rebuild: 'now' };
      const chunks = speechWith({ optimizedModel: model }).speak(requestOf('One. Two. Three.'), hooks);
      await chunks.next();
      await until(() => model.state.kind === 'ready');
      await chunks.next();
      await until(() => calls().filter((call) => call === 'open').length >= 2);
      engine.dispose();
      await until(() => logged.filter((line) => line.startsWith('The engine process ended')).length >= 2);
    });

    it('starts no rebuild when there is to be none', async () => {
      const model = optimizedModel(() => assert.fail('It must not be built.'));
      await read(speechWith({ optimizedModel: model }), 'One. Two.', { rebuild: 'never' });
      assert.equal(model.state.kind, 'none');
    });

    it('falls back to the published model when it cannot be loaded, and keeps it for the next start', async () => {
      const { model, path } = await have('unloadable');
      const chunks = await read(speechWith({ optimizedModel: model }), 'One. Two.');
      assert.deepEqual(modelsOf(chunks), [PUBLISHED, PUBLISHED]);
      assert.equal(model.state.kind, 'none');
      assert.equal((await optimizedModel(rebuildAs('')).refresh()).kind, 'ready');
      assert.ok(existsSync(path));
    });

    it('falls back to the published model when it makes no usable sound, and forgets it', async () => {
      const { model } = await have('noise');
      const chunks = await read(speechWith({ optimizedModel: model }), 'One. Two.', { rebuild: 'never' });
      assert.deepEqual(modelsOf(chunks), [PUBLISHED, PUBLISHED]);
      assert.equal((await optimizedModel(rebuildAs('')).refresh()).kind, 'none');
    });

    it('falls back to the published model when its file changes while it speaks', async () => {
      const { model, path } = await have(OPTIMIZED);
      const hooks: SpeechHooks = { signal: new AbortController().signal, rebuild: 'never' };
      const chunks: SpeechChunk[] = [];
      for await (const chunk of speechWith({ optimizedModel: model }).speak(requestOf('One. Two. Three.'), hooks)) {
        chunks.push(chunk);
        writeFileSync(path, 'overwritten');
      }
      assert.equal(textOf(chunks), 'One. Two. Three.');
      assert.deepEqual(modelsOf(chunks), [OPTIMIZED, PUBLISHED, PUBLISHED]);
    });

    it('is not given up by a crash', async () => {
      const { model } = await have(OPTIMIZED);
      const chunks = await read(speechWith({ optimizedModel: model }), 'One [crash 1]. Two.');
      assert.deepEqual(modelsOf(chunks), [OPTIMIZED, OPTIMIZED]);
    });
  });

  describe('for a listener', () => {
    const made = (): number => calls().filter((call) => call === 'next').length;

    it('begins a sentence when it can be finished, with an engine that is slower than speech', async () => {
      const own = join(cache, 'own.onnx');
      writeFileSync(own, 'slow');
      const speech = speechWith({ ownModel: () => own });
      const before: number[] = [];
      const signal = new AbortController().signal;
      const chunks: SpeechChunk[] = [];
      const text = 'One, two, three. Four, five.';
      for await (const chunk of speech.speak(requestOf(text), { signal, buffered: () => 0 })) {
        chunks.push(chunk);
        before.push(made());
      }
      assert.deepEqual(before, [3, 3, 3, 5, 5]);
      assert.equal(textOf(chunks), text);
    });

    it('has the model rebuilt once enough sound is buffered', async () => {
      const model = optimizedModel(async (_, { signal }) => {
        if (!signal.aborted) await once(signal, 'abort');
        throw abortError();
      });
      let buffered = 0;
      const states: string[] = [];
      const hooks: SpeechHooks = { signal: new AbortController().signal, buffered: () => buffered };
      const speech = speechWith({ optimizedModel: model });
      for await (const { source } of speech.speak(requestOf('One. Two. Three.'), hooks)) {
        states.push(`${source.start} ${model.state.kind}`);
        if (states.length === 2) buffered = 15;
      }
      assert.deepEqual(states, ['0 none', '5 none', '10 building']);
      await model.cancel();
    });
  });

  it('fetches the published model again when it is damaged', async () => {
    const path = await assets.ensure(MODEL_NAME);
    writeFileSync(path, 'unloadable');
    const { size, mtimeMs } = statSync(path);
    const sha256 = createHash('sha256').update(PUBLISHED).digest('hex');
    // The stamp says that it has been verified, as after damage that size and time do not show.
    writeFileSync(`${path}.stamp`, JSON.stringify({ bytes: size, mtimeMs, sha256 }));
    assert.deepEqual(modelsOf(await read(speechWith(), 'One.')), [PUBLISHED]);
  });

  it("fails when the user's own model cannot be loaded", async () => {
    const own = join(cache, 'own.onnx');
    writeFileSync(own, 'unloadable');
    const model = optimizedModel(() => assert.fail('It must not be built.'));
    const speech = speechWith({ ownModel: () => own, optimizedModel: model });
    await assert.rejects(read(speech, 'One.'), { code: 'model-invalid' });
    assert.deepEqual(calls(), ['open']);
    cpSync(join(cache, 'source', MODEL_NAME), own);
    assert.deepEqual(modelsOf(await read(speech, 'One.')), [PUBLISHED]);
    assert.equal(model.state.kind, 'none');
  });

  describe('into a WAV file', () => {
    const hooks = (): SpeechHooks => ({ signal: new AbortController().signal });
    const files = (): string[] => readdirSync(cache).filter((name) => name.includes('.wav'));

    it('returns its length and timings', async () => {
      const out = join(cache, 'out.wav');
      const told: number[] = [];
      const request = requestOf('One, two.');
      const onChunk = (_: SpeechChunk, seconds: number): number => told.push(seconds);
      const { seconds, timings } = await speakToWav(speechWith(), request, out, { ...hooks(), onChunk });
      assert.equal(seconds, 0.5);
      assert.deepEqual(timings, [
        { text: 'One, ', source: { start: 0, end: 5 }, start: 0, end: 0.25 },
        { text: 'two.', source: { start: 5, end: 9 }, start: 0.25, end: 0.5 },
      ]);
      assert.deepEqual(told, [0.25, 0.5]);
      assert.equal(readFileSync(out).length, 44 + 2 * 12_000);
      assert.deepEqual(files(), ['out.wav']);
    });

    it('leaves nothing behind when it fails, is cancelled or says nothing', async () => {
      const out = join(cache, 'out.wav');
      const own = join(cache, 'own.onnx');
      writeFileSync(own, 'noise');
      const failed = speakToWav(speechWith({ ownModel: () => own }), requestOf('One.'), out, hooks());
      await assert.rejects(failed, { code: 'speech-invalid' });
      await assert.rejects(speakToWav(speechWith(), requestOf('no clause'), out, hooks()), { code: 'nothing-to-read' });
      const abort = new AbortController();
      const onChunk = (): void => abort.abort();
      const cancelled = speakToWav(speechWith(), requestOf('One. [hang] two.'), out, { signal: abort.signal, onChunk });
      await assert.rejects(cancelled, { name: 'AbortError' });
      assert.deepEqual(files(), []);
    });
  });
});

describe('EngineClient', () => {
  it('fails when its process cannot run', async () => {
    const entry = join(tmpdir(), 'kokoro-missing', 'engine.js');
    const engine = new EngineClient(() => ({ entry, threads: 1, idleMinutes: 0 }), silentLogger);
    await assert.rejects(engine.info(), (error: KokoroError) => error.code === 'engine-crashed');
    assert.equal(engine.pid, undefined);
  });
});
