import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentsOf } from '../../scripts/lib/targets.mjs';
import { createApp } from '../../src/app/app';
import { findRuntimes } from '../../src/app/benchmark/runtimes';
import { silentLogger } from '../../src/common/log';
import { collect, level, request, ROOT, samplesOf, secondsOf, startEngine } from './support/engine';

const TEXT = 'The kettle sings.';

/** The files of a package for a platform without a native ONNX Runtime, on this machine. */
describe('engine without onnxruntime-node', () => {
  const signal = new AbortController().signal;
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-wasm-'));
    const { files } = contentsOf('alpine-x64');
    for (const [from, to] of files) cpSync(join(ROOT, from), join(folder, to), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('speaks with WebAssembly as it does otherwise', async () => {
    const speak = async (entry: string) => {
      const { engine, speech } = startEngine({ entry });
      try {
        const chunks = await collect(speech.speak(request(TEXT), { signal }));
        return { chunks, runtime: (await engine.info()).runtime };
      } finally {
        engine.dispose();
      }
    };
    const wasm = await speak(join(folder, 'dist', 'engine.js'));
    const native = await speak(join(ROOT, 'dist', 'engine.js'));
    assert.match(wasm.runtime, /^\d+\.\d+\.\d+ \(WebAssembly\)$/);
    assert.doesNotMatch(native.runtime, /WebAssembly/);
    assert.deepEqual(
      wasm.chunks.map(({ phonemes }) => phonemes),
      native.chunks.map(({ phonemes }) => phonemes),
    );
    assert.ok(Math.abs(secondsOf(wasm.chunks) / secondsOf(native.chunks) - 1) < 0.03);
    const [a, b] = [wasm, native].map(({ chunks }) => level(samplesOf(chunks)).rms);
    assert.ok(a !== undefined && b !== undefined && Math.abs(a - b) < 1, `${a} and ${b} dBFS`);
    assert.equal(wasm.chunks[0]?.words?.length, 3);
  });

  it('tells the benchmark why there is no native runtime', async () => {
    const options = { cache: folder, source: () => '', threads: () => 0, idleMinutes: () => 0, ownModel: () => '' };
    const programs = join(folder, 'dist');
    const app = createApp({ ...options, programs, optimizedModel: () => 'off', logger: silentLogger });
    const { present, absent } = await findRuntimes(app);
    assert.deepEqual(present, ['wasm']);
    assert.equal(absent[0]?.runtime, 'native');
    assert.match(absent[0].reason, /^onnxruntime-node cannot be loaded on .*: Cannot find (?:module|package)/);
  });
});
