import { thousands, type Wording } from './wording';

const SMALL = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'
).split(' ');
const TENS = ' diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');
const MONTHS = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const ORDINALS = (
  'cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero ' +
  'decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo'
).split(' ');
const FEMININE = /(?:a|as|ción|ciones|sión|siones|dad|dades)$/u;
const MASCULINE_IN_A = /^(?:día|días|problemas?|sistemas?|programas?|temas?|mapas?|a|para|la|las|cada)$/u;

function belowThousand(value: number): string {
  if (value < 30) return SMALL[value] ?? '';
  if (value === 100) return 'cien';
  const rest = value % 100;
  if (value > 100) return `${HUNDREDS[Math.floor(value / 100)] ?? ''}${rest ? ` ${belowThousand(rest)}` : ''}`;
  const unit = value % 10;
  return `${TENS[Math.floor(value / 10)] ?? ''}${unit ? ` y ${SMALL[unit] ?? ''}` : ''}`;
}

/** "uno" loses its o before a noun: veintiún mil, un archivo. */
function beforeNoun(words: string): string {
  return words.replace(/veintiuno$/u, 'veintiún').replace(/uno$/u, 'un');
}

function cardinal(digits: string, noun: string): string {
  const groups = thousands(digits);
  const words: string[] = [];
  let pending = 0;
  groups.forEach((group, i) => {
    const power = groups.length - 1 - i;
    if (power % 2 === 1) {
      if (group > 0) words.push(group === 1 ? 'mil' : `${beforeNoun(belowThousand(group))} mil`);
      pending = group;
      if (power === 1) return;
    } else {
      if (group > 0) words.push(power === 0 ? belowThousand(group) : beforeNoun(belowThousand(group)));
      if (power > 0 && group + pending > 0) {
        const one = group === 1 && pending === 0;
        words.push(power === 2 ? (one ? 'millón' : 'millones') : one ? 'billón' : 'billones');
      }
      pending = 0;
    }
  });
  const said = words.join(' ') || 'cero';
  if (noun === '') return said;
  if (FEMININE.test(noun) && !MASCULINE_IN_A.test(noun))
    return said.replace(/uno$/u, 'una').replace(/cientos\b/gu, 'cientas');
  return /^(?:y|o|de|del|en|a|al|por|para|con|el|la|los|las|que|se|es)$/u.test(noun) ? said : beforeNoun(said);
}

/** How Spanish says numbers, dates, symbols, units and abbreviations. */
export const SPANISH: Wording = {
  decimal: ',',
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
  date: (day, month, year) =>
    `${day === '1' ? 'uno' : cardinal(day, '')} de ${MONTHS[month - 1] ?? ''} de ${cardinal(year, '')}`,
  time: (hours, minutes) =>
    minutes === '00'
      ? `${cardinal(hours, '')} en punto`
      : `${cardinal(hours, '')} ${cardinal(String(Number(minutes)), '')}`,
  decimals: 'number',
  to: 'a',
  symbols: {
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
  },
  inside: {
    '.': 'punto',
    '/': 'barra',
    _: '',
    '@': 'arroba',
    '#': 'número',
    '&': 'y',
    '+': 'más',
    '=': 'igual a',
    '\\': 'barra invertida',
  },
  optionDash: 'guion',
  hash: 'almohadilla',
  tilde: 'tilde',
  or: 'o',
  version: 'versión',
  fractions: { '1/2': 'un medio', '1/3': 'un tercio', '2/3': 'dos tercios', '1/4': 'un cuarto', '3/4': 'tres cuartos' },
  romans: 'cardinal',
  units: {
    k: ['mil', 'mil'],
    Mbps: ['megabit por segundo', 'megabits por segundo'],
    Gbps: ['gigabit por segundo', 'gigabits por segundo'],
    fps: ['fotograma por segundo', 'fotogramas por segundo'],
    '%': ['por ciento', 'por ciento'],
    km: ['kilómetro', 'kilómetros'],
    m: ['metro', 'metros'],
    cm: ['centímetro', 'centímetros'],
    mm: ['milímetro', 'milímetros'],
    kg: ['kilogramo', 'kilogramos'],
    g: ['gramo', 'gramos'],
    mg: ['miligramo', 'miligramos'],
    l: ['litro', 'litros'],
    ml: ['mililitro', 'mililitros'],
    s: ['segundo', 'segundos'],
    ms: ['milisegundo', 'milisegundos'],
    µs: ['microsegundo', 'microsegundos'],
    ns: ['nanosegundo', 'nanosegundos'],
    min: ['minuto', 'minutos'],
    h: ['hora', 'horas'],
    B: ['byte', 'bytes'],
    kB: ['kilobyte', 'kilobytes'],
    KB: ['kilobyte', 'kilobytes'],
    MB: ['megabyte', 'megabytes'],
    GB: ['gigabyte', 'gigabytes'],
    TB: ['terabyte', 'terabytes'],
    KiB: ['kibibyte', 'kibibytes'],
    MiB: ['mebibyte', 'mebibytes'],
    GiB: ['gibibyte', 'gibibytes'],
    'MB/s': ['megabyte por segundo', 'megabytes por segundo'],
    Hz: ['hercio', 'hercios'],
    kHz: ['kilohercio', 'kilohercios'],
    MHz: ['megahercio', 'megahercios'],
    GHz: ['gigahercio', 'gigahercios'],
    W: ['vatio', 'vatios'],
    kW: ['kilovatio', 'kilovatios'],
    V: ['voltio', 'voltios'],
    px: ['píxel', 'píxeles'],
    dB: ['decibelio', 'decibelios'],
    'km/h': ['kilómetro por hora', 'kilómetros por hora'],
    'm/s': ['metro por segundo', 'metros por segundo'],
    '°C': ['grado Celsius', 'grados Celsius'],
    '°F': ['grado Fahrenheit', 'grados Fahrenheit'],
    '°': ['grado', 'grados'],
  },
  money: {
    $: ['dólar', 'dólares'],
    US$: ['dólar', 'dólares'],
    '€': ['euro', 'euros'],
    '£': ['libra', 'libras'],
    '¥': ['yen', 'yenes'],
    EUR: ['euro', 'euros'],
    USD: ['dólar', 'dólares'],
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
    'y/o': 'y o',
    nº: 'número',
    'n°': 'número',
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
    'IU',
    'BOE',
    'UTC',
    'UTF',
    'ISO',
    'IOS',
  ]),
  silent: '¿¡',
};
