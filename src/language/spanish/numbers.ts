import { inGroups } from '../ruleBased/normalization/romance';

const SMALL = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'
).split(' ');
const TENS = ' diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');
/** Powers of a million. */
const POWERS = ['', 'mill', 'bill', 'trill', 'cuatrill'];
const ORDINALS = (
  'cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero ' +
  'decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno'
).split(' ');
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(' ');
const ORDINAL_HUNDREDS = (
  ' centésimo ducentésimo tricentésimo cuadringentésimo quingentésimo sexcentésimo septingentésimo octingentésimo ' +
  'noningentésimo'
).split(' ');

/** Feminine nouns, by their endings or as a list. */
const FEMININE =
  /(?:as?|ción|ciones|sión|siones|dad|dades|tud|tudes|tad|tades)$|^(?:partes?|ve(?:z|ces)|noches?|tardes?|clases?|llaves?|calles?|bases?|fases?|frases?|series?|imagen|imágenes|redes|red|mujer|mujeres|flor|flores|manos?|fotos?|motos?|torres?|sedes?|fuentes?|nubes?|luz|luces|voz|voces)$/u;
/** Nouns in -a that are masculine, and words in -a that are no nouns. */
const MASCULINE_IN_A =
  /^(?:(?:problem|sistem|tem|poem|teorem|esquem|lem|dilem|idiom|axiom|síntom|diplom|clim|dram|\p{L}*gram|panoram|fantasm|dogm|enigm|map|planet|comet|dí|tranví|lempir)as?|a|para|la|las|cada)$/u;
/** Words before which "uno" is not shortened: 21 de mayo. */
const NO_NOUN = /^(?:y|o|u|de|del|en|a|al|por|para|con|sin|el|la|los|las|que|se|es|son|fue|más|menos)$/u;

export function isFeminine(noun: string): boolean {
  return FEMININE.test(noun) && !MASCULINE_IN_A.test(noun);
}

function belowThousand(value: number): string {
  if (value < 30) return SMALL[value] ?? '';
  if (value === 100) return 'cien';
  const rest = value % 100;
  if (value > 100) return `${HUNDREDS[Math.floor(value / 100)] ?? ''}${rest ? ` ${belowThousand(rest)}` : ''}`;
  const unit = value % 10;
  return `${TENS[Math.floor(value / 10)] ?? ''}${unit ? ` y ${SMALL[unit] ?? ''}` : ''}`;
}

/** "uno" is shortened before a noun: veintiún mil, un archivo. */
function beforeNoun(words: string): string {
  return words.replace(/veintiuno$/u, 'veintiún').replace(/uno$/u, 'un');
}

function belowMillion(value: number): string {
  const over = Math.floor(value / 1000);
  const rest = value % 1000;
  const words = [
    over > 1 ? beforeNoun(belowThousand(over)) : '',
    over > 0 ? 'mil' : '',
    rest > 0 ? belowThousand(rest) : '',
  ];
  return words.filter(Boolean).join(' ');
}

export function cardinal(digits: string, noun: string): string {
  const agree = (words: string): string => {
    if (isFeminine(noun)) return words.replace(/uno$/u, 'una').replace(/(?<=cient|quinient)os\b/gu, 'as');
    return noun === '' || NO_NOUN.test(noun) ? words : beforeNoun(words);
  };
  const said = inGroups(digits, 6, (group, power) => {
    const words = belowMillion(group);
    return power === 0 ? agree(words) : `${beforeNoun(words)} ${POWERS[power] ?? ''}${group === 1 ? 'ón' : 'ones'}`;
  });
  return said || 'cero';
}

function ordinalBelowThousand(value: number): string {
  const hundreds = ORDINAL_HUNDREDS[Math.floor(value / 100)] ?? '';
  const rest = value % 100;
  const tens = rest < 20 ? '' : (ORDINAL_TENS[Math.floor(rest / 10)] ?? '');
  const unit = rest < 20 ? rest : rest % 10;
  return [hundreds, tens, unit > 0 ? (ORDINALS[unit] ?? '') : ''].filter(Boolean).join(' ');
}

/** An ordinal below 10⁹; `mark` is written after the digits: "ª", "er", "ro". */
export function ordinal(digits: string, mark: string): string {
  const value = Number(digits);
  const feminine = /[aª]/u.test(mark);
  const inflected = (words: string): string => (feminine ? words.replace(/o\b/gu, 'a') : words);
  const power = (group: number, name: string): string =>
    group > 1 ? `${beforeNoun(belowMillion(group))} ${inflected(name)}` : group === 1 ? inflected(name) : '';
  const words = [
    power(Math.floor(value / 1e6), 'millonésimo'),
    power(Math.floor(value / 1000) % 1000, 'milésimo'),
    inflected(ordinalBelowThousand(value % 1000)),
  ];
  const said = words.filter(Boolean).join(' ') || 'cero';
  return mark.includes('er') ? said.replace(/ero$/u, 'er') : said;
}

/** Denominators that are not an ordinal or end in "-avo". */
const DENOMINATORS: Readonly<Record<string, string>> = {
  ...{ 2: 'medio', 3: 'tercio', 100: 'centésimo', 1000: 'milésimo', 10000: 'diezmilésimo' },
  ...{ 100000: 'cienmilésimo', 1000000: 'millonésimo' },
};

/** A fraction; `noun` is what it is a part of. */
export function fraction(top: string, bottom: string, noun: string): string {
  if (top === '1' && bottom === '2' && noun !== '' && !NO_NOUN.test(noun)) return isFeminine(noun) ? 'media' : 'medio';
  const value = Number(bottom);
  const part =
    DENOMINATORS[bottom] ??
    (value > 3 && value <= 10 ? ORDINALS[value] : value > 10 && value < 100 ? inAvo(value) : undefined);
  if (part === undefined) return `${cardinal(top, '')} sobre ${cardinal(bottom, '')}`;
  return `${beforeNoun(cardinal(top, ''))} ${part}${top === '1' ? '' : 's'}`;
}

/** "treinta y dos" → "treintaidosavo". */
function inAvo(value: number): string {
  const words = belowThousand(value).replaceAll(' y ', 'i').replace(/[oa]$/u, '').replace('é', 'e').replace('ó', 'o');
  return `${words}avo`;
}
