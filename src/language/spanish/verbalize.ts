import { inGroups, PREFIXES, romanceRules } from '../ruleBased/normalization/romance';
import { invariable, spelled } from '../ruleBased/normalization/tables';
import { pluralInS, unitNames, withAdjective } from '../ruleBased/normalization/units';
import { wordSet } from '../wordSet';

const SMALL = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'
).split(' ');
const TENS = ' diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');
const ORDINALS = (
  'cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero ' +
  'decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo'
).split(' ');
const FEMININE = /(?:a|as|^partes?|ción|ciones|sión|siones|dad|dades)$/u;
const MASCULINE_IN_A = /^(?:día|días|problemas?|sistemas?|programas?|temas?|mapas?|fotogramas?|a|para|la|las|cada)$/u;

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

function cardinal(digits: string, noun: string): string {
  const said =
    inGroups(digits, 6, (group, power) => {
      const words = belowMillion(group);
      if (power === 0) return words;
      return `${beforeNoun(words)} ${power === 1 ? 'mill' : 'bill'}${group === 1 ? 'ón' : 'ones'}`;
    }) || 'cero';
  if (noun === '') return said;
  if (FEMININE.test(noun) && !MASCULINE_IN_A.test(noun))
    return said.replace(/uno$/u, 'una').replace(/cientos\b/gu, 'cientas');
  return /^(?:y|o|de|del|en|a|al|por|para|con|el|la|los|las|que|se|es)$/u.test(noun) ? said : beforeNoun(said);
}

const SYMBOLS = {
  '^': 'elevado a',
  '&': 'y',
  '%': 'por ciento',
  '+': 'más',
  '=': 'igual a',
  '@': 'arroba',
  '×': 'por',
  '*': 'por',
  '÷': 'entre',
  '<': 'menor que',
  '>': 'mayor que',
  '≥': 'mayor o igual que',
  '≤': 'menor o igual que',
  '≠': 'distinto de',
  '≈': 'aproximadamente',
  '±': 'más menos',
  '→': 'a',
  '°': 'grados',
  '§': 'sección',
  '~': 'unos',
  '€': 'euros',
  $: 'dólares',
};

