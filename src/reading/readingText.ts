import type { CodeBlockMode, PunctuationLevel } from '../document/block';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import type { PronunciationLists } from '../language/lexicon/entry';
import type { VoicesFor } from '../speech/otherVoices';
import type { SpeechRequest } from '../speech/speech';
import type { PausePoint } from '../webview/protocol';

/** Which part of which document a text is. */
export interface TextSource {
  /** The document's URI. */
  uri: string;
  /** UTF-16 offset of the text in the document. */
  offset: number;
  /** Whether the text is the whole document. */
  whole: boolean;
}

/** A text to read aloud: a document or a part of one. */
export interface ReadingText {
  text: string;
  format: SpeechRequest['format'];
  /** Shown in the player. */
  title: string;
  /** The agent whose message it is, as users see its name. */
  agent?: string;
  /** The voice to use instead of the one in the settings. */
  voice?: string;
  /** How much faster it is read than the settings say. */
  pace?: number;
  /** How words are said in it, instead of what the settings say. */
  pronunciations?: PronunciationLists;
  /** Left out for a text that no document contains. */
  source?: TextSource;
}

export interface ReadingSettings {
  voice: string;
  /** The speed that is heard; the player stretches speech that was made at another one. */
  speed: number;
  codeBlocks: CodeBlockMode;
  /** How much of the punctuation of code is spoken. */
  codePunctuation?: PunctuationLevel;
  emoji: EmojiMode;
  /** The language to read in; the voice's own if left out. */
  language?: LanguageCode | undefined;
  /** Other voices for parts of a document, and for the languages of its sentences. */
  voicesFor?: VoicesFor;
  /** Whether each sentence is read in its own language. */
  mixedLanguages?: boolean;
  /** 0–1. */
  volume: number;
  pauseAfter: PausePoint;
  /** How words are said in a document, given its URI. */
  pronunciations?: (uri: string | undefined) => PronunciationLists;
}

/** The request that speaks a text with these settings. @param readCode whether code blocks are read in any case */
export function requestFor(text: ReadingText, settings: ReadingSettings, from = 0, readCode = false): SpeechRequest {
  return {
    ...settings,
    ...{ text: text.text, format: text.format, from },
    codeBlocks: readCode ? 'read' : codeBlocksOf(text, settings),
    voice: text.voice ?? settings.voice,
    speed: Math.min(Math.max(settings.speed * (text.pace ?? 1), MIN_SPEED), MAX_SPEED),
    // A text that names its voice is in that voice's language, and read by no other.
    ...(text.voice !== undefined && { language: undefined, voicesFor: {}, mixedLanguages: false }),
    pronunciations: text.pronunciations ?? settings.pronunciations?.(text.source?.uri),
  };
}

/** Code in an agent's message is not read unless the user asks for it. */
function codeBlocksOf({ agent }: ReadingText, { codeBlocks }: ReadingSettings): CodeBlockMode {
  return agent !== undefined && codeBlocks === 'read' ? 'announce' : codeBlocks;
}
