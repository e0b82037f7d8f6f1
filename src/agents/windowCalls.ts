import type { AgentMessage } from './message';
import type { SpeakingState } from './agentSpeaker';

/**
 * What a program can ask of a VS Code window over its socket. A connection has one message at a time; closing it, or
 * cancelling the call, ends the message.
 */
export interface WindowCalls {
  /** Speaks once the window's user reads nothing. Its progress is how the message stands. */
  speak: { params: AgentMessage; result: 'spoken' | 'stopped'; progress: SpeakingState };
  /** These act on the connection's message, and say whether there is one. */
  pause: { params: null; result: boolean };
  resume: { params: null; result: boolean };
  /** So many sentences on, or back if negative. */
  skip: { params: number; result: boolean };
}
