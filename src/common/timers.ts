/** Lets the process end while a timer is waiting. A browser's timers are numbers and keep nothing running. */
export function unref(timer: NodeJS.Timeout | number): void {
  if (typeof timer === 'object') timer.unref();
}