/** How Spanish verbalizes numbers, dates, symbols, units and abbreviations. */
export const SPANISH = romanceRules({
  comma: 'coma',
  point: 'punto',
  minus: 'menos',
  cardinal,
  ordinal: (digits, mark) => {
    const word = ORDINALS[Number(digits)] ?? cardinal(digits, '');
    if (/[aª]/u.test(mark)) return word.replace(/o$/u, 'a');
    return mark.includes('er') ? word.replace(/ero$/u, 'er') : word;
  },
  ordinalMarks: /^\.?(?:[ºª°](?![CF])|er(?!\p{L})|[oa](?!\p{L}))/u,
  dates: {
    first: 'uno',
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    between: ' de ',
  },
  time: (hours, minutes) =>
    minutes === '00'
      ? `${cardinal(hours, '')} en punto`
      : `${cardinal(hours, '')} ${cardinal(String(Number(minutes)), '')}`,
  to: 'a',
  symbols: SYMBOLS,
  slash: 'barra',
  backslash: 'barra invertida',
  number: 'número',
  optionDash: 'guion',
  hash: 'almohadilla',
  or: 'o',
  version: 'versión',
  fractions: ['un medio', 'un tercio', 'dos tercios', 'un cuarto', 'tres cuartos'],
  romanNumerals: 'cardinal',
  units: {
    ...unitNames({
      prefixes: PREFIXES,
      plural: pluralInS,
      perSecond: 'por segundo',
      perHour: 'por hora',
      squared: withAdjective('cuadrado', 'cuadrados'),
      cubed: withAdjective('cúbico', 'cúbicos'),
      words: {
        B: 'byte',
        bit: 'bit',
        s: 'segundo',
        min: 'minuto',
        h: 'hora',
        Hz: 'hercio',
        fps: 'fotograma por segundo',
        rpm: ['revolución por minuto', 'revoluciones por minuto'],
        bpm: ['pulsación por minuto', 'pulsaciones por minuto'],
        m: 'metro',
        ft: 'pie',
        yd: 'yarda',
        mi: 'milla',
        L: 'litro',
        'm/s²': 'metro por segundo al cuadrado',
        g: 'gramo',
        t: 'tonelada',
        oz: 'onza',
        lb: 'libra',
        V: 'voltio',
        A: 'amperio',
        Ah: 'amperio hora',
        W: 'vatio',
        Wh: 'vatio hora',
        Ω: 'ohmio',
        J: 'julio',
        kcal: 'kilocaloría',
        Pa: ['pascal', 'pascales'],
        psi: ['libra por pulgada cuadrada', 'libras por pulgada cuadrada'],
        dB: 'decibelio',
        dBm: 'decibelio milivatio',
        '°': 'grado',
        '°C': 'grado Celsius',
        '°F': 'grado Fahrenheit',
        rad: ['radián', 'radianes'],
        px: ['píxel', 'píxeles'],
        pt: 'punto',
        em: ['em', 'em'],
        rem: ['rem', 'rem'],
        dpi: 'punto por pulgada',
        ppi: ['píxel por pulgada', 'píxeles por pulgada'],
        ppm: 'parte por millón',
      },
      own: { km: 'kilómetro', cm: 'centímetro', mm: 'milímetro', µm: 'micrómetro', nm: 'nanómetro' },
    }),
    ...invariable({ k: 'mil', '%': 'por ciento' }),
  },
  money: {
    $: ['dólar', 'dólares'],
    US$: ['dólar', 'dólares'],
    '€': ['euro', 'euros'],
    '£': ['libra', 'libras'],
    '¥': ['yen', 'yenes'],
  },
  sentences: {
    abbreviations: wordSet(
      'sr sra srta sres dr dra d dña dn prof profa ing lic arq abg ud uds vd vds p ej pág págs pp núm n cap art fig tel ' +
        'av avda ctra aprox máx mín vs EE a vol gral cnel sgto st sto sta hno hna pdte dpto izq dcha cf cfr ss',
    ),
    beforeNumber: wordSet('no nos ref ed sec'),
  },
  abbreviations: {
    'sr.': 'señor',
    'sra.': 'señora',
    'srta.': 'señorita',
    'sres.': 'señores',
    'dr.': 'doctor',
    'dra.': 'doctora',
    'd.': 'don',
    'dña.': 'doña',
    'prof.': 'profesor',
    'ing.': 'ingeniero',
    'lic.': 'licenciado',
    'ud.': 'usted',
    'uds.': 'ustedes',
    'vd.': 'usted',
    'etc.': 'etcétera',
    'p. ej.': 'por ejemplo',
    'p.ej.': 'por ejemplo',
    'ej.': 'ejemplo',
    'pág.': 'página',
    'págs.': 'páginas',
    'p.': 'página',
    'núm.': 'número',
    'n.º': 'número',
    'cap.': 'capítulo',
    'art.': 'artículo',
    'fig.': 'figura',
    'tel.': 'teléfono',
    'av.': 'avenida',
    'aprox.': 'aproximadamente',
    'máx.': 'máximo',
    'mín.': 'mínimo',
    'vs.': 'contra',
    'ee. uu.': 'Estados Unidos',
    'ee.uu.': 'Estados Unidos',
    'a. c.': 'antes de Cristo',
    'd. c.': 'después de Cristo',
    'a. m.': 'a eme',
    'p. m.': 'pe eme',
    'a.m.': 'a eme',
    'p.m.': 'pe eme',
    's. f.': 'sin fecha',
    'vol.': 'volumen',
    'ss.': 'siguientes',
  },
  spelled: spelled('IA UE IU BOE ISO IOS'),
  silent: '¿¡',
});
