import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../common/errors';
import { isMissing, replaceFile } from './disk';

export interface LockTiming {
  /** How long a lock may be without a heartbeat before its owner is taken for dead, ms. */
  staleMs: number;
  /** How often a waiting process looks, ms. */
  pollMs: number;
}

export const LOCK_TIMING: LockTiming = { staleMs: 10_000, pollMs: 250 };

/**
 * A lock between processes: a file that its owner created exclusively and touches while it lives. Nothing depends on
 * the clocks of two processes agreeing: a waiting process counts how often it found the file unchanged, which also
 * holds when the machine sleeps.
 */
export class FileLock {
  readonly #path: string;
  readonly #token: string;
  readonly #lost = new AbortController();
  readonly #heart: NodeJS.Timeout;

  /** Aborted when another process took the lock over because this one had been silent for too long. */
  readonly lost = this.#lost.signal;

  private constructor(path: string, token: string, { staleMs }: LockTiming) {
    this.#path = path;
    this.#token = token;
    this.#heart = setInterval(() => void this.beat(), staleMs / 5).unref();
  }

  /** Waits until the lock is free. @param onWait called at each look at a lock that another one holds */
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

  /** Shows that the owner lives, after making sure that it is still the owner; see `lost`. */
  async beat(): Promise<void> {
    try {
      if ((await readFile(this.#path, 'utf8')) !== this.#token) this.#lose();
      else await utimes(this.#path, new Date(), new Date());
    } catch (error) {
      // Any other error may pass; if it lasts, another process takes over and the next successful beat notices.
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

/** Something that changes with each heartbeat and each owner; undefined when there is no lock. */
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
 * Puts our own token over a dead one. Several processes may do so at the same moment: the last one wins, and the
 * others find that out after a pause.
 */
async function takeOver(path: string, token: string, pauseMs: number): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, token);
  await replaceFile(temporary, path);
  await delay(pauseMs);
  return (await stateOf(path))?.endsWith(token) ?? false;
}
