import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { voiceAsset } from '../assets/manifest';
import { isVoiceName } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { languageOf } from '../language/languages';
import { describeVoice, findVoice, type Voice } from '../language/voices';

/** Where a voice comes from: a file of the user's own, or an asset to be fetched. */
export interface VoiceSource {
  name: string;
  language: LanguageCode;
  /** Path of its pack; undefined for a voice of the catalog, whose pack is an asset. */
  pack?: string;
}

/** A voice pack of the user's own. Only the command line makes one of a path; settings and messages hold names. */
export interface VoicePackFile {
  /** Absolute path. */
  pack: string;
}

/** A voice to speak with: a name, which never becomes a path unchecked, or a voice pack. */
export type VoiceChoice = string | VoicePackFile;

/**
 * The voice that is meant: the pack itself, else `voices/NAME.bin` beside a model of the user's own, else a voice of the catalog.
 * @param model the model's path when it is the user's own
 * @param language what is read in, when that is known: then a voice of the user's own may be called anything
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

/** The voices in the folder `voices` beside a model of the user's own, by name; only those named as Kokoro's voices are. */
export function voicesBeside(model: string): Voice[] {
  const folder = join(dirname(model), 'voices');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.flatMap((file) => {
    const name = /^([abefhijpz][fm]_[\w-]+)\.bin$/.exec(file)?.[1];
    return name === undefined ? [] : describeVoice(name);
  });
}
