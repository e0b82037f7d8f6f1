import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadCounts } from '../../../src/app/benchmark/benchmarkMachine';
import {
  fastest,
  formatBenchmark,
  loadBenchmark,
  type MachineBenchmark,
  type Measurement,
  saveBenchmark,
} from '../../../src/app/benchmark/result';

const measurement = (threads: number, realTimeFactor: number, more: Partial<Measurement> = {}): Measurement => ({
  ...{ model: 'published', runtime: 'native', path: '/models/kokoro.onnx', threads, realTimeFactor },
  ...{ coldFirstSeconds: 1.234, firstSeconds: 0.5, cpuFactor: 0.6, peakBytes: 333e6 },
  ...more,
});
const benchmark: MachineBenchmark = {
  ...{ date: '2026-01-02T03:04:05.678Z', version: '1.2.3', processor: 'Some CPU', instructionSets: ['avx2'] },
  ...{ platform: 'linux-x64', runtime: 'ONNX Runtime 1.2' },
  measurements: [measurement(1, 0.5), measurement(2, 0.25, { model: 'optimized', logMel: 1.04 })],
  absent: [{ runtime: 'wasm', reason: 'onnxruntime-web cannot be loaded.' }],
};

describe('a benchmark of this machine', () => {
  it('tries powers of two up to the number of cores', () => {
    assert.deepEqual([1, 2, 6, 8].map(threadCounts), [[1], [1, 2], [1, 2, 4, 6], [1, 2, 4, 8]]);
  });

  it('prefers fewer threads to a gain that is lost in the noise', () => {
    assert.equal(fastest([measurement(1, 0.5), measurement(2, 0.3), measurement(4, 0.29)])?.threads, 2);
    assert.equal(fastest([measurement(1, 0.5), measurement(2, 0.3), measurement(4, 0.2)])?.threads, 4);
    assert.equal(fastest([]), undefined);
  });

  it('recommends no setup of a runtime that is not in use', () => {
    assert.equal(fastest([measurement(1, 0.5), measurement(2, 0.3, { runtime: 'wasm' })])?.threads, 1);
  });

  it('is a Markdown table', () => {
    const [machine, , header, , first, second, , absent] = formatBenchmark(benchmark).split('\n');
    assert.equal(machine, 'Some CPU (avx2), linux-x64, ONNX Runtime 1.2, Kokoro 1.2.3');
    const cells = (row = ''): string[] =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    assert.equal(cells(header).length, 8);
    assert.equal(absent, 'WebAssembly was not measured: onnxruntime-web cannot be loaded.');
    assert.deepEqual([first, second].map(cells), [
      ['published', '1', '2.0', '0.50', '1.23', '0.60', '333', '–'],
      ['optimized', '2', '4.0', '0.50', '1.23', '0.60', '333', '1.0'],
    ]);
  });

  it('is kept in the cache folder, and damage to it is survived', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kokoro-benchmark-'));
    try {
      assert.equal(await loadBenchmark(folder), undefined);
      await saveBenchmark(folder, benchmark);
      assert.deepEqual(await loadBenchmark(folder), benchmark);
      assert.equal(readdirSync(folder).length, 1);
      writeFileSync(join(folder, 'benchmark.json'), '{"measurements":[]}');
      assert.equal(await loadBenchmark(folder), undefined, 'an earlier version measured less');
      writeFileSync(join(folder, 'benchmark.json'), '{');
      assert.equal(await loadBenchmark(folder), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
