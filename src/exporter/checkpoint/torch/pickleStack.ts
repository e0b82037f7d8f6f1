/** The unpickler's stack. Nothing below the last open mark can be read or taken. */
export class PickleStack {
  readonly #values: unknown[] = [];
  /** The height of the stack at each open mark. */
  readonly #marks: number[] = [];

  push(value: unknown): void {
    this.#values.push(value);
  }

  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** @throws Error when the stack is empty, like the other methods */
  top(): unknown {
    if (this.#values.length === this.#floor()) throw new Error('its stack is empty');
    return this.#values.at(-1);
  }

  pop(): unknown {
    const top = this.top();
    this.#values.pop();
    return top;
  }

  popMany(count: number): unknown[] {
    if (this.#values.length - count < this.#floor()) throw new Error('its stack is empty');
    return this.#values.splice(-count);
  }

  /** Closes the last mark and takes everything above it. */
  popToMark(): unknown[] {
    const height = this.#marks.pop();
    if (height === undefined) throw new Error('a mark is missing');
    return this.#values.splice(height);
  }

  #floor(): number {
    return this.#marks.at(-1) ?? 0;
  }
}
