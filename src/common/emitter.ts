import type { Disposable } from './disposable';

export type Listener<T> = (value: T) => void;

/** A minimal typed event source, for code that cannot use VS Code's. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
