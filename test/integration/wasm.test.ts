import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentsOf } from '../../scripts/lib/targets.mjs';
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
});
