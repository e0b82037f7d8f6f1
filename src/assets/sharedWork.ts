import { abortable } from './abort';

/** Work that several callers wait for. It is cancelled when the last of them cancels. */
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

  /** Whether all callers have cancelled, so it is too late to join. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Waits for the result. A caller that cancels is rejected at once, and the others keep waiting. The last caller to
   * cancel is rejected once the work has cleaned up, so nothing is left over when the program ends.
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
        await this.#result.catch(() => undefined); // the caller gets its own AbortError
      }
      throw error;
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
