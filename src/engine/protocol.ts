import type { SourceRange } from '../common/range';
import type { CodeBlockMode, PunctuationLevel, VoiceRole } from '../document/block';
import type { Format } from '../document/formats';
import type { Markup } from '../document/markup';
import type { Outline } from '../document/outline';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import type { PronunciationLists } from '../language/lexicon/entry';
import type { ExplainedWord } from '../language/lexicon/explainWords';
import type { CacheCounts } from './audioCache';

/** A voice's pack, 510 × 256 float32, little endian: its path, or several with weights that add up to 1, for a blend. */
export type PackSource = string | readonly { path: string; weight: number }[];

/** The files to speak with; the engine process itself never uses the network. */
export interface VoiceFiles {
  /** The ONNX model. */
  model: string;
  /** Whether ONNX Runtime has already optimized it for this machine. */
  preoptimized: boolean;
  /** Linear factor that brings the model's output to the level of the PyTorch reference. */
  gain: number;
  /** Name of the voice, e.g. `af_heart`. */
  voice: string;
  /** Its language, unless the request names another. */
  language: LanguageCode;
  pack: PackSource;
  /** The packs of the voices that marks in the text ask for, by name. */
  otherPacks?: Readonly<Record<string, PackSource>>;
  /** The voices for certain parts of the document. */
  roleVoices?: Readonly<Partial<Record<VoiceRole, OtherVoice>>>;
  /** The voices for sentences in other languages; left out if all are read in the language of their voice. */
  languageVoices?: Readonly<Partial<Record<LanguageCode, OtherVoice>>>;
}

/** A voice besides that of the document, and the language that it reads in. */
export interface OtherVoice {
  pack: PackSource;
  language: LanguageCode;
}

/** A text to be read aloud. */
export interface SpeakRequest {
  text: string;
  format: Format;
  codeBlocks: CodeBlockMode;
  /** How much of the punctuation of code is spoken; 'some' by default. */
  codePunctuation?: PunctuationLevel | undefined;
  /** Whether the names of emoji are spoken. */
  emoji: EmojiMode;
  /** 1 is the voice's normal speed; 0.5–3. */
  speed: number;
  /** The language to read in; the voice's by default. */
  language?: LanguageCode | undefined;
  /** What kind of marks in the text say how to speak it; then it is plain text, whatever its format. */
  markup?: Markup | undefined;
  /** How the user wants words said: checked entries for this text, the most important list first. */
  pronunciations?: PronunciationLists | undefined;
  /** Source offset to start at. */
  from: number;
  /**
   * Whether the first sentence is made as all others, because nobody waits for its sound. Otherwise it may be heard
   * before all of it is made, or be cut at a mark.
   */
  unhurried?: boolean | undefined;
}

/** The state of the engine process. */
export interface EngineInfo {
  runtime: string;
  /** The instruction set that our own kernels use; empty if there are none for this processor. */
  kernels: string;
  threads: number;
  /** User and system CPU time since the process started. */
  cpuSeconds: number;
  peakBytes: number;
  audioCache: CacheCounts;
}

/** A document whose outline is wanted, in the language that it will be read in. */
export interface OutlineRequest extends Pick<SpeakRequest, 'text' | 'format' | 'codeBlocks' | 'codePunctuation'> {
  language: LanguageCode;
}

/** A place in a document whose pronunciation is wanted. */
export interface ExplainRequest extends OutlineRequest, Pick<SpeakRequest, 'emoji' | 'pronunciations'> {
  /** Source offset. */
  at: number;
}

/** The sentence at that place, and how its words are said; all ranges are in the source. */
export interface ExplainedSentence {
  text: string;
  source: SourceRange;
  words: ExplainedWord[];
}

/** A text that another program is to speak, in the language that it is read in. */
export interface ScriptRequest extends Omit<SpeakRequest, 'language'> {
  language: LanguageCode;
  /** Whether each sentence is read in its own language. */
  mixedLanguages: boolean;
}

/** A sentence that another program is to speak. */
export interface ScriptSentence {
  /** The sentence as readers see it, and its range in the document. */
  text: string;
  source: SourceRange;
  /** Offset in `text` at which speech begins: not 0 in the sentence that holds the place where the reading starts. */
  from: number;
  language: LanguageCode;
  speed: number;
  /** Seconds of silence after it, at that speed. */
  pause: number;
  endsBlock: boolean;
  /** The voice that marks in the text ask for. */
  voice?: string;
  /** The part of the document that it belongs to, which may have a voice of its own. */
  role?: VoiceRole;
  /** How the user wants parts of it said, in order: offsets in `text`, and other text or Kokoro's phonemes. */
  replacements: (SourceRange & { say?: string | undefined; phonemes?: string | undefined })[];
  /** Number of phonemes to be spoken. */
  phonemes: number;
  words: ScriptWord[];
}

/** A word that is to be spoken: its offsets in the text of the sentence. */
export interface ScriptWord extends SourceRange {
  /** Its range in the document. */
  source: SourceRange;
  /** Where it begins and ends among the phonemes to be spoken, 0–1. */
  from: number;
  to: number;
}

/** The calls that the engine process answers. A stream is pulled chunk by chunk, so no audio piles up. */
export interface EngineCalls {
  open: { params: { request: SpeakRequest; files: VoiceFiles }; result: { stream: number } };
  next: { params: { stream: number }; result: SpeechChunk | null };
  close: { params: { stream: number }; result: null };
  outline: { params: OutlineRequest; result: Outline };
  /** The next sentences from a place on, some minutes of speech; none at the end. */
  script: { params: ScriptRequest; result: ScriptSentence[] };
  /** Null where nothing is read. */
  explain: { params: ExplainRequest; result: ExplainedSentence | null };
  info: { params: null; result: EngineInfo };
}
