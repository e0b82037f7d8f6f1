import { isBlend, parseBlend } from '../kokoro/voiceBlend';
import { DEFAULT_VOICE, isPublishedVoice, languageLetter, VOICE_CATALOGUE } from '../kokoro/voices';
import type { MessageOwner } from './agentSpeaker';
import type { AgentMessage } from './message';

/** What the user has chosen for agents. */
export interface AgentPreferences {
  /** Voices by agent, or by session as `ownerName` writes it. */
  voices: Readonly<Record<string, string>>;
  /** Agents, or sessions, that are not spoken. */
  muted: readonly string[];
  /** Whether each agent that is not in `voices` gets another voice of the language of the user's voice. */
  distinctVoices: boolean;
  /** The user's own voice. */
  voice: string;
  /** How much of the replies is read that hooks find. */
  read: ReplyPart;
}

export const REPLY_PARTS = ['whole', 'firstSentence'] as const;
export type ReplyPart = (typeof REPLY_PARTS)[number];

export const NO_PREFERENCES: AgentPreferences = {
  ...{ voices: {}, muted: [], distinctVoices: false, voice: DEFAULT_VOICE, read: 'whole' },
};

/** The name of an agent, “Claude Code”, or of one of its sessions, “Claude Code/3f2a”, in the user's preferences. */
export function ownerName({ agent, session }: MessageOwner): string {
  return session === undefined ? agent : `${agent}/${session}`;
}

/** Whether two names mean the same agent or session: “claude-code” and “Claude Code” do. */
export function isSameOwner(a: string, b: string): boolean {
  return key(a) === key(b);
}

/**
 * Applies the user's choices to a message. A choice for a session goes before one for its agent. A voice that the
 * message names itself stays; without any, the message is spoken with the user's own.
 */
export function applyPreferences(message: AgentMessage, preferences: AgentPreferences): AgentMessage | 'muted' {
  if (isMuted(message, preferences.muted)) return 'muted';
  const voice =
    message.voice ?? chosenVoice(namesOf(message), preferences) ?? distinctVoice(message.agent, preferences);
  return voice === undefined ? message : { ...message, voice };
}

/** Whether the user does not want to hear an agent, or this session of it. */
export function isMuted(owner: MessageOwner, muted: readonly string[]): boolean {
  return namesOf(owner).some((name) => muted.some((other) => isSameOwner(other, name)));
}

/** The names in the preferences that mean a session, the closest first. */
const namesOf = (owner: MessageOwner): string[] => [ownerName(owner), owner.agent];

function chosenVoice(names: readonly string[], { voices }: AgentPreferences): string | undefined {
  const chosen = Object.entries(voices).filter(([, voice]) => voice.trim() !== '');
  for (const name of names) {
    const found = chosen.find(([owner]) => isSameOwner(owner, name));
    if (found) return found[1].trim();
  }
  return undefined;
}

/** The agent's voice among the others of the user's language: always the same one for the same name. */
function distinctVoice(agent: string, { distinctVoices, voice }: AgentPreferences): string | undefined {
  if (!distinctVoices) return undefined;
  const own = isBlend(voice) ? (parseBlend(voice)[0]?.name ?? voice) : voice;
  if (!isPublishedVoice(own)) return undefined; // nothing says which language a blend saved under a name speaks
  const others = VOICE_CATALOGUE.filter(({ name }) => languageLetter(name) === languageLetter(own) && name !== own);
  return others[hash(key(agent)) % others.length]?.name;
}

/** The 32-bit FNV-1a hash of a text's UTF-16 units. */
function hash(text: string): number {
  let result = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) result = Math.imul(result ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return result;
}

function key(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
