const BAR_WIDTH = 16;

/**
 * Escapes what a terminal must not receive: control characters, with which a file or a server could recolor, retitle or
 * overwrite the terminal, and marks that reverse the writing direction become visible, as in `\u001b`. Line feeds and
 * tabs stay.
 */
export function printable(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes results to stdout: unchanged to a pipe or file, printable to a terminal. */
export function print(text: string): void {
  process.stdout.write(process.stdout.isTTY ? printable(text) : text);
}

/** Writes a message to stderr. */
export function say(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
}

/** Keeps the process running when the reader of its output closes the pipe, so that the file being made is finished. */
export function surviveClosedPipes(): void {
  process.stderr.on('error', () => undefined); // there is nowhere left to report it
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    say(`kokoro: standard output cannot be written: ${error.message}`);
    process.exit(1);
  });
}

/** A terminal, or any other stream that progress is written to. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

/** A progress bar on a terminal; on any other stream, one line for each new label. */
export class ProgressBar {
  readonly #stream: ProgressStream;
  #label = '';
  #shown = false;

  constructor(stream: ProgressStream = process.stderr) {
    this.#stream = stream;
  }

  /**
   * @param share 0–1
   * @param label what is being done, without numbers that change; '' for nothing
   * @param detail numbers that change, shown only on a terminal
   */
  show(label: string, share: number, detail = ''): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\x1b[K${barLine(printable(label), share, detail, (this.#stream.columns || 80) - 1)}`);
      this.#shown = true;
    } else if (label !== '' && label !== this.#label) {
      this.#label = label;
      this.#stream.write(`${printable(label)}\n`);
    }
  }

  /** Writes a message above the bar. */
  note(message: string): void {
    this.clear();
    this.#stream.write(`${printable(message)}\n`);
  }

  /** Removes the bar. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[K');
    this.#shown = false;
  }
}

/** A bar with its texts in at most `width` columns. The bar shrinks, then disappears, to make room for the texts. */
function barLine(label: string, share: number, detail: string, width: number): string {
  const texts = [`${Math.floor(share * 100)} %`, detail, label].filter((text) => text !== '').join('  ');
  const barWidth = Math.min(BAR_WIDTH, width - texts.length - 2);
  if (barWidth < 4) return texts.slice(0, width);
  const full = Math.round(Math.max(0, Math.min(1, share)) * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}  ${texts}`;
}

/** Aborts on Ctrl+C and when the terminal closes, so that a command can clean up. A second Ctrl+C ends the process. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
