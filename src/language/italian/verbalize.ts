import { inGroups, ORDINAL_MARKS, PREFIXES, romanceRules } from '../ruleBased/normalization/romance';
import { invariable, spelled } from '../ruleBased/normalization/tables';
import { unitNames, withAdjective } from '../ruleBased/normalization/units';
import { wordSet } from '../wordSet';

const SMALL = (
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici ' +
  'diciassette diciotto diciannove'
).split(' ');
const TENS = ' dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
const ORDINALS = 'zeresimo primo secondo terzo quarto quinto sesto settimo ottavo nono decimo'.split(' ');

function belowThousand(value: number): string {
  if (value >= 100) {
    const hundreds = Math.floor(value / 100);
    const rest = value % 100;
    return `${hundreds > 1 ? (SMALL[hundreds] ?? '') : ''}cento${rest ? belowThousand(rest) : ''}`;
  }
  if (value < 20) return SMALL[value] ?? '';
  const unit = value % 10;
  const tens = TENS[Math.floor(value / 10)] ?? '';
  if (unit === 0) return tens;
  return (unit === 1 || unit === 8 ? tens.slice(0, -1) : tens) + (SMALL[unit] ?? '');
}

/** "1" before a noun. An i before a vowel counts as a consonant: una iarda. */
function indefiniteArticle(noun: string): string {
  if (!/(?:(?<!gramm)a|^parte)$/u.test(noun)) return /^(?:z|s[^aeiou]|gn|ps)/u.test(noun) ? 'uno' : 'un';
  return /^(?:[aeou]|i(?![aeou]))/u.test(noun) ? "un'" : 'una';
}

function cardinal(digits: string, noun: string): string {
  const value = Number(digits);
  if (value === 1 && noun !== '') return indefiniteArticle(noun);
  const words = inGroups(digits, 3, (group, power) => {
    const said = belowThousand(group);
    if (power === 0) return said;
    if (power === 1) return group === 1 ? 'mille' : `${said}mila`;
    const name = ['milione', 'miliardo', 'bilione'][power - 2] ?? '';
    return group === 1 ? `un ${name}` : `${said} ${name.slice(0, -1)}i`;
  });
  // A final "tre" in a longer number takes an accent.
  return (words || 'zero').replace(/(?<=\p{L})tre\b/gu, 'tré').replace(/mila (?=\p{L})/u, 'mila');
}

/** "metro" → "metri", "ora" → "ore"; loanwords do not change. */
function pluralOf(unit: string): string {
  return unit.replace(/^\S+/u, (noun) => noun.replace(/o$/u, 'i').replace(/a$/u, 'e'));
}

const SYMBOLS = {
  '^': 'alla',
  '&': 'e',
  '%': 'per cento',
  '+': 'più',
  '=': 'uguale a',
  '@': 'chiocciola',
  '×': 'per',
  '*': 'per',
  '÷': 'diviso',
  '<': 'minore di',
  '>': 'maggiore di',
  '≥': 'maggiore o uguale a',
  '≤': 'minore o uguale a',
  '≠': 'diverso da',
  '≈': 'circa',
  '±': 'più o meno',
  '→': 'a',
  '°': 'gradi',
  '§': 'paragrafo',
  '~': 'circa',
  '€': 'euro',
  $: 'dollari',
};

