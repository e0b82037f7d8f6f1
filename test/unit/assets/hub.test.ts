import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Hub, type HubOptions } from '../../../src/assets/hub';
import { KokoroError } from '../../../src/common/errors';
import { silentLogger } from '../../../src/common/log';
import { type Answer, bytesOf, errorOf, filesIn, serve, status, withFolder, withServer } from './support';

const REPO = 'someone/Kokoro-1.0';
const CHECKPOINT = bytesOf('checkpoint', 200_000);
const CONFIG = Buffer.from('{"n_token": 178}');
const VOICE = bytesOf('voice', 20_000);
const FILES: ReadonlyMap<string, Buffer> = new Map([
  ['kokoro.pth', CHECKPOINT],
  ['config.json', CONFIG],
  ['voices/af_one.pt', VOICE],
]);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const gitName = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
const large = (path: string, bytes: Buffer) => ({
  type: 'file',
  path,
  size: bytes.length,
  oid: gitName(Buffer.from('pointer')),
  lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 130 },
});
const LISTING: unknown[] = [
  { type: 'directory', path: 'voices', size: 0, oid: gitName(Buffer.alloc(0)) },
  { type: 'file', path: 'config.json', size: CONFIG.length, oid: gitName(CONFIG) },
  { type: 'file', path: 'README.md', size: 5, oid: gitName(Buffer.from('hello')) },
  large('kokoro.pth', CHECKPOINT),
  large('voices/af_one.pt', VOICE),
];

interface HubFaults {
  listing?: unknown[];
  /** Answers for a file instead of the right one, one per request. */
  files?: Record<string, Answer[]>;
}

/** A server laid out like the Hub. */
function hubServer({ listing = LISTING, files = {} }: HubFaults = {}): Answer {
  const odd = new Map(Object.entries(files));
  return (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    if (path === `/api/models/${REPO}/tree/main?recursive=true`) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(listing));
      return;
    }
    const name = path.startsWith(`/${REPO}/resolve/main/`) ? path.slice(`/${REPO}/resolve/main/`.length) : '';
    const content = FILES.get(name);
    const answer =
      odd.get(name)?.shift() ?? (content === undefined ? status(404) : serve({ content, etag: `"${name}"` }));
    answer(request, response);
  };
}

const hubAt = (url: string, folder: string, options: Partial<HubOptions> = {}): Hub =>
  new Hub({ folder, endpoint: new URL(url).origin, logger: silentLogger, retryDelayMs: 1, ...options });

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await errorOf(call);
  assert.ok(error instanceof KokoroError, String(error));
  return error.code;
}

