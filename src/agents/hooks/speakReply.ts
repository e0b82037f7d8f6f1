import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AgentSpeaker, MessageOwner } from '../agentSpeaker';
import { MAX_MESSAGE_CHARACTERS } from '../message';
import type { ReplyPart } from '../preferences';
import { firstSentence } from './firstSentence';
import { AGENT_NAMES, type HookedAgent, readPayload } from './payload';
import { finalText } from './transcript';

/** What a hook needs to speak. */
export interface ReplyServices {
  speaker: AgentSpeaker;
  /** How much of a reply the user wants to hear. */
  part: () => Promise<ReplyPart>;
  /** Ends the messages of a session that are not heard yet. */
  endWaiting: (owner: MessageOwner) => void;
}

/**
 * Speaks what an agent has answered, in place of what still waits of the same session.
 * @param agent for which the hook was installed; VS Code runs hooks of Claude Code for Copilot as well
 * @param payload JSON that the agent passed to the hook
 * @throws SyntaxError for another payload, or what `AgentSpeaker.speak` throws
 */
export async function speakReply(agent: HookedAgent, payload: string, services: ReplyServices): Promise<void> {
  const turn = readPayload(payload);
  if (turn?.agent !== agent) return;
  const { session, transcript, text: passed } = turn;
  const reply = passed ?? (transcript === undefined ? undefined : await finalText(inHome(transcript)));
  if (reply === undefined) throw new SyntaxError(`There is no reply in ${transcript ?? 'what the hook was passed'}.`);
  const part = await services.part();
  const text = part === 'whole' ? reply : (firstSentence(reply) ?? '');
  const owner = { agent: AGENT_NAMES[agent], ...(session !== undefined && { session }) };
  services.endWaiting(owner);
  if (text.trim() === '') return; // nothing but code
  const format = part === 'whole' ? 'markdown' : 'plaintext';
  await services.speaker.speak({ ...owner, format, text: text.slice(0, MAX_MESSAGE_CHARACTERS) });
}

const inHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);
