import { Emitter } from '../../common/emitter';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import { type FromPlayer, isFromPlayer, type ToPlayer } from '../protocol';

/** Posts a message to the page. Resolves to false if the page did not receive it. */
export type Deliver = (message: ToPlayer) => PromiseLike<boolean>;

/** Exchanges messages with the player's page; messages posted before the page is ready wait. */
export class PlayerChannel {
  readonly #log: Logger;
  readonly #messages = new Emitter<FromPlayer>();
  readonly #reloads = new Emitter<void>();
  readonly onMessage = this.#messages.event;
  /** The page was reloaded. */
  readonly onReload = this.#reloads.event;
  /** The last status, which every new page receives. */
  #status: ToPlayer | undefined;
  #waiting: ToPlayer[] = [];
  #deliver: Deliver | undefined;
  /** A page is loading: messages wait for it. */
  #expected = false;
  #ready = false;
  /** The page that loads replaces another one. */
  #replaces = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** A page is going to be opened. */
  expectPage(): void {
    this.#expected = true;
  }

  /** Starts to load a page. If another one was open, `onReload` fires when it is ready. */
  open(deliver: Deliver): void {
    this.#replaces = this.#ready;
    this.#ready = false;
    this.#expected = true;
    this.#deliver = deliver;
  }

  /** Forgets the page and the messages that wait for it. */
  close(): void {
    this.#deliver = undefined;
    this.#expected = this.#ready = this.#replaces = false;
    this.#waiting = [];
  }

  post(message: ToPlayer): void {
    if (message.type === 'status') this.#status = message;
    if (this.#ready) this.#send(message);
    else if (this.#expected && message.type !== 'status') this.#waiting.push(message);
  }

  /** Handles a message from the page. */
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
    const reloaded = this.#ready || this.#replaces;
    this.#ready = true;
    this.#replaces = false;
    if (this.#status) this.#send(this.#status);
    for (const message of this.#waiting.splice(0)) this.#send(message);
    if (reloaded) this.#reloads.fire();
  }

  #send(message: ToPlayer): void {
    this.#deliver?.(message).then(
      (delivered) => {
        if (!delivered) this.#log.debug(`The player did not receive "${message.type}".`);
      },
      (error: unknown) => {
        this.#log.warn(`The player did not receive "${message.type}": ${messageOf(error)}`);
      },
    );
  }
}
