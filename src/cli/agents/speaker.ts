import { cacheFolder } from '../../assets/cacheFolder';
import type { AgentSpeaker } from '../../agents/agentSpeaker';
import { openAgentSpeaker } from '../../agents/openAgentSpeaker';
import { logger } from '../app';

/** The speaker of a program that runs from the folder of the bundles. */
export function createSpeaker(log = logger()): AgentSpeaker {
  return openAgentSpeaker({ programs: __dirname, cache: cacheFolder(), logger: log });
}
