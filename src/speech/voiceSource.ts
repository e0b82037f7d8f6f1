import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { voiceAsset } from '../assets/manifest';
import { isVoiceName } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { hasLanguage, languageOf } from '../language/languages';
import { describeVoice, findVoice, type Voice } from '../language/voices';

/** Where a voice comes from: the user's own file, or an asset to fetch. */
export interface VoiceSource {
  name: string;
  language: LanguageCode;
  /** Path of its pack; undefined for a catalog voice, whose pack is an asset. */
  pack?: string;
}

/** The user's own voice pack. Only the command line accepts a path; settings and messages hold names. */
export interface VoicePackFile {
  /** Absolute path. */
  pack: string;
}

/** A voice to speak with: a name, which is validated before it becomes part of a path, or a voice pack. */
export type VoiceChoice = string | VoicePackFile;

/**
 * Finds a voice: the pack itself, else `voices/NAME.bin` beside the user's own model, else the catalog voice.
 * @param model path of the user's own model, if it is used
 * @param language the language to read in, if known; then the user's own voice may have any name
 * @throws KokoroError `voice-unknown`
 */
export function findVoiceSource(voice: VoiceChoice, model: string | undefined, language?: LanguageCode): VoiceSource {
  if (typeof voice !== 'string') {
    const name = basename(voice.pack, extname(voice.pack));
    return { name, language: language ?? languageOf(name), pack: voice.pack };
  }
  if (model !== undefined && isVoiceName(voice)) {
    const pack = join(dirname(model), voiceAsset(voice));
    if (existsSync(pack)) return { name: voice, language: language ?? languageOf(voice), pack };
  }
  const { name, code } = findVoice(voice);
  return { name, language: language ?? code };
}

/** The voices in the folder `voices` beside the user's own model, by name; only those named like Kokoro's voices. */
export function voicesBeside(model: string): Voice[] {
  const folder = join(dirname(model), 'voices');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.flatMap((file) => {
    const name = /^([a-z][fm]_[\w-]+)\.bin$/.exec(file)?.[1];
    return name === undefined || !hasLanguage(name) ? [] : describeVoice(name);
  });
}
