import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineClient } from '../../src/engine/client';
import type { VoiceFiles } from '../../src/engine/protocol';
import type { SpeechChunk } from '../../src/kokoro/speechChunk';
import { isKnown } from '../../src/kokoro/vocabulary';
import type { Speech } from '../../src/speech/speech';
import { collect, level, request, samplesOf, secondsOf, startEngine } from './support/engine';

const TEXT = 'The quick brown fox jumps over the lazy dog. It sleeps, as it always does; nobody minds.';

describe('engine with the real model', () => {
  let engine: EngineClient;
  let speech: Speech;
  let files: VoiceFiles;
  const signal = new AbortController().signal;

  before(async () => {
    ({ engine, speech } = startEngine());
    files = await speech.files('af_heart', { signal });
  });
  after(() => engine.dispose());

  it('speaks at a sensible level, without clipping, clicks or long silence', async () => {
    const chunks = await collect(speech.speak(request(TEXT), { signal }));
    const samples = samplesOf(chunks);
    const { rms, peak } = level(samples);
    assert.ok(rms > -30 && rms < -15, `rms ${rms} dBFS`);
    assert.ok(peak > 0.1 && peak <= 0.98, `peak ${peak}`);
    const seconds = secondsOf(chunks);
    assert.ok(seconds > 4 && seconds < 9, `${seconds} s`);
    for (const { pcm } of chunks) {
      const chunk = new Float32Array(pcm);
      assert.ok(Math.abs(chunk[0] ?? 1) < 0.01 && Math.abs(chunk.at(-1) ?? 1) < 0.01, 'ends in silence');
      const onset = chunk.findIndex((sample) => Math.abs(sample) > 0.01) / 24_000;
      assert.ok(onset < 0.15, `speech begins after ${onset} s`);
    }
  });

  it('says sentences whole, and maps every chunk to its source', async () => {
    const chunks = await collect(speech.speak(request(TEXT), { signal }));
    assert.equal(chunks.length, 2);
    assert.ok(chunks.every(({ endsSentence }) => endsSentence));
    assert.equal(chunks.map(({ source }) => TEXT.slice(source.start, source.end)).join(' '), TEXT);
    for (const { sentence, spokenStart, spokenEnd, source } of chunks) {
      assert.equal(sentence.slice(spokenStart, spokenEnd), TEXT.slice(source.start, source.end));
    }
  });

  it('finds the ends of sentences, also around code and in other languages', async () => {
    const sentencesOf = async (text: string, voice: string): Promise<string[]> => {
      const chunks = await collect(speech.speak(request(text, { voice, format: 'markdown' }), { signal }));
      return chunks.filter(({ endsSentence }) => endsSentence).map(({ sentence }) => sentence);
    };
    assert.deepEqual(await sentencesOf('If a !== b, say `x. Y!` now. Then use x ?? y. Yes.', 'af_heart'), [
      'If a !== b, say x. Y! now.',
      'Then use x ?? y. Yes.', // two short ones are said as one
    ]);
    const spanish = ['Ayer vi a la Sra. García.', 'Hoy no la he visto.'];
    assert.deepEqual(await sentencesOf(spanish.join(' '), 'ef_dora'), spanish);
  });

  it('never exceeds the model’s context, and drops no word of an endless sentence', async () => {
    const text = Array.from({ length: 60 }, (_, i) => `word${'abcdefghij'[i % 10]}`).join(' ');
    const chunks = await collect(speech.speak(request(text, { speed: 2 }), { signal }));
    for (const { phonemes } of chunks) assert.ok(phonemes.length <= 510);
    assert.equal(chunks.map(({ source }) => text.slice(source.start, source.end)).join(' '), text);
  });

  it('survives very long words, emoji and mixed scripts', async () => {
    for (const text of ['x'.repeat(60), 'Hi 🎉 there 👩‍👩‍👧', 'שלום world مرحبا', '\ud800 lone', 'a\u200bb\ufeffc']) {
      assert.ok((await collect(speech.speak(request(text), { signal }))).length > 0, text.slice(0, 20));
    }
    for (const text of ['', '…', '---', '\n\n\t'])
      assert.deepEqual(await collect(speech.speak(request(text), { signal })), []);
  });

  it('is as fast as the speed says, within 3 %, at every speed', async () => {
    const { engine, speech } = startEngine(undefined, 0, { memoryBytes: 1e8, diskBytes: 0, folder: '' });
    try {
      const text = `${TEXT}\n\nShe turned the key nine times (or ten), and listened. Nothing happened: the clock had stopped.`;
      const speak = async (speed: number): Promise<number> =>
        secondsOf(await collect(speech.speak(request(text, { speed }), { signal })));
      const normal = await speak(1);
      for (const speed of [0.5, 0.75, 1.25, 1.5, 2, 3]) {
        const ratio = normal / (await speak(speed));
        assert.ok(Math.abs(ratio / speed - 1) < 0.03, `${speed}: ${ratio}`);
      }
    } finally {
      engine.dispose();
    }
  });

  it('starts at the given offset', async () => {
    const from = TEXT.indexOf('It sleeps');
    const rest = await collect(speech.speak(request(TEXT, { from }), { signal }));
    assert.equal(rest[0]?.source.start, from);
  });

  it('repeats what it has spoken without running the model, also in a new process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-audio-'));
    const options = { memoryBytes: 0, diskBytes: 1e8, folder };
    const counted = async (memoryBytes: number) => {
      const { engine, speech } = startEngine(undefined, 0, { ...options, memoryBytes });
      try {
        const readings = [];
        for (let i = 0; i < 2; i++) readings.push(await collect(speech.speak(request(TEXT), { signal })));
        const [first = [], second = []] = readings.map(samplesOf);
        assert.deepEqual(second, first);
        const { hits, misses } = (await engine.info()).audioCache;
        return { samples: first, chunks: readings[0]?.length ?? 0, hits, misses };
      } finally {
        engine.dispose();
      }
    };
    try {
      const memory = await counted(1e8);
      assert.deepEqual([memory.hits, memory.misses], [memory.chunks, memory.chunks]);
      const disk = await counted(0);
      assert.deepEqual([disk.hits, disk.misses], [2 * disk.chunks, 0]);
      assert.deepEqual(disk.samples, memory.samples);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('speaks British and American English differently', async () => {
    const [us] = await collect(speech.speak(request('A hot car.'), { signal }));
    const [gb] = await collect(speech.speak(request('A hot car.', { voice: 'bf_emma' }), { signal }));
    assert.notEqual(us?.phonemes, gb?.phonemes);
  });

  it('speaks other languages, with every phoneme in the vocabulary', async () => {
    const texts = {
      ef_dora: 'El archivo pesa 3 megabytes y se guarda en la carpeta de siempre.',
      ff_siwis: 'Le fichier pèse 3 mégaoctets et reste dans le même dossier.',
      hf_alpha: 'यह फ़ाइल तीन मेगाबाइट की है और उसी फ़ोल्डर में रहती है।',
      if_sara: 'Il file pesa 3 megabyte e resta nella stessa cartella.',
      pf_dora: 'O arquivo tem 3 megabytes e fica na mesma pasta.',
      zf_xiaobei: '这个文件有三兆字节，保存在同一个文件夹里。',
    };
    for (const [voice, text] of Object.entries(texts)) {
      const chunks = await collect(speech.speak(request(text, { voice }), { signal }));
      assert.ok((chunks.at(-1)?.source.end ?? 0) >= text.length - 1, voice); // a danda is silent
      const said = chunks.map(({ phonemes }) => phonemes).join('');
      for (const symbol of said) assert.ok(isKnown(symbol), `${voice}: ${symbol}`);
      assert.ok(said.length > 40, `${voice}: ${said}`);
      const { rms, peak } = level(samplesOf(chunks));
      assert.ok(rms > -35 && rms < -12 && peak <= 0.98, `${voice}: ${rms} dBFS, peak ${peak}`);
      const seconds = secondsOf(chunks);
      assert.ok(
        seconds > said.length / 25 && seconds < said.length / 6,
        `${voice}: ${seconds} s for ${said.length} symbols`,
      );
    }
  });

  it("reads in a language other than the voice's on request", async () => {
    const [forced] = await collect(speech.speak(request('Hola', { language: 'es' }), { signal }));
    const [own] = await collect(speech.speak(request('Hola'), { signal }));
    assert.equal(forced?.phonemes, 'ˈola.');
    assert.notEqual(own?.phonemes, forced.phonemes);
  });

  it('refuses voices that do not exist', async () => {
    await assert.rejects(collect(speech.speak(request('Hi', { voice: 'af_hart' }), { signal })), {
      code: 'voice-unknown',
    });
  });

  it('is cancelled at once while the model is still running', async () => {
    const abort = new AbortController();
    const order: string[] = [];
    const reading = collect(engine.speak(request(TEXT), files, abort.signal)).catch((error: unknown) => {
      order.push(error instanceof Error ? error.name : 'no error');
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const busy = engine.info().then(() => order.push('engine answered'));
    abort.abort();
    await Promise.all([reading, busy]);
    assert.deepEqual(order, ['AbortError', 'engine answered']);
  });

  it('reports a crash and speaks again at the next call', async () => {
    const chunks = engine.speak(request(TEXT), files, signal);
    await chunks.next();
    const { pid } = engine;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await assert.rejects(collect(chunks), { code: 'engine-crashed' });
    assert.ok((await collect(engine.speak(request('Again.'), files, signal))).length > 0);
    assert.notEqual(engine.pid, pid);
  });

  it('resumes after a crash where it stopped, and says so', async () => {
    const crashes: string[] = [];
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speech.speak(request(TEXT), { signal, onRestart: (error) => crashes.push(error.code) })) {
      chunks.push(chunk);
      if (chunks.length === 1 && engine.pid) process.kill(engine.pid, 'SIGKILL');
    }
    assert.deepEqual(crashes, ['engine-crashed']);
    assert.equal(chunks.map(({ source }) => TEXT.slice(source.start, source.end)).join(' '), TEXT);
  });

  it('rejects a file that is not a model', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-model-'));
    const model = join(folder, 'broken.onnx');
    await writeFile(model, 'this is no model');
    await assert.rejects(collect(engine.speak(request('Hi.'), { ...files, model }, signal)), { code: 'model-invalid' });
    await rm(folder, { recursive: true });
    assert.ok((await collect(engine.speak(request('Hi.'), files, signal))).length > 0);
  });

  it('ends when idle and starts again on demand', async () => {
    const { engine: brief } = startEngine(undefined, 0.001);
    await collect(brief.speak(request('Hi.'), files, signal));
    assert.notEqual(brief.pid, undefined);
    while (brief.pid !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok((await collect(brief.speak(request('Hi.'), files, signal))).length > 0);
    brief.dispose();
  });

  it('is unloaded when idle, even in the middle of a reading, and resumes', async () => {
    const { engine: brief, speech: unhurried } = startEngine(undefined, 0.002);
    const chunks: SpeechChunk[] = [];
    for await (const chunk of unhurried.speak(request(TEXT), { signal, onRestart: (error) => assert.fail(error) })) {
      chunks.push(chunk);
      if (chunks.length > 1) continue;
      while (brief.pid !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(chunks.map(({ source }) => TEXT.slice(source.start, source.end)).join(' '), TEXT);
    brief.dispose();
  });

  it('says so when the engine cannot be started', async () => {
    const { engine: broken } = startEngine('/nowhere/engine.js');
    await assert.rejects(collect(broken.speak(request('Hi.'), files, signal)), { code: 'engine-crashed' });
  });

  it('reads page after page in bounded memory', async () => {
    const page = Array.from({ length: 4 }, (_, i) => `Paragraph ${i}. ${TEXT} ${TEXT}`).join('\n\n');
    // A process of its own: others have loaded the model several times.
    const { engine: fresh, speech: reading } = startEngine();
    for await (const chunk of reading.speak(request(page), { signal }))
      assert.ok(chunk.pcm.byteLength < 12 * 24_000 * 4);
    const { peakBytes } = await fresh.info();
    fresh.dispose();
    assert.ok(peakBytes < 450e6, `peak ${peakBytes / 1e6} MB`);
  });
});
