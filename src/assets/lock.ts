import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../common/errors';
import { isMissing, replaceFile } from './disk';

export interface LockTiming {
  /** How long a lock may lack a heartbeat before its owner counts as dead, ms. */
  staleMs: number;
  /** How often a waiting process checks the lock, ms. */
  pollMs: number;
}

export const LOCK_TIMING: LockTiming = { staleMs: 10_000, pollMs: 250 };

/**
 * A lock between processes: a file that its owner creates exclusively and touches while it is alive. It does not
 * depend on clocks: a waiting process counts how often it finds the file unchanged, which also works when the machine
 * sleeps.
 */
export class FileLock {
  readonly #path: string;
  readonly #token: string;
  readonly #lost = new AbortController();
  readonly #heart: NodeJS.Timeout;

  /** Aborted when another process has taken over the lock because this one was silent for too long. */
  readonly lost = this.#lost.signal;

  private constructor(path: string, token: string, { staleMs }: LockTiming) {
    this.#path = path;
    this.#token = token;
    this.#heart = setInterval(() => void this.beat(), staleMs / 5).unref();
  }

  /** Waits until the lock is free. @param onWait called each time that the lock is found taken */
  static async acquire(
    path: string,
    signal: AbortSignal,
    onWait: () => Promise<void>,
    timing = LOCK_TIMING,
  ): Promise<FileLock> {
    const token = `${process.pid} ${randomUUID()}`;
    let seen: string | undefined;
    let unchanged = 0;
    while (!(await create(path, token))) {
      const now = await stateOf(path);
      unchanged = now === seen ? unchanged + 1 : 0;
      seen = now;
      if (unchanged * timing.pollMs > timing.staleMs) {
        if (await takeOver(path, token, timing.pollMs)) break;
        unchanged = 0;
      }
      await onWait();
      await delay(timing.pollMs, undefined, { signal });
    }
    return new FileLock(path, token, timing);
  }

  /** Renews the lock if this process still owns it; otherwise aborts `lost`. */
  async beat(): Promise<void> {
    try {
      if ((await readFile(this.#path, 'utf8')) !== this.#token) this.#lose();
      else await utimes(this.#path, new Date(), new Date());
    } catch (error) {
      // Other errors may be temporary. If not, another process takes over, and the next successful beat notices.
      if (isMissing(error)) this.#lose();
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#heart);
    await this.beat();
    if (!this.lost.aborted) await rm(this.#path, { force: true });
  }

  #lose(): void {
    clearInterval(this.#heart);
    this.#lost.abort();
  }
}

async function create(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    // On a full disk the file may have been created but not written.
    if (systemCodeOf(error) === 'ENOSPC') await rm(path, { force: true });
    throw error;
  }
}

/** A value that changes with each heartbeat and owner; undefined when there is no lock. */
async function stateOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs } = await stat(path);
    return `${mtimeMs} ${await readFile(path, 'utf8')}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Replaces the token of a dead owner with ours. If several processes do so at once, the last one wins, and the
 * others notice after a pause.
 */
async function takeOver(path: string, token: string, pauseMs: number): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, token);
  await replaceFile(temporary, path);
  await delay(pauseMs);
  return (await stateOf(path))?.endsWith(token) ?? false;
}
