import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { FileLock } from '../../../src/assets/lock';
import type { AssetProgress } from '../../../src/assets/store';
import { isAbort } from '../../../src/common/errors';
import {
  type Answer,
  assetOf,
  CONTENT,
  filesIn,
  holds,
  httpSources,
  NAME,
  PROCESS_TIMING,
  serve,
  storeOf,
  withFolder,
  withServer,
} from './support';

const TIMING = { staleMs: 200, pollMs: 10 };
const NO_SIGNAL = new AbortController().signal;
const noWait = (): Promise<void> => Promise.resolve();
const acquire = (path: string): Promise<FileLock> => FileLock.acquire(path, NO_SIGNAL, noWait, TIMING);

function askInProcess(folder: string, url: string): ChildProcess & { output: Promise<string> } {
  const script = join(__dirname, 'ensureProcess.ts');
  const child = spawn(process.execPath, ['--import=tsx', script, folder, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Object.assign(child, { output: text(child.stdout) });
}

describe('FileLock', () => {
  it('has one holder at a time', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      let holders = 0;
      const work = async (): Promise<void> => {
        const lock = await acquire(path);
        assert.equal(++holders, 1);
        await delay(5);
        holders--;
        await lock.release();
      };
      await Promise.all(Array.from({ length: 8 }, work));
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it('is not taken from a live owner, however long it is held', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      const owner = await acquire(path);
      let looks = 0;
      const controller = new AbortController();
      const onWait = (): Promise<void> => {
        // Four times as many polls as it takes to give up on a stalled owner.
        if (++looks === 80) controller.abort();
        return Promise.resolve();
      };
      await assert.rejects(FileLock.acquire(path, controller.signal, onWait, TIMING), isAbort);
      assert.equal(owner.lost.aborted, false);
      await owner.release();
    });
  });

  it('is taken over by exactly one process when its owner is dead', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      await writeFile(path, '1 left behind');
      // A time in the future, as a wrong clock leaves it: only changes count.
      await utimes(path, new Date(), new Date(Date.now() + 86_400_000));
      let holders = 0;
      const work = async (): Promise<void> => {
        const lock = await acquire(path);
        assert.equal(++holders, 1);
        await delay(30);
        assert.equal(lock.lost.aborted, false);
        holders--;
        await lock.release();
      };
      await Promise.all(Array.from({ length: 6 }, work));
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it('tells an owner that stalled too long that the lock was taken over, and leaves the new owner alone', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      const lock = await acquire(path);
      await writeFile(path, '2 somebody else');
      await lock.beat();
      assert.equal(lock.lost.aborted, true);
      await lock.release();
      assert.deepEqual(await readdir(folder), ['lock']);
    });
  });
});

describe('several processes', () => {
  it('share one request', async () => {
    await withFolder(async (folder) => {
      const answer = serve();
      let release: () => void = () => undefined;
      const someoneWaits = new Promise<void>((resolve) => (release = resolve));
      const held: Answer = (request, response) => {
        void someoneWaits.then(() => {
          answer(request, response);
        });
      };
      await withServer([held], async (url, seen) => {
        const children = [askInProcess(folder, url), askInProcess(folder, url)];
        for (const child of children) child.stdout?.once('data', release);
        const outputs = await Promise.all(children.map((child) => child.output));
        assert.equal(seen.length, 1);
        const path = join(folder, NAME);
        assert.deepEqual(outputs.toSorted(), [`${path}\n`, `waiting\n${path}\n`]);
        assert.ok(await holds(path, CONTENT));
        assert.deepEqual(await filesIn(folder), [join('voices', 'test.bin')]);
      });
    });
  });

  it('take over from a killed process and resume its download', async () => {
    await withFolder(async (folder) => {
      await withServer([serve({ etag: '"1"', stallAfter: 150_000 }), serve({ etag: '"1"' })], async (url, seen) => {
        const child = askInProcess(folder, url);
        const told: AssetProgress[] = [];
        const store = storeOf(folder, assetOf(httpSources(url)), { lockTiming: PROCESS_TIMING });
        while (!(await filesIn(folder)).some((name) => name.endsWith('.part'))) await delay(20);
        const waiting = store.ensure(NAME, {
          onProgress: (progress) => {
            told.push(progress);
            // Wait for the bytes from which this one will resume.
            if (progress.phase === 'waiting' && progress.receivedBytes >= 100_000) child.kill('SIGKILL');
          },
        });
        await once(child, 'exit');
        assert.ok(await holds(await waiting, CONTENT));
        assert.equal(told[0]?.phase, 'waiting');
        assert.equal(seen.length, 2);
        assert.match(seen[1]?.range ?? '', /^bytes=1\d{5}-$/);
      });
    });
  });

  it('can each be cancelled while they wait', async () => {
    await withFolder(async (folder) => {
      await withServer([serve()], async (url, seen) => {
        await mkdir(join(folder, 'voices'));
        const lock = await acquire(join(folder, `${NAME}.lock`));
        const controller = new AbortController();
        const onProgress = ({ phase }: AssetProgress): void => {
          if (phase === 'waiting') controller.abort();
        };
        const store = storeOf(folder, assetOf(httpSources(url)));
        await assert.rejects(store.ensure(NAME, { signal: controller.signal, onProgress }), isAbort);
        await lock.release();
        assert.equal(seen.length, 0);
      });
    });
  });

  it('start again when one finds that it has lost the lock', async () => {
    await withFolder(async (folder) => {
      await withServer([serve({ stallAfter: 100_000 }), serve()], async (url, seen) => {
        const store = storeOf(folder, assetOf(httpSources(url)));
        let stolen: Promise<void> | undefined;
        const onProgress = ({ receivedBytes }: AssetProgress): void => {
          // Nothing renews this lock, so it soon becomes stale.
          if (receivedBytes > 0) stolen ??= writeFile(join(folder, `${NAME}.lock`), '2 somebody else');
        };
        assert.ok(await holds(await store.ensure(NAME, { onProgress }), CONTENT));
        await stolen;
        assert.equal(seen.length, 2);
      });
    });
  });
});
