import { messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { AgentSpeakerOptions } from './agentSpeaker';
import type { HeardAgents } from './heardAgents';
import { type AgentPreferences, applyPreferences } from './preferences';

/** Notes whom a message is from, for **Kokoro: Mute Agents**, and applies what the user has chosen for that agent. */
export function userChoices(
  preferences: () => AgentPreferences | Promise<AgentPreferences>,
  heard: HeardAgents,
  logger: Logger,
): NonNullable<AgentSpeakerOptions['prepare']> {
  return async (message) => {
    try {
      await heard.note(message);
    } catch (error) {
      logger.warn(`${message.agent} cannot be muted from VS Code’s list: ${messageOf(error)}`);
    }
    return applyPreferences(message, await preferences());
  };
}
