import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { voiceAsset } from '../assets/manifest';
import { KokoroError } from '../common/errors';
import { isBlend, parseBlend } from '../kokoro/voiceBlend';
import { isPublishedVoice, isVoiceName } from '../kokoro/voices';
import { isV11Voice, V11_REPOSITORY, V11_VOICES } from '../kokoro/voicesV11';
import type { LanguageCode } from '../language/language';
import { hasLanguage, languageOf } from '../language/languages';
import { describeVoice, findVoice, type Voice } from '../language/voices';

/** One voice of a blend, or the only one. */
export interface VoicePart {
  name: string;
  /** Its share; the shares of a source add up to 1. */
  weight: number;
  /** Path of its pack; undefined for a catalog voice, whose pack is an asset. */
  pack?: string;
  /** Set for a voice of Kokoro v1.1-zh that is to be fetched. */
  isV11?: true;
}

/** Where a voice comes from: the user's own file, an asset to fetch, or several of these, blended. */
export interface VoiceSource {
  name: string;
  language: LanguageCode;
  parts: readonly VoicePart[];
}

/** The user's own voice pack. Only the command line accepts a path; settings and messages hold names. */
export interface VoicePackFile {
  /** Absolute path. */
  pack: string;
}

/** A voice to speak with: a name or a blend of names, validated before they become part of a path, or a voice pack. */
export type VoiceChoice = string | VoicePackFile;

/** Where voices are looked up, besides the catalog. */
export interface VoicePlaces {
  /** Path of the user's own model, if it is used. */
  model?: string | undefined;
  /** Whether that is known to be Kokoro v1.1-zh. */
  isV11?: boolean | undefined;
  /** The folder of voices that the user has added. */
  added?: string | undefined;
  /** Blends that the user has saved, by name. */
  saved?: Readonly<Record<string, string>> | undefined;
}

/** The folder of the voices that the user has added, in the cache folder. */
export const ADDED_VOICES = 'own-voices';

/**
 * Finds a voice: the pack itself, else a saved blend, else `voices/NAME.bin` beside the user's own model, else a voice
 * that the user has added, else the catalog voice. A blend is spoken in the language of its first voice.
 * @param language the language to read in, if known; then the user's own voice may have any name
 * @throws KokoroError `voice-unknown`, `voice-blend-invalid`
 */
export function findVoiceSource(voice: VoiceChoice, places: VoicePlaces = {}, language?: LanguageCode): VoiceSource {
  if (typeof voice !== 'string') {
    const name = basename(voice.pack, extname(voice.pack));
    return { name, language: language ?? languageOf(name), parts: [{ name, weight: 1, pack: voice.pack }] };
  }
  const expression = savedBlend(voice, places) ?? voice;
  if (!isBlend(expression)) {
    const part = findPart(expression, places);
    return { name: voice, language: language ?? languageOf(part.name), parts: [{ ...part, weight: 1 }] };
  }
  const parts = parseBlend(expression).map(({ name, weight }) => ({ ...findPart(name, places), weight }));
  return { name: voice, language: language ?? languageOf(parts[0]?.name ?? ''), parts };
}

/** The language of a voice or blend; undefined when there is no such voice, which speaking reports. */
export function languageOfVoice(voice: string, places: VoicePlaces): LanguageCode | undefined {
  try {
    return findVoiceSource(voice, places).language;
  } catch (error) {
    if (error instanceof KokoroError) return undefined;
    throw error;
  }
}

/** A blend that is saved under this name. The names of voices, and blends, cannot be redefined. */
function savedBlend(name: string, { saved = {} }: VoicePlaces): string | undefined {
  return isPublishedVoice(name) || isBlend(name) || !Object.hasOwn(saved, name) ? undefined : saved[name];
}

function findPart(name: string, { model, added, saved }: VoicePlaces): Omit<VoicePart, 'weight'> {
  if (isVoiceName(name)) {
    const paths = [
      ...(model === undefined ? [] : [join(dirname(model), voiceAsset(name))]),
      ...(added === undefined ? [] : [join(added, `${name}.bin`)]),
    ];
    const pack = paths.find((path) => existsSync(path));
    if (pack !== undefined) return { name, pack };
  }
  if (saved !== undefined && Object.hasOwn(saved, name) && !isPublishedVoice(name))
    throw new KokoroError(
      'voice-blend-invalid',
      `“${name.slice(0, 40)}” is a blend itself, which no blend can contain. Write its voices instead.`,
    );
  if (isV11Voice(name)) {
    if (model !== undefined) return { name, isV11: true };
    throw needsV11(name);
  }
  return { name: findVoice(name).name };
}

/** The error for a voice of Kokoro v1.1-zh without its model. */
export function needsV11(name: string): KokoroError {
  return new KokoroError(
    'voice-unknown',
    `${name} is a voice of Kokoro v1.1-zh. Export ${V11_REPOSITORY} with “Kokoro: Export ONNX” and choose that model, or another voice.`,
  );
}

/** The voices in the folder `voices` beside the user's own model, by name; only those named like Kokoro's voices. */
export function voicesBeside(model: string): Voice[] {
  return voicesInFolder(join(dirname(model), 'voices'));
}

/** The voices in a folder of packs, by name; only those named like Kokoro's voices. */
export function voicesInFolder(folder: string): Voice[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.flatMap((file) => {
    const name = /^([a-z][fm]_[\w-]+)\.bin$/.exec(file)?.[1];
    return name === undefined || !hasLanguage(name) ? [] : describeVoice(name);
  });
}

/** The voices of Kokoro v1.1-zh. */
export function voicesV11(): Voice[] {
  return V11_VOICES.map(describeVoice);
}

/** The blends that the user has saved, with the language and gender of their first voice; those that are valid. */
export function savedVoices(places: VoicePlaces): Voice[] {
  return Object.keys(places.saved ?? {}).flatMap((name) => {
    if (savedBlend(name, places) === undefined) return [];
    try {
      const { parts } = findVoiceSource(name, places);
      return { ...describeVoice(parts[0]?.name ?? ''), name, displayName: name };
    } catch (error) {
      if (error instanceof KokoroError) return []; // choosing it says what is wrong
      throw error;
    }
  });
}
