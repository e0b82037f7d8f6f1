import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCodeOf } from '../../common/errors';
import { linesFromEnd } from './linesFromEnd';

/** The last line of a transcript may be written after the hook was started. */
const PATIENCE = { milliseconds: 5_000, interval: 100 };
/** Bytes of a transcript that are searched from its end: lines of sub-agents may follow the reply. */
const REACH = 16_000_000;

/** What a line of a transcript adds. A turn ends with texts of one message; what comes before them is earlier work. */
type Entry =
  | { kind: 'text'; message: string; text: string }
  /** The agent is thinking, calls a tool, or has got a prompt or a result: its last word is not there yet. */
  | { kind: 'working' }
  | { kind: 'other' };
const OTHER = { kind: 'other' } as const;

/**
 * The texts of the last message in a transcript, joined as paragraphs: no thinking, no calls of tools, nothing of
 * sub-agents. Waits for a message that is not there yet, within a bound.
 * @param patience how long to wait; for tests
 * @returns undefined if the conversation does not end with a text of the agent
 */
export async function finalText(path: string, patience = PATIENCE): Promise<string | undefined> {
  for (let left = patience.milliseconds; ; left -= patience.interval) {
    const text = await lastMessage(path);
    if (text !== undefined || left <= 0) return text;
    await sleep(patience.interval);
  }
}

async function lastMessage(path: string): Promise<string | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const texts: string[] = [];
    let message: string | undefined;
    for await (const line of linesFromEnd(file, REACH)) {
      const entry = readLine(line);
      if (entry.kind === 'other') continue;
      // Claude Code writes each part of a message as a line of its own: its thinking may come before the text.
      if (entry.kind === 'working' || (message !== undefined && entry.message !== message)) break;
      message = entry.message;
      texts.unshift(entry.text);
    }
    return texts.length === 0 ? undefined : texts.join('\n\n');
  } finally {
    await file.close();
  }
}

/** Reads a line of Claude Code's or Copilot's transcript. A damaged one says nothing. */
function readLine(line: string): Entry {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return OTHER;
  }
  if (!isRecord(read)) return OTHER;
  return isRecord(read['data']) ? copilotEntry(read, read['data']) : claudeEntry(read);
}

/** Marks of lines that the agent does not say: those of sub-agents, and those that the program adds itself. */
const NOT_SAID = ['isSidechain', 'isMeta', 'isApiErrorMessage'];

/** Lines are `{ type, message: { id, role, content, stop_reason }, isSidechain, … }`. */
function claudeEntry({ type, uuid, message, ...marks }: Record<string, unknown>): Entry {
  if (NOT_SAID.some((mark) => marks[mark] === true) || !isRecord(message)) return OTHER;
  if (type === 'user') return { kind: 'working' };
  // "<synthetic>" is written by the program itself, as after an interruption.
  if (type !== 'assistant' || message['model'] === '<synthetic>') return OTHER;
  const id = String(message['id'] ?? uuid);
  const { content } = message;
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : Array.isArray(content) ? content : [];
  const texts = parts.filter(isRecord).filter((part) => part['type'] === 'text');
  const text = joined(texts.map((part) => part['text']));
  const callsTool =
    message['stop_reason'] === 'tool_use' || parts.some((part) => isRecord(part) && part['type'] === 'tool_use');
  return text === '' || callsTool ? { kind: 'working' } : { kind: 'text', message: id, text };
}

/** Lines are `{ type: 'assistant.message', data: { messageId, content, toolRequests, parentToolCallId }, … }`. */
function copilotEntry({ type, id, agentId }: Record<string, unknown>, data: Record<string, unknown>): Entry {
  if (agentId !== undefined || data['parentToolCallId'] !== undefined) return OTHER;
  if (type === 'user.message' || type === 'tool.execution_start' || type === 'tool.execution_complete')
    return { kind: 'working' };
  if (type !== 'assistant.message') return OTHER;
  const requests = data['toolRequests'];
  const message = String(data['messageId'] ?? id);
  const text = joined([data['content']]);
  if (text === '' || (Array.isArray(requests) && requests.length > 0)) return { kind: 'working' };
  return { kind: 'text', message, text };
}

function joined(texts: readonly unknown[]): string {
  return texts
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
