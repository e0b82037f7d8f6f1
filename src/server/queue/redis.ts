import type * as BullMq from 'bullmq';
import type * as IoRedis from 'ioredis';
import { KokoroError, messageOf, systemCodeOf } from '../../common/errors';

/** How long Redis may take to answer at the start, ms. */
const ANSWER_MS = 10_000;
/** How long Redis may be away before the work is given up, ms: time to restart it, or to move it to another machine. */
const AWAY_MS = 60_000;
const RETRY_MS = 1000;

/** The packages, which Kokoro does not bring along. */
export interface QueuePackages {
  bullmq: typeof BullMq;
  ioredis: typeof IoRedis;
}

/** @throws KokoroError `package-missing` */
export async function loadQueuePackages(): Promise<QueuePackages> {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
  } catch (error) {
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(systemCodeOf(error) ?? '')) throw error;
    const message =
      'The queue needs two packages. Run "npm install bullmq ioredis" where kokoro-engine is installed, with --global if that is.';
    throw new KokoroError('package-missing', message, { cause: error });
  }
}

export interface ConnectionHooks {
  /** Something about the server that its owner should know. */
  onWarning: (message: string) => void;
  /** How long Redis may be away, ms. */
  awayMs?: number;
}

/** A connection to Redis or Valkey that was there at the start, and is given up when it is away for long. */
export class QueueConnection {
  readonly redis: IoRedis.Redis;
  /** Aborts with a KokoroError `queue-lost`. */
  readonly lost: AbortSignal;
  /** Whether connections are opened again when they are lost. */
  readonly #retrying: { isOn: boolean };
  readonly #place: string;
  readonly #hooks: ConnectionHooks;
  readonly #giveUp = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #lastError = '';

  private constructor(redis: IoRedis.Redis, retrying: { isOn: boolean }, place: string, hooks: ConnectionHooks) {
    this.redis = redis;
    this.#retrying = retrying;
    this.#place = place;
    this.#hooks = hooks;
    this.lost = this.#giveUp.signal;
    redis.on('error', (error: Error) => (this.#lastError = error.message));
    redis.on('close', () => this.#away());
    redis.on('ready', () => this.#back());
  }

  /**
   * @param url such as redis://localhost:6379/0, or rediss:// for TLS. `KOKORO_QUEUE_PASSWORD` may hold its password
   * @throws KokoroError `queue-unreachable`, `queue-denied`; AbortError
   */
  static async open(
    { ioredis }: QueuePackages,
    url: URL,
    hooks: ConnectionHooks,
    signal: AbortSignal,
  ): Promise<QueueConnection> {
    const place = placeOf(url);
    const password = process.env['KOKORO_QUEUE_PASSWORD'];
    const retrying = { isOn: false };
    const redis = new ioredis.Redis(url.href, {
      ...(url.password === '' && password && { password }),
      lazyConnect: true,
      maxRetriesPerRequest: null, // as BullMQ needs it; `lost` ends what would wait for ever
      connectTimeout: ANSWER_MS,
      retryStrategy: () => (retrying.isOn ? RETRY_MS : null), // of the connections that BullMQ copies from it too
    });
    let reason: Error | undefined;
    redis.on('error', (error: Error) => (reason = error));
    const info = await answer(redis, signal).catch((error: unknown) => {
      redis.disconnect();
      signal.throwIfAborted();
      throw notConnected(place, reason ?? error);
    });
    if (reason?.message.includes('DB index') === true) {
      redis.disconnect();
      throw notConnected(place, reason); // ioredis goes on with database 0
    }
    retrying.isOn = true;
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
    if (policy !== undefined && policy !== 'noeviction')
      hooks.onWarning(
        `Redis may drop documents when its memory is full: its maxmemory-policy is ${policy}. Set it to noeviction.`,
      );
    return new QueueConnection(redis, retrying, place, hooks);
  }

  /**
   * Waits until those who use the connection have closed theirs. They cannot while it is away, so not once it is lost.
   */
  async settled(closing: readonly Promise<unknown>[]): Promise<void> {
    await Promise.race([Promise.allSettled(closing), aborted(this.lost)]);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#retrying.isOn = false;
    this.redis.disconnect();
  }

  #away(): void {
    if (this.redis.status === 'end' || this.#timer !== undefined) return;
    this.#hooks.onWarning(`The connection to ${this.#place} is lost; trying again.`);
    const { awayMs = AWAY_MS } = this.#hooks;
    this.#timer = setTimeout(() => {
      this.#retrying.isOn = false;
      const message = `${this.#place} has not come back for ${awayMs / 1000} s (${this.#lastError}). Documents that are done stay done; start again when Redis runs.`;
      this.#giveUp.abort(new KokoroError('queue-lost', message));
    }, awayMs);
  }

  #back(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hooks.onWarning(`${this.#place} is back.`);
  }
}

/** Settles when a signal aborts. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What the server says about itself. */
async function answer(redis: IoRedis.Redis, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const stopped = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new Error(`no answer within ${ANSWER_MS / 1000} s`)), { once: true });
  });
  return Promise.race([stopped, redis.connect().then(() => redis.info())]);
}

/** The address without its password. */
export function placeOf(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

function notConnected(place: string, error: unknown): KokoroError {
  const reason = messageOf(error).replace(/\.$/, '');
  const denied = /^(?:NOAUTH|WRONGPASS|NOPERM|ERR (?:AUTH|invalid password))/i.exec(reason)?.[0];
  if (denied !== undefined) {
    const why = denied === 'NOAUTH' ? 'it wants a password' : reason;
    const message = `${place} does not let Kokoro in: ${why}. Put the password into the address, as in redis://:PASSWORD@host, or into KOKORO_QUEUE_PASSWORD.`;
    return new KokoroError('queue-denied', message, { cause: error });
  }
  const message = `${place} cannot be used: ${reason}. Check the address, and that Redis or Valkey runs there.`;
  return new KokoroError('queue-unreachable', message, { cause: error });
}
