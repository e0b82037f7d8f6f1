import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isMissing, replaceFile } from '../assets/disk';
import { KokoroError, messageOf } from '../common/errors';
import { type AgentPreferences, NO_PREFERENCES, REPLY_PARTS } from './preferences';

/**
 * The file that tells programs outside of VS Code what the user has chosen for agents: `KOKORO_AGENTS`, else
 * `.kokoro/agents.json` in the home folder. The extension writes it from VS Code's settings.
 */
export function preferencesFile(env: Partial<Record<string, string>> = process.env, home = homedir()): string {
  const chosen = env['KOKORO_AGENTS'] ?? '';
  return chosen === '' ? join(home, '.kokoro', 'agents.json') : chosen;
}

/**
 * Reads the preferences; what is not in the file has its default.
 * @throws KokoroError `agents-file-invalid`
 */
export async function readPreferences(file: string): Promise<AgentPreferences> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return NO_PREFERENCES;
    throw invalid(file, messageOf(error), error);
  }
  return parsePreferences(text, file);
}

function parsePreferences(text: string, file: string): AgentPreferences {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(file, messageOf(error), error);
  }
  if (typeof value !== 'object' || value === null) throw invalid(file, 'it is not an object');
  const given = { ...NO_PREFERENCES, ...value } as Record<keyof AgentPreferences, unknown>;
  const { voices, muted, distinctVoices, voice, read } = given;
  if (!isTexts(voices)) throw invalid(file, '“voices” must have the name of a voice for each agent');
  if (!Array.isArray(muted) || !isTexts(muted)) throw invalid(file, '“muted” must be a list of agents');
  if (typeof distinctVoices !== 'boolean') throw invalid(file, '“distinctVoices” must be true or false');
  if (typeof voice !== 'string') throw invalid(file, '“voice” must be the name of a voice');
  const part = REPLY_PARTS.find((known) => known === read);
  if (part === undefined) throw invalid(file, `“read” must be one of ${REPLY_PARTS.join(', ')}`);
  return { voices, muted: Object.values(muted), distinctVoices, voice, read: part };
}

/** Replaces the file, unless it says the same already. */
export async function writePreferences(file: string, preferences: AgentPreferences): Promise<void> {
  const text = `${JSON.stringify(preferences, undefined, 2)}\n`;
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return; // unreadable: written below, or fails there
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text, { mode: 0o600 });
  await replaceFile(part, file);
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');
}

function invalid(file: string, why: string, cause?: unknown): KokoroError {
  return new KokoroError('agents-file-invalid', `${file} cannot be used: ${why}. Correct it, or remove it.`, { cause });
}
