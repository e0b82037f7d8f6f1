import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentSpeakerOptions } from '../agents/agentSpeaker';
import { HeardAgents } from '../agents/heardAgents';
import { openAgentSpeaker } from '../agents/openAgentSpeaker';
import { type AgentPreferences, NO_PREFERENCES } from '../agents/preferences';
import { preferencesFile, writePreferences } from '../agents/preferencesFile';
import { userChoices } from '../agents/userChoices';
import { type Disposable, DisposableStore } from '../common/disposable';
import { messageOf } from '../common/errors';
import { userFolder } from '../common/userFolder';
import { config } from '../config';
import { offerMcpServer } from './mcpServer';
import { registerSpeakTool } from './speakTool';

type Options = Pick<AgentSpeakerOptions, 'programs' | 'cache' | 'window' | 'logger'>;

/** Offers speech to language models: a tool and an MCP server for VS Code's chat. They do what the settings say. */
export function offerSpeech(options: Options, version: string): Disposable {
  const { logger } = options;
  const subscriptions = new DisposableStore();
  const prepare = userChoices(() => config.agents, new HeardAgents(userFolder()), logger);
  const speaker = openAgentSpeaker({ ...options, prepare });
  subscriptions.add({ dispose: () => void speaker.dispose() });
  subscriptions.add(registerSpeakTool(speaker));
  subscriptions.add(offerMcpServer(join(options.programs, 'agents.js'), version));

  const share = (): void => {
    shareChoices(config.agents).catch((error: unknown) => {
      logger.warn(`Agents outside of this window do not know your settings: ${messageOf(error)}`);
    });
  };
  subscriptions.add(
    config.onChange(['voice', 'agents.voices', 'agents.distinctVoices', 'agents.muted', 'agents.read'], share),
  );
  share();
  return subscriptions;
}

/** Writes the choices for programs outside of VS Code, unless there are neither choices nor such programs. */
async function shareChoices(chosen: AgentPreferences): Promise<void> {
  const file = preferencesFile();
  const isDefault = JSON.stringify({ ...chosen, voice: '' }) === JSON.stringify({ ...NO_PREFERENCES, voice: '' });
  if (!isDefault || existsSync(dirname(file))) await writePreferences(file, chosen);
}
