import assert from 'node:assert/strict';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetProgress, AssetStoreOptions, EnsureOptions } from '../../../src/assets/store';
import { isAbort, KokoroError } from '../../../src/common/errors';
import {
  type Answer,
  assetOf,
  bytesOf,
  CONTENT,
  errorOf,
  filesIn,
  holds,
  httpSources,
  NAME,
  recordingLogger,
  type Seen,
  serve,
  status,
  storeOf,
  withFolder,
  withServer,
} from './support';

describe('downloading', () => {
  /** Asks a server with these answers for the file and checks that it arrives, and nothing else. */
  async function arrives(
    answers: Answer[],
    check?: (seen: Seen[], folder: string) => void,
    stallMs = 5000,
  ): Promise<void> {
    await withFolder(async (folder) => {
      await withServer(answers, async (url, seen) => {
        const path = await storeOf(folder, assetOf(httpSources(url)), { stallMs }).ensure(NAME);
        assert.equal(path, join(folder, NAME));
        assert.ok(await holds(path, CONTENT));
        assert.deepEqual(await filesIn(folder), [join('voices', 'test.bin')]);
        check?.(seen, folder);
      });
    });
  }

  /** The reason for which a server with these answers is given up. */
  async function refusal(
    answers: Answer[],
    options: Partial<AssetStoreOptions> = { stallMs: 5000 },
  ): Promise<{ message: string; seen: Seen[]; files: string[] }> {
    let result: { message: string; seen: Seen[]; files: string[] } | undefined;
    await withFolder(async (folder) => {
      await withServer(answers, async (url, seen) => {
        const error = await errorOf(storeOf(folder, assetOf(httpSources(url)), options).ensure(NAME));
        assert.ok(error instanceof KokoroError, String(error));
        assert.equal(error.code, 'asset-unavailable');
        result = { message: error.details ?? '', seen, files: await filesIn(folder) };
      });
    });
    assert.ok(result);
    return result;
  }

  it('brings a file and tells how far it is', async () => {
    await withFolder(async (folder) => {
      await withServer([serve()], async (url, seen) => {
        const told: AssetProgress[] = [];
        const store = storeOf(folder, assetOf(httpSources(url)));
        await store.ensure(NAME, { onProgress: (progress) => told.push(progress) });
        assert.equal(seen.length, 1);
        assert.deepEqual(told[0], {
          asset: NAME,
          receivedBytes: 0,
          totalBytes: CONTENT.length,
          source: new URL(url).host,
          phase: 'downloading',
        });
        const sizes = told.map(({ receivedBytes }) => receivedBytes);
        assert.deepEqual(
          sizes,
          sizes.toSorted((a, b) => a - b),
        );
        assert.equal(told.at(-1)?.phase, 'verifying');
        assert.equal(await store.ensure(NAME), join(folder, NAME));
        assert.equal(seen.length, 1, 'a file that is here is not asked for again');
      });
    });
  });

  it('goes on where the connection was dropped, however often, as long as something comes', async () => {
    const drop = serve({ etag: '"1"', dropAfter: 40_000 });
    await arrives([drop], (seen) => {
      assert.equal(seen.length, 8);
      for (const { range, ifRange } of seen.slice(1)) {
        assert.match(range ?? '', /^bytes=[1-9]\d*-$/);
        assert.equal(ifRange, '"1"');
      }
    });
  });

  it('sends no If-Range when there is no ETag or a weak one', async () => {
    for (const etag of [undefined, 'W/"1"']) {
      const options = etag === undefined ? {} : { etag };
      await arrives([serve({ ...options, dropAfter: 100_000 }), serve(options)], (seen) => {
        assert.match(seen[1]?.range ?? '', /^bytes=/);
        assert.equal(seen[1]?.ifRange, undefined);
      });
    }
  });

  it('goes on after an answer that ended early without having announced its length', async () => {
    await arrives([serve({ endAfter: 100_000 }), serve()], (seen) => {
      assert.equal(seen[1]?.range, 'bytes=100000-');
    });
  });

  it('starts over when the server ignores Range', async () => {
    await arrives([serve({ dropAfter: 100_000 }), serve({ ignoreRange: true })]);
  });

  it('starts over when the file has another ETag at the resume', async () => {
    const old = bytesOf('an older version', CONTENT.length);
    await arrives([serve({ content: old, etag: '"old"', dropAfter: 100_000 }), serve({ etag: '"new"' })], (seen) => {
      assert.equal(seen[1]?.ifRange, '"old"');
    });
  });

  it('starts over when a server resumes another version in spite of If-Range', async () => {
    const old = bytesOf('an older version', CONTENT.length);
    const careless: Answer = (request, response) => {
      delete request.headers['if-range'];
      serve({ etag: '"new"' })(request, response);
    };
    await arrives([serve({ content: old, etag: '"old"', dropAfter: 100_000 }), careless], (seen) => {
      assert.deepEqual(
        seen.map(({ range }) => range !== undefined),
        [false, true, false],
      );
    });
  });

  it('starts over after 416, and after a 206 of another place', async () => {
    const misplaced: Answer = (_request, response) => {
      response.writeHead(206, { 'content-range': `bytes 5-${CONTENT.length - 1}/${CONTENT.length}` });
      response.end(CONTENT.subarray(5));
    };
    for (const answer of [status(416), misplaced]) {
      await arrives([serve({ dropAfter: 100_000 }), answer, serve()], (seen) => {
        assert.equal(seen[2]?.range, undefined);
      });
    }
  });

  it('takes silence for a dropped connection', async () => {
    await arrives([serve({ stallAfter: 100_000 }), serve()], undefined, 200);
  });

  it('gives up a server that sends a byte now and then', async () => {
    const { message, seen } = await refusal([serve({ etag: '"1"', trickleMs: 2 })], { minBytes: 10_000, windowMs: 50 });
    assert.match(message, /it sent only \d+ bytes in 0\.05 seconds/);
    assert.equal(seen.length, 4);
  });

  it('gives up a server that drops every connection after a few bytes', async () => {
    const { seen } = await refusal([serve({ etag: '"1"', dropAfter: 10 })]);
    assert.equal(seen.length, 4);
  });

  it('gives a server up that says nothing at all', async () => {
    const { message, seen } = await refusal([() => undefined], { stallMs: 50 });
    assert.match(message, /it sent nothing for 0\.05 seconds/);
    assert.equal(seen.length, 4);
  });

  it('follows redirects, resuming as well', async () => {
    await withFolder(async (folder) => {
      let drops = 1;
      const answer: Answer = (request, response) => {
        if (request.url === '/file') response.writeHead(302, { location: '/moved?signed=1' }).end();
        else serve(drops-- > 0 ? { dropAfter: 100_000, etag: '"1"' } : { etag: '"1"' })(request, response);
      };
      await withServer([answer], async (url, seen) => {
        assert.ok(await holds(await storeOf(folder, assetOf(httpSources(url))).ensure(NAME), CONTENT));
        assert.deepEqual(
          seen.map(({ path }) => path),
          ['/file', '/moved?signed=1', '/file', '/moved?signed=1'],
        );
        assert.match(seen[3]?.range ?? '', /^bytes=/);
      });
    });
  });

  it('repeats after a server error, for a while', async () => {
    await arrives([status(500), status(503), serve()]);
    const { message, seen } = await refusal([status(500)]);
    assert.match(message, /it answered 500 Internal Server Error/);
    assert.equal(seen.length, 4);
  });

  it('does not repeat after 404', async () => {
    const { message, seen } = await refusal([status(404)]);
    assert.match(message, /127\.0\.0\.1:\d+: it answered 404 Not Found\./);
    assert.equal(seen.length, 1);
  });

  it('deletes what has another hash', async () => {
    const { message, files } = await refusal([serve({ content: bytesOf('other', CONTENT.length) })]);
    assert.match(message, /a different file: its sha256 is [0-9a-f]{64} instead of [0-9a-f]{64}/);
    assert.deepEqual(files, []);
  });

  it('refuses a length that is not the expected one before reading on, and a body that is too long', async () => {
    const { message } = await refusal([status(200, 'Please log in to this network.')]);
    assert.match(message, /it has 30 bytes instead of 300000/);
    const long = Buffer.concat([CONTENT, CONTENT]);
    const endless = await refusal([serve({ content: long, endAfter: long.length })]);
    assert.match(endless.message, /more than the expected 300000 bytes/);
  });

  it('gives a server up that always ends at the same place', async () => {
    for (const ignoreRange of [false, true]) {
      const half = CONTENT.subarray(0, 150_000);
      const { seen } = await refusal([serve({ content: half, endAfter: half.length, ignoreRange })]);
      assert.ok(seen.length < 12, `${seen.length} requests`);
    }
  });

  it('says when there is no such host, without repeating', async () => {
    await withFolder(async (folder) => {
      let calls = 0;
      const fetch = (): Promise<Response> => {
        calls++;
        const cause = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.invalid'), { code: 'ENOTFOUND' });
        return Promise.reject(new TypeError('fetch failed', { cause }));
      };
      const store = storeOf(folder, assetOf(httpSources('https://nowhere.invalid/f')), { fetch });
      await assert.rejects(store.ensure(NAME), {
        details: /^voices\/test\.bin: nowhere\.invalid: getaddrinfo ENOTFOUND nowhere\.invalid\./,
      });
      assert.equal(calls, 1);
    });
  });

  describe('cancelled', () => {
    /** Cancels when the first bytes have arrived. */
    function cancelAtFirstBytes(): EnsureOptions {
      const controller = new AbortController();
      const onProgress = ({ receivedBytes }: AssetProgress): void => {
        if (receivedBytes > 0) controller.abort();
      };
      return { signal: controller.signal, onProgress };
    }

    it('keeps what has arrived, lets go of the lock and goes on the next time, in another store', async () => {
      await withFolder(async (folder) => {
        const answers = [serve({ etag: '"1"', stallAfter: 100_000 }), serve({ etag: '"1"' })];
        await withServer(answers, async (url, seen) => {
          const asset = assetOf(httpSources(url));
          await assert.rejects(storeOf(folder, asset).ensure(NAME, cancelAtFirstBytes()), isAbort);
          const { size } = await stat(join(folder, `${NAME}.part`));
          assert.ok(size > 0);
          assert.deepEqual(await filesIn(folder), [
            join('voices', 'test.bin.part'),
            join('voices', 'test.bin.part.origin'),
          ]);
          assert.ok(await holds(await storeOf(folder, asset).ensure(NAME), CONTENT));
          assert.deepEqual(seen[1], { path: '/file', range: `bytes=${size}-`, ifRange: '"1"' });
          assert.equal(seen.length, 2);
        });
      });
    });

    it('starts over once when the kept beginning turns out to be wrong', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          await mkdir(join(folder, 'voices'));
          await writeFile(join(folder, `${NAME}.part`), bytesOf('rubbish', 1000));
          const logger = recordingLogger();
          const path = await storeOf(folder, assetOf(httpSources(url)), { logger }).ensure(NAME);
          assert.ok(await holds(path, CONTENT));
          assert.deepEqual(
            seen.map(({ range }) => range),
            ['bytes=1000-', undefined],
          );
          assert.match(logger.warnings.join(), /starting over/);
        });
      });
    });

    it('needs no request when the part file is whole, and starts over when it is too long', async () => {
      for (const [kept, requests] of [
        [CONTENT, 0],
        [Buffer.concat([CONTENT, CONTENT]), 1],
      ] as const) {
        await withFolder(async (folder) => {
          await withServer([serve()], async (url, seen) => {
            await mkdir(join(folder, 'voices'));
            await writeFile(join(folder, `${NAME}.part`), kept);
            assert.ok(await holds(await storeOf(folder, assetOf(httpSources(url))).ensure(NAME), CONTENT));
            assert.equal(seen.length, requests);
          });
        });
      }
    });

    it('before the start, asks for nothing', async () => {
      await withFolder(async (folder) => {
        await withServer([serve()], async (url, seen) => {
          const store = storeOf(folder, assetOf(httpSources(url)));
          await assert.rejects(store.ensure(NAME, { signal: AbortSignal.abort() }), isAbort);
          assert.equal(seen.length, 0);
        });
      });
    });
  });
});
