import { dateVerbalizer, inGroups, ORDINAL_MARKS } from '../ruleBased/normalization/romance';
import { BYTES, insideNames, invariable, spelled } from '../ruleBased/normalization/tables';
import type { VerbalizationRules } from '../ruleBased/normalization/verbalizationRules';
import { wordSet } from '../wordSet';

const SMALL = (
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici ' +
  'diciassette diciotto diciannove'
).split(' ');
const TENS = ' dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
const MONTHS = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
  ' ',
);
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

function cardinal(digits: string, noun: string): string {
  const value = Number(digits);
  if (value === 1 && noun !== '')
    return noun.endsWith('a')
      ? /^[aeiou]/u.test(noun)
        ? "un'"
        : 'una'
      : /^(?:z|s[^aeiou]|gn|ps)/u.test(noun)
        ? 'uno'
        : 'un';
  const words = inGroups(digits, 3, (group, power) => {
    const said = belowThousand(group);
    if (power === 0) return said;
    if (power === 1) return group === 1 ? 'mille' : `${said}mila`;
    const name = ['milione', 'miliardo', 'bilione'][power - 2] ?? '';
    return group === 1 ? `un ${name}` : `${said} ${name.slice(0, -1)}i`;
  });
  // A final "tre" of a longer number has an accent.
  return (words || 'zero').replace(/(?<=\p{L})tre\b/gu, 'tré').replace(/mila (?=\p{L})/u, 'mila');
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

/** How Italian says numbers, dates, symbols, units and abbreviations. */
export const ITALIAN: VerbalizationRules = {
  decimal: ',',
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
  date: dateVerbalizer(cardinal, { first: 'primo', months: MONTHS, between: ' ' }),
  time: (hours, minutes) =>
    minutes === '00'
      ? `${cardinal(hours, '')} in punto`
      : `${cardinal(hours, '')} e ${cardinal(String(Number(minutes)), '')}`,
  decimals: 'number',
  to: 'a',
  symbols: SYMBOLS,
  inNames: insideNames(SYMBOLS, { '.': 'punto', '/': 'barra', '#': 'numero', '\\': 'barra inversa' }),
  optionDash: 'trattino',
  hash: 'cancelletto',
  tilde: 'tilde',
  or: 'o',
  version: 'versione',
  fractions: { '1/2': 'un mezzo', '1/3': 'un terzo', '2/3': 'due terzi', '1/4': 'un quarto', '3/4': 'tre quarti' },
  romanNumerals: 'ordinal',
  units: {
    ...invariable(BYTES),
    ...invariable({
      k: 'mila',
      Mbps: 'megabit al secondo',
      Gbps: 'gigabit al secondo',
      '%': 'per cento',
      'MB/s': 'megabyte al secondo',
      Hz: 'hertz',
      kHz: 'kilohertz',
      MHz: 'megahertz',
      GHz: 'gigahertz',
      W: 'watt',
      kW: 'kilowatt',
      V: 'volt',
      px: 'pixel',
      dB: 'decibel',
    }),
    fps: ['fotogramma al secondo', 'fotogrammi al secondo'],
    km: ['chilometro', 'chilometri'],
    m: ['metro', 'metri'],
    cm: ['centimetro', 'centimetri'],
    mm: ['millimetro', 'millimetri'],
    kg: ['chilogrammo', 'chilogrammi'],
    g: ['grammo', 'grammi'],
    mg: ['milligrammo', 'milligrammi'],
    l: ['litro', 'litri'],
    ml: ['millilitro', 'millilitri'],
    s: ['secondo', 'secondi'],
    ms: ['millisecondo', 'millisecondi'],
    µs: ['microsecondo', 'microsecondi'],
    ns: ['nanosecondo', 'nanosecondi'],
    min: ['minuto', 'minuti'],
    h: ['ora', 'ore'],
    'km/h': ['chilometro orario', 'chilometri orari'],
    'm/s': ['metro al secondo', 'metri al secondo'],
    '°C': ['grado Celsius', 'gradi Celsius'],
    '°F': ['grado Fahrenheit', 'gradi Fahrenheit'],
    '°': ['grado', 'gradi'],
  },
  money: {
    $: ['dollaro', 'dollari'],
    '€': ['euro', 'euro'],
    '£': ['sterlina', 'sterline'],
    '¥': ['yen', 'yen'],
    EUR: ['euro', 'euro'],
    USD: ['dollaro', 'dollari'],
  },
  sentences: {
    abbreviations: wordSet(
      'sig sigg dott prof ing avv arch geom rag on sen mons gen col cap p es pag pagg n nn fig tel ca vs cfr cf v s ss ' +
        'dr egr gent spett',
    ),
    beforeNumber: wordSet('art vol max min ed sez no'),
    goesOnInSmallLetters: true,
  },
  abbreviations: {
    'e/o': 'e o',
    nº: 'numero',
    'n°': 'numero',
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
};
