import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app/app';
import { type Candidate, measureModels } from '../../src/app/benchmark/benchmarkMachine';
import { findRuntimes } from '../../src/app/benchmark/runtimes';
import { silentLogger } from '../../src/common/log';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { runCli } from './support/cli';
import { ROOT } from './support/engine';

describe('the benchmark of this machine', () => {
  let folder: string;
  let candidates: Candidate[];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-benchmark-'));
    writeTinyCheckpoint(join(folder, 'tiny'));
    const commands = [
      ['export', 'tiny', '--out', 'full.onnx'],
      ['quantize', 'full.onnx', '--to', 'fp16', '--out', 'half.onnx'],
    ];
    for (const command of commands) {
      const { code, stderr } = await runCli(folder, command);
      assert.equal(code, 0, stderr);
    }
    const files = { preoptimized: false, gain: 1, voice: 'af_tiny', language: 'en-us' } as const;
    const pack = join(folder, 'voices', 'af_tiny.bin');
    candidates = [
      { model: 'own', runtime: 'native', files: { ...files, pack, model: join(folder, 'half.onnx') } },
      { model: 'fp32', runtime: 'native', files: { ...files, pack, model: join(folder, 'full.onnx') } },
    ];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const app = () =>
    createApp({
      programs: join(ROOT, 'dist'),
      cache: folder,
      source: () => folder,
      threads: () => 0,
      idleMinutes: () => 0,
      ownModel: () => '',
      optimizedModel: () => 'off',
      logger: silentLogger,
    });

  it('measures each model with each number of threads, and its distance to FP32', async () => {
    const steps: string[] = [];
    const shares: number[] = [];
    const onProgress = (what: string, share: number): void => void (steps.push(what), shares.push(share));
    const { signal } = new AbortController();
    const results = await measureModels(app(), candidates, [1, 2], { signal, onProgress }, 'Yes.');
    assert.deepEqual(
      results.map(({ model, threads, logMel }) => [model, threads, logMel !== undefined]),
      [
        ['own', 1, true],
        ['own', 2, true],
        ['fp32', 1, false],
        ['fp32', 2, false],
      ],
    );
    for (const { realTimeFactor, cpuFactor, firstSeconds, coldFirstSeconds, peakBytes } of results) {
      for (const value of [realTimeFactor, cpuFactor, firstSeconds]) assert.ok(value > 0);
      assert.ok(coldFirstSeconds > firstSeconds, `${coldFirstSeconds} s cold, ${firstSeconds} s warm`);
      assert.ok(peakBytes > 50e6);
    }
    assert.equal(steps.length, 5);
    assert.deepEqual(shares, [0, 0.2, 0.4, 0.6, 0.8]);
  });

  it('measures WebAssembly beside the native runtime', async () => {
    const both = app();
    assert.deepEqual(await findRuntimes(both), { present: ['native', 'wasm'], absent: [] });
    const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
    const wasm = candidates.slice(0, 1).map((candidate) => ({ ...candidate, runtime: 'wasm' as const }));
    const [result] = await measureModels(both, wasm, [1], hooks, 'Yes.');
    assert.equal(result?.runtime, 'wasm');
    assert.ok(result.realTimeFactor > 0);
  });

  it('ends its processes when it is cancelled', async () => {
    const controller = new AbortController();
    const onProgress = (what: string): void => {
      if (what.startsWith('Measuring')) setTimeout(() => controller.abort(), 300);
    };
    await assert.rejects(
      measureModels(app(), candidates.slice(0, 1), [1], { signal: controller.signal, onProgress }, 'Yes.'),
      {
        name: 'AbortError',
      },
    );
  });
});
