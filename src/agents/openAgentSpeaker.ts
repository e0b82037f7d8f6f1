import type { Socket } from 'node:net';
import { abortError, isAbort, nothingToRead } from '../common/errors';
import { RpcClient } from '../common/rpc';
import { userFolder } from '../common/userFolder';
import type {
  AgentSpeaker,
  AgentSpeakerOptions,
  AgentStatus,
  MessageOwner,
  Outcome,
  SpeakingState,
} from './agentSpeaker';
import { linePort } from './linePort';
import { type AgentMessage, parseMessage } from './message';
import { OwnSpeaker } from './ownSpeaker';
import { Turns } from './turns';
import type { WindowCalls } from './windowCalls';
import { connectToWindow } from './windows';

/** Controls the message that is being heard. */
interface Controls {
  pause(): boolean | Promise<boolean>;
  resume(): boolean | Promise<boolean>;
  skip(sentences: number): boolean | Promise<boolean>;
}

/**
 * Speaks messages in the VS Code window of this user that had the focus last; when there is none, in this process, with
 * the system's player. Each message waits for its turn among those of all programs.
 */
export function openAgentSpeaker(options: AgentSpeakerOptions): AgentSpeaker {
  return new QueuedSpeaker(options);
}

class QueuedSpeaker implements AgentSpeaker {
  readonly #options: AgentSpeakerOptions;
  readonly #folder: string;
  readonly #turns: Turns;
  readonly #own: OwnSpeaker;
  readonly #messages = new Set<AbortController>();
  #controls: Controls | undefined;

  constructor(options: AgentSpeakerOptions) {
    this.#options = options;
    this.#folder = options.folder ?? userFolder();
    this.#turns = new Turns(this.#folder);
    this.#own = new OwnSpeaker(options);
  }

  async speak(given: AgentMessage, signal?: AbortSignal): Promise<Outcome> {
    const checked = parseMessage(given);
    if (checked.text.trim() === '') throw nothingToRead();
    const stop = new AbortController();
    this.#messages.add(stop); // before anything is awaited, so that `stop` reaches it
    try {
      const message = (await this.#options.prepare?.(checked)) ?? checked;
      if (message === 'muted') return 'muted';
      return await this.#takeTurn(message, signal ? AbortSignal.any([signal, stop.signal]) : stop.signal);
    } finally {
      this.#messages.delete(stop);
    }
  }

  stop(): boolean {
    const any = this.#messages.size > 0;
    for (const message of this.#messages) message.abort();
    return any;
  }

  async pause(): Promise<boolean> {
    return (await this.#controls?.pause()) ?? false;
  }

  async resume(): Promise<boolean> {
    return (await this.#controls?.resume()) ?? false;
  }

  async skip(sentences: number): Promise<boolean> {
    return (await this.#controls?.skip(sentences)) ?? false;
  }

  status(): Promise<AgentStatus> {
    const [current, ...waiting] = this.#turns.list();
    return Promise.resolve({ ...(current && { current }), waiting: waiting.map(ownerOf) });
  }

  async dispose(): Promise<void> {
    this.stop();
    await this.#own.close();
  }

  async #takeTurn(message: AgentMessage, signal: AbortSignal): Promise<Outcome> {
    const turn = this.#turns.join(ownerOf(message));
    const ended = AbortSignal.any([signal, turn.ended]);
    try {
      await turn.come(ended);
      return ended.aborted ? 'stopped' : await this.#speakNow(message, ended, (state) => turn.show(state));
    } finally {
      this.#controls = undefined;
      turn.leave();
    }
  }

  async #speakNow(
    message: AgentMessage,
    signal: AbortSignal,
    report: (state: SpeakingState) => void,
  ): Promise<Outcome> {
    const tried = new Set<string>();
    for (;;) {
      const window = await connectToWindow(this.#folder, tried, this.#options.window);
      if (!window) break;
      tried.add(window.name);
      const outcome = await this.#speakIn(window.socket, message, signal, report);
      if (outcome !== undefined) return outcome;
    }
    this.#controls = this.#own;
    return this.#own.speak(message, signal, report);
  }

  /** @returns undefined when the window was closed before the message was heard */
  async #speakIn(
    socket: Socket,
    message: AgentMessage,
    signal: AbortSignal,
    report: (state: SpeakingState) => void,
  ): Promise<Outcome | undefined> {
    const calls = new RpcClient<WindowCalls>(linePort(socket));
    const closed = abortError();
    const progress = { isHeard: false };
    socket.on('error', () => socket.destroy());
    socket.on('close', () => calls.close(closed));
    this.#controls = {
      pause: () => calls.call('pause', null),
      resume: () => calls.call('resume', null),
      skip: (sentences) => calls.call('skip', sentences),
    };
    try {
      return await calls.call('speak', message, signal, (state) => {
        progress.isHeard ||= state === 'playing';
        report(state);
      });
    } catch (error) {
      if (signal.aborted) return 'stopped';
      if (error === closed) return progress.isHeard ? 'stopped' : undefined;
      if (isAbort(error)) return 'stopped';
      throw error;
    } finally {
      socket.end();
    }
  }
}

function ownerOf({ agent, session }: MessageOwner): MessageOwner {
  return { agent, ...(session !== undefined && { session }) };
}
