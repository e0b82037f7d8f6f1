import { KokoroError, nothingToRead } from '../common/errors';
import { detectLanguage } from '../language/detectLanguage';
import { LANGUAGES } from '../language/languages';
import { bestVoice } from '../language/voices';

/**
 * Why a text produced no speech. Every voice can speak Latin letters, so other letters mean a script that the voice
 * does not know.
 * @returns KokoroError `voice-mismatch`, or `nothing-to-read` for a text without such letters
 */
export function nothingSpoken(text: string): KokoroError {
  if (!/(?!\p{Script=Latin})\p{L}/u.test(text)) return nothingToRead();
  const code = detectLanguage(text);
  if (code === undefined) {
    const known = Object.values(LANGUAGES)
      .map(({ name }) => name)
      .join(', ');
    return new KokoroError('voice-mismatch', `The voice cannot read this text's script. Kokoro speaks ${known}.`);
  }
  const { language, name } = bestVoice(code);
  return new KokoroError(
    'voice-mismatch',
    `This text seems to be in ${language}; read it in that language, with a voice such as ${name}.`,
  );
}
