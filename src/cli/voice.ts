import { resolve } from 'node:path';
import type { VoiceChoice } from '../speech/voiceSource';

/** What `--voice` means: a voice pack where it looks like a path or a `.bin` file, else a voice's name. */
export function voiceArgument(value: string): VoiceChoice {
  return /[/\\]|\.bin$/i.test(value) ? { pack: resolve(value) } : value;
}
