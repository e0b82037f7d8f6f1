import type { Queue, QueueEvents } from 'bullmq';
import type { FileResult } from '../../app/audioExport/exportAudio';
import { abortError, KokoroError, messageOf } from '../../common/errors';
import { aborted, type QueueConnection, type QueuePackages } from './redis';
import { KEY_PREFIX, QUEUE_NAME, readResult, type Work, type WorkResult } from './work';

/** A document is tried so often, with pauses of about 2, 4 and 8 s. */
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 2000;
/** Jobs that are sent to Redis at once. */
const BATCH = 50;
/** After so long without news of any document, the queue is asked which it still has, ms. */
const SILENCE_MS = 15_000;

export interface QueuedFile extends FileResult {
  /** Where the file is, if it is not in a folder. */
  url?: string;
}

/** A document that is not done. */
export interface Pending {
  work: Work;
  characters: number;
  /** Share that has been spoken; undefined while no worker has it. */
  share: number | undefined;
  /** Whether another export waits for it too. */
  isShared: boolean;
}

export interface FiledHooks {
  signal: AbortSignal;
  /** @param share of all texts that has been spoken, 0–1 @param working shares of the files being made, by their places */
  onProgress: (share: number, working: ReadonlyMap<string, number>) => void;
  onFile: (file: QueuedFile) => void;
  onNote: (message: string) => void;
}

/** The documents of one export in the queue. Redis holds them until they are done, and nothing else. */
export class FiledWork {
  readonly #packages: QueuePackages;
  readonly #connection: QueueConnection;
  readonly #pending: Map<string, Pending>;
  readonly #hooks: FiledHooks;
  readonly #queue: Queue<Work, WorkResult>;
  /** Characters that have to be spoken, as far as is known. */
  #total: number;
  #spoken = 0;
  /** performance.now() at the last news. */
  #heard = performance.now();
  #allDone: () => void = () => undefined;

  /** @param pending by job id */
  constructor(packages: QueuePackages, connection: QueueConnection, pending: Map<string, Pending>, hooks: FiledHooks) {
    this.#packages = packages;
    this.#connection = connection;
    this.#pending = pending;
    this.#hooks = hooks;
    this.#total = [...pending.values()].reduce((sum, { characters }) => sum + characters, 0);
    this.#queue = new packages.bullmq.Queue(QUEUE_NAME, { connection: connection.redis, prefix: KEY_PREFIX });
    this.#queue.on('error', (error) => this.#report(error));
  }

