import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { App } from '../../app/app';
import { besideEndings } from '../../app/audioExport/besides';
import { speakerOf } from '../../app/audioExport/contentKey';
import { withoutEnding } from '../../app/audioExport/documents';
import { makeAudio } from '../../app/audioExport/job';
import { Recordings } from '../../app/audioExport/recordings';
import { abortError, type ErrorCode, isAbort, KokoroError, messageOf } from '../../common/errors';
import { partFile, removeAllDeadParts } from '../../common/partFiles';
import { aborted, type QueueConnection, type QueuePackages } from './redis';
import type { MadeFiles, Store } from './store';
import { checkSpeaker, KEY_PREFIX, QUEUE_NAME, readWork, type WorkResult } from './work';

/** How often the machines on which a document is made may vanish before it counts as failed: it may be the cause. */
const MAX_LOST = 3;
/** Progress is reported so often, ms. */
const PROGRESS_MS = 1000;

/** Errors that another attempt does not change. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  'model-invalid',
  'model-missing',
  'queue-mismatch',
  'voice-blend-invalid',
  'voice-mismatch',
  'voice-pack-invalid',
  'voice-unknown',
]);

export interface WorkerOptions {
  /** After so long without a sign of life, a worker's documents are given to others, s. */
  lostAfterSeconds: number;
  /** How long documents may go on after the worker was told to stop, s. */
  graceSeconds: number;
}

export interface WorkerHooks {
  /** Stops the worker: it takes no more documents. */
  signal: AbortSignal;
  onReady: () => void;
  /** A document is done. */
  onFile: (file: string, result: WorkResult) => void;
  /** @param isFinal whether it is not tried again */
  onFailure: (file: string, error: Error, isFinal: boolean) => void;
  onWarning: (message: string) => void;
}

/** Makes documents of the queue, each app one at a time, until it is stopped. */
export class QueueWorker {
  readonly #packages: QueuePackages;
  readonly #connection: QueueConnection;
  readonly #store: Store;
  readonly #apps: readonly App[];
  readonly #idle: App[];
  readonly #hooks: WorkerHooks;
  /** Aborts when documents in progress are given back. */
  readonly #giveBack = new AbortController();

  constructor(
    packages: QueuePackages,
    connection: QueueConnection,
    store: Store,
    apps: readonly App[],
    hooks: WorkerHooks,
  ) {
    this.#packages = packages;
    this.#connection = connection;
    this.#store = store;
    this.#apps = apps;
    this.#idle = [...apps];
    this.#hooks = hooks;
  }

  /**
   * Works until it is stopped.
   * @throws KokoroError `queue-lost`
   */
  async run({ lostAfterSeconds, graceSeconds }: WorkerOptions): Promise<void> {
    const { signal, onReady, onFile, onFailure, onWarning } = this.#hooks;
    const { lost } = this.#connection;
    for (const { workFolder } of this.#apps) {
      await removeAllDeadParts(workFolder);
      await new Recordings(workFolder).discardOld();
    }
    const worker: Worker<unknown, WorkResult> = new this.#packages.bullmq.Worker<unknown, WorkResult>(
      QUEUE_NAME,
      (job, token, cancelled) => this.#process(job, token, cancelled),
      {
        ...{ connection: this.#connection.redis, prefix: KEY_PREFIX, name: `${hostname()}-${process.pid}` },
        ...{ concurrency: this.#apps.length, maxStalledCount: MAX_LOST, autorun: false },
        ...{ lockDuration: lostAfterSeconds * 1000, stalledInterval: lostAfterSeconds * 1000 },
      },
    );
    worker.on('ready', onReady);
    worker.on('completed', (job, result) => onFile(nameOf(job), result));
    worker.on('failed', (job, error) => job && onFailure(nameOf(job), error, job.finishedOn !== undefined));
    // Another worker has the document by now.
    worker.on('lockRenewalFailed', (ids: string[]) => ids.forEach((id) => worker.cancelJob(id)));
    worker.on('error', (error) => {
      if (this.#connection.redis.status === 'ready') onWarning(messageOf(error)); // else the connection reports it
    });
    const running = worker.run();
    try {
      await Promise.race([running, aborted(signal), aborted(lost)]);
      if (!lost.aborted) {
        const settled = this.#connection.settled([worker.close()]);
        await Promise.race([settled, delay(graceSeconds * 1000, undefined, { ref: false })]);
        this.#giveBack.abort();
        await settled;
      }
      lost.throwIfAborted();
    } finally {
      this.#giveBack.abort();
      await this.#connection.settled([worker.close(true)]);
    }
  }

  async #process(job: Job<unknown, WorkResult>, token: string | undefined, lost?: AbortSignal): Promise<WorkResult> {
    const app = this.#idle.pop();
    if (!app) throw new Error('More documents are made at once than there are engines.');
    const stopped = AbortSignal.any([this.#giveBack.signal, this.#connection.lost, ...(lost ? [lost] : [])]);
    try {
      return await this.#make(job, app, stopped);
    } catch (error) {
      if (isAbort(error) && this.#giveBack.signal.aborted) {
        await job.moveToWait(token);
        throw new this.#packages.bullmq.WaitingError();
      }
      if (error instanceof KokoroError && FINAL.has(error.code))
        throw new this.#packages.bullmq.UnrecoverableError(error.message);
      throw error;
    } finally {
      this.#idle.push(app);
    }
  }

  async #make(queued: Job<unknown, WorkResult>, app: App, signal: AbortSignal): Promise<WorkResult> {
    const { key, job, settings } = readWork(queued.data);
    const speaker = await speakerOf(settings.speak, app.ownModel(), app.voices());
    checkSpeaker(key, job.texts, settings, speaker);
    const besides = besideEndings(settings).map((ending) => withoutEnding(job.file) + ending);
    const files: MadeFiles = [job.file, ...besides];
    const url = this.#store.urlOf(job.file);
    const place = url === undefined ? {} : { url };
    if (await this.#store.has(files, key, signal)) return { status: 'reused', seconds: 0, ...place };
    const folder = partFile(join(app.workFolder, queued.id ?? key), process.pid);
    await mkdir(folder, { recursive: true });
    try {
      const hooks = { signal, onProgress: this.#progressOf(queued, job.texts) };
      const { seconds } = await makeAudio({ ...job, folder }, settings, app, { speaker, record: undefined }, hooks);
      await this.#store.put(folder, files, key, signal);
      return { status: 'made', seconds, ...place };
    } catch (error) {
      if (signal.aborted) throw abortError();
      if (error instanceof KokoroError && error.code === 'nothing-to-read') return { status: 'empty', seconds: 0 };
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #progressOf(queued: Job, texts: readonly { text: string }[]): (characters: number) => void {
    const total = texts.reduce((sum, { text }) => sum + text.length, 0);
    let reported = 0;
    return (characters) => {
      if (total === 0 || performance.now() - reported < PROGRESS_MS) return;
      reported = performance.now();
      // The connection reports what goes wrong; the next report makes up for this one.
      queued.updateProgress(characters / total).catch(() => undefined);
    };
  }
}

/** The audio file of a job, for messages. */
function nameOf({ data, id }: Job<unknown>): string {
  const { file } = (data ?? {}) as { file?: unknown };
  return typeof file === 'string' ? file : (id ?? '?');
}
