/** Something that must be ended by its owner. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and ends them in reverse order. Adding to a disposed store ends the newcomer at once. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    for (let item = this.#items.pop(); item; item = this.#items.pop()) item.dispose();
  }
}
