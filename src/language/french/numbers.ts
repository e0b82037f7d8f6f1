import { inGroups } from '../ruleBased/normalization/romance';

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const TENS = ' dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');
/** Powers of a thousand. */
const POWERS = ['', '', 'million', 'milliard', 'billion', 'billiard', 'trillion', 'trilliard'];
const FEMININE =
  /(?:[ts]ion|té|ure|ette|ence|ance|euse|ée|ière|aine|ille|elle|enne|onne|esse|ise|ade|erie|ogie|aphie|omie)s?$|^(?:heure|minute|seconde|livre|ligne|erreur|page|image|tonne|once|calorie|partie|roupie|couronne|lire|peseta|table|classe|chambre|place|tasse|pomme|femme|étape|règle|tâche|clé|clef|carte|liste|fenêtre|branche|feuille|cuillère|note|vie|main|nuit|dent|part|porte|boîte|étoile|copie|coquille|rue|œuvre|équipe|langue|question|attaque|marque|marche|demi-heure)s?$|^(?:fois|voix|noix|croix)$/u;
const MASCULINE = /^(?:(?:mus|lyc|troph|coll|pygm)ée|comité|côté|été|traité|pâté|murmure|silence|stade|grade)s?$/u;

export function isFeminine(noun: string): boolean {
  return FEMININE.test(noun) && !MASCULINE.test(noun);
}

function belowHundred(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  const tens = Math.floor(value / 10);
  const name = TENS[tens] ?? '';
  const rest = tens === 7 || tens === 9 ? value - tens * 10 + 10 : value % 10;
  if (rest === 0) return tens === 8 ? 'quatre-vingts' : name;
  return (rest === 1 && tens < 8) || (rest === 11 && tens === 7)
    ? `${name} et ${SMALL[rest] ?? ''}`
    : `${name}-${SMALL[rest] ?? ''}`;
}

function belowThousand(value: number): string {
  if (value < 100) return belowHundred(value);
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const name = hundreds > 1 ? `${SMALL[hundreds] ?? ''} cent` : 'cent';
  return rest ? `${name} ${belowHundred(rest)}` : `${name}${hundreds > 1 ? 's' : ''}`;
}

/** Before "mille" and the ending of an ordinal, "cents" and "quatre-vingts" lose their s. */
function withoutPlural(words: string): string {
  return words.replace(/(?<=cent|quatre-vingt)s$/u, '');
}

export function cardinal(digits: string, noun: string): string {
  const said =
    inGroups(digits, 3, (group, power) => {
      const words = belowThousand(group);
      if (power === 0) return words;
      if (power === 1) return group === 1 ? 'mille' : `${withoutPlural(words)} mille`;
      return `${words} ${POWERS[power] ?? ''}${group > 1 ? 's' : ''}`;
    }) || 'zéro';
  return isFeminine(noun) ? said.replace(/un$/u, 'une') : said;
}

/** An ordinal; `mark` is written after the digits: "er", "ère", "e", "nde". */
export function ordinal(digits: string, mark: string): string {
  const plural = mark.endsWith('s') ? 's' : '';
  if (digits === '1') return (mark.includes('re') ? 'première' : 'premier') + plural;
  if (digits === '2' && mark.startsWith('n')) return (mark.includes('e') ? 'seconde' : 'second') + plural;
  const said = withoutPlural(cardinal(digits, ''))
    .replace(/^un (?=milli)/u, '')
    .replace(/(?<=lion|liard)s$/u, '')
    .replace(/e$/u, '')
    .replace(/cinq$/u, 'cinqu')
    .replace(/neuf$/u, 'neuv');
  return `${said}ième${plural}`;
}

const DENOMINATORS: Readonly<Record<string, string>> = { 2: 'demi', 3: 'tiers', 4: 'quart' };

/** A fraction; `noun` is what it is a part of. */
export function fraction(top: string, bottom: string, noun: string): string {
  const value = Number(bottom);
  if (value === 0 || value > 1000 || (value > 100 && value < 1000))
    return `${cardinal(top, '')} sur ${cardinal(bottom, '')}`;
  const one = DENOMINATORS[bottom] ?? ordinal(bottom, 'e');
  if (top === '1') return `${bottom === '2' && isFeminine(noun) ? 'une' : 'un'} ${one}`;
  return `${cardinal(top, '')} ${one.endsWith('s') ? one : `${one}s`}`;
}
