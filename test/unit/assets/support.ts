import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Asset, SourceSpec } from '../../../src/assets/manifest';
import { AssetStore, type AssetStoreOptions } from '../../../src/assets/store';
import { type Logger, silentLogger } from '../../../src/common/log';

/** Pseudorandom bytes, the same each time. */
export function bytesOf(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256').update(`${seed}${i}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

export const CONTENT = bytesOf('model', 300_000);
export const NAME = 'voices/test.bin';

export function assetOf(sources: SourceSpec[], name = NAME, content = CONTENT): Asset {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, kind: 'voice', bytes: content.length, sha256, licence: 'Apache-2.0', sources };
}

export const httpSources = (...urls: string[]): SourceSpec[] => urls.map((url) => ({ kind: 'http', url }));

/** Lock times for real processes, which may be slow to start. */
export const PROCESS_TIMING = { staleMs: 2000, pollMs: 20 };

/** A store that retries without long pauses. */
export function storeOf(folder: string, asset: Asset, options: Partial<AssetStoreOptions> = {}): AssetStore {
  const lockTiming = { staleMs: 400, pollMs: 20 };
  return new AssetStore({
    folder,
    assets: [asset],
    logger: silentLogger,
    retryDelayMs: 1,
    lockTiming,
    ...options,
  });
}

/** A logger that keeps its warnings. */
export function recordingLogger(): Logger & { warnings: string[] } {
  const warnings: string[] = [];
  return { ...silentLogger, warn: (message) => warnings.push(message), warnings };
}

/** The folder of the test that is running. */
let currentFolder = '';

/** Runs a test with a new folder and removes it afterwards. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kokoro-assets-'));
  currentFolder = folder;
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The files below a folder, relative, without stamps. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.stamp'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Waits until a part file in the current folder has `bytes` bytes, or the connection is closed. */
async function untilKept(bytes: number, response: ServerResponse): Promise<void> {
  while (!response.closed) {
    const parts = (await filesIn(currentFolder)).filter((file) => file.endsWith('.part'));
    const sizes = await Promise.all(
      parts.map((file) =>
        stat(join(currentFolder, file)).then(
          ({ size }) => size,
          () => 0, // it has been renamed meanwhile
        ),
      ),
    );
    if (sizes.some((size) => size >= bytes)) return;
    await delay(5);
  }
}

export async function holds(path: string, content: Buffer): Promise<boolean> {
  return (await readFile(path)).equals(content);
}

/** What a request asked for. */
export interface Seen {
  path: string;
  range: string | undefined;
  ifRange: string | undefined;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Runs with a real server that gives the n-th answer to the n-th request, and the last answer to all later ones. */
export async function withServer(answers: Answer[], test: (url: string, seen: Seen[]) => Promise<void>): Promise<void> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push({
      path: request.url ?? '',
      range: request.headers.range,
      ifRange: request.headers['if-range'] as string,
    });
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, seen);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export interface ServeOptions {
  content?: Buffer;
  etag?: string;
  /** Breaks the connection when this many bytes of the answer have been kept. */
  dropAfter?: number;
  /** Stalls after this many bytes of the answer. */
  stallAfter?: number;
  /** Ends the answer properly after this many bytes, without a Content-Length. */
  endAfter?: number;
  ignoreRange?: boolean;
  /** Sends one byte every so many milliseconds, forever. */
  trickleMs?: number;
}

/** Serves a file like a good server (Range, If-Range, ETag), except where the options say otherwise. */
export function serve({ content = CONTENT, etag, ignoreRange = false, ...faults }: ServeOptions = {}): Answer {
  return (request, response) => {
    const range = ignoreRange ? undefined : /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const condition = request.headers['if-range'];
    const start = range !== undefined && (condition === undefined || condition === etag) ? Number(range) : 0;
    if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
      return;
    }
    const body = content.subarray(start);
    const headers: Record<string, string | number> = {};
    if (etag) headers['etag'] = etag;
    if (faults.endAfter === undefined) headers['content-length'] = body.length;
    if (start > 0) headers['content-range'] = `bytes ${start}-${content.length - 1}/${content.length}`;
    response.writeHead(start > 0 ? 206 : 200, headers);
    if (faults.trickleMs !== undefined) {
      let sent = 0;
      const timer = setInterval(() => response.write(body.subarray(sent, ++sent)), faults.trickleMs);
      response.on('close', () => clearInterval(timer));
    } else if (faults.endAfter !== undefined) response.end(body.subarray(0, faults.endAfter));
    else if (faults.stallAfter !== undefined) response.write(body.subarray(0, faults.stallAfter));
    else if (faults.dropAfter !== undefined) {
      response.write(body.subarray(0, faults.dropAfter));
      // When the connection breaks, fetch discards bytes that it has received but not yet delivered.
      void untilKept(start + faults.dropAfter, response).then(() => response.destroy());
    } else response.end(body);
  };
}

export const status =
  (code: number, body = ''): Answer =>
  (_request, response) => {
    response.writeHead(code, { 'content-length': body.length }).end(body);
  };

/** The error that a call rejects with. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call should have failed');
}
