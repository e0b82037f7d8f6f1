import type { VoicePack } from '../kokoro/voicePack';
import type { Language } from '../language/language';
import type { CachedModel } from './cachedModel';

/** What is needed of a model to speak with it. */
export type SpeakingModel = Pick<
  CachedModel,
  'path' | 'vocabulary' | 'reportsDurations' | 'realTimeFactor' | 'has' | 'run'
> &
  Partial<Pick<CachedModel, 'canBegin' | 'begin'>>;

/** A model, a voice and a language to speak with. */
export interface Speaker {
  model: SpeakingModel;
  gain: number;
  pack: VoicePack;
  /** Packs of other voices that the text asks for, by name. */
  otherPacks?: ReadonlyMap<string, VoicePack>;
  language: Language;
  /** The voices for certain parts of the document, and for sentences in other languages. */
  roleVoices?: ReadonlyMap<string, SpeakingVoice>;
  languageVoices?: ReadonlyMap<string, SpeakingVoice>;
}

/** A voice and the language that it reads in. */
export type SpeakingVoice = Pick<Speaker, 'pack' | 'language'>;
