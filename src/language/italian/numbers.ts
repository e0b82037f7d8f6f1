import { inGroups } from '../ruleBased/normalization/romance';

const SMALL = (
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici ' +
  'diciassette diciotto diciannove'
).split(' ');
const TENS = ' dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
/** Powers of a thousand. */
const POWERS = ['', '', 'milione', 'miliardo', 'bilione', 'biliardo', 'trilione', 'triliardo'];
const ORDINALS = 'zeresimo primo secondo terzo quarto quinto sesto settimo ottavo nono decimo'.split(' ');
const FEMININE =
  /a$|(?:[tsg]ione|udine|età|ità)$|^(?:parte|notte|chiave|classe|volte|fase|base|frase|serie|mano|ore|settimane|tazze|pagine|righe|miglia|volte|porzioni)$/u;
const MASCULINE_IN_A = /^(?:\p{L}*gramma|problema|sistema|tema|clima|schema|poema|dramma|pianeta|cinema|euro)$/u;

export function isFeminine(noun: string): boolean {
  return FEMININE.test(noun) && !MASCULINE_IN_A.test(noun);
}

function belowThousand(value: number): string {
  if (value >= 100) {
    const hundreds = Math.floor(value / 100);
    const rest = value % 100;
    const last = rest ? belowThousand(rest) : '';
    return `${hundreds > 1 ? (SMALL[hundreds] ?? '') : ''}${last.startsWith('ott') ? 'cent' : 'cento'}${last}`;
  }
  if (value < 20) return SMALL[value] ?? '';
  const unit = value % 10;
  const tens = TENS[Math.floor(value / 10)] ?? '';
  if (unit === 0) return tens;
  return (unit === 1 || unit === 8 ? tens.slice(0, -1) : tens) + (SMALL[unit] ?? '');
}

/** "1" before a noun. An i before a vowel counts as a consonant: una iarda. */
function indefiniteArticle(noun: string): string {
  if (!isFeminine(noun)) return /^(?:z|s[^aeiou]|gn|ps|x|y)/u.test(noun) ? 'uno' : 'un';
  return /^(?:[aeou]|i(?![aeou]))/u.test(noun) ? "un'" : 'una';
}

/** Words after a number that it does not count. */
const NO_NOUN =
  /^(?:e|o|di|del|della|dei|degli|delle|in|a|al|alla|alle|da|dal|per|con|su|il|lo|la|i|gli|le|che|si|è)$/u;

export function cardinal(digits: string, noun: string): string {
  if (digits === '1' && noun !== '' && !NO_NOUN.test(noun)) return indefiniteArticle(noun);
  const words = inGroups(digits, 3, (group, power) => {
    const said = belowThousand(group);
    if (power === 0) return said;
    if (power === 1) return group === 1 ? 'mille' : `${said.replace(/(?<=t)uno$/u, 'un')}mila`;
    const name = POWERS[power] ?? '';
    return group === 1 ? `un ${name}` : `${said.replace(/(?<=t)uno$/u, 'un')} ${name.slice(0, -1)}i`;
  });
  // A final "tre" in a longer number takes an accent.
  return (words || 'zero').replace(/(?<=mila|mille) (?=\p{L})/u, '').replace(/(?<=\p{L})tre\b/gu, 'tré');
}

/** An ordinal; `mark` is written after the digits: "ª", "o". */
export function ordinal(digits: string, mark: string): string {
  const said = cardinal(digits, '');
  const word =
    ORDINALS[Number(digits)] ??
    (said.endsWith('dieci') ? said.replace(/ieci$/u, 'ecimo') : `${ordinalStem(said)}esimo`);
  return /[aª]/u.test(mark) ? word.replace(/o$/u, 'a') : word;
}

/** A cardinal without its last vowel, which only "tre" and "sei" keep. */
function ordinalStem(said: string): string {
  if (said.endsWith('sei')) return said;
  return said
    .replace(/tré$/u, 'tree')
    .replace(/mila$/u, 'mille')
    .replace(/^un (?=mili)/u, '')
    .replace(/ (?=(?:mili|bili|trili)\p{L}+$)/u, '')
    .replace(/[aeiou]$/u, '');
}

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  2: ['mezzo', 'mezzi'],
  ...{ 100: ['centesimo', 'centesimi'], 1000: ['millesimo', 'millesimi'] },
};

/** A fraction; `noun` is what it is a part of. */
export function fraction(top: string, bottom: string, noun: string): string {
  if (top === '1' && bottom === '2' && noun !== '' && !NO_NOUN.test(noun)) return isFeminine(noun) ? 'mezza' : 'mezzo';
  const value = Number(bottom);
  if (value === 0 || (value > 100 && value !== 1000)) return `${cardinal(top, '')} su ${cardinal(bottom, '')}`;
  const [one, many] = NAMES[bottom] ?? [ordinal(bottom, ''), ordinal(bottom, '').replace(/o$/u, 'i')];
  return top === '1' ? `un ${one}` : `${cardinal(top, '')} ${many}`;
}
