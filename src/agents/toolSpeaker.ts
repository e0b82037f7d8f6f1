import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorCode, toPlainError } from '../common/errors';
import type { AgentSpeaker, AgentStatus, MessageOwner, Outcome } from './agentSpeaker';
import type { AgentMessage } from './message';

/** How far a message came before the call of a tool returned. */
export const SPEAK_STATES = ['playing', 'queued', 'spoken', 'stopped', 'muted'] as const;
export type SpeakState = (typeof SPEAK_STATES)[number];

/** The name of VS Code's chat among the agents. It is in settings, so it is not translated. */
export const CHAT_AGENT = 'VS Code Chat';

/** How often a call looks whether its message is heard, ms. */
const LOOK_MS = 100;
/** A message that is not heard within this time, for example because the model is downloaded, counts as queued, ms. */
const PATIENCE_MS = 10_000;
/** Failures before these are forgotten. */
const MAX_FAILURES = 20;

/** Why a message was not heard. */
export interface Failure {
  code: ErrorCode;
  message: string;
}

export interface SpeakHooks {
  /** Ends the message while the call lasts. */
  signal: AbortSignal;
  /** Whether the call lasts until the message has ended. */
  wait: boolean;
  /** Called several times a second while the call lasts. */
  onLook?: (status: AgentStatus) => void;
}

/** Speaks for a tool of a language model, which goes on working while its messages are heard. */
export class ToolSpeaker {
  readonly #speaker: AgentSpeaker;
  /** Messages that have not ended. */
  #pending = 0;
  #failures: Failure[] = [];

  constructor(speaker: AgentSpeaker) {
    this.#speaker = speaker;
  }

  /**
   * Speaks a message. Returns once it is playing or queued, or with `wait` when it has ended.
   * @throws KokoroError as `AgentSpeaker.speak` does; `takeFailures` has what fails after the return
   */
  async speak(message: AgentMessage, hooks: SpeakHooks): Promise<SpeakState> {
    const isFirst = this.#pending++ === 0;
    const speech = this.#speaker.speak(message, hooks.signal).finally(() => this.#pending--);
    const state = hooks.wait || isFirst ? await this.#watch(speech, message, hooks) : 'queued';
    if (state === 'playing' || state === 'queued') speech.catch((error: unknown) => this.#keep(error));
    return state;
  }

  /** The errors of messages that had been queued, since the last call. */
  takeFailures(): Failure[] {
    const failures = this.#failures;
    this.#failures = [];
    return failures;
  }

  async #watch(speech: Promise<Outcome>, owner: MessageOwner, { wait, onLook }: SpeakHooks): Promise<SpeakState> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const outcome = await Promise.race([speech, sleep(LOOK_MS)]);
      if (outcome !== undefined) return outcome;
      const status = await this.#speaker.status();
      onLook?.(status);
      const state = wait ? undefined : stateIn(status, owner);
      if (state !== undefined) return state;
      if (!wait && patience.aborted) return 'queued';
    }
  }

  #keep(error: unknown): void {
    const { code, message } = toPlainError(error);
    this.#failures = [...this.#failures, { code, message }].slice(-MAX_FAILURES);
  }
}

/** An error as a language model is told of it: what happened, what to do next, and the code. */
export function forModel(error: unknown): string {
  const { code, message } = toPlainError(error);
  return `${message} (${code})`;
}

/** How far the only message of its owner has come; undefined before it is known to the queue or heard. */
function stateIn({ current, waiting }: AgentStatus, owner: MessageOwner): SpeakState | undefined {
  if (current && isSame(current, owner) && current.state === 'playing') return 'playing';
  return waiting.some((other) => isSame(other, owner)) ? 'queued' : undefined;
}

function isSame(a: MessageOwner, b: MessageOwner): boolean {
  return a.agent === b.agent && a.session === b.session;
}
