import type { Stretch } from './stretch/stretch';

/** What stretches chunks, loaded when the first chunk needs it. */
export class LazyStretch {
  readonly #load: () => Promise<Stretch>;
  readonly #onLoaded: () => void;
  readonly #onFailed: (error: unknown) => void;
  #stretch: Stretch | 'loading' | 'impossible' | undefined;

  /** @param onLoaded called when `get` returns it from now on; @param onFailed called when it never will */
  constructor(load: () => Promise<Stretch>, onLoaded: () => void, onFailed: (error: unknown) => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
    this.#onFailed = onFailed;
  }

  /** Whether it cannot be loaded, so that chunks keep the speed they were made at. */
  get isImpossible(): boolean {
    return this.#stretch === 'impossible';
  }

  /** Undefined while it is being loaded. */
  get(): Stretch | undefined {
    if (this.#stretch === undefined) {
      this.#stretch = 'loading';
      this.#load().then(
        (stretch) => {
          this.#stretch = stretch;
          this.#onLoaded();
        },
        (error: unknown) => {
          this.#stretch = 'impossible';
          this.#onFailed(error);
        },
      );
    }
    return typeof this.#stretch === 'function' ? this.#stretch : undefined;
  }
}
