import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds. */
  timeout?: number;
  interval?: number;
  /** An error of the probe means "not yet"; the last one is the cause of the failure. */
  retryErrors?: boolean;
}

/** Asks `probe` again and again until it returns something true, and returns that. Fails with what it was waiting for. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeout = 30_000, interval = 100, retryErrors = false }: Patience = {},
): Promise<Exclude<T, undefined | null | false | 0 | ''>> {
  const end = Date.now() + timeout;
  for (;;) {
    let cause: unknown;
    try {
      const value = await probe();
      if (value) return value as Exclude<T, undefined | null | false | 0 | ''>;
    } catch (error) {
      if (!retryErrors) throw error;
      cause = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout / 1000} s`, { cause });
    await sleep(interval);
  }
}
