import type { Disposable } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { isAbort, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { SingleSpeaker as NodeSpeaker } from '../reading/singleSpeaker';

/** The lock that the window which speaks holds. The browser releases it when the window is closed. */
const LOCK = 'kokoro-speaker';

/** What windows tell each other: who is about to speak, who speaks, and a new window's question who does. */
type Message = { kind: 'takes' | 'speaks'; name: string } | { kind: 'asks' };

/**
 * The counterpart of reading/singleSpeaker.ts in a browser, which the build puts in its place: one window of an origin
 * speaks at a time. It holds a lock, which the next one steals.
 */
export class SingleSpeaker
  implements Pick<NodeSpeaker, 'other' | 'onTaken' | 'onOther' | 'take' | 'release'>, Disposable
{
  readonly #name: string;
  readonly #log: Logger;
  readonly #channel = new BroadcastChannel(LOCK);
  readonly #taken = new Emitter<string>();
  readonly #other = new Emitter<string | undefined>();
  readonly #disposed = new AbortController();
  /** Releases the lock; undefined while this window neither holds nor requests it. */
  #letGo: (() => void) | undefined;
  #holds = false;
  #otherName: string | undefined;

  /** Another window has begun to speak: this one must stop. The value is its name, '' if that is unknown. */
  readonly onTaken = this.#taken.event;
  /** The name of the other window that speaks has changed; undefined when none does. */
  readonly onOther = this.#other.event;

  /** @param name what others call this window */
  constructor(name: string, log: Logger) {
    this.#name = name;
    this.#log = log;
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
    this.#tell({ kind: 'asks' });
  }

  /** The name of the other window that speaks; undefined when none does. */
  get other(): string | undefined {
    return this.#otherName;
  }

  /** Becomes the one that speaks. Never fails: without the lock, speech is better than silence. */
  take(): Promise<void> {
    if (this.#letGo) return Promise.resolve();
    this.#tell({ kind: 'takes', name: this.#name });
    const released = new Promise<void>((resolve) => (this.#letGo = resolve));
    const mine = this.#letGo;
    return new Promise((resolve) => {
      navigator.locks
        .request(LOCK, { steal: true }, () => {
          this.#holds = this.#letGo === mine;
          if (this.#holds) {
            this.#setOther(undefined);
            this.#tell({ kind: 'speaks', name: this.#name });
          }
          resolve();
          return released;
        })
        .catch((error: unknown) => {
          if (!isAbort(error)) this.#log.warn(`Other windows may speak at the same time: ${messageOf(error)}`);
          else if (this.#letGo === mine) this.#lose(''); // stolen
          resolve();
        });
    });
  }

  /** Lets others speak. */
  release(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    this.#holds = false;
  }

  dispose(): void {
    this.release();
    this.#disposed.abort();
    this.#channel.close();
  }

  #hear(message: Message): void {
    switch (message.kind) {
      case 'asks':
        if (this.#holds) this.#tell({ kind: 'speaks', name: this.#name });
        break;
      case 'takes':
        if (this.#letGo) this.#lose(message.name);
        break;
      case 'speaks':
        this.#setOther(message.name);
        this.#waitForSilence();
    }
  }

  #lose(name: string): void {
    this.release();
    this.#taken.fire(name);
  }

  /** The lock can be shared once the window that speaks has released it. */
  #waitForSilence(): void {
    navigator.locks
      .request(LOCK, { mode: 'shared', signal: this.#disposed.signal }, () => this.#setOther(undefined))
      .catch((error: unknown) => {
        if (!isAbort(error)) this.#log.warn(`Other windows' speech is not noticed: ${messageOf(error)}`);
      });
  }

  #setOther(name: string | undefined): void {
    if (name === this.#otherName) return;
    this.#otherName = name;
    this.#other.fire(name);
  }

  #tell(message: Message): void {
    this.#channel.postMessage(message);
  }
}
