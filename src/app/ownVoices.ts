import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
import { readVoices, type VoiceData, voiceAsBin } from '../exporter/checkpoint/voices';
import { STYLE_SIZE } from '../kokoro/voicePack';
import { isPublishedVoice, isVoiceName } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { hasLanguage, LANGUAGES } from '../language/languages';

/** The largest number in the 54 published voices is 3.2; one three times as large is no style of this model. */
const LARGEST_PUBLISHED = 3.2;
const LARGEST = 10;
/** The length of a style is 2.2 to 11.9 in the published voices; one near zero is an empty row. */
const SHORTEST_STYLE = 0.5;

/**
 * Reads the voices in a file of the user's: `.bin`, `.npy`, `.pt`, or an archive of several such as kokoro-onnx's
 * `voices-v1.0.bin`. Voices that are not of Kokoro's kind are refused.
 * @throws KokoroError `voice-pack-invalid`, or as `readVoices`
 */
export async function readOwnVoices(path: string): Promise<VoiceData[]> {
  const voices = await readVoices(path);
  for (const voice of voices) checkRange(path, voice);
  return voices;
}

function checkRange(path: string, { name, data }: VoiceData): void {
  const largest = data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (largest > LARGEST)
    throw invalid(
      path,
      `the values of ${name} reach ${largest.toPrecision(3)}, and in published voices ${LARGEST_PUBLISHED}`,
    );
  for (let row = 0; row < data.length / STYLE_SIZE; row++) {
    const style = data.subarray(row * STYLE_SIZE, (row + 1) * STYLE_SIZE);
    const length = Math.sqrt(style.reduce((sum, value) => sum + value * value, 0));
    if (length < SHORTEST_STYLE) throw invalid(path, `row ${row + 1} of ${name} is empty`);
  }
}

function invalid(path: string, why: string): KokoroError {
  return new KokoroError(
    'voice-pack-invalid',
    `${basename(path)} is not a Kokoro voice: ${why}. Choose a voice pack for Kokoro-82M.`,
  );
}

/** What the name of a voice has of the form "af_name": its language and gender, if it says so, and the rest. */
export function partsOfName(name: string): { language?: LanguageCode; gender?: Gender; rest: string } {
  const [, gender, rest] = /^[a-z]([fm])_(.+)$/.exec(name) ?? [];
  if (rest === undefined || !hasLanguage(name)) return { rest: name };
  const language = Object.values(LANGUAGES).find(({ voiceLetter }) => name.startsWith(voiceLetter))?.code;
  return { ...(language && { language }), gender: gender as Gender, rest };
}

/** The letter for a voice's gender in its name. */
export type Gender = 'f' | 'm';

/** The name for an added voice, "af_name", of what the user calls it: in lower case, with `_` for other characters. */
export function ownVoiceName(called: string, language: LanguageCode, gender: Gender): string {
  const rest = called
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  return `${LANGUAGES[language].voiceLetter}${gender}_${rest}`;
}

/** Why a voice cannot be added under a name; undefined if it can. */
export function whyNotNamed(name: string, folder: string): string | undefined {
  if (!isVoiceName(name) || !hasLanguage(name)) return `“${name.slice(0, 60)}” is no name: use letters, digits and -`;
  if (isPublishedVoice(name)) return `${name} is a published voice`;
  return existsSync(join(folder, `${name}.bin`)) ? `there is a voice ${name} already` : undefined;
}

/**
 * Copies a voice to the user's own voices.
 * @throws KokoroError `voice-exists`, `output-not-writable`
 */
export async function addOwnVoice(voice: VoiceData, name: string, folder: string): Promise<void> {
  const why = whyNotNamed(name, folder);
  if (why !== undefined)
    throw new KokoroError('voice-exists', `The voice cannot be added: ${why}. Give it another name.`);
  await writeVoice(voice, join(folder, `${name}.bin`));
}

/** Writes a voice as a pack. @throws KokoroError `output-not-writable` */
export async function writeVoice(voice: VoiceData, path: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, voiceAsBin(voice));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new KokoroError('output-not-writable', `${path} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

/** Deletes one of the user's own voices. @throws KokoroError `voice-unknown` */
export async function removeOwnVoice(name: string, folder: string): Promise<void> {
  const path = join(folder, `${name}.bin`);
  if (!isVoiceName(name) || !existsSync(path))
    throw new KokoroError(
      'voice-unknown',
      `You have added no voice “${name.slice(0, 60)}”. “kokoro voices” lists them.`,
    );
  await rm(path);
}