describe('Hub', () => {
  it('fetches checkpoint, configuration and voices, each once', async () => {
    await withFolder((folder) =>
      withServer([hubServer()], async (url, seen) => {
        const hub = hubAt(url, folder);
        const found = await hub.fetch(REPO);
        assert.equal(found, join(folder, 'hub', 'someone', 'Kokoro-1.0'));
        assert.deepEqual(await filesIn(found), [
          'config.json',
          'files.json',
          'kokoro.pth',
          join('voices', 'af_one.pt'),
        ]);
        for (const [name, content] of FILES) assert.ok((await readFile(join(found, name))).equals(content), name);
        const requests = seen.length;
        await hub.fetch(REPO);
        assert.equal(seen.length, requests + 1, 'only the list is asked for again');
      }),
    );
  });

  it('resumes after a dropped connection', async () => {
    const drop = serve({ content: CHECKPOINT, etag: '"kokoro.pth"', dropAfter: 100_000 });
    await withFolder((folder) =>
      withServer([hubServer({ files: { 'kokoro.pth': [drop] } })], async (url, seen) => {
        const found = await hubAt(url, folder).fetch(REPO);
        assert.ok((await readFile(join(found, 'kokoro.pth'))).equals(CHECKPOINT));
        assert.ok(seen.some(({ range }) => range?.startsWith('bytes=') === true));
      }),
    );
  });

  it('rejects a file that differs from the listing, large or small', async () => {
    for (const [name, content] of [
      ['kokoro.pth', bytesOf('other', CHECKPOINT.length)],
      ['config.json', Buffer.alloc(CONFIG.length, 32)],
    ] as const) {
      await withFolder((folder) =>
        withServer([hubServer({ files: { [name]: [serve({ content })] } })], async (url) => {
          assert.equal(await codeOf(hubAt(url, folder).fetch(REPO)), 'asset-unavailable');
          assert.ok(!(await filesIn(folder)).some((file) => file.endsWith(name)));
        }),
      );
    }
  });

  it('reports a missing repository, and one without a checkpoint', async () => {
    await withFolder(async (folder) => {
      await withServer([status(404)], async (url) => {
        assert.equal(await codeOf(hubAt(url, folder).fetch(REPO)), 'repository-unknown');
      });
      await withServer([hubServer({ listing: LISTING.slice(0, 3) })], async (url) => {
        assert.equal(await codeOf(hubAt(url, folder).fetch(REPO)), 'repository-unknown');
      });
      for (const repo of ['kokoro', '../up/x', 'a/..', 'a/b/c', '/etc/x']) {
        assert.equal(await codeOf(hubAt('http://127.0.0.1:9', folder).fetch(repo)), 'repository-unknown', repo);
      }
    });
  });

  it('writes no file outside its folder, whatever the listing names', async () => {
    const listing = [...LISTING, large('voices/../../../../evil.pt', VOICE), large('../evil.pth', VOICE)];
    await withFolder((folder) =>
      withServer([hubServer({ listing })], async (url) => {
        await hubAt(url, folder).fetch(REPO);
        assert.ok(!(await filesIn(folder)).some((file) => file.includes('evil')));
      }),
    );
  });

  it('works offline when all files are present, and explains when one is missing', async () => {
    await withFolder(async (folder) => {
      await withServer([hubServer()], (url) =>
        hubAt(url, folder)
          .fetch(REPO)
          .then(() => undefined),
      );
      await hubAt('http://127.0.0.1:9', folder).fetch(REPO);
      const error = await errorOf(hubAt('http://127.0.0.1:9', join(folder, 'empty')).fetch(REPO));
      assert.ok(error instanceof KokoroError && error.code === 'asset-unavailable');
      assert.match(error.message, /HF_ENDPOINT/);
    });
  });

  it('gives up on a listing that stalls or trickles single bytes', async () => {
    const silent: Answer = () => undefined;
    for (const answer of [silent, serve({ trickleMs: 2 })]) {
      await withFolder((folder) =>
        withServer([answer], async (url) => {
          const error = await errorOf(hubAt(url, folder, { listMs: 100 }).fetch(REPO));
          assert.ok(error instanceof KokoroError && error.code === 'asset-unavailable');
          assert.match(error.message, /it took longer than 0\.1 seconds/);
        }),
      );
    }
  });

  it('gives up on an endless listing', async () => {
    const endless: Answer = (_request, response) => {
      const piece = Buffer.alloc(100_000, ' ');
      const send = (): void => {
        if (response.destroyed) return;
        if (response.write(piece)) setImmediate(send);
        else response.once('drain', send);
      };
      send();
    };
    await withFolder((folder) =>
      withServer([endless], async (url) => {
        const error = await errorOf(hubAt(url, folder).fetch(REPO));
        assert.ok(error instanceof KokoroError && error.code === 'asset-unavailable');
        assert.match(error.message, /its list has more than 4 MB/);
      }),
    );
  });

  it('can be cancelled', async () => {
    await withFolder((folder) =>
      withServer(
        [hubServer({ files: { 'kokoro.pth': [serve({ content: CHECKPOINT, stallAfter: 50_000 })] } })],
        async (url) => {
          const abort = new AbortController();
          const fetching = hubAt(url, folder).fetch(REPO, {
            signal: abort.signal,
            onProgress: ({ asset, receivedBytes }) => asset === 'kokoro.pth' && receivedBytes > 0 && abort.abort(),
          });
          assert.equal(((await errorOf(fetching)) as Error).name, 'AbortError');
        },
      ),
    );
  });
});
