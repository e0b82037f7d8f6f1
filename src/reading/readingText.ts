import type { CodeBlockMode } from '../document/block';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
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
  /** The voice to use instead of the one in the settings. */
  voice?: string;
  /** Left out for a text that no document contains. */
  source?: TextSource;
}

export interface ReadingSettings {
  voice: string;
  /** The speed that is heard; the player stretches speech that was made at another one. */
  speed: number;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  /** The language to read in; the voice's own if left out. */
  language?: LanguageCode | undefined;
  /** 0–1. */
  volume: number;
  pauseAfter: PausePoint;
}
