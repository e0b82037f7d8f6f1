import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KokoroError } from '../../../../src/common/errors';
import { silentLogger } from '../../../../src/common/log';
import { ChildProcess, type WatchLimits } from '../../../../src/common/process/client';
import { untilGone } from '../../../support/processes';
import type { FakeCalls } from './fakeChild';
import { bundlePrograms } from '../../../support/fakePrograms';

/** Longer than a test may take. */
const NEVER = 60_000;
const LIMITS: WatchLimits = {
  tickMs: 50,
  silentMs: NEVER,
  stuckMs: NEVER,
  cancelledMs: NEVER,
  cancelledInRuntimeMs: NEVER,
};

describe('a forked process', () => {
  let folder: string;
  let child: ChildProcess<FakeCalls>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-process-'));
    await bundlePrograms(folder, {
      child: join(__dirname, 'fakeChild.ts'),
      parent: join(__dirname, 'fakeParent.ts'),
    });
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    child.kill(new Error('The test is over.'));
    await child.gone;
  });

  /** A process that has answered once. */
  async function start(limits: Partial<WatchLimits> = {}): Promise<number> {
    child = new ChildProcess({
      name: 'child',
      entry: join(folder, 'child.js'),
      log: silentLogger,
      limits: { ...LIMITS, ...limits },
      errorFor: (cause, how, detail) => new KokoroError('internal', `${cause}: ${how}; ${detail}`),
    });
    await child.rpc.call('wait', { ms: 0 });
    return child.pid ?? assert.fail('it has no process id');
  }

  it('runs without the telemetry of ONNX Runtime', async () => {
    await start();
    assert.equal(await child.rpc.call('env', { name: 'ORT_DISABLE_TELEMETRY' }), '1');
  });

  it('ends when it is released', async () => {
    const pid = await start();
    child.release();
    await child.gone;
    await untilGone(pid);
    assert.equal(child.isOpen, false);
    await assert.rejects(child.rpc.call('wait', { ms: 0 }), /^KokoroError: ended: exit code 0; $/);
  });

  it('cancels open calls and cleans up when it is released', async () => {
    await start();
    const file = join(folder, 'file');
    const call = child.rpc.call('untilCancelled', { file });
    call.catch(() => undefined);
    await child.rpc.call('wait', { ms: 0 });
    child.release();
    await child.gone;
    assert.equal(readFileSync(file, 'utf8'), 'cleaned up');
    await assert.rejects(call, /ended: exit code 0/);
  });

  it('reports how it died, with the end of its stderr', async () => {
    await start();
    await assert.rejects(child.rpc.call('die', null), /ended: exit code 7; Error: no memory$/);
  });

  it('is killed when it is blocked and its work was cancelled', async () => {
    const pid = await start({ cancelledMs: 300 });
    const abort = new AbortController();
    const cancelled = child.rpc.call('block', { ms: NEVER, inRuntime: false }, abort.signal);
    const other = child.rpc.call('wait', { ms: 0 });
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await assert.rejects(other, /^KokoroError: stopped: /);
    await untilGone(pid);
  });

  it('is killed when it is stopped by a signal and its work was cancelled', async () => {
    const pid = await start({ silentMs: 5000, cancelledMs: 300 });
    await child.rpc.call('wait', { ms: 300 }); // the watchdog thread starts
    process.kill(pid, 'SIGSTOP');
    const abort = new AbortController();
    const cancelled = child.rpc.call('wait', { ms: 0 }, abort.signal);
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await untilGone(pid);
  });

  it('lives on while ONNX Runtime is running for longer than that', async () => {
    await start({ cancelledMs: 700 });
    const abort = new AbortController();
    const cancelled = child.rpc.call('block', { ms: 1500, inRuntime: true }, abort.signal);
    const other = child.rpc.call('env', { name: 'PATH' });
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.equal(await other, process.env['PATH']);
  });

  it('lives on while a busy machine hardly lets it run', async () => {
    const pid = await start({ cancelledMs: 600 });
    const abort = new AbortController();
    const cancelled = child.rpc.call('block', { ms: 400, inRuntime: false }, abort.signal);
    const other = child.rpc.call('env', { name: 'PATH' });
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    let answer: string | null | undefined;
    const answered = other.then((value) => (answer = value));
    while (answer === undefined && child.isOpen) {
      process.kill(pid, 'SIGSTOP');
      await delay(160);
      process.kill(pid, 'SIGCONT');
      await delay(40);
    }
    await answered;
    assert.equal(answer, process.env['PATH']);
  });

  it('is killed when ONNX Runtime never returns', async () => {
    const pid = await start({ cancelledMs: 100, cancelledInRuntimeMs: 400 });
    const abort = new AbortController();
    const cancelled = child.rpc.call('block', { ms: NEVER, inRuntime: true }, abort.signal);
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await untilGone(pid);
  });

  it('may take its time as long as it handles events', async () => {
    await start({ silentMs: 1500, stuckMs: 1500, cancelledMs: 1500 });
    const abort = new AbortController();
    const cancelled = child.rpc.call('wait', { ms: NEVER }, abort.signal);
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await child.rpc.call('wait', { ms: 3000 });
  });

  it('is killed when it is blocked for too long', async () => {
    const pid = await start({ stuckMs: 1500 });
    await assert.rejects(child.rpc.call('block', { ms: NEVER, inRuntime: false }), /^KokoroError: unresponsive: /);
    await untilGone(pid);
  });

  it('is killed when it is stopped by a signal', async () => {
    const pid = await start({ silentMs: 3000 });
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(child.rpc.call('wait', { ms: 0 }), /^KokoroError: unresponsive: /);
    await untilGone(pid);
  });

  it('is left alone while no call is open', async () => {
    const pid = await start({ silentMs: 1000 });
    await delay(200); // the watch ends with the call
    process.kill(pid, 'SIGSTOP');
    await delay(2000);
    assert.equal(child.isOpen, true);
    process.kill(pid, 'SIGCONT');
    await child.rpc.call('wait', { ms: 0 });
  });

  it('ends when its parent is killed, even while blocked', async () => {
    await start(); // for afterEach
    const parent = spawn(process.execPath, [join(folder, 'parent.js'), join(folder, 'child.js')]);
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    await untilGone(Number(pid.toString()));
  });
});
