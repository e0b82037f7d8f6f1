import { dateVerbalizer, inGroups } from '../ruleBased/normalization/romance';
import { insideNames, invariable, plurals, spelled } from '../ruleBased/normalization/tables';
import type { VerbalizationRules } from '../ruleBased/normalization/verbalizationRules';
import { wordSet } from '../wordSet';

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const TENS = ' dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const FEMININE =
  /(?:tion|tions|sion|sions|té|tés|ure|ures|ette|ettes|ence|ance|euse|ée|ées|heure|heures|minute|minutes|seconde|secondes|livre|livres|ligne|lignes|erreur|erreurs|page|pages|fois)$/u;

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
  return rest ? `${name} ${belowHundred(rest)}` : name;
}

function cardinal(digits: string, noun: string): string {
  const said =
    inGroups(digits, 3, (group, power) => {
      const words = belowThousand(group);
      if (power === 0) return words;
      if (power === 1) return group === 1 ? 'mille' : `${words} mille`;
      return `${words} ${['million', 'milliard', 'billion'][power - 2] ?? ''}${group > 1 ? 's' : ''}`;
    }) || 'zéro';
  return FEMININE.test(noun) ? said.replace(/un$/u, 'une') : said;
}

function ordinal(digits: string, mark: string): string {
  if (digits === '1') return mark.includes('re') ? 'première' : 'premier';
  const said = cardinal(digits, '')
    .replace(/e$/u, '')
    .replace(/cinq$/u, 'cinqu')
    .replace(/neuf$/u, 'neuv')
    .replace(/vingts$/u, 'vingt');
  return `${said}ième`;
}

const SYMBOLS = {
  '^': 'puissance',
  '&': 'et',
  '%': 'pour cent',
  '+': 'plus',
  '=': 'égale',
  '@': 'arobase',
  '×': 'fois',
  '*': 'fois',
  '÷': 'divisé par',
  '<': 'inférieur à',
  '>': 'supérieur à',
  '≥': 'supérieur ou égal à',
  '≤': 'inférieur ou égal à',
  '≠': 'différent de',
  '≈': 'environ',
  '±': 'plus ou moins',
  '→': 'vers',
  '°': 'degrés',
  '§': 'paragraphe',
  '~': 'environ',
  '€': 'euros',
  $: 'dollars',
};

/** How French says numbers, dates, symbols, units and abbreviations. */
export const FRENCH: VerbalizationRules = {
  decimal: ',',
  comma: 'virgule',
  point: 'point',
  minus: 'moins',
  cardinal,
  ordinal,
  ordinalMarks: /^(?:ers?|res?|es?|èmes?|ème|nde?|[º°](?! ?[CF]))(?![\p{L}\p{N}])/u,
  date: dateVerbalizer(cardinal, { first: 'premier', months: MONTHS, between: ' ' }),
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'heures')} ${Number(hours) > 1 ? 'heures' : 'heure'}`;
    return minutes === '00' ? said : `${said} ${cardinal(String(Number(minutes)), '')}`;
  },
  decimals: 'number',
  to: 'à',
  symbols: SYMBOLS,
  inNames: insideNames(SYMBOLS, { '.': 'point', '/': 'barre', '#': 'numéro', '\\': 'barre inversée' }),
  optionDash: 'tiret',
  hash: 'dièse',
  tilde: 'tilde',
  or: 'ou',
  version: 'version',
  fractions: { '1/2': 'un demi', '1/3': 'un tiers', '2/3': 'deux tiers', '1/4': 'un quart', '3/4': 'trois quarts' },
  romanNumerals: 'cardinal',
  units: {
    ...plurals({
      Kio: 'kibioctet',
      Mio: 'mébioctet',
      Gio: 'gibioctet',
      'Mbit/s': 'mégabit par seconde',
      Mbps: 'mégabit par seconde',
      'Gbit/s': 'gigabit par seconde',
      ips: 'image par seconde',
      km: 'kilomètre',
      m: 'mètre',
      cm: 'centimètre',
      mm: 'millimètre',
      kg: 'kilogramme',
      g: 'gramme',
      mg: 'milligramme',
      l: 'litre',
      ml: 'millilitre',
      s: 'seconde',
      ms: 'milliseconde',
      µs: 'microseconde',
      ns: 'nanoseconde',
      min: 'minute',
      h: 'heure',
      o: 'octet',
      ko: 'kilo-octet',
      Ko: 'kilo-octet',
      Mo: 'méga-octet',
      Go: 'giga-octet',
      To: 'téra-octet',
      KB: 'kilo-octet',
      MB: 'mégabyte',
      GB: 'gigabyte',
      TB: 'térabyte',
      W: 'watt',
      kW: 'kilowatt',
      V: 'volt',
      px: 'pixel',
      dB: 'décibel',
      'km/h': 'kilomètre par heure',
      'm/s': 'mètre par seconde',
      'Mo/s': 'méga-octet par seconde',
      '°C': 'degré Celsius',
      '°F': 'degré Fahrenheit',
      '°': 'degré',
    }),
    ...invariable({
      k: 'mille',
      '%': 'pour cent',
      Hz: 'hertz',
      kHz: 'kilohertz',
      MHz: 'mégahertz',
      GHz: 'gigahertz',
    }),
  },
  money: {
    $: ['dollar', 'dollars'],
    '€': ['euro', 'euros'],
    '£': ['livre', 'livres'],
    '¥': ['yen', 'yens'],
    EUR: ['euro', 'euros'],
    USD: ['dollar', 'dollars'],
  },
  sentences: {
    abbreviations: wordSet('MM mme mmes mlle mgr dr pr me st ste p ex pp chap fig tél av env vs cf éd réf'),
    beforeNumber: wordSet('art vol max min no n num bd sec'),
    spacedMarks: true,
    goesOnInSmallLetters: true,
  },
  abbreviations: {
    'm.': 'monsieur',
    'mm.': 'messieurs',
    mme: 'madame',
    mmes: 'mesdames',
    mlle: 'mademoiselle',
    dr: 'docteur',
    'dr.': 'docteur',
    pr: 'professeur',
    'etc.': 'et cetera',
    'p. ex.': 'par exemple',
    'p.ex.': 'par exemple',
    'ex.': 'exemple',
    'p.': 'page',
    'pp.': 'pages',
    'et/ou': 'et ou',
    'n°': 'numéro',
    nº: 'numéro',
    'chap.': 'chapitre',
    'art.': 'article',
    'fig.': 'figure',
    'tél.': 'téléphone',
    'env.': 'environ',
    'max.': 'maximum',
    'min.': 'minimum',
    'vs.': 'contre',
    vs: 'contre',
    'c.-à-d.': "c'est-à-dire",
    'av. j.-c.': 'avant Jésus-Christ',
    'vol.': 'volume',
    'cf.': 'confer',
    'st.': 'saint',
    'bd.': 'boulevard',
    'av.': 'avenue',
  },
  spelled: spelled('IA UE API USA ONG TVA'),
  silent: '',
};
