import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { MODEL_NAME, modelGain, voiceAsset } from '../assets/manifest';
import type { AssetStore, EnsureOptions } from '../assets/store';
import { KokoroError } from '../common/errors';
import { VOICE_ROLES, type VoiceRole } from '../document/block';
import { voicesIn } from '../document/markup';
import type { OtherVoice, PackSource, SpeakRequest, VoiceFiles } from '../engine/protocol';
import type { LanguageCode } from '../language/language';
import { isV11Model } from './modelGeneration';
import type { OptimizedModel } from './optimized/optimizedModel';
import { languageForPart, type VoicesFor, voicesForLanguages } from './otherVoices';
import { findVoiceSource, needsV11, type VoiceChoice, type VoicePlaces, type VoiceSource } from './voiceSource';

/** Where files come from; functions are called each time. */
interface Parts {
  assets: () => Pick<AssetStore, 'ensure'>;
  /** Path of the user's own model; '' for the published one. */
  ownModel: () => string;
  voices: () => VoicePlaces;
  /** Fetches the pack of a voice of Kokoro v1.1-zh. */
  fetchV11: ((name: string, options: EnsureOptions) => Promise<string>) | undefined;
  optimizedModel: Pick<OptimizedModel, 'refresh'> | undefined;
}

type FetchHooks = Pick<EnsureOptions, 'onProgress'> & { signal: AbortSignal };

/** What a request says about its voices. */
interface SpokenRequest extends Pick<SpeakRequest, 'text' | 'markup' | 'language' | 'from'> {
  voice: VoiceChoice;
  voicesFor?: VoicesFor | undefined;
  mixedLanguages?: boolean | undefined;
}

/** Finds the files for voices, and fetches those that are missing. */
export class VoiceFinder {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The files that a voice needs, fetched and verified.
   * @throws KokoroError `voice-unknown`, `model-missing`, `asset-unavailable`, `disk-full`
   */
  async files(voice: VoiceChoice, hooks: FetchHooks, language?: LanguageCode): Promise<VoiceFiles> {
    const own = this.#parts.ownModel();
    const source = findVoiceSource(voice, this.places, language);
    if (own !== '') await requireModel(own);
    const { signal, onProgress } = hooks;
    const options = { signal, ...(onProgress && { onProgress }) };
    const spoken = { voice: source.name, language: source.language, pack: await this.#packOf(source, options) };
    if (own !== '') return { ...spoken, model: own, preoptimized: false, gain: 1 };
    const optimized = await this.#parts.optimizedModel?.refresh();
    if (optimized?.kind === 'ready') return { ...spoken, model: optimized.path, preoptimized: true, gain: 1 };
    const model = await this.#parts.assets().ensure(MODEL_NAME, options);
    return { ...spoken, model, preoptimized: false, gain: modelGain(MODEL_NAME) };
  }

  /** Where voices are found besides the catalog. */
  get places(): VoicePlaces {
    return { ...this.#parts.voices(), model: this.#parts.ownModel() || undefined };
  }

  /** The packs of a voice, fetched and verified. */
  async #packOf({ parts }: VoiceSource, options: EnsureOptions): Promise<PackSource> {
    const packs: { path: string; weight: number }[] = [];
    for (const { name, pack, isV11, weight } of parts) {
      const fetch = () =>
        isV11 ? this.#ensureV11(name, options) : this.#parts.assets().ensure(voiceAsset(name), options);
      packs.push({ path: pack ?? (await fetch()), weight });
    }
    const [first] = packs;
    return packs.length === 1 && first ? first.path : packs;
  }

  /** A voice of Kokoro v1.1-zh, which only that model speaks. */
  async #ensureV11(name: string, options: EnsureOptions): Promise<string> {
    const { fetchV11, ownModel } = this.#parts;
    if (!fetchV11 || !(await isV11Model(ownModel()))) throw needsV11(name);
    return fetchV11(name, options);
  }

  /** The files for a request, also those of the other voices that its text or its settings ask for. */
  async filesFor(request: SpokenRequest, hooks: FetchHooks): Promise<VoiceFiles> {
    const { text, markup, voicesFor = {} } = request;
    const files = await this.files(request.voice, hooks, request.language);
    const { language } = files;
    const packs: [string, PackSource][] = [];
    if (markup !== undefined)
      for (const name of voicesIn(text, markup)) packs.push([name, (await this.files(name, hooks, language)).pack]);
    const roles: [VoiceRole, OtherVoice][] = [];
    for (const role of VOICE_ROLES) {
      const name = voicesFor[role];
      if (name === undefined) continue;
      const { pack, language: own } = await this.files(name, hooks);
      roles.push([role, { pack, language: request.language ?? languageForPart(own, language) }]);
    }
    const others: [LanguageCode, OtherVoice][] = [];
    const languages =
      request.mixedLanguages === true ? voicesForLanguages(text.slice(request.from), language, voicesFor) : [];
    for (const [code, name] of languages)
      others.push([code, { pack: (await this.files(name, hooks, code)).pack, language: code }]);
    return {
      ...files,
      ...(packs.length > 0 && { otherPacks: Object.fromEntries(packs) }),
      ...(roles.length > 0 && { roleVoices: Object.fromEntries(roles) }),
      ...(others.length > 0 && { languageVoices: Object.fromEntries(others) }),
    };
  }
}

/** A relative path would be resolved against the working directory, which may be someone else's folder. */
async function requireModel(path: string): Promise<void> {
  if (!isAbsolute(path)) {
    throw new KokoroError('model-missing', `The model's path must be absolute; “${path}” is relative.`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return;
  throw new KokoroError(
    'model-missing',
    `There is no model file ${path}. Choose another one, or none to use the published model.`,
  );
}
