import { Emitter } from '../../common/emitter';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import { type FromPlayer, isFromPlayer, type ToPlayer } from '../protocol';

/** Hands a message to the page; false if the page did not get it. */
export type Deliver = (message: ToPlayer) => PromiseLike<boolean>;

/** The messages to and from the page of the player: what is posted before it is ready waits. */
export class PlayerChannel {
  readonly #log: Logger;
  readonly #messages = new Emitter<FromPlayer>();
  readonly #reloads = new Emitter<void>();
  readonly onMessage = this.#messages.event;
  /** A page that was ready has been made anew. */
  readonly onReload = this.#reloads.event;
  /** The last of the messages that describe a lasting state: every new page gets them. */
  readonly #lasting = new Map<'settings' | 'status', ToPlayer>();
  #waiting: ToPlayer[] = [];
  #deliver: Deliver | undefined;
  #ready = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** A page is being loaded. */
  open(deliver: Deliver): void {
    this.close();
    this.#deliver = deliver;
  }

  /** The page is gone, and what waited for it. */
  close(): void {
    this.#deliver = undefined;
    this.#ready = false;
    this.#waiting = [];
  }

  post(message: ToPlayer): void {
    const lasting = message.type === 'settings' || message.type === 'status';
    if (lasting) this.#lasting.set(message.type, message);
    if (this.#ready) this.#send(message);
    else if (this.#deliver && !lasting) this.#waiting.push(message);
  }

  /** Takes what came from the page. */
  receive(data: unknown): void {
    if (!isFromPlayer(data)) {
      this.#log.warn(`The player sent a malformed message: ${JSON.stringify(data)}`);
      return;
    }
    if (data.type === 'ready') this.#onReady();
    if (data.type === 'problem') this.#log.warn(`Player: ${data.message}`);
    this.#messages.fire(data);
  }

  #onReady(): void {
    const again = this.#ready;
    this.#ready = true;
    for (const message of this.#lasting.values()) this.#send(message);
    for (const message of this.#waiting.splice(0)) this.#send(message);
    if (again) this.#reloads.fire();
  }

  #send(message: ToPlayer): void {
    this.#deliver?.(message).then(
      (delivered) => {
        if (!delivered) this.#log.debug(`The player did not get "${message.type}".`);
      },
      (error: unknown) => {
        this.#log.warn(`The player did not get "${message.type}": ${messageOf(error)}`);
      },
    );
  }
}
