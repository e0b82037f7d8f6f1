import { unref } from '../common/timers';

const MINUTE_MS = 60_000;

/** Counts down the minutes until a reading is to stop. */
export class SleepTimer {
  readonly #onTick: () => void;
  readonly #onEnd: () => void;
  #minutes: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param onTick called when `minutes` has changed; @param onEnd called when the time is up */
  constructor(onTick: () => void, onEnd: () => void) {
    this.#onTick = onTick;
    this.#onEnd = onEnd;
  }

  /** Minutes left; undefined when the timer is off. */
  get minutes(): number | undefined {
    return this.#minutes;
  }

  /** Starts or restarts the timer; undefined turns it off. */
  set(minutes: number | undefined): void {
    clearTimeout(this.#timer);
    this.#minutes = minutes;
    this.#onTick();
    if (minutes === undefined) return;
    const step = Math.min(1, minutes);
    this.#timer = setTimeout(() => {
      if (minutes > step) this.set(minutes - step);
      else {
        this.set(undefined);
        this.#onEnd();
      }
    }, step * MINUTE_MS);
    unref(this.#timer);
  }
}
