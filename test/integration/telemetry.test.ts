import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { ROOT, startEngine } from './support/engine';

/** System calls that reach for the network, and the files and services that resolve host names. */
const NETWORK = /AF_INET|resolv\.conf|nsswitch\.conf|\/etc\/hosts|\/nscd\/|systemd\/resolve/;

/** Runs every program that loads ONNX Runtime under strace (Linux only), children included. */
if (process.platform === 'linux')
  describe('programs that need no network', () => {
    let folder: string;
    let home: string;

    before(async () => {
      const { ensureStrace } = (await import(join(ROOT, 'scripts', 'lib', 'strace.mjs'))) as {
        ensureStrace: () => void;
      };
      ensureStrace();
      await startEngine().speech.files('af_heart', { signal: new AbortController().signal });
      folder = mkdtempSync(join(tmpdir(), 'kokoro-telemetry-'));
      writeTinyCheckpoint(join(folder, 'tiny'));
    });
    beforeEach(() => (home = mkdtempSync(join(folder, 'home-'))));
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs a program with an empty home; fails if it leaves something there or reaches for the network. */
    function trace(args: readonly string[]): void {
      const log = join(folder, 'trace');
      const calls = ['socket', 'connect', 'sendto', 'sendmsg', 'sendmmsg', 'openat', 'execve'].join();
      const strace = ['--follow-forks', '--seccomp-bpf', '--quiet=all', `--trace=${calls}`, `--output=${log}`];
      const { status, stderr } = spawnSync('strace', [...strace, process.execPath, ...args], {
        cwd: ROOT,
        encoding: 'utf8',
        // Nothing else: ONNX Runtime turns its telemetry off where it finds the variables of CI.
        env: { PATH: process.env['PATH'], HOME: home, KOKORO_CACHE: cacheFolder() },
      });
      assert.equal(status, 0, stderr);
      const lines = readFileSync(log, 'utf8').split('\n');
      assert.ok(
        lines.some((line) => line.includes('libonnxruntime')),
        'ONNX Runtime was loaded',
      );
      assert.deepEqual(
        lines.filter((line) => NETWORK.test(line)),
        [],
      );
      assert.deepEqual(readdirSync(home), []);
    }

    it('reach for no network: the command line and its engine', () => {
      trace(['dist/cli.js', 'speak', 'Hello there.', '--out', join(folder, 'hello.wav')]);
    });

    it('reach for no network: a calibrated export, and a benchmark in an exporter process', () => {
      const out = join(folder, 'int8.onnx');
      const calibration = join(folder, 'calibration.json'); // one short sentence
      const style = Buffer.from(new Float32Array(256).fill(0.1).buffer).toString('base64');
      writeFileSync(calibration, JSON.stringify([{ phonemes: 'həlˈO.', style }]));
      const options = ['--precision', 'int8', '--calibration', calibration, '--out', out];
      trace(['dist/cli.js', 'export', join(folder, 'tiny'), ...options]);
      trace(['--import', 'tsx', 'test/integration/support/benchmark.mts', out]);
    });
  });
