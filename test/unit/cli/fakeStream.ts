import type { ProgressStream } from '../../../src/cli/terminal';

/** Records what is written to a terminal of `columns` columns, or to a file if there are none. */
export class FakeStream implements ProgressStream {
  readonly isTTY: boolean;
  readonly columns: number;
  text = '';

  constructor(columns = 0) {
    this.isTTY = columns > 0;
    this.columns = columns;
  }

  readonly write = (text: string | Uint8Array): boolean => {
    this.text += String(text);
    return true;
  };

  /** What the last line of the terminal shows. */
  get line(): string {
    return this.text.replaceAll('\r\x1b[K', '\n').split('\n').at(-1) ?? '';
  }
}
