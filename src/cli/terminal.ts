const BAR_WIDTH = 16;

/**
 * Text as a terminal may show it. Control characters, with which a file or a server could recolour, retitle or rewrite
 * the terminal, become visible escapes such as `\u001b`, and so do the marks that reverse the direction of writing; line
 * ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes data to stdout: as it is into a pipe or file, printable on a terminal. */
export function print(text: string): void {
  process.stdout.write(process.stdout.isTTY ? printable(text) : text);
}

/** Writes a message to stderr, as one line or more. */
export function say(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
}

/** Lets the work go on when nobody reads what it prints: a closed pipe must not cost a file that is half made. */
export function surviveClosedPipes(): void {
  process.stderr.on('error', () => undefined); // there is no other place to say so
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    say(`kokoro: standard output cannot be written: ${error.message}`);
    process.exit(1);
  });
}

/** A progress bar on stderr; where stderr is no terminal, one line for each new `label`. */
export class ProgressBar {
  #label = '';
  #shown = false;

  /** @param share 0–1 */
  show(label: string, share: number, detail = ''): void {
    if (!process.stderr.isTTY) {
      if (label !== this.#label) say(label);
      this.#label = label;
      return;
    }
    const full = Math.round(Math.max(0, Math.min(1, share)) * BAR_WIDTH);
    const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
    const line = [bar, `${Math.floor(share * 100)} %`, detail, label].filter((part) => part !== '').join('  ');
    process.stderr.write(`\r\x1b[K${printable(line).slice(0, (process.stderr.columns || 80) - 1)}`);
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
  return controller.signal;
}
