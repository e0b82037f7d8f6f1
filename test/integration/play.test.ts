import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SAMPLE_RATE } from '../../src/kokoro/model';
import { measure, speechProblems } from '../e2e/support/sound';
import { playIntoFile } from './support/aplay';
import { exitOf, type Result } from './support/cli';
import { ROOT } from './support/engine';

/** Speech through the real aplay (Linux only), which plays into a file. */
describe('speech on the system’s player', function () {
  if (process.platform !== 'linux') return;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-play-'));
    env = { ...process.env, ...(await playIntoFile(folder)).variables };
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  function start(bundle: string, ...args: string[]) {
    // In a process group of its own, as a terminal starts it.
    const started = spawn(process.execPath, [join(ROOT, 'dist', bundle), ...args], {
      cwd: folder,
      env,
      detached: true,
    });
    child = started;
    return started;
  }

  async function run(bundle: string, ...args: string[]): Promise<Result> {
    const started = start(bundle, ...args);
    started.stdin.end();
    const [code, stdout, stderr] = await Promise.all([
      exitOf(started),
      readAll(started.stdout),
      readAll(started.stderr),
    ]);
    return { code, stdout, stderr };
  }

  /** What the loudspeaker got. */
  function heard(): { samples: Float32Array; sampleRate: number } {
    const bytes = readFileSync(join(folder, 'heard.raw'));
    const samples = Float32Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
    return { samples, sampleRate: SAMPLE_RATE };
  }

  async function untilHeard(seconds: number): Promise<void> {
    for (let waited = 0; ; waited += 50) {
      try {
        if (measure(heard()).sounding >= seconds) return;
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOENT');
      }
      assert.ok(waited < 60_000, `fewer than ${seconds} s were heard`);
      await sleep(50);
    }
  }

  it('is heard whole', async () => {
    writeFileSync(join(folder, 'notes.md'), '# Notes\n\nThe quick brown fox jumps over the lazy dog.\n');
    const { code, stdout, stderr } = await run('cli.js', 'speak', '--play', 'notes.md');
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' }, stderr);
    assert.deepEqual(speechProblems(heard()), []);
    const { seconds } = measure(heard());
    assert.ok(seconds > 3 && seconds < 7, `${seconds} s`);
  });

  it('begins with the first clause of a text that arrives, and ends at once when it is interrupted', async () => {
    const started = start('cli.js', 'speak', '--play', '-');
    const { stdin } = started;
    const messages = readAll(started.stderr);
    stdin.write('This is the very first clause, and');
    await untilHeard(1);
    const first = measure(heard()).seconds;
    stdin.write(' this is the second. This one is not comp');
    await untilHeard(first + 0.5);
    const exit = exitOf(started);
    assert.ok(started.pid !== undefined);
    process.kill(-started.pid, 'SIGINT'); // Ctrl+C, while it waits for more
    assert.equal(await exit, 130);
    assert.match(await messages, /kokoro: interrupted/);
  });

  it('is what an agent’s message is heard with where no VS Code is open', async () => {
    const { code, stdout, stderr } = await run(
      'agents.js',
      'speak',
      '--agent',
      'Claude Code',
      '**All** tests pass now.',
    );
    assert.deepEqual({ code, stdout }, { code: 0, stdout: 'spoken\n' }, stderr);
    assert.deepEqual(speechProblems(heard()), []);
    const { seconds } = measure(heard());
    assert.ok(seconds > 1 && seconds < 4, `${seconds} s`);
  });

  it('is refused with advice where there is none', async () => {
    rmSync(join(folder, 'bin', 'aplay'));
    for (const [bundle, ...args] of [
      ['cli.js', 'speak', '--play', 'Hello.'],
      ['agents.js', 'speak', 'Hello.'],
    ] as const) {
      const { code, stderr } = await run(bundle, ...args);
      assert.equal(code, 1);
      assert.match(stderr, /There is nothing to play sound with: install PipeWire .* alsa-utils/);
    }
  });
});
