import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../../package.json';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import type { MessageOwner } from '../agentSpeaker';
import type { ToolCalls } from './toolCalls';
import { TOOLS } from './tools';

const INSTRUCTIONS =
  'Kokoro says short texts aloud to the user. Speak when the user asked for it, or to report the end of long work in a sentence or two. Never read out code or whole answers unless asked.';

/**
 * Serves one client of the Model Context Protocol over stdin and stdout, until it closes stdin or `signal` is aborted.
 * Nothing else may write to stdout.
 *
 * This is in a bundle of its own, so it must not make or check errors with codes: their class is in both bundles.
 * @param createCalls makes what answers the calls of tools, given the client's name and session
 */
export async function serveMcp(
  createCalls: (owner: () => MessageOwner) => ToolCalls,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  // McpServer takes zod's schemas, not the one in package.json, and adds 25 kB zipped for a second version of zod.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for advanced use, not for removal
  const server = new Server(
    { name: 'kokoro', title: 'Kokoro', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: NO_VALIDATOR },
  );
  const session = sessionName();
  const calls = createCalls(() => ({ agent: agentName(server.getClientVersion()), session }));
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map((tool) => structuredClone(tool)) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal: cancelled, sendNotification }) => {
    const tool = TOOLS.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool “${params.name.slice(0, 40)}”.`);
    const token = params._meta?.progressToken;
    const report = (progress: number, message: string): void => {
      if (token === undefined) return;
      sendNotification({ method: 'notifications/progress', params: { progressToken: token, progress, message } }).catch(
        (error: unknown) => logger.warn(`The client was not told of progress: ${messageOf(error)}`),
      );
    };
    return calls.call(tool.name, params.arguments ?? {}, { signal: cancelled, report });
  });
  server.onerror = (error) => logger.warn(`MCP: ${error.message}`);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = (): void => void server.close();
  process.stdin.once('end', close);
  signal.addEventListener('abort', close, { once: true });
  await server.connect(new StdioServerTransport());
  await closed;
}

/** The agent's name: that which the client shows to people, if it says so. */
function agentName(client: { name: string; title?: string | undefined } | undefined): string {
  const name = (client?.title ?? client?.name ?? '').replace(/\p{Cc}/gu, ' ').trim();
  return name.slice(0, 100) || 'MCP';
}

/** Tells connections apart, and shows the user which folder one belongs to. */
function sessionName(): string {
  return `${basename(process.cwd()).slice(0, 100)} ${randomBytes(2).toString('hex')}`.trim();
}

/** Checks answers to questions that a server asks the user's client. This one asks none. */
const NO_VALIDATOR = {
  getValidator: (): never => {
    throw new Error('This server asks no questions.');
  },
};
