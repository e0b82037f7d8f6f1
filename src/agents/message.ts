import { KokoroError } from '../common/errors';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';

/** What a program, such as a coding agent, asks to be said. */
export interface AgentMessage {
  text: string;
  format: 'markdown' | 'plaintext';
  /** The agent's name as users see it, such as “Claude Code”. */
  agent: string;
  /** Tells the sessions of one agent apart. */
  session?: string;
  /** Name of a voice or a blend; the user's own choice if left out. */
  voice?: string;
  /** The user's own choice if left out. */
  speed?: number;
}

/** The longest text of a message, in UTF-16 characters: about 90 minutes of speech. */
export const MAX_MESSAGE_CHARACTERS = 100_000;
/** The longest name of an agent, a session or a voice. */
const MAX_NAME = 200;

/**
 * Checks a message that came from another program.
 * @throws KokoroError `message-invalid`, `message-too-long`
 */
export function parseMessage(value: unknown): AgentMessage {
  if (typeof value !== 'object' || value === null) throw invalid('it is not an object');
  const { text, format, agent, session, voice, speed } = value as Partial<Record<string, unknown>>;
  if (typeof text !== 'string') throw invalid('text must be a string');
  if (text.length > MAX_MESSAGE_CHARACTERS) throw tooLong(text.length);
  if (format !== 'markdown' && format !== 'plaintext') throw invalid('format must be markdown or plaintext');
  if (!isName(agent)) throw invalid('agent must be a name');
  if (session !== undefined && !isName(session)) throw invalid('session must be a name');
  if (voice !== undefined && !isName(voice)) throw invalid('voice must be a name');
  if (speed !== undefined && !isSpeed(speed)) throw invalid(`speed must be a number from ${MIN_SPEED} to ${MAX_SPEED}`);
  return {
    ...{ text, format, agent },
    ...(session !== undefined && { session }),
    ...(voice !== undefined && { voice }),
    ...(speed !== undefined && { speed }),
  };
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME && !/\p{Cc}/u.test(value);

const isSpeed = (value: unknown): value is number =>
  typeof value === 'number' && value >= MIN_SPEED && value <= MAX_SPEED;

function invalid(reason: string): KokoroError {
  return new KokoroError('message-invalid', `The message cannot be spoken: ${reason}.`);
}

function tooLong(length: number): KokoroError {
  return new KokoroError(
    'message-too-long',
    `The message has ${length} characters; ${MAX_MESSAGE_CHARACTERS} can be spoken at once. Send a shorter one.`,
  );
}
