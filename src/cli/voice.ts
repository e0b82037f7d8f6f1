import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { VOICE_PURPOSES, type VoicesFor } from '../speech/otherVoices';
import type { VoiceChoice } from '../speech/voiceSource';

/** Parses `--voice`: a voice pack if it looks like a path or ends in `.bin`, otherwise the name of a voice, or a blend. */
export function voiceArgument(value: string): VoiceChoice {
  return /[/\\]|\.bin$/i.test(value) ? { pack: resolve(value) } : value;
}

/** Parses one `--voice-for`: "headings=bm_george". */
export function voiceFor(value: string, others: VoicesFor = {}): VoicesFor {
  const at = value.indexOf('=');
  const purpose = VOICE_PURPOSES.find((known) => known === value.slice(0, at));
  const voice = value.slice(at + 1).trim();
  if (purpose !== undefined && voice !== '') return { ...others, [purpose]: voice };
  throw new InvalidArgumentError(
    `It must name one of ${VOICE_PURPOSES.join(', ')} and a voice, such as headings=bm_george.`,
  );
}