/** How Italian verbalizes numbers, dates, symbols, units and abbreviations. */
export const ITALIAN = romanceRules({
  comma: 'virgola',
  point: 'punto',
  minus: 'meno',
  cardinal,
  ordinal: (digits, mark) => {
    const value = Number(digits);
    const word =
      ORDINALS[value] ??
      `${cardinal(digits, '')
        .replace(/é$/u, 'ee')
        .replace(/[aeiou]$/u, '')}esimo`;
    return /[aª]/u.test(mark) ? word.replace(/o$/u, 'a') : word;
  },
  ordinalMarks: ORDINAL_MARKS,
  dates: {
    first: 'primo',
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    between: ' ',
  },
  time: (hours, minutes) =>
    minutes === '00'
      ? `${cardinal(hours, '')} in punto`
      : `${cardinal(hours, '')} e ${cardinal(String(Number(minutes)), '')}`,
  to: 'a',
  symbols: SYMBOLS,
  slash: 'barra',
  backslash: 'barra inversa',
  number: 'numero',
  optionDash: 'trattino',
  hash: 'cancelletto',
  or: 'o',
  version: 'versione',
  fractions: ['un mezzo', 'un terzo', 'due terzi', 'un quarto', 'tre quarti'],
  romanNumerals: 'ordinal',
  units: {
    ...unitNames({
      prefixes: { ...PREFIXES, m: 'milli', h: 'etto' },
      plural: pluralOf,
      perSecond: 'al secondo',
      perHour: "all'ora",
      squared: withAdjective('quadrato', 'quadrati'),
      cubed: withAdjective('cubo', 'cubi'),
      words: {
        B: 'byte',
        bit: 'bit',
        s: 'secondo',
        min: 'minuto',
        h: 'ora',
        Hz: 'hertz',
        fps: ['fotogramma al secondo', 'fotogrammi al secondo'],
        rpm: 'giro al minuto',
        bpm: 'battito al minuto',
        m: 'metro',
        ft: ['piede', 'piedi'],
        yd: 'iarda',
        mi: ['miglio', 'miglia'],
        L: 'litro',
        'm/s²': 'metro al secondo quadrato',
        g: 'grammo',
        t: 'tonnellata',
        oz: ['oncia', 'once'],
        lb: 'libbra',
        V: 'volt',
        A: 'ampere',
        Ah: 'ampere ora',
        W: 'watt',
        Wh: 'watt ora',
        Ω: 'ohm',
        J: 'joule',
        kcal: 'chilocaloria',
        Pa: 'pascal',
        psi: 'libbra per pollice quadrato',
        dB: 'decibel',
        dBm: 'decibel milliwatt',
        '°': 'grado',
        '°C': 'grado Celsius',
        '°F': 'grado Fahrenheit',
        rad: ['radiante', 'radianti'],
        px: 'pixel',
        pt: 'punto',
        em: 'em',
        rem: 'rem',
        dpi: 'punto per pollice',
        ppi: 'pixel per pollice',
        ppm: ['parte per milione', 'parti per milione'],
      },
      own: {
        km: 'chilometro',
        kg: 'chilogrammo',
        'km/h': ['chilometro orario', 'chilometri orari'],
      },
    }),
    ...invariable({ k: 'mila', '%': 'per cento' }),
  },
  money: {
    $: ['dollaro', 'dollari'],
    '€': ['euro', 'euro'],
    '£': ['sterlina', 'sterline'],
    '¥': ['yen', 'yen'],
  },
  sentences: {
    abbreviations: wordSet(
      'sig sigg dott prof ing avv arch geom rag on sen mons gen col cap p es pag pagg n nn fig tel ca vs cfr cf v s ss ' +
        'dr egr gent spett',
    ),
    beforeNumber: wordSet('art vol max min ed sez no'),
  },
  abbreviations: {
    'sig.': 'signor',
    'sig.ra': 'signora',
    'sigg.': 'signori',
    'dott.': 'dottor',
    'dott.ssa': 'dottoressa',
    'prof.': 'professor',
    'prof.ssa': 'professoressa',
    'ing.': 'ingegner',
    'avv.': 'avvocato',
    'arch.': 'architetto',
    'ecc.': 'eccetera',
    'es.': 'esempio',
    'p. es.': 'per esempio',
    'p.es.': 'per esempio',
    'pag.': 'pagina',
    'pagg.': 'pagine',
    'p.': 'pagina',
    'n.': 'numero',
    'cap.': 'capitolo',
    'art.': 'articolo',
    'fig.': 'figura',
    'tel.': 'telefono',
    'ca.': 'circa',
    'max.': 'massimo',
    'min.': 'minimo',
    'vs.': 'contro',
    'a.c.': 'avanti Cristo',
    'd.c.': 'dopo Cristo',
    'vol.': 'volume',
    'cfr.': 'confronta',
    'v.': 'vedi',
    's.p.a.': 'esse pi a',
  },
  spelled: spelled('IA UE API'),
  silent: '',
});
