import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODEL_NAME, voiceAsset } from '../assets/manifest';
import type { AssetProgress, AssetStore } from '../assets/store';
import { KokoroError } from '../common/errors';
import { findCheckpoint } from '../exporter/checkpoint/folder';
import type { MobileBundleOptions } from '../exporter/mobile/bundle';
import type { MobilePrecision } from '../exporter/mobile/mobileModel';
import { isVoiceName } from '../kokoro/voices';
import { DATA_FILES } from '../language/dataFiles';
import type { LanguageCode } from '../language/language';
import { LANGUAGE_CODES } from '../language/languages';
import { VOICES } from '../language/voices';
import { findVoiceSource, type VoiceSource } from '../speech/voiceSource';

/** What the user asked for. Without voices, all of the languages; without languages, those of the voices. */
export interface MobileRequest {
  out: string;
  voices?: readonly string[] | undefined;
  languages?: readonly LanguageCode[] | undefined;
  /** A checkpoint, its folder, or an ONNX file; by default the published INT8 model. */
  model?: string | undefined;
  precision: MobilePrecision;
}

export interface FetchHooks {
  signal: AbortSignal;
  onFetch: (progress: AssetProgress) => void;
}

/**
 * Fetches what a mobile bundle is made of.
 * @param programs the folder with the bundled programs, `dist`
 * @returns the options of `writeMobileBundle`
 * @throws KokoroError `voice-unknown`, as `AssetStore.ensure`, or `model-invalid` for FP16 of the published INT8 model
 */
export async function prepareMobileBundle(
  request: MobileRequest,
  assets: AssetStore,
  programs: string,
  { signal, onFetch }: FetchHooks,
): Promise<MobileBundleOptions> {
  const { precision } = request;
  const ownModel = request.model === undefined ? undefined : resolve(request.model);
  if (ownModel === undefined && precision === 'fp16')
    throw new KokoroError('model-invalid', 'The published model is INT8. For FP16, name a checkpoint or FP32 model.');
  const chosen = await chosenVoices(request, ownModel);
  const codes = request.languages ?? LANGUAGE_CODES.filter((code) => chosen.some(({ language }) => language === code));
  const fetched = (name: string): Promise<string> => assets.ensure(name, { signal, onProgress: onFetch });
  const voices: MobileBundleOptions['voices'][number][] = [];
  for (const { name, language, parts } of chosen) {
    const packs: { name: string; path: string; weight: number }[] = [];
    for (const { pack, ...part } of parts)
      packs.push({ ...part, path: pack ?? (await fetched(voiceAsset(part.name))) });
    voices.push({ name, language, packs });
  }
  return {
    ...{ out: resolve(request.out), precision, programs, voices },
    model: ownModel ?? (await fetched(MODEL_NAME)),
    languages: codes.map((code) => ({ code, data: DATA_FILES[code] })),
    samples: join(programs, '..', 'mobile'),
  };
}

async function chosenVoices(request: MobileRequest, ownModel: string | undefined): Promise<VoiceSource[]> {
  const { voices, languages } = request;
  if (voices === undefined)
    return VOICES.filter(({ code }) => languages?.includes(code) ?? true).map(({ name }) => findVoiceSource(name));
  const folder = await checkpointVoices(ownModel);
  return [...new Set(voices)].map((name) => {
    const pack = folder !== undefined && isVoiceName(name) ? join(folder, `${name}.pt`) : '';
    return existsSync(pack) ? findVoiceSource({ pack }) : findVoiceSource(name, { model: ownModel });
  });
}

/** The folder of the voices that came with a checkpoint. */
async function checkpointVoices(model: string | undefined): Promise<string | undefined> {
  if (model === undefined || model.toLowerCase().endsWith('.onnx')) return undefined;
  return (await findCheckpoint(model)).voicesFolder;
}
