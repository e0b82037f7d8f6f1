import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { voiceAsset } from '../assets/manifest';
import type { LanguageCode } from '../phonemes/language';
import { languageOf } from '../phonemes/languages';
import { describe, findVoice, type Voice } from './catalog';

/** Where a voice comes from: a file of the user's own, or an asset to be fetched. */
export interface VoiceSource {
  name: string;
  language: LanguageCode;
  /** Path of its pack; undefined for a voice of the catalog, whose pack is an asset. */
  pack?: string;
}

/**
 * The voice that a name or path means: the file itself, else `voices/NAME.bin` beside a model of the user's own, else a voice of
 * the catalog.
 * @param model the model's path when it is the user's own
 * @param language what is read in, when that is known: then the voice may be called anything
 * @throws KokoroError `voice-unknown`
 */
export function findVoiceSource(voice: string, model: string | undefined, language?: LanguageCode): VoiceSource {
  if (/[/\\]|\.bin$/i.test(voice)) {
    const name = basename(voice, extname(voice));
    return { name, language: language ?? languageOf(name), pack: resolve(voice) };
  }
  const beside = model === undefined ? undefined : join(dirname(model), voiceAsset(voice));
  if (beside !== undefined && existsSync(beside)) {
    return { name: voice, language: language ?? languageOf(voice), pack: beside };
  }
  return { name: voice, language: language ?? findVoice(voice).code };
}

/** The voices in the folder `voices` beside a model of the user's own, by name; only those named as Kokoro's voices are. */
export function voicesBeside(model: string): Voice[] {
  const folder = join(dirname(model), 'voices');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.flatMap((file) => {
    const name = /^([abefhijpz][fm]_[\w-]+)\.bin$/.exec(file)?.[1];
    return name === undefined ? [] : describe(name);
  });
}
