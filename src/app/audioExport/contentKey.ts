import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { version } from '../../../package.json';
import { findAsset, ASSETS, MODEL_NAME, voiceAsset } from '../../assets/manifest';
import type { LanguageCode } from '../../language/language';
import { pronunciationsHash } from '../../language/lexicon/relevant';
import { findVoiceSource, type VoicePart, type VoicePlaces } from '../../speech/voiceSource';
import type { AudioText } from './documents';
import type { AudioSettings, SpeakSettings } from './settings';

/** Says which version of the voices and of the model speaks. */
export interface Speaker {
  /** A hash of the voice packs and their shares. */
  voice: string;
  /** SHA-256 of the model. */
  model: string;
  language: LanguageCode;
}

/** @param ownModel path of the user's own model; '' for the published one */
export async function speakerOf(speak: SpeakSettings, ownModel: string, places: VoicePlaces): Promise<Speaker> {
  const { voice, voicesFor = {}, language } = speak;
  const source = findVoiceSource(voice, places, language);
  const others = Object.values(voicesFor).map((other) => findVoiceSource(other, places));
  const packs = await Promise.all([source, ...others].flatMap(({ parts }) => parts).map(hashPart));
  return {
    voice: hash(packs),
    language: source.language,
    model: ownModel === '' ? findAsset(ASSETS, MODEL_NAME).sha256 : await hashFile(ownModel),
  };
}

/** Names a voice and its share of a blend. Packs of Kokoro v1.1-zh are verified when they are fetched. */
async function hashPart({ name, weight, pack, isV11 }: VoicePart): Promise<unknown> {
  if (pack !== undefined) return [weight, await hashFile(pack)];
  return [weight, isV11 ? name : findAsset(ASSETS, voiceAsset(name)).sha256];
}

/**
 * Names the sound of a text: it changes with everything that the sound depends on. Of the pronunciations, those of words
 * that are not in the text do not count.
 */
export function soundKey({ text, format, pronunciations }: AudioText, speak: SpeakSettings, speaker: Speaker): string {
  const said = pronunciationsHash(pronunciations, text, speaker.language);
  return hash({ version, speaker, ...speak, voice: undefined, pronunciations: said, format, text });
}

/** Names the files that are made of texts: it changes with everything that they depend on. */
export function filesKey(texts: readonly AudioText[], settings: AudioSettings, speaker: Speaker): string {
  const { speak, cover, ...rest } = settings;
  const sounds = texts.map((text) => [text.name, soundKey(text, speak, speaker)]);
  return hash({ ...rest, cover: cover && hash([cover.mimeType, Buffer.from(cover.data).toString('base64')]), sounds });
}

/** SHA-256 of a file. */
export async function hashFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}

/** SHA-256 of a value as JSON with sorted keys. */
function hash(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex');
}
