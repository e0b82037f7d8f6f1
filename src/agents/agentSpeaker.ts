import type { Logger } from '../common/log';
import type { AgentMessage } from './message';

/** How a message ended: heard to its end, stopped by someone, or not spoken because its agent is muted. */
export type Outcome = 'spoken' | 'stopped' | 'muted';

/** How a message stands. `waiting`: for its turn, for the user's own reading to end, or for the first sound. */
export type SpeakingState = 'waiting' | 'playing' | 'paused';

/** Whose message is meant. */
export interface MessageOwner {
  agent: string;
  session?: string;
}

export interface AgentStatus {
  /** The message whose turn it is, of any program. */
  current?: MessageOwner & { state: SpeakingState };
  /** The messages of all programs that wait for their turn, in its order. */
  waiting: readonly MessageOwner[];
}

/** Speaks messages of an agent, one after the other and after those of other programs. */
export interface AgentSpeaker {
  /**
   * Waits for its turn and speaks. Settles when the message was heard or has been stopped.
   * @param signal ends it, as `stop` does, also while it waits
   * @throws KokoroError `message-invalid`, `message-too-long`, `nothing-to-read`, `player-missing`, `player-failed`, or
   *   an error of speech such as `voice-unknown`
   */
  speak(message: AgentMessage, signal?: AbortSignal): Promise<Outcome>;
  /** Ends all messages of this speaker, those that wait for their turn included. @returns whether there were any */
  stop(): boolean;
  /** Pauses this speaker's message that is being heard; those behind it wait. @returns whether there is one */
  pause(): Promise<boolean>;
  /** Goes on with it. @returns whether there is one */
  resume(): Promise<boolean>;
  /** Goes so many sentences on, or back if negative. @returns whether there is one */
  skip(sentences: number): Promise<boolean>;
  /** What all programs say and wait to say. */
  status(): Promise<AgentStatus>;
  /** Ends everything. */
  dispose(): Promise<void>;
}

export interface AgentSpeakerOptions {
  /** Folder of the bundled programs: that of the running one, `__dirname`. */
  programs: string;
  /** Folder of models and voices, for when no VS Code window speaks. */
  cache: string;
  logger: Logger;
  /** The private folder in which all programs of this user meet. */
  folder?: string;
  /** Name of the VS Code window to speak in if it is open; otherwise the one that had the focus last. */
  window?: string;
  /** The user's own voice, for messages without one when no VS Code window speaks. */
  voice?: () => Promise<string>;
  /**
   * Applies what the user has chosen for an agent or session: fills in voice and speed, or mutes it. Called once for
   * each message, before it waits for its turn.
   */
  prepare?: (message: AgentMessage) => Promise<AgentMessage | 'muted'>;
}
