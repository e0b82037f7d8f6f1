import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { createCliApp } from '../../src/cli/app';
import { SAMPLE_RATE } from '../../src/kokoro/model';
import { exportOverQueue } from '../../src/server/queue/exportOverQueue';
import { FolderStore } from '../../src/server/queue/folderStore';
import { loadQueuePackages, QueueConnection } from '../../src/server/queue/redis';
import { KEY_PREFIX, QUEUE_NAME, type Work } from '../../src/server/queue/work';
import { QueueWorker } from '../../src/server/queue/worker';
import { S3Server } from '../support/s3Server';
import { exitOf, type Result, runCli, startCli } from './support/cli';
import { likeness } from './support/media';
import { RedisServer } from './support/redis';

const SHORT = 'The kettle has boiled.';
const LONG = 'The harbour is old, and the ships are tired. They wait for the wind to turn.\n\n'.repeat(2);

const WAV_HEADER = 44;
const MAX_LAG = 600;

interface Timings {
  words: { text: string }[];
  chunks: { start: number; end: number }[];
}

/** Asks again and again, for a minute at most. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if (await isSo()) return;
    await delay(50);
  }
  assert.fail('It has not happened within a minute.');
}

describe('kokoro worker', () => {
  let redis: RedisServer;
  let queue: Queue<Work>;
  let folder: string;
  let environment: Record<string, string> = {};
  const children: ChildProcess[] = [];

  before(async () => {
    redis = await RedisServer.start();
    queue = new Queue(QUEUE_NAME, { connection: { url: redis.url }, prefix: KEY_PREFIX });
    folder = await mkdtemp(join(tmpdir(), 'kokoro-queue-'));
    for (const [name, text] of Object.entries({ 'a.md': `# Tea\n\n${SHORT}`, 'sub/long.txt': LONG, 'none.md': '' })) {
      await mkdir(dirname(join(folder, 'docs', name)), { recursive: true });
      await writeFile(join(folder, 'docs', name), text);
    }
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await queue.obliterate({ force: true });
  });
  after(async () => {
    await queue.close();
    await redis.stop();
    await rm(folder, { recursive: true });
  });

  const start = (...args: string[]): ChildProcess & { result: Promise<Result> } => {
    const child = startCli(folder, [...args, '--queue', redis.url], environment);
    children.push(child);
    const result = Promise.all([readAll(child.stdout), readAll(child.stderr), exitOf(child)]).then(
      ([stdout, stderr, code]) => ({ code, stdout, stderr }),
    );
    return Object.assign(child, { result });
  };
  const startWorker = (...args: string[]) => start('worker', '--threads', '1', ...args);
  const startExport = (...args: string[]) =>
    start('export-audio', 'docs', '--format', 'wav', '--subtitles', '--timings', ...args);
  const filesIn = async (name: string): Promise<string[]> =>
    (await readdir(join(folder, name), { recursive: true })).filter((file) => !file.startsWith('.kokoro')).sort();

  /** Waits until the long document is being spoken. @returns the process that does it */
  async function untilSpoken(): Promise<number> {
    let name: string | undefined;
    await until(async () => {
      const job = (await queue.getActive()).find(({ data }) => data.file === 'sub/long.wav');
      if (typeof job?.progress === 'number' && job.progress > 0) name = job.processedBy;
      return name !== undefined;
    });
    return Number(name?.split('-').at(-1));
  }

  it('makes what a local export makes, though a worker is killed', async () => {
    const local = await runCli(folder, [
      'export-audio',
      'docs',
      '--out',
      'local',
      '--format',
      'wav',
      '--subtitles',
      '--timings',
    ]);
    assert.equal(local.code, 0, local.stderr);
    const args = ['--out', 'shared', '--lost-after', '2'];
    const workers = [startWorker(...args), startWorker(...args)];
    const producer = startExport('--out', 'shared');
    const pid = await untilSpoken();
    const killed = workers.find((worker) => worker.pid === pid);
    assert.ok(killed, String(pid));
    killed.kill('SIGKILL');
    const { code, stdout, stderr } = await producer.result;
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      stdout.trim().split('\n').sort(),
      local.stdout.trim().replaceAll('/local/', '/shared/').split('\n').sort(),
    );
    assert.match(stderr, /^empty {3}none\.wav$[^]*^made {4}sub\/long\.wav {2}\d+ s$/m);
    assert.match(stderr, /^2 made, 0 reused, 1 empty, 0 failed: /m);

    assert.deepEqual(await filesIn('shared'), await filesIn('local'));
    for (const name of ['a', 'sub/long']) {
      const [ours, theirs] = [await recordingOf('shared', name), await recordingOf('local', name)];
      assert.deepEqual(
        ours.words.map(({ text }) => text),
        theirs.words.map(({ text }) => text),
      );
      assert.equal(ours.chunks.length, theirs.chunks.length);
      for (const [i, chunk] of ours.chunks.entries()) {
        const alike = bestLikeness(chunk, theirs.chunks[i] ?? chunk.subarray(0, 0));
        assert.ok(alike > 0.95, `${name}, chunk ${i}: ${alike}`);
      }
    }

    const made = await stat(join(folder, 'shared', 'sub', 'long.wav'));
    const again = await startExport('--out', 'shared').result;
    assert.match(again.stderr, /^0 made, 2 reused, 1 empty, 0 failed$/m);
    assert.equal((await stat(join(folder, 'shared', 'sub', 'long.wav'))).mtimeMs, made.mtimeMs);
    const other = workers.find((worker) => worker !== killed);
    other?.kill('SIGTERM');
    assert.equal((await other?.result)?.code, 0);
    assert.deepEqual(await queue.getJobCounts(), await emptyCounts());
  });

  it('gives back a document that it cannot finish, and puts files into a store', async () => {
    const s3 = await S3Server.start('speech');
    try {
      environment = s3.env;
      const args = ['--store', 's3://speech/site', '--s3-endpoint', s3.url];
      const stopped = startWorker(...args, '--grace', '0');
      const interrupted = startExport();
      assert.equal(await untilSpoken(), stopped.pid);
      stopped.kill('SIGTERM');
      assert.equal((await stopped.result).code, 0);
      assert.equal(await queue.getWaitingCount(), 1);
      interrupted.kill('SIGINT');
      assert.equal((await interrupted.result).code, 130);
      assert.deepEqual(await queue.getJobCounts(), await emptyCounts());
      assert.deepEqual(
        [...s3.objects.keys()].sort(),
        ['a.json', 'a.srt', 'a.vtt', 'a.wav'].map((name) => `site/${name}`),
      );

      startWorker(...args);
      await rm(join(folder, 'docs', 'sub'), { recursive: true });
      await writeFile(join(folder, 'docs', 'zh.txt'), '你好，世界。今天天气很好。');
      const { code, stdout, stderr } = await startExport().result;
      assert.deepEqual([code, stdout], [1, 's3://speech/site/a.wav\n']);
      assert.match(stderr, /^failed {2}zh\.wav {2}This text seems to be in Mandarin Chinese/m);
      assert.match(stderr, /^0 made, 1 reused, 1 empty, 1 failed$/m);
    } finally {
      environment = {};
      s3.stop();
    }
  });

  it('says what is wrong with Redis', async () => {
    const address = new URL(redis.url);
    const failures: [args: string[], code: number, message: RegExp][] = [
      [['--queue', 'http://localhost'], 2, /redis:\/\/localhost:6379/],
      [['--queue', 'redis://127.0.0.1:1'], 1, /redis:\/\/127\.0\.0\.1:1 cannot be used: connect ECONNREFUSED/],
      [['--queue', `${redis.url}/99`], 1, /DB index is out of range/],
    ];
    for (const [args, code, message] of failures) {
      const result = await runCli(folder, ['worker', '--out', 'x', ...args]);
      assert.equal(result.code, code);
      assert.match(result.stderr, message);
    }
    const packages = await loadQueuePackages();
    const warnings: string[] = [];
    const open = (url: URL): Promise<QueueConnection> =>
      QueueConnection.open(
        packages,
        url,
        { onWarning: (message) => warnings.push(message) },
        new AbortController().signal,
      );
    const admin = await open(address);
    await admin.redis.config('SET', 'maxmemory-policy', 'allkeys-lru', 'requirepass', 'secret');
    await assert.rejects(open(address), { code: 'queue-denied', message: /wants a password/ });
    address.password = 'wrong';
    await assert.rejects(
      open(address),
      (error: Error) => !error.message.includes('wrong@') && error.message.includes('WRONGPASS'),
    );
    address.password = 'secret';
    (await open(address)).close();
    assert.deepEqual(
      warnings.map((warning) => /maxmemory-policy is (\S+)\./.exec(warning)?.[1]),
      ['allkeys-lru'],
    );
    await admin.redis.config('SET', 'maxmemory-policy', 'noeviction', 'requirepass', '', 'maxmemory', '1');
    const full = await startExport().result;
    assert.match(full.stderr, /^kokoro: Redis has no memory left\./m);
    assert.equal(full.code, 1);
    await admin.redis.config('SET', 'maxmemory', '0');
    admin.close();
  });

  it('ends when Redis is gone', async () => {
    const another = await RedisServer.start();
    const app = createCliApp(); // starts nothing
    const packages = await loadQueuePackages();
    const { signal } = new AbortController();
    const notes: string[] = [];
    const hooks = { onWarning: (message: string) => notes.push(message), awayMs: 200 };
    const connections = await Promise.all(
      [0, 1].map(() => QueueConnection.open(packages, new URL(another.url), hooks, signal)),
    );
    const [ofWorker, ofExport] = connections as [QueueConnection, QueueConnection];
    const quiet = { onFile: () => undefined, onWarning: () => undefined, onNote: (note: string) => notes.push(note) };
    const worker = new QueueWorker(packages, ofWorker, new FolderStore(folder), [app], {
      ...quiet,
      ...{ signal, onReady: () => undefined, onFailure: () => undefined },
    });
    const speak = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read' } as const;
    const settings = { speak, format: 'wav', chapters: false, subtitles: false, timings: false } as const;
    const texts = [{ name: 'a.txt', text: SHORT, format: 'plain' }] as const;
    const speaker = { voice: '', model: '', language: 'en-us' } as const;
    const exported = exportOverQueue({ texts, folder, book: undefined, settings }, speaker, packages, ofExport, {
      ...quiet,
      ...{ signal, onProgress: () => undefined },
    });
    await until(() => notes.some((note) => note.startsWith('No worker')));
    const ends = [worker.run({ lostAfterSeconds: 30, graceSeconds: 0 }), exported].map((end) =>
      assert.rejects(end, { code: 'queue-lost', message: /has not come back for 0\.2 s/ }),
    );
    await another.stop();
    await Promise.all(ends);
    for (const connection of connections) connection.close();
    assert.ok(notes.some((note) => /^The connection to redis:\S+ is lost; trying again\.$/.test(note)));
  });

  async function emptyCounts(): Promise<Record<string, number>> {
    return Object.fromEntries(Object.keys(await queue.getJobCounts()).map((state) => [state, 0]));
  }
  /** The words and the sound of a document, chunk by chunk. */
  async function recordingOf(
    place: string,
    name: string,
  ): Promise<{ words: { text: string }[]; chunks: Float32Array[] }> {
    const wav = await readFile(join(folder, place, `${name}.wav`));
    const sound = Float32Array.from({ length: (wav.length - WAV_HEADER) / 2 }, (_, i) =>
      wav.readInt16LE(WAV_HEADER + 2 * i),
    );
    const { words, chunks } = JSON.parse(await readFile(join(folder, place, `${name}.json`), 'utf8')) as Timings;
    return { words, chunks: chunks.map(({ start, end }) => sound.subarray(start * SAMPLE_RATE, end * SAMPLE_RATE)) };
  }
});

/** How much the first second of two recordings is alike; the model's noise moves where silence is trimmed. */
function bestLikeness(a: Float32Array, b: Float32Array): number {
  const lags = Array.from({ length: 2 * MAX_LAG + 1 }, (_, i) => i - MAX_LAG);
  return Math.max(...lags.map((lag) => likeness(a.subarray(0, SAMPLE_RATE), b.subarray(0, SAMPLE_RATE), lag)));
}
