import { KokoroError } from '../common/errors';
import { isPublishedVoice } from './voices';

/** A voice of a blend and its share, above 0 and at most 1. */
export interface BlendPart {
  name: string;
  weight: number;
}

/** A blend of more voices than this sounds like their average, whatever the weights. */
export const MAX_BLEND_PARTS = 8;
/** Characters of an expression; eight names with weights have fewer. */
const MAX_LENGTH = 1000;

/** Whether a text is a blend, such as `af_heart*0.6+af_bella*0.4`, rather than the name of a voice. */
export function isBlend(text: string): boolean {
  return /[*+]/.test(text);
}

/** Whether a blend can be saved under a name: letters, digits, spaces, `_` and `-`, and no published voice has it. */
export function isBlendName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ -]{0,63}$/u.test(name) && !isPublishedVoice(name);
}

/** The error for a name that no blend can have. */
export function invalidBlendName(name: string): KokoroError {
  return new KokoroError(
    'voice-blend-invalid',
    `A blend cannot be called “${name.slice(0, 64)}”: use letters, digits, spaces, _ and -, and no name of a published voice.`,
  );
}

/**
 * Parses a blend: names of voices with weights, joined by `+`. A voice without a weight has 1. The shares are the weights
 * divided by their sum, so `a*0.3+b*0.3` and `a+b` both take half of each.
 * @returns the voices, whose weights add up to 1; the names are not looked up
 * @throws KokoroError `voice-blend-invalid`
 */
export function parseBlend(text: string): BlendPart[] {
  if (text.length > MAX_LENGTH) throw invalid(`it has more than ${MAX_LENGTH} characters`);
  const parts = text.split('+').map(parsePart);
  if (parts.length > MAX_BLEND_PARTS)
    throw invalid(`it has ${parts.length} voices, and at most ${MAX_BLEND_PARTS} can be blended`);
  const twice = parts.find(({ name }, i) => parts.findIndex((part) => part.name === name) < i);
  if (twice) throw invalid(`${twice.name} is in it twice; add up its weights`);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map(({ name, weight }) => ({ name, weight: weight / total }));
}

/** Writes a blend with weights of two decimals. */
export function formatBlend(parts: readonly BlendPart[]): string {
  return parts.map(({ name, weight }) => `${name}*${Number(weight.toFixed(2))}`).join('+');
}

function parsePart(text: string): BlendPart {
  const [name = '', ...weights] = text.split('*').map((piece) => piece.trim());
  if (name === '') throw invalid('a voice is missing before or after a “+”');
  if (weights.length === 0) return { name, weight: 1 };
  const [written = ''] = weights;
  const weight =
    weights.length === 1 && /^[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})$/.test(written) ? Number(written) : NaN;
  if (Number.isNaN(weight))
    throw invalid(`“${weights.join('*').slice(0, 40)}” after ${name.slice(0, 40)} is no weight`);
  // Outside of these, the style leaves the range that the model was trained on.
  if (weight <= 0 || weight > 1)
    throw invalid(`the weight of ${name.slice(0, 40)} is ${written}, not above 0 and at most 1`);
  return { name, weight };
}

function invalid(why: string): KokoroError {
  return new KokoroError(
    'voice-blend-invalid',
    `The voices cannot be blended: ${why}. Write names with weights, such as af_heart*0.6+af_bella*0.4.`,
  );
}
