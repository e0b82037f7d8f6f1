import { abortable } from './abort';

/** One piece of work that several callers wait for. It is cancelled when the last of them has gone. */
export class SharedWork<T, P> {
  readonly #controller = new AbortController();
  readonly #listeners = new Set<{ onProgress: ((progress: P) => void) | undefined }>();
  readonly #result: Promise<T>;
  #latest: P | undefined;

  constructor(work: (signal: AbortSignal, report: (progress: P) => void) => Promise<T>) {
    this.#result = work(this.#controller.signal, (progress) => {
      this.#latest = progress;
      for (const { onProgress } of [...this.#listeners]) onProgress?.(progress);
    });
  }

  /** True when all callers have cancelled: too late to join. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Waits for the result. A caller that cancels is rejected at once, without harm to the others; the last one is
   * rejected when the work has been wound up, so that nothing of it is left when the program ends.
   */
  async join(signal?: AbortSignal, onProgress?: (progress: P) => void): Promise<T> {
    const listener = { onProgress };
    this.#listeners.add(listener);
    if (this.#latest !== undefined) onProgress?.(this.#latest);
    try {
      return await abortable(this.#result, signal);
    } catch (error) {
      if (signal?.aborted && this.#listeners.size === 1) {
        this.#controller.abort();
        await this.#result.catch(() => undefined); // The caller gets its own AbortError.
      }
      throw error;
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
