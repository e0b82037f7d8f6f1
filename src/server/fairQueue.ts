import { KokoroError } from '../common/errors';

/** A call that waits for its turn. */
interface Waiting {
  start: () => void;
}

/**
 * Lets a limited number of jobs run at once. The others wait, and clients take turns: one that files many jobs does
 * not delay the first job of another.
 */
export class FairQueue {
  readonly #slots: number;
  readonly #places: number;
  /** The waiting jobs of each client. The client that was served last is the last. */
  readonly #clients = new Map<string, Waiting[]>();
  #running = 0;
  #waiting = 0;
  /** How long a job takes, s: an average in which recent jobs count more. */
  #jobSeconds = 5;

  /** @param places how many jobs may wait */
  constructor(slots: number, places: number) {
    this.#slots = slots;
    this.#places = places;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Seconds after which a client that was turned away may try again. */
  get retryAfter(): number {
    const seconds = (this.#jobSeconds * (this.#waiting + 1)) / this.#slots;
    return Math.min(600, Math.max(1, Math.ceil(seconds)));
  }

  /**
   * Waits for a turn. Call the result once the job is done.
   * @throws KokoroError `server-busy` if too many jobs wait; the signal's reason when it is aborted
   */
  async enter(client: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running >= this.#slots) await this.#wait(client, signal);
    else this.#running++;
    const started = performance.now();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#jobSeconds += 0.2 * ((performance.now() - started) / 1000 - this.#jobSeconds);
      this.#leave();
    };
  }

  #wait(client: string, signal: AbortSignal): Promise<void> {
    if (this.#waiting >= this.#places)
      throw new KokoroError('server-busy', `${this.#waiting} requests are waiting. Try again later.`);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = (): void => {
        this.#remove(client, waiting);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#clients.set(client, [...(this.#clients.get(client) ?? []), waiting]);
      this.#waiting++;
    });
  }

  /** Hands the slot of a job that is done to the client that has waited longest for a turn. */
  #leave(): void {
    const [next] = this.#clients;
    const waiting = next?.[1][0];
    if (!next || !waiting) {
      this.#running--;
      return;
    }
    const [client] = next;
    this.#remove(client, waiting);
    const others = this.#clients.get(client);
    if (others) {
      this.#clients.delete(client);
      this.#clients.set(client, others);
    }
    waiting.start();
  }

  #remove(client: string, waiting: Waiting): void {
    const others = (this.#clients.get(client) ?? []).filter((other) => other !== waiting);
    if (others.length > 0) this.#clients.set(client, others);
    else this.#clients.delete(client);
    this.#waiting--;
  }
}
