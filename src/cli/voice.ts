import { resolve } from 'node:path';
import type { VoiceChoice } from '../speech/voiceSource';

/** Parses `--voice`: a voice pack if it looks like a path or ends in `.bin`, otherwise the name of a voice. */
export function voiceArgument(value: string): VoiceChoice {
  return /[/\\]|\.bin$/i.test(value) ? { pack: resolve(value) } : value;
}
