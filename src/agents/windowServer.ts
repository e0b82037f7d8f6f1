import type { Socket } from 'node:net';
import { serve } from '../common/rpc';
import type { AgentReader } from './agentReader';
import { linePort } from './linePort';
import { type AgentMessage, parseMessage } from './message';
import type { WindowCalls } from './windowCalls';

/** The most sentences that one call goes on or back. */
const MAX_SKIP = 1000;

/** Answers the calls of a program that has connected to this window. What it sends is checked. */
export function serveAgent(socket: Socket, reader: AgentReader): void {
  let current: AgentMessage | undefined;
  const cancelAll = serve<WindowCalls>(linePort(socket), {
    speak: async (params, signal, report) => {
      current = parseMessage(params);
      return reader.speak(current, signal, report);
    },
    pause: () => Promise.resolve(current !== undefined && reader.pause(current)),
    resume: () => Promise.resolve(current !== undefined && reader.resume(current)),
    skip: async (sentences) =>
      current !== undefined && Number.isInteger(sentences) && Math.abs(sentences) <= MAX_SKIP
        ? reader.skip(current, sentences)
        : false,
  });
  socket.on('close', () => void cancelAll());
}
