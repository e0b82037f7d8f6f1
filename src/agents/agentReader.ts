import { type Disposable, DisposableStore } from '../common/disposable';
import { Emitter } from '../common/emitter';
import type { Logger } from '../common/log';
import type { Place, Reader } from '../reading/reader';
import type { ReadingText } from '../reading/readingText';
import type { SingleSpeaker } from '../reading/singleSpeaker';
import type { AgentMessage } from './message';
import type { SpeakingState } from './agentSpeaker';

interface Current {
  message: AgentMessage;
  text: ReadingText;
  end: (outcome: 'spoken' | 'stopped') => void;
  fail: (error: unknown) => void;
}

/**
 * Reads messages of agents in a window's player, while its user reads nothing. A reading that the user has paused is
 * paused again behind the message. `InterruptedMessage` keeps a message that the user interrupts.
 */
export class AgentReader implements Disposable {
  readonly #reader: Reader;
  readonly #speaker: SingleSpeaker;
  readonly #speed: () => number;
  readonly #log: Logger;
  readonly #disposables = new DisposableStore();
  readonly #done = new Emitter<void>();
  #current: Current | undefined;

  /** @param speed the user's own */
  constructor(reader: Reader, speaker: SingleSpeaker, speed: () => number, log: Logger) {
    this.#reader = reader;
    this.#speaker = speaker;
    this.#speed = speed;
    this.#log = log;
    this.#disposables.add(reader.onLeft((left) => this.#onLeft(left)));
    this.#disposables.add(reader.onFailed((error) => this.#current?.fail(error)));
    // The message stays in the player, paused; the messages behind it go on elsewhere.
    this.#disposables.add(speaker.onTaken(() => this.#current?.end('stopped')));
  }

  /**
   * Reads a message once the user reads nothing, in this window or another.
   * @param signal ends it, or the wait
   * @param report called whenever its state changes
   */
  async speak(
    message: AgentMessage,
    signal: AbortSignal,
    report: (state: SpeakingState) => void,
  ): Promise<'spoken' | 'stopped'> {
    report('waiting');
    while (!signal.aborted) {
      await this.#untilQuiet(signal);
      if (!(await this.#speaker.takeWhenFree(signal))) break;
      if (this.#isQuiet) return await this.#read(message, signal, report);
    }
    if (this.#isQuiet) this.#speaker.release();
    return 'stopped';
  }

  /** @returns whether this message is being read, as the methods below do */
  pause(message: AgentMessage): boolean {
    if (this.#current?.message !== message) return false;
    this.#reader.pause();
    return true;
  }

  resume(message: AgentMessage): boolean {
    if (this.#current?.message !== message) return false;
    if (this.#reader.state === 'paused') this.#reader.pauseOrResume();
    return true;
  }

  /** Goes so many sentences on, or back if negative. */
  async skip(message: AgentMessage, sentences: number): Promise<boolean> {
    for (let i = 0; i < Math.abs(sentences) && this.#current?.message === message; i++)
      await this.#reader.skip(sentences > 0 ? 'nextSentence' : 'previousSentence');
    return this.#current?.message === message;
  }

  dispose(): void {
    this.#current?.end('stopped');
    this.#disposables.dispose();
  }

  get #isQuiet(): boolean {
    return this.#current === undefined && (this.#reader.state === 'idle' || this.#reader.state === 'paused');
  }

  async #untilQuiet(signal: AbortSignal): Promise<void> {
    if (this.#isQuiet || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const waiting = new DisposableStore();
      const done = (): void => {
        waiting.dispose();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = (): void => {
        if (this.#isQuiet) done();
      };
      waiting.add(this.#reader.onStatus(look));
      waiting.add(this.#done.event(look));
      signal.addEventListener('abort', done);
    });
  }

  async #read(
    message: AgentMessage,
    signal: AbortSignal,
    report: (state: SpeakingState) => void,
  ): Promise<'spoken' | 'stopped'> {
    const reader = this.#reader;
    const paused = reader.state === 'paused' ? reader.place : undefined;
    const text = textOf(message, this.#speed());
    this.#log.info(`${message.agent} speaks ${message.text.length} characters.`);
    const status = reader.onStatus(({ state }) => {
      report(state === 'playing' || state === 'paused' ? state : 'waiting');
    });
    const stop = (): void => {
      if (this.#current?.text === text) reader.stop();
    };
    try {
      return await new Promise((resolve, reject) => {
        this.#current = { message, text, end: resolve, fail: reject };
        signal.addEventListener('abort', stop, { once: true });
        reader.read(text);
      });
    } finally {
      this.#current = undefined;
      status.dispose();
      signal.removeEventListener('abort', stop);
      if (paused && reader.state === 'idle') this.#pauseAgain(paused);
      this.#done.fire();
    }
  }

  /** A reading ended; the one that follows a failure is reported after it. */
  #onLeft({ text, finished }: Place & { finished: boolean }): void {
    const current = this.#current;
    if (current?.text !== text) return;
    if (finished) current.end('spoken');
    else queueMicrotask(() => current.end('stopped'));
  }

  #pauseAgain({ text, from }: Place): void {
    this.#reader.read(text, from);
    this.#reader.pause();
  }
}

function textOf({ text, format, agent, voice, speed }: AgentMessage, usersSpeed: number): ReadingText {
  return {
    ...{ text, agent, title: agent, format: format === 'markdown' ? 'reply' : 'plain' },
    ...(voice !== undefined && { voice }),
    ...(speed !== undefined && { pace: speed / usersSpeed }),
  };
}
