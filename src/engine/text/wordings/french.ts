import { thousands, type Wording } from './wording';

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
  const groups = thousands(digits);
  const words: string[] = [];
  groups.forEach((group, i) => {
    if (group === 0) return;
    const power = groups.length - 1 - i;
    const said = belowThousand(group);
    if (power === 0) words.push(said);
    else if (power === 1) words.push(group === 1 ? 'mille' : `${said} mille`);
    else words.push(`${said} ${['million', 'milliard', 'billion'][power - 2] ?? ''}${group > 1 ? 's' : ''}`);
  });
  const said = words.join(' ') || 'zéro';
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

/** How French says numbers, dates, symbols, units and abbreviations. */
export const FRENCH: Wording = {
  decimal: ',',
  comma: 'virgule',
  point: 'point',
  minus: 'moins',
  cardinal,
  ordinal,
  ordinalMarks: /^(?:ers?|res?|es?|èmes?|ème|nde?|[º°](?! ?[CF]))(?![\p{L}\p{N}])/u,
  date: (day, month, year) =>
    `${day === '1' ? 'premier' : cardinal(day, '')} ${MONTHS[month - 1] ?? ''} ${cardinal(year, '')}`,
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'heures')} ${Number(hours) > 1 ? 'heures' : 'heure'}`;
    return minutes === '00' ? said : `${said} ${cardinal(String(Number(minutes)), '')}`;
  },
  decimals: 'number',
  to: 'à',
  symbols: {
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
  },
  inside: {
    '.': 'point',
    '/': 'barre',
    _: '',
    '@': 'arobase',
    '#': 'numéro',
    '&': 'et',
    '+': 'plus',
    '=': 'égale',
    '\\': 'barre inversée',
  },
  optionDash: 'tiret',
  hash: 'dièse',
  tilde: 'tilde',
  or: 'ou',
  version: 'version',
  fractions: { '1/2': 'un demi', '1/3': 'un tiers', '2/3': 'deux tiers', '1/4': 'un quart', '3/4': 'trois quarts' },
  romans: 'cardinal',
  units: {
    k: ['mille', 'mille'],
    Kio: ['kibioctet', 'kibioctets'],
    Mio: ['mébioctet', 'mébioctets'],
    Gio: ['gibioctet', 'gibioctets'],
    'Mbit/s': ['mégabit par seconde', 'mégabits par seconde'],
    Mbps: ['mégabit par seconde', 'mégabits par seconde'],
    'Gbit/s': ['gigabit par seconde', 'gigabits par seconde'],
    ips: ['image par seconde', 'images par seconde'],
    '%': ['pour cent', 'pour cent'],
    km: ['kilomètre', 'kilomètres'],
    m: ['mètre', 'mètres'],
    cm: ['centimètre', 'centimètres'],
    mm: ['millimètre', 'millimètres'],
    kg: ['kilogramme', 'kilogrammes'],
    g: ['gramme', 'grammes'],
    mg: ['milligramme', 'milligrammes'],
    l: ['litre', 'litres'],
    ml: ['millilitre', 'millilitres'],
    s: ['seconde', 'secondes'],
    ms: ['milliseconde', 'millisecondes'],
    µs: ['microseconde', 'microsecondes'],
    ns: ['nanoseconde', 'nanosecondes'],
    min: ['minute', 'minutes'],
    h: ['heure', 'heures'],
    o: ['octet', 'octets'],
    ko: ['kilo-octet', 'kilo-octets'],
    Ko: ['kilo-octet', 'kilo-octets'],
    Mo: ['méga-octet', 'méga-octets'],
    Go: ['giga-octet', 'giga-octets'],
    To: ['téra-octet', 'téra-octets'],
    KB: ['kilo-octet', 'kilo-octets'],
    MB: ['mégabyte', 'mégabytes'],
    GB: ['gigabyte', 'gigabytes'],
    TB: ['térabyte', 'térabytes'],
    Hz: ['hertz', 'hertz'],
    kHz: ['kilohertz', 'kilohertz'],
    MHz: ['mégahertz', 'mégahertz'],
    GHz: ['gigahertz', 'gigahertz'],
    W: ['watt', 'watts'],
    kW: ['kilowatt', 'kilowatts'],
    V: ['volt', 'volts'],
    px: ['pixel', 'pixels'],
    dB: ['décibel', 'décibels'],
    'km/h': ['kilomètre par heure', 'kilomètres par heure'],
    'm/s': ['mètre par seconde', 'mètres par seconde'],
    'Mo/s': ['méga-octet par seconde', 'méga-octets par seconde'],
    '°C': ['degré Celsius', 'degrés Celsius'],
    '°F': ['degré Fahrenheit', 'degrés Fahrenheit'],
    '°': ['degré', 'degrés'],
  },
  money: {
    $: ['dollar', 'dollars'],
    '€': ['euro', 'euros'],
    '£': ['livre', 'livres'],
    '¥': ['yen', 'yens'],
    EUR: ['euro', 'euros'],
    USD: ['dollar', 'dollars'],
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
  spelled: new Set([
    'URL',
    'USB',
    'CPU',
    'GPU',
    'IP',
    'IA',
    'AI',
    'UI',
    'UX',
    'UE',
    'AWS',
    'URI',
    'UDP',
    'OS',
    'ID',
    'UTC',
    'UTF',
    'API',
    'USA',
    'ONG',
    'TVA',
  ]),
  silent: '',
};