  /** Files everything, and waits until it is done. @throws KokoroError `queue-full`, `queue-lost`; AbortError */
  async finish(): Promise<void> {
    if (this.#pending.size === 0) return;
    const { signal } = this.#hooks;
    const { lost } = this.#connection;
    const events = await this.#listen();
    const watch = setInterval(() => this.#lookForMissing(), SILENCE_MS);
    try {
      await Promise.race([this.#work(), aborted(signal), aborted(lost)]);
      if (signal.aborted) await Promise.race([this.#takeBack(), aborted(lost)]);
      lost.throwIfAborted();
      if (signal.aborted) throw abortError();
    } finally {
      clearInterval(watch);
      await this.#connection.settled([events.close(), this.#queue.close()]);
    }
  }

  async #work(): Promise<void> {
    const done = new Promise<void>((resolve) => (this.#allDone = resolve));
    await this.#file([...this.#pending.keys()]);
    if (this.#pending.size > 0 && (await this.#queue.getWorkersCount()) === 0)
      this.#hooks.onNote('No worker is there yet. Start some with "kokoro worker".');
    await done;
  }

  /** Follows the queue from now on. */
  async #listen(): Promise<QueueEvents> {
    const { redis } = this.#connection;
    const [seconds, microseconds] = await redis.time();
    const lastEventId = String(Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000));
    const options = { connection: redis, prefix: KEY_PREFIX, lastEventId };
    const events = new this.#packages.bullmq.QueueEvents(QUEUE_NAME, options);
    events.on('active', ({ jobId }) => this.#progressed(jobId, 0));
    events.on('progress', ({ jobId, data }) => this.#progressed(jobId, typeof data === 'number' ? data : 0));
    events.on('waiting', ({ jobId }) => this.#progressed(jobId, undefined)); // it was given back
    events.on('delayed', ({ jobId }) => this.#progressed(jobId, undefined)); // it will be tried again
    events.on('duplicated', ({ jobId }) => {
      const job = this.#pending.get(jobId);
      if (job) job.isShared = true;
    });
    events.on('completed', ({ jobId, returnvalue }) => {
      try {
        this.#ended(jobId, readResult(returnvalue));
      } catch (error) {
        this.#failed(jobId, messageOf(error));
      }
    });
    events.on('failed', ({ jobId, failedReason }) => this.#failed(jobId, failedReason));
    events.on('removed', ({ jobId }) => {
      if (!this.#hooks.signal.aborted) this.#refile([jobId]); // another export was interrupted
    });
    events.on('error', (error) => this.#report(error));
    return events;
  }

  #progressed(id: string, share: number | undefined): void {
    const job = this.#pending.get(id);
    if (!job) return;
    this.#heard = performance.now();
    job.share = share;
    this.#show();
  }

  #failed(id: string, reason: string): void {
    this.#ended(id, { status: 'failed', seconds: 0, error: new Error(reason) });
  }

  #ended(id: string, result: Omit<QueuedFile, 'file'>): void {
    const job = this.#pending.get(id);
    if (!job) return;
    this.#heard = performance.now();
    this.#pending.delete(id);
    if (result.status === 'reused') this.#total -= job.characters;
    else this.#spoken += job.characters;
    this.#hooks.onFile({ file: job.work.file, ...result });
    this.#show();
    if (this.#pending.size === 0) this.#allDone();
  }

  #show(): void {
    const working = new Map<string, number>();
    let spoken = this.#spoken;
    for (const { work, characters, share } of this.#pending.values()) {
      if (share === undefined) continue;
      working.set(work.file, share);
      spoken += share * characters;
    }
    this.#hooks.onProgress(this.#total > 0 ? spoken / this.#total : 1, working);
  }

  /** A document that is in the queue already is not filed again. */
  async #file(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += BATCH) {
      const jobs = ids.slice(at, at + BATCH).flatMap((jobId) => {
        const job = this.#pending.get(jobId);
        return job ? [{ name: 'document', data: job.work, opts: { ...JOB_OPTIONS, jobId } }] : [];
      });
      await this.#queue.addBulk(jobs).catch((error: unknown) => {
        if (!messageOf(error).startsWith('OOM')) throw error;
        const message =
          'Redis has no memory left. Give it more (maxmemory), or wait until workers have made some documents, and export again.';
        throw new KokoroError('queue-full', message, { cause: error });
      });
    }
  }

  #refile(ids: readonly string[]): void {
    this.#file(ids).catch((error: unknown) => this.#report(error));
  }

  /** Files what has left the queue unheard, while the connection was lost. A worker reuses what was made. */
  #lookForMissing(): void {
    if (performance.now() - this.#heard < SILENCE_MS || this.#connection.redis.status !== 'ready') return;
    const look = async (): Promise<void> => {
      for (const id of this.#pending.keys())
        if ((await this.#queue.getJobState(id)) === 'unknown') await this.#file([id]);
    };
    look().catch((error: unknown) => this.#report(error));
  }

  /** Removes what nobody has begun, and nobody else waits for. */
  async #takeBack(): Promise<void> {
    let removed = 0;
    for (const [id, { isShared }] of this.#pending) if (!isShared) removed += await this.#queue.remove(id);
    const left = this.#pending.size - removed;
    if (left > 0) this.#hooks.onNote(`Workers finish the ${left} documents that they have begun or others wait for.`);
  }

  /** The connection itself reports when it is lost. */
  #report(error: unknown): void {
    if (this.#connection.redis.status === 'ready') this.#hooks.onNote(messageOf(error));
  }
}

const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: FIRST_PAUSE_MS, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
};
