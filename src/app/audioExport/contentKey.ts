import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { version } from '../../../package.json';
import { findAsset, ASSETS, MODEL_NAME, voiceAsset } from '../../assets/manifest';
import { findVoiceSource } from '../../speech/voiceSource';
import type { AudioText } from './documents';
import type { AudioSettings, SpeakSettings } from './settings';

/** Says which version of the voices and of the model speaks. */
export interface Speaker {
  /** SHA-256 of the voice pack. */
  voice: string;
  /** SHA-256 of the model. */
  model: string;
}

/** @param ownModel path of the user's own model; '' for the published one */
export async function speakerOf({ voice, language }: SpeakSettings, ownModel: string): Promise<Speaker> {
  const { name, pack } = findVoiceSource(voice, ownModel === '' ? undefined : ownModel, language);
  return {
    voice: pack === undefined ? findAsset(ASSETS, voiceAsset(name)).sha256 : await hashFile(pack),
    model: ownModel === '' ? findAsset(ASSETS, MODEL_NAME).sha256 : await hashFile(ownModel),
  };
}

/** Names the sound of a text: it changes with everything that the sound depends on. */
export function soundKey({ text, format }: AudioText, speak: SpeakSettings, speaker: Speaker): string {
  return hash({ version, speaker, ...speak, voice: undefined, format, text });
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
