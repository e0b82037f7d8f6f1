import { isKnown } from '../kokoro/vocabulary';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';

/** The longest pause, s. */
const MAX_PAUSE = 60;
/** SSML's names of rates. */
const RATES: ReadonlyMap<string, number> = new Map([
  ['x-slow', 0.5],
  ['slow', 0.75],
  ['medium', 1],
  ['default', 1],
  ['fast', 1.25],
  ['x-fast', 1.75],
]);
/** IPA that Kokoro writes in one symbol. */
const SYMBOLS: readonly (readonly [ipa: RegExp, symbol: string])[] = [
  ...([[/eɪ/g, 'A'], [/aɪ/g, 'I'], [/aʊ/g, 'W'], [/ɔɪ/g, 'Y'], [/oʊ/g, 'O'], [/əʊ/g, 'Q']] as const), // prettier-ignore
  ...([[/t͡?ʃ/g, 'ʧ'], [/d͡?ʒ/g, 'ʤ'], [/g/g, 'ɡ'], [/'/g, 'ˈ'], [/[.‿͡]/g, '']] as const), // prettier-ignore
];

/** "0.5s", "500ms" in seconds, at most a minute; undefined for no number. */
export function readSeconds(time: string): number | undefined {
  const seconds = Number.parseFloat(time) / (time.endsWith('ms') ? 1000 : 1);
  return Number.isFinite(seconds) ? Math.min(seconds, MAX_PAUSE) : undefined;
}

/** "1.2", "120%", "+20%", "fast" as a factor of the speed; undefined for anything else. */
export function readRate(written: string): number | undefined {
  const named = RATES.get(written.trim());
  if (named !== undefined) return named;
  const [, sign, digits, percent] = /^\s*([-+])?(\d{1,4}(?:\.\d{1,4})?)(%)?\s*$/.exec(written) ?? [];
  if (digits === undefined || (sign !== undefined && percent === undefined)) return undefined;
  const number = Number(digits) / (percent === undefined ? 1 : 100);
  const rate = sign === undefined ? number : sign === '+' ? 1 + number : 1 - number;
  return rate >= MIN_SPEED && rate <= MAX_SPEED ? rate : undefined;
}

/** IPA or Kokoro's symbols as Kokoro's symbols; undefined when the model does not know them. */
export function phonemesOfIpa(ipa: string): string | undefined {
  const phonemes = SYMBOLS.reduce(
    (text, [pattern, symbol]) => text.replace(pattern, symbol),
    ipa.normalize('NFC'),
  ).trim();
  const isSpeakable = /\p{L}/u.test(phonemes) && !/[/()\n]/.test(phonemes);
  return isSpeakable && Array.from(phonemes).every(isKnown) ? phonemes : undefined;
}
