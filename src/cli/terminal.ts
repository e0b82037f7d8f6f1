const BAR_WIDTH = 30;

/** A progress bar on stderr; where stderr is no terminal, one line for each new `label`. */
export class ProgressBar {
  #label = '';
  #shown = false;

  /** @param share 0–1 */
  show(label: string, share: number, detail = ''): void {
    if (!process.stderr.isTTY) {
      if (label !== this.#label) process.stderr.write(`${label}\n`);
      this.#label = label;
      return;
    }
    const full = Math.round(Math.max(0, Math.min(1, share)) * BAR_WIDTH);
    const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
    process.stderr.write(`\r\x1b[K${bar} ${Math.floor(share * 100)} %  ${label}  ${detail}`.trimEnd());
    this.#shown = true;
  }

  /** Removes the bar. */
  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}

/**
 * Aborts on Ctrl+C and when the terminal is closed, so that a command can clean up; a second Ctrl+C ends the process at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort());
  // What is written to a closed terminal fails, and must not end the process before it has cleaned up.
  process.once('SIGHUP', () => process.stderr.on('error', () => undefined));
  return controller.signal;
}
