import assert from 'node:assert/strict';
import { type FileHandle, mkdir, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetProgress } from '../../../src/assets/store';
import { isAbort, KokoroError } from '../../../src/common/errors';
import {
  assetOf,
  bytesOf,
  CONTENT,
  errorOf,
  filesIn,
  holds,
  httpSources,
  NAME,
  recordingLogger,
  serve,
  status,
  storeOf,
  withFolder,
  withServer,
} from './support';

async function put(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const hasCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof KokoroError && error.code === code;

describe('AssetStore', () => {
  it('knows its files, and no others', async () => {
    await withFolder(async (folder) => {
      const store = storeOf(folder, assetOf([]));
      assert.equal(store.pathOf(NAME), join(folder, NAME));
      assert.deepEqual(
        store.assets.map(({ name }) => name),
        [NAME],
      );
      assert.throws(() => store.pathOf('../secret'), hasCode('asset-unknown'));
      await assert.rejects(store.ensure('voices/none.bin'), hasCode('asset-unknown'));
      await assert.rejects(store.status('voices/none.bin'), hasCode('asset-unknown'));
    });
  });

  describe('with a file in place', () => {
    it('verifies it once, and accepts it', async () => {
      await withFolder(async (folder) => {
        const store = storeOf(folder, assetOf([]));
        const path = store.pathOf(NAME);
        assert.equal(await store.status(NAME), 'missing');
        assert.equal(await store.status(NAME, { rehash: true }), 'missing');
        await put(path, CONTENT);
        assert.equal(await store.status(NAME), 'unverified');
        assert.equal(await store.ensure(NAME), path);
        assert.equal(await store.status(NAME), 'verified');

        // Other bytes behind the same size and time: shows that nothing is read again.
        const { atime, mtime } = await stat(path);
        await utimes(path, atime, mtime);
        assert.equal(await store.ensure(NAME), path);
        const stamped = await stat(path);
        await writeFile(path, bytesOf('other', CONTENT.length));
        await utimes(path, stamped.atime, new Date(stamped.mtimeMs + 5000));
        assert.equal(await store.status(NAME), 'unverified');
      });
    });

    it('removes what a download has left that was broken off before', async () => {
      await withFolder(async (folder) => {
        const store = storeOf(folder, assetOf([]));
        const path = store.pathOf(NAME);
        await put(path, CONTENT);
        for (const name of ['.part', '.part.origin', '.part.packages/archive.tgz']) await put(path + name, CONTENT);
        assert.equal(await store.ensure(NAME), path);
        assert.deepEqual(await filesIn(folder), [NAME]);
      });
    });

    it('does not read a stamped file again, unless asked to', async () => {
      await withFolder(async (folder) => {
        const store = storeOf(folder, assetOf([]));
        const path = store.pathOf(NAME);
        const time = new Date(1_700_000_000_000);
        await put(path, CONTENT);
        await utimes(path, time, time);
        await store.ensure(NAME);
        await writeFile(path, bytesOf('other', CONTENT.length));
        await utimes(path, time, time);
        assert.equal(await store.status(NAME), 'verified');
        assert.equal(await store.ensure(NAME), path);
        assert.equal(await store.status(NAME, { rehash: true }), 'corrupt');
        assert.equal(await store.status(NAME), 'unverified', 'the stamp is gone');
      });
    });

    it('is told to verify by rehash, and remembers', async () => {
      await withFolder(async (folder) => {
        const store = storeOf(folder, assetOf([]));
        await put(store.pathOf(NAME), CONTENT);
        assert.equal(await store.status(NAME, { rehash: true }), 'verified');
        assert.equal(await store.status(NAME), 'verified');
      });
    });

    it('fetches it again when it is damaged, with a warning', async () => {
      for (const damaged of [bytesOf('other', CONTENT.length), CONTENT.subarray(1)]) {
        await withFolder(async (folder) => {
          await withServer([serve()], async (url, seen) => {
            const logger = recordingLogger();
            const store = storeOf(folder, assetOf(httpSources(url)), { logger });
            const path = await store.ensure(NAME);
            await writeFile(path, damaged);
            await utimes(path, new Date(), new Date(Date.now() + 5000));
            assert.equal(await store.status(NAME, { rehash: true }), 'corrupt');
            assert.equal(await store.ensure(NAME), path);
            assert.ok(await holds(path, CONTENT));
            assert.equal(seen.length, 2);
            assert.match(logger.warnings.join('\n'), /deleted and fetched again/);
          });
        });
      }
    });

    it('looks again when the stamp is damaged', async () => {
      await withFolder(async (folder) => {
        const store = storeOf(folder, assetOf([]));
        const path = store.pathOf(NAME);
        await put(path, CONTENT);
        await writeFile(`${path}.stamp`, '{"bytes":');
        assert.equal(await store.ensure(NAME), path);
        assert.match(await readFile(`${path}.stamp`, 'utf8'), /"sha256":"[0-9a-f]{64}"/);
      });
    });
  });

  describe('with a source of the user’s own', () => {
    it('copies from a folder first', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const source = join(folder, 'mine');
          await put(join(source, NAME), CONTENT);
          const path = await storeOf(join(folder, 'store'), assetOf(httpSources(url)), { source }).ensure(NAME);
          assert.equal(path, join(folder, 'store', NAME));
          assert.ok(await holds(path, CONTENT));
          assert.equal(seen.length, 0);
        });
      });
    });

    it('asks a base URL first', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const source = url.replace('/file', '/mine/');
          await storeOf(folder, assetOf(httpSources(url)), { source }).ensure(NAME);
          assert.deepEqual(
            seen.map(({ path }) => path),
            [`/mine/${NAME}`],
          );
        });
      });
    });

    it('says what is wrong with it and asks the others', async () => {
      const cases: [Buffer | undefined, RegExp][] = [
        [undefined, /it has no voices\/test\.bin/],
        [CONTENT.subarray(7), /has 299993 bytes instead of 300000/],
        [bytesOf('other', CONTENT.length), /a different file: its sha256 is/],
      ];
      for (const [content, reason] of cases) {
        await withFolder(async (folder) => {
          await withServer([serve()], async (url, seen) => {
            const source = join(folder, 'mine');
            if (content) await put(join(source, NAME), content);
            const logger = recordingLogger();
            const store = storeOf(join(folder, 'store'), assetOf(httpSources(url)), { source, logger });
            assert.ok(await holds(await store.ensure(NAME), CONTENT));
            assert.match(logger.warnings.join('\n'), reason);
            assert.equal(seen.length, 1);
            if (content) assert.ok(await holds(join(source, NAME), content), 'the user’s file is left alone');
          });
        });
      }
    });
  });

  it('asks the next source when one fails', async () => {
    await withFolder(async (folder) => {
      await withServer([status(404)], async (dead) => {
        await withServer([serve()], async (url) => {
          const path = await storeOf(folder, assetOf(httpSources(dead, url))).ensure(NAME);
          assert.ok(await holds(path, CONTENT));
        });
      });
    });
  });

  it('goes on at another source where the first one stopped', async () => {
    await withFolder(async (folder) => {
      await withServer([serve({ dropAfter: 100_000 }), status(404)], async (dying) => {
        await withServer([serve()], async (url, seen) => {
          await storeOf(folder, assetOf(httpSources(dying, url))).ensure(NAME);
          assert.match(seen[0]?.range ?? '', /^bytes=[1-9]/);
        });
      });
    });
  });

  it('names all sources, their reasons and what to do when all fail', async () => {
    await withFolder(async (folder) => {
      await withServer([status(404)], async (gone) => {
        await withServer([serve({ content: bytesOf('other', CONTENT.length) })], async (wrong) => {
          const source = join(folder, 'mine');
          const store = storeOf(folder, assetOf(httpSources(gone, wrong)), { source });
          const error = await errorOf(store.ensure(NAME));
          assert.ok(hasCode('asset-unavailable')(error));
          const { message: shown, details: message = '' } = error as KokoroError;
          assert.match(shown, /^[^\n]{20,150}$/, 'one line');
          assert.match(shown, /could not be downloaded\. .*try again/);
          const host = (url: string): string => new URL(url).host;
          for (const part of [
            `${source}: it has no ${NAME}.`,
            `${host(gone)}: it answered 404`,
            `${host(wrong)}: it sent a different file`,
            `download ${gone} and save it as ${join(folder, NAME)} (300000 bytes)`,
            'kokoro.assets.source',
            'KOKORO_ASSETS',
          ]) {
            assert.ok(message.includes(part), `“${part}” in: ${message}`);
          }
        });
      });
    });
  });

  describe('asked several times at once', () => {
    it('downloads once, and tells everyone', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const store = storeOf(folder, assetOf(httpSources(url)));
          const told = [0, 0, 0];
          const calls = told.map((_, i) => store.ensure(NAME, { onProgress: () => (told[i] = (told[i] ?? 0) + 1) }));
          assert.deepEqual(new Set(await Promise.all(calls)), new Set([join(folder, NAME)]));
          assert.equal(seen.length, 1);
          assert.ok(told.every((count) => count > 1));
        });
      });
    });

    it('is not stopped by one caller who cancels', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const store = storeOf(folder, assetOf(httpSources(url)));
          const controller = new AbortController();
          const onProgress = (): void => {
            controller.abort();
          };
          const cancelled = store.ensure(NAME, { signal: controller.signal, onProgress });
          const other = store.ensure(NAME);
          await assert.rejects(cancelled, isAbort);
          assert.ok(await holds(await other, CONTENT));
          assert.equal(seen.length, 1);
        });
      });
    });

    it('starts again for a caller who arrives while the last one is leaving', async () => {
      await withFolder(async (folder) => {
        await withServer([serve({ stallAfter: 100_000 }), serve()], async (url) => {
          const store = storeOf(folder, assetOf(httpSources(url)));
          const controller = new AbortController();
          let again: Promise<string> | undefined;
          const onProgress = ({ receivedBytes }: AssetProgress): void => {
            if (receivedBytes === 0 || again) return;
            controller.abort();
            queueMicrotask(() => {
              again = store.ensure(NAME);
            });
          };
          await assert.rejects(store.ensure(NAME, { signal: controller.signal, onProgress }), isAbort);
          assert.ok(await holds((await again) ?? '', CONTENT));
        });
      });
    });
  });

  describe('on a disk that fails', () => {
    /** Makes every write to an open file fail, as a full disk does. */
    async function withFailingWrites(code: string, folder: string, test: () => Promise<void>): Promise<void> {
      const handle = await open(join(folder, 'probe'), 'w');
      const prototype = Object.getPrototypeOf(handle) as FileHandle;
      await handle.close();
      await rm(join(folder, 'probe'));
      const original = Object.getOwnPropertyDescriptor(prototype, 'appendFile');
      assert.ok(original);
      const failing = (): Promise<void> => Promise.reject(Object.assign(new Error(`${code}: write`), { code }));
      Object.defineProperty(prototype, 'appendFile', { ...original, value: failing });
      try {
        await test();
      } finally {
        Object.defineProperty(prototype, 'appendFile', original);
      }
    }

    it('says how much room is missing when it is full, and asks no other source', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const store = storeOf(folder, assetOf(httpSources(url, url)));
          await withFailingWrites('ENOSPC', folder, async () => {
            const error = await errorOf(store.ensure(NAME));
            assert.ok(hasCode('disk-full')(error), String(error));
            assert.ok((error as Error).message.includes(`needs 1 MB more in ${folder}`), String(error));
          });
          assert.equal(seen.length, 1);
          assert.ok(await holds(await store.ensure(NAME), CONTENT));
        });
      });
    });

    it('says when it cannot write, and asks no other source', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const store = storeOf(folder, assetOf(httpSources(url, url)));
          await withFailingWrites('EIO', folder, async () => {
            await assert.rejects(store.ensure(NAME), /cannot be written as .*EIO/);
          });
          assert.equal(seen.length, 1);
        });
      });
    });

    it('says when the folder cannot be made', async () => {
      await withFolder(async (folder) => {
        await writeFile(join(folder, 'file'), '');
        const store = storeOf(join(folder, 'file', 'store'), assetOf([]));
        await assert.rejects(store.ensure(NAME), hasCode('asset-unavailable'));
      });
    });
  });

  it('leaves nothing but the file behind', async () => {
    await withFolder(async (folder) => {
      await withServer([serve({ etag: '"1"', dropAfter: 1000 }), serve({ etag: '"1"' })], async (url) => {
        await storeOf(folder, assetOf(httpSources(url))).ensure(NAME);
        assert.deepEqual(await filesIn(folder), [join('voices', 'test.bin')]);
      });
    });
  });
});
