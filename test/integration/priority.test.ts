import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RpcMessage } from '../../src/common/rpc';
import { ROOT } from './support/engine';

/** Root without the capability to raise priorities is like any other user. */
const ORDINARY = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-sys_nice'] : [];

describe('a rebuild by an ordinary user', () => {
  it('keeps a low priority that it was started with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kokoro-nice-'));
    const [command, ...args] = [...ORDINARY, 'nice', '-n', '15', process.execPath];
    const child = spawn(command, [...args, join(ROOT, 'dist', 'exporter.js')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'], // the last one is its lifeline
      serialization: 'advanced',
    });
    try {
      const params = { input: join(folder, 'none.onnx'), gain: 1, folder: join(folder, 'made') };
      const ended = once(child, 'exit');
      child.send({ kind: 'call', id: 1, method: 'rebuild', params } satisfies RpcMessage);
      const answers: RpcMessage[] = [];
      child.on('message', (message) => answers.push(message as RpcMessage));
      while (child.exitCode === null && answers.every(({ kind }) => kind === 'progress'))
        await Promise.race([once(child, 'message'), ended]);
      const answer = answers.find(({ kind }) => kind !== 'progress');
      assert.ok(answer?.kind === 'error');
      assert.equal(answer.error.code, 'input-unreadable', 'the rebuild started');
      assert.equal(getPriority(child.pid ?? 0), Math.min(19, getPriority() + 15));
    } finally {
      child.kill();
      rmSync(folder, { recursive: true });
    }
  });
});
