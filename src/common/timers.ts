/** Waits for some milliseconds. @throws the signal's reason when it is aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
  signal.throwIfAborted();
}

/** Lets the process end while a timer is waiting. A browser's timers are numbers and keep nothing running. */
export function unref(timer: NodeJS.Timeout | number): void {
  if (typeof timer === 'object') timer.unref();
}
