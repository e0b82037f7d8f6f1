import { KokoroError } from '../../common/errors';
import type { AgentSpeaker, AgentStatus, MessageOwner } from '../agentSpeaker';
import { parseMessage } from '../message';
import { forModel, ToolSpeaker } from '../toolSpeaker';
import type { ToolName } from './tools';

/** A client is told of progress this often even if nothing changes, so that its time limit starts again, ms. */
const HEARTBEAT_MS = 5000;
const MAX_SKIP = 1000;

export interface CallHooks {
  /** Ends speech that the call waits for. */
  signal: AbortSignal;
  /** Tells of progress: seconds since the call began, and what is happening. */
  report: (seconds: number, message: string) => void;
}

/** What a client gets: the same as data and as JSON, for clients that read only texts. */
export interface ToolResult {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
}

type Input = Readonly<Record<string, unknown>>;

/** Answers the calls of one client's tools. */
export class ToolCalls {
  readonly #speaker: AgentSpeaker;
  readonly #tool: ToolSpeaker;
  readonly #owner: () => MessageOwner;

  /** @param owner known once the client has said its name */
  constructor(speaker: AgentSpeaker, owner: () => MessageOwner) {
    this.#speaker = speaker;
    this.#tool = new ToolSpeaker(speaker);
    this.#owner = owner;
  }

  /** Calls a tool. An error becomes a result with its code, which tells the model what to do. */
  async call(name: ToolName, input: Input, hooks: CallHooks): Promise<ToolResult> {
    try {
      const structuredContent = await this.#call(name, input, hooks);
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
    } catch (error) {
      return { content: [{ type: 'text', text: forModel(error) }], isError: true };
    }
  }

  async #call(name: ToolName, input: Input, hooks: CallHooks): Promise<Record<string, unknown>> {
    switch (name) {
      case 'speak':
        return { state: await this.#speak(input, hooks) };
      case 'stop':
        return { stopped: this.#speaker.stop() };
      case 'pause':
        return { paused: await this.#speaker.pause() };
      case 'resume':
        return { resumed: await this.#speaker.resume() };
      case 'skip':
        return { skipped: await this.#speaker.skip(sentencesIn(input)) };
      case 'status':
        return { you: this.#owner(), ...(await this.#speaker.status()), failures: this.#tool.takeFailures() };
    }
  }

  async #speak(input: Input, { signal, report }: CallHooks): Promise<string> {
    const { wait = false, ...given } = input;
    if (typeof wait !== 'boolean') throw new KokoroError('message-invalid', 'wait must be true or false.');
    const owner = this.#owner();
    const message = parseMessage({ format: 'markdown', ...given, ...owner });
    const began = performance.now();
    let last = { text: '', at: 0 };
    const onLook = (status: AgentStatus): void => {
      const text = describe(status, owner);
      const at = performance.now();
      if (text === last.text && at - last.at < HEARTBEAT_MS) return;
      last = { text, at };
      report(Math.round(at - began) / 1000, text);
    };
    return this.#tool.speak(message, { signal, wait, onLook });
  }
}

function sentencesIn({ sentences = 1 }: Input): number {
  if (typeof sentences === 'number' && Number.isInteger(sentences) && Math.abs(sentences) <= MAX_SKIP) return sentences;
  throw new KokoroError('message-invalid', `sentences must be a whole number from -${MAX_SKIP} to ${MAX_SKIP}.`);
}

/** What a message is waiting for, in a few words. */
function describe({ current, waiting }: AgentStatus, { agent, session }: MessageOwner): string {
  const isOurs = current?.agent === agent && current.session === session;
  if (isOurs) return { waiting: 'Getting ready', playing: 'Speaking', paused: 'Paused by the user' }[current.state];
  if (!current) return 'Getting ready';
  const before = waiting.findIndex((other) => other.agent === agent && other.session === session);
  return `${current.agent} speaks; ${before === 1 ? '1 more waits' : `${Math.max(before, 0)} more wait`} before this text`;
}
