import { ORDINAL_MARKS, PREFIXES, romanceRules } from '../ruleBased/normalization/romance';
import { invariable, spelled } from '../ruleBased/normalization/tables';
import { unitNames, withAdjective } from '../ruleBased/normalization/units';
import { wordSet } from '../wordSet';
import { MONEY } from './money';
import { cardinal, fraction, isFeminine, ordinal } from './numbers';

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

/** A whole number and what it counts. */
function sayNumber(digits: string, noun: string): string {
  return `${cardinal(String(Number(digits)), noun)} ${Number(digits) === 1 ? noun : pluralOf(noun)}`;
}

/** How Italian verbalizes numbers, dates, symbols, units and abbreviations. */
export const ITALIAN = romanceRules({
  comma: 'virgola',
  point: 'punto',
  minus: 'meno',
  cardinal,
  ordinal,
  ordinalMarks: ORDINAL_MARKS,
  dates: {
    first: 'primo',
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    short: 'gen/genn feb/febbr mar apr mag giu/giugn lug ago sett/set ott nov dic',
    between: ' ',
  },
  time: (hours, minutes, seconds) => {
    const said = hours === '1' ? 'una' : cardinal(hours, '');
    if (seconds !== '') {
      const rest = `${sayNumber(minutes, 'minuto')} e ${sayNumber(seconds, 'secondo')}`;
      return `${sayNumber(hours, 'ora').replace("' ", "'")} ${rest}`;
    }
    return minutes === '' || minutes === '00' ? said : `${said} e ${cardinal(String(Number(minutes)), '')}`;
  },
  halfDay: (time, hours, half) => {
    if (half === 'a') return `${time} ${hours === 12 || hours < 4 ? 'di notte' : 'di mattina'}`;
    return `${time} ${hours === 12 || hours < 6 ? 'di pomeriggio' : 'di sera'}`;
  },
  to: 'a',
  symbols: SYMBOLS,
  slash: 'barra',
  backslash: 'barra inversa',
  number: 'numero',
  optionDash: 'trattino',
  hash: 'cancelletto',
  or: 'o',
  version: 'versione',
  fraction,
  half: ['mezzo', 'mezza'],
  isFeminine,
  of: (noun) => `di ${noun}`,
  per: (noun) => ({ secondo: 'al secondo', ora: "all'ora", minuto: 'al minuto' })[noun] ?? `per ${noun}`,
  by: 'per',
  power: (exponent, isNegative) =>
    ({ 2: 'al quadrato', 3: 'al cubo' })[isNegative ? '' : exponent] ??
    (isNegative ? `alla meno ${cardinal(exponent, '')}` : `alla ${ordinal(exponent, 'a')}`),
  romanNumerals: 'ordinal',
  beforeRoman:
    /(?<!\p{L})(?:secolo|capitolo|cap\.|tomo|volume|vol\.|libro|parte|atto|titolo|articolo|art\.|fase|tipo|anno|luigi|enrico|carlo|pio|paolo|benedetto|vittorio emanuele|papa) $/iu,
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
        d: 'giorno',
        in: ['pollice', 'pollici'],
        ha: 'ettaro',
        ac: 'acro',
        gal: ['gallone', 'galloni'],
        K: 'kelvin',
        bar: 'bar',
        atm: 'atmosfera',
        mmHg: 'millimetro di mercurio',
        hp: ['cavallo vapore', 'cavalli vapore'],
        lm: 'lumen',
        lx: 'lux',
        cd: 'candela',
        kn: 'nodo',
        Sv: 'sievert',
        F: 'farad',
        N: 'newton',
        cal: 'caloria',
        eV: 'elettronvolt',
        mol: ['mole', 'moli'],
        rem: 'rem',
        dpi: 'punto per pollice',
        ppi: 'pixel per pollice',
        ppm: ['parte per milione', 'parti per milione'],
      },
      own: {
        sec: 'secondo',
        km: 'chilometro',
        kg: 'chilogrammo',
        'km/h': ['chilometro orario', 'chilometri orari'],
      },
    }),
    ...invariable({ k: 'mila', '%': 'per cento' }),
  },
  money: MONEY,
  andCents: 'e',
  scale: /^\s?(?:mila|mille|milion[ei]|miliard[oi]|bilion[ei])(?![\p{L}\p{M}])/iu,
  scaleWithoutOf: /^(?:mila|mille)$/iu,
  moneyScales: {
    ...{ M: 'milione/milioni', mln: 'milione/milioni', mio: 'milione/milioni', mld: 'miliardo/miliardi' },
    ...{ mrd: 'miliardo/miliardi', B: 'miliardo/miliardi', k: 'mila', K: 'mila' },
  },
  beforeTelephone:
    /(?<!\p{L})(?:tel(?:efono)?|cell(?:ulare)?|fax|chiam\p{L}*|whatsapp|telefon\p{L}*)\.?(?:\s(?:al|allo|il|è|numero)){0,3}:?\s?$/iu,
  beforeCode: /(?<!\p{L})(?:C\.?A\.?P\.?|codice(?:\s(?:postale|PIN))?|PIN)(?:\s(?:è|di)){0,3}:?\s?$/iu,
  ambiguousUnits: wordSet('ha in mi a'),
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

    'ca.': 'circa',
    'max.': 'massimo',
    'min.': 'minimo',
    'vs.': 'contro',
    'a.c.': 'avanti Cristo',
    'd.c.': 'dopo Cristo',
    'vol.': 'volume',
    'dip.': 'dipartimento',
    'sig.na': 'signorina',
    'p.za': 'piazza',
    'p.zza': 'piazza',
    'v.le': 'viale',
    'c.so': 'corso',
    'gent.mo': 'gentilissimo',
    'dott.ri': 'dottori',
    'int.': 'interno',
    'tel.': 'telefono',
    'cfr.': 'confronta',
    'v.': 'vedi',
    's.p.a.': 'esse pi a',
  },
  spelled: spelled('IA UE API'),
  silent: '',
});
