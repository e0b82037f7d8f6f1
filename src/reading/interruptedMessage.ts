import { type Disposable, DisposableStore } from '../common/disposable';
import type { Place, Reader } from './reader';

/** Keeps the message of an agent that was interrupted last, so that it can be resumed at the word. */
export class InterruptedMessage implements Disposable {
  readonly #reader: Reader;
  readonly #disposables = new DisposableStore();
  #place: Place | undefined;
  #isLast = false;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#disposables.add(reader.onLeft((left) => this.#onLeft(left)));
  }

  /** The message, and where it was interrupted; undefined when there is none. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** Whether no document was left unfinished since. */
  get isLast(): boolean {
    return this.#place !== undefined && this.#isLast;
  }

  resume(): void {
    const place = this.#place;
    this.#place = undefined;
    if (place) this.#reader.read(place.text, place.from);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #onLeft({ finished, ...place }: Place & { finished: boolean }): void {
    if (finished) return;
    this.#isLast = place.text.agent !== undefined;
    if (this.#isLast) this.#place = place;
  }
}
