import { inGroups, PREFIXES, romanceRules } from '../ruleBased/normalization/romance';
import { invariable, spelled } from '../ruleBased/normalization/tables';
import { pluralInS, unitNames, withAdjective } from '../ruleBased/normalization/units';
import { wordSet } from '../wordSet';

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const TENS = ' dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');
const FEMININE =
  /(?:tion|tions|sion|sions|té|tés|ure|ures|ette|ettes|ence|ance|euse|ée|ées|heure|heures|minute|minutes|seconde|secondes|livre|livres|ligne|lignes|erreur|erreurs|page|pages|fois|images?|tonnes?|onces?|calories?|parties?)$/u;

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

/** How French verbalizes numbers, dates, symbols, units and abbreviations. */
export const FRENCH = romanceRules({
  comma: 'virgule',
  point: 'point',
  minus: 'moins',
  cardinal,
  ordinal,
  ordinalMarks: /^(?:ers?|res?|es?|èmes?|ème|nde?|[º°](?! ?[CF]))(?![\p{L}\p{N}])/u,
  dates: {
    first: 'premier',
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    between: ' ',
  },
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'heures')} ${Number(hours) > 1 ? 'heures' : 'heure'}`;
    return minutes === '00' ? said : `${said} ${cardinal(String(Number(minutes)), '')}`;
  },
  to: 'à',
  symbols: SYMBOLS,
  slash: 'barre',
  backslash: 'barre inversée',
  number: 'numéro',
  optionDash: 'tiret',
  hash: 'dièse',
  or: 'ou',
  version: 'version',
  fractions: ['un demi', 'un tiers', 'deux tiers', 'un quart', 'trois quarts'],
  romanNumerals: 'cardinal',
  units: {
    ...unitNames({
      prefixes: { ...PREFIXES, m: 'milli', M: 'méga', T: 'téra', P: 'péta', Mi: 'mébi', Ti: 'tébi' },
      plural: pluralInS,
      perSecond: 'par seconde',
      perHour: 'par heure',
      squared: withAdjective('carré', 'carrés'),
      cubed: withAdjective('cube', 'cubes'),
      words: {
        B: 'byte',
        bit: 'bit',
        s: 'seconde',
        min: 'minute',
        h: 'heure',
        Hz: ['hertz', 'hertz'],
        fps: 'image par seconde',
        rpm: 'tour par minute',
        bpm: 'battement par minute',
        m: 'mètre',
        ft: 'pied',
        yd: 'yard',
        mi: 'mile',
        L: 'litre',
        'm/s²': 'mètre par seconde au carré',
        g: 'gramme',
        t: 'tonne',
        oz: 'once',
        lb: 'livre',
        V: 'volt',
        A: 'ampère',
        Ah: ['ampère-heure', 'ampères-heures'],
        W: 'watt',
        Wh: ['watt-heure', 'watts-heures'],
        Ω: 'ohm',
        J: 'joule',
        kcal: 'kilocalorie',
        Pa: 'pascal',
        psi: 'livre par pouce carré',
        dB: 'décibel',
        dBm: 'décibel milliwatt',
        '°': 'degré',
        '°C': 'degré Celsius',
        '°F': 'degré Fahrenheit',
        rad: 'radian',
        px: 'pixel',
        pt: 'point',
        em: ['em', 'em'],
        rem: ['rem', 'rem'],
        dpi: 'point par pouce',
        ppi: 'pixel par pouce',
        ppm: 'partie par million',
      },
      own: {
        o: 'octet',
        ko: 'kilo-octet',
        Ko: 'kilo-octet',
        KB: 'kilo-octet',
        Mo: 'méga-octet',
        Go: 'giga-octet',
        To: 'téra-octet',
        Kio: 'kibioctet',
        Mio: 'mébioctet',
        Gio: 'gibioctet',
        'Mo/s': 'méga-octet par seconde',
        'Mbit/s': 'mégabit par seconde',
        'Gbit/s': 'gigabit par seconde',
        ips: 'image par seconde',
        kΩ: 'kilohm',
      },
    }),
    ...invariable({ k: 'mille', '%': 'pour cent' }),
  },
  money: {
    $: ['dollar', 'dollars'],
    '€': ['euro', 'euros'],
    '£': ['livre', 'livres'],
    '¥': ['yen', 'yens'],
  },
  sentences: {
    abbreviations: wordSet('MM mme mmes mlle mgr dr pr me st ste p ex pp chap fig tél av env vs cf éd réf'),
    beforeNumber: wordSet('art vol max min no n num bd sec'),
    spacedMarks: true,
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
});
