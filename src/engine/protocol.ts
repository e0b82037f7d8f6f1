import type { CodeBlockMode } from '../document/block';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';

/** Which files to speak with; the engine process itself never touches the network. */
export interface VoiceFiles {
  /** The ONNX model. */
  model: string;
  /** Whether it is as ONNX Runtime has optimized it for this machine. */
  preoptimized: boolean;
  /** Linear factor that brings the model's output to the level of the PyTorch reference. */
  gain: number;
  /** Name of the voice, e.g. `af_heart`. */
  voice: string;
  /** The language that it speaks unless the request says another. */
  language: LanguageCode;
  /** Its voice pack: 510 × 256 float32, little endian. */
  pack: string;
}

/** A text to be read aloud. */
export interface SpeakRequest {
  text: string;
  format: 'plain' | 'markdown';
  codeBlocks: CodeBlockMode;
  /** Whether emoji are said by name. */
  emoji: EmojiMode;
  /** 1 is the voice's own pace; 0.5–2. */
  speed: number;
  /** The language to read in; the voice's own when it is left out. */
  language?: LanguageCode | undefined;
  /** Source offset to start at; what lies before it is not read. */
  from: number;
}

/** What the engine process knows of itself. */
export interface EngineInfo {
  runtime: string;
  threads: number;
  /** CPU time used since the process started, user and system. */
  cpuSeconds: number;
  peakBytes: number;
}

/** The calls that the engine process answers. A stream is pulled chunk by chunk, so nothing piles up. */
export interface EngineCalls {
  open: { params: { request: SpeakRequest; files: VoiceFiles }; result: { stream: number } };
  next: { params: { stream: number }; result: SpeechChunk | null };
  close: { params: { stream: number }; result: null };
  info: { params: null; result: EngineInfo };
}
