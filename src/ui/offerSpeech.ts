import { join } from 'node:path';
import type { AgentSpeakerOptions } from '../agents/agentSpeaker';
import { HeardAgents } from '../agents/heardAgents';
import { openAgentSpeaker } from '../agents/openAgentSpeaker';
import { userChoices } from '../agents/userChoices';
import { type Disposable, DisposableStore } from '../common/disposable';
import { userFolder } from '../common/userFolder';
import { config } from '../config';
import { offerMcpServer } from './mcpServer';
import { registerSpeakTool } from './speakTool';

type Options = Pick<AgentSpeakerOptions, 'programs' | 'cache' | 'window' | 'logger'>;

/** Offers speech to language models: a tool and an MCP server for VS Code's chat. They do what the settings say. */
export function offerSpeech(options: Options, version: string): Disposable {
  const prepare = userChoices(() => config.agents, new HeardAgents(userFolder()), options.logger);
  const speaker = openAgentSpeaker({ ...options, prepare });
  const subscriptions = new DisposableStore();
  subscriptions.add({ dispose: () => void speaker.dispose() });
  subscriptions.add(registerSpeakTool(speaker));
  subscriptions.add(offerMcpServer(join(options.programs, 'agents.js'), version));
  return subscriptions;
}
