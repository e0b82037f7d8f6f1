import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { Port, RpcMessage } from '../common/rpc';
import { MAX_MESSAGE_CHARACTERS } from './message';

/** The longest line: each character of a text may be escaped, as in `\u0000`. */
const MAX_LINE = 6 * MAX_MESSAGE_CHARACTERS + 10_000;

/** Sends messages over a socket, as one line of JSON each. Closes the socket when the other side sends anything else. */
export function linePort(socket: Socket): Port {
  return {
    post: (message) => {
      if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: (listener) => {
      const decoder = new StringDecoder('utf8');
      let text = '';
      socket.on('data', (bytes: Buffer) => {
        const lines = (text + decoder.write(bytes)).split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          const message = parse(line);
          if (message === undefined) socket.destroy();
          else listener(message);
        }
        if (text.length > MAX_LINE) socket.destroy();
      });
    },
  };
}

function parse(line: string): RpcMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value has the form of a message; what it carries is checked by those who take it. */
function isMessage(value: unknown): value is RpcMessage {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('kind' in value)) return false;
  if (!Number.isSafeInteger(value.id)) return false;
  switch (value.kind) {
    case 'call':
      return 'method' in value && typeof value.method === 'string' && 'params' in value;
    case 'error':
      return 'error' in value && typeof value.error === 'object' && value.error !== null;
    default:
      return value.kind === 'cancel' || value.kind === 'progress' || value.kind === 'result' || value.kind === 'ended';
  }
}
