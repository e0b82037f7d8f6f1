import { KokoroError } from '../../common/errors';
import type { ScriptSentence } from '../../engine/protocol';
import type { LanguageCode } from '../../language/language';
import { bestVoice } from '../../language/voices';
import { languageForPart } from '../otherVoices';
import type { SpeechRequest } from '../speech';
import { findVoiceSource, languageOfVoice, type VoiceChoice, type VoicePlaces } from '../voiceSource';

/**
 * The voice that a server is asked for, and the language that it reads a sentence in. The server has to know the voice: a
 * name that is not in the catalog is sent as it is.
 * @param chosen the user's voice for the server, which reads everything; '' if there is none
 * @throws KokoroError `voice-unknown` for the user's own voice pack
 */
export function voiceOnServer(
  { language, voice: marked, role }: Pick<ScriptSentence, 'language' | 'voice' | 'role'>,
  chosen: string,
  { voice: main, voicesFor = {}, language: wanted }: Pick<SpeechRequest, 'voice' | 'voicesFor' | 'language'>,
  places: VoicePlaces,
): { voice: string; language: LanguageCode } {
  if (chosen !== '') return { voice: chosen, language };
  const document = wanted ?? (typeof main === 'string' ? languageOfVoice(main, places) : undefined) ?? language;
  const forLanguage = language === document ? undefined : (voicesFor[language] ?? bestVoice(language).name);
  const choice = forLanguage ?? marked ?? (role && voicesFor[role]) ?? main;
  const voice = nameOf(choice, places);
  const own = languageOfVoice(voice, places);
  return { voice, language: own === undefined ? language : languageForPart(own, language) };
}

function nameOf(voice: VoiceChoice, places: VoicePlaces): string {
  if (typeof voice !== 'string')
    throw new KokoroError('voice-unknown', 'A speech server cannot use a voice pack of this machine. Name a voice.');
  if (languageOfVoice(voice, places) === undefined) return voice;
  const { parts } = findVoiceSource(voice, places);
  const [first] = parts;
  if (parts.length === 1 && first) return first.name;
  // This form is known to both our server and Kokoro-FastAPI.
  return parts.map(({ name, weight }) => `${name}(${Number(weight.toFixed(4))})`).join('+');
}
