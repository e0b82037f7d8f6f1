import { KokoroError } from '../common/errors';
import { type Format, isFormat } from '../document/formats';
import { type Markup, MARKUPS } from '../document/markup';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import { DEFAULT_VOICE } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { LANGUAGES } from '../language/languages';
import { STREAM_FORMATS, type StreamFormat } from '../speech/sinks/encodeStream';
import { findVoiceSource, type VoicePlaces } from '../speech/voiceSource';
import { PLAIN_TEXT, type SpeechRequest } from '../speech/speech';

/** What a client wants to hear. */
export interface Order {
  request: SpeechRequest;
  format: StreamFormat;
}

/** OpenAI's names of voices, so that programs that only know those work. */
const OPENAI_VOICES: Readonly<Record<string, string>> = {
  alloy: 'af_alloy',
  ash: 'am_echo',
  ballad: 'bm_george',
  coral: 'af_sarah',
  echo: 'am_echo',
  fable: 'bm_fable',
  nova: 'af_nova',
  onyx: 'am_onyx',
  sage: 'af_kore',
  shimmer: 'af_sky',
  verse: 'am_michael',
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a request for speech: OpenAI's fields `input`, `voice`, `response_format` and `speed`, and
 * Kokoro-FastAPI's `lang_code`. `markup` and `text_format` are our own. Others are ignored.
 * @param maxCharacters the longest text
 * @param places where voices are found besides the catalog
 * @throws KokoroError `request-invalid`, `voice-unknown`
 */
export function readOrder(body: unknown, maxCharacters: number, places: VoicePlaces = {}): Order {
  const fields = fieldsOf(body);
  const text = textIn(fields, 'input');
  if (text === undefined || text.trim() === '') throw invalid('“input” must be the text to speak.');
  if (text.length > maxCharacters)
    throw invalid(`“input” has ${text.length} characters; at most ${maxCharacters} are spoken.`);
  const voice = voiceIn(fields);
  const language = languageIn(fields);
  findVoiceSource(voice, places, language);
  return {
    format: choiceIn(fields, 'response_format', STREAM_FORMATS) ?? 'mp3',
    request: {
      ...PLAIN_TEXT,
      ...{ text, voice, language },
      format: formatIn(fields),
      speed: speedIn(fields),
      markup: choiceIn<Markup>(fields, 'markup', MARKUPS),
    },
  };
}

/** The fields of a body. @throws KokoroError `request-invalid` */
export function fieldsOf(body: unknown): Fields {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
  throw invalid('The body must be a JSON object.');
}

/** A text field, or undefined. @throws KokoroError `request-invalid` */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`“${name}” must be a text.`);
}

/** @throws KokoroError `request-invalid` */
export function flagIn(fields: Fields, name: string): boolean | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(`“${name}” must be true or false.`);
}

/** A language by its code, such as en-us, or by Kokoro's letter, such as a. @throws KokoroError `request-invalid` */
export function languageIn(fields: Fields, name = 'lang_code'): LanguageCode | undefined {
  const wanted = textIn(fields, name)?.toLowerCase();
  if (wanted === undefined || wanted === '') return undefined;
  const found = Object.values(LANGUAGES).find(({ code, voiceLetter }) => wanted === code || wanted === voiceLetter);
  if (found) return found.code;
  throw invalid(`“${name}” must be one of ${Object.keys(LANGUAGES).join(', ')}.`);
}

/** OpenAI's client sends a name, or an object with its id. */
function voiceIn(fields: Fields): string {
  const { voice } = fields;
  const named = typeof voice === 'object' && voice !== null && 'id' in voice ? voice.id : voice;
  if (named === undefined || named === null) return DEFAULT_VOICE;
  if (typeof named !== 'string') throw invalid('“voice” must be the name of a voice.');
  return Object.hasOwn(OPENAI_VOICES, named) ? (OPENAI_VOICES[named] ?? named) : blendIn(named);
}

/** A blend as Kokoro-FastAPI writes it, `af_bella(2)+af_sky(1)`, as we write it; any other name unchanged. */
function blendIn(name: string): string {
  const parts = name.split('+').map((part) => /^([^()]+)(?:\((\d{1,9}(?:\.\d{1,9})?)\))?$/.exec(part.trim()));
  const weights = parts.map((part) => Number(part?.[2] ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!name.includes('(') || !parts.every((part) => part) || total === 0) return name;
  return parts.map((part, i) => `${part?.[1] ?? ''}*${((weights[i] ?? 0) / total).toFixed(6)}`).join('+');
}

function speedIn({ speed }: Fields): number {
  if (speed === undefined || speed === null) return 1;
  if (typeof speed === 'number' && speed >= MIN_SPEED && speed <= MAX_SPEED) return speed;
  throw invalid(`“speed” must be a number from ${MIN_SPEED} to ${MAX_SPEED}.`);
}

function formatIn(fields: Fields): Format {
  const format = textIn(fields, 'text_format') ?? 'plain';
  if (isFormat(format)) return format;
  throw invalid('“text_format” must be a format such as plain, markdown or code:python.');
}

function choiceIn<T extends string>(fields: Fields, name: string, choices: readonly T[]): T | undefined {
  const value = textIn(fields, name);
  const found = choices.find((choice) => choice === value);
  if (value === undefined || found !== undefined) return found;
  throw invalid(`“${name}” must be one of ${choices.join(', ')}.`);
}

const invalid = (message: string): KokoroError => new KokoroError('request-invalid', message);
