import { cacheFolder } from '../../assets/cacheFolder';
import type { AgentSpeaker } from '../../agents/agentSpeaker';
import { HeardAgents } from '../../agents/heardAgents';
import { openAgentSpeaker } from '../../agents/openAgentSpeaker';
import { preferencesFile, readPreferences } from '../../agents/preferencesFile';
import { userChoices } from '../../agents/userChoices';
import { userFolder } from '../../common/userFolder';
import { logger } from '../app';

/** The speaker of a program that runs from the folder of the bundles. It does what the user has chosen for agents. */
export function createSpeaker(log = logger()): AgentSpeaker {
  const preferences = () => readPreferences(preferencesFile());
  const prepare = userChoices(preferences, new HeardAgents(userFolder()), log);
  const voice = async () => (await preferences()).voice;
  return openAgentSpeaker({ programs: __dirname, cache: cacheFolder(), logger: log, voice, prepare });
}
