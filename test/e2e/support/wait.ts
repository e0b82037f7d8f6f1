import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds. */
  timeout?: number;
  interval?: number;
  /** Treats an error of the probe as "not yet"; the last one becomes the cause of the failure. */
  retryErrors?: boolean;
}

/** Polls `probe` until it returns a truthy value, and returns that. On timeout the error names `what`. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeout = 30_000, interval = 100, retryErrors = false }: WaitOptions = {},
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
