import { thousands, type Wording } from './wording';

const SMALL =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  );
const TENS = ' dez vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS = ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
  ' ',
);
const MONTHS = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ');
const ORDINALS = 'zero primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo'.split(' ');
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(' ');
const FEMININE = /(?:a|as|ção|ções|são|sões|dade|dades)$/u;
const MASCULINE_IN_A = /^(?:dia|dias|problemas?|sistemas?|programas?|temas?|mapas?|a|para|as|cada)$/u;

function belowThousand(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  if (value === 100) return 'cem';
  const [names, step] = value > 100 ? [HUNDREDS, 100] : [TENS, 10];
  const rest = value % step;
  return `${names[Math.floor(value / step)] ?? ''}${rest ? ` e ${belowThousand(rest)}` : ''}`;
}

function cardinal(digits: string, noun: string): string {
  const groups = thousands(digits);
  let said = '';
  groups.forEach((group, i) => {
    if (group === 0) return;
    const power = groups.length - 1 - i;
    const names = [
      ['', ''],
      ['mil', 'mil'],
      ['milhão', 'milhões'],
      ['bilhão', 'bilhões'],
      ['trilhão', 'trilhões'],
    ][power];
    const name = names?.[group === 1 ? 0 : 1] ?? '';
    const words = power === 1 && group === 1 ? 'mil' : `${belowThousand(group)} ${name}`.trim();
    // The last group is joined by "e" where it is below a hundred or a round hundred.
    const last = groups.slice(i + 1).every((lower) => lower === 0);
    const joined = last && (group < 100 || group % 100 === 0);
    said += said === '' ? words : `${joined ? ' e ' : ' '}${words}`;
  });
  said ||= 'zero';
  if (!FEMININE.test(noun) || MASCULINE_IN_A.test(noun)) return said;
  return said
    .replace(/um$/u, 'uma')
    .replace(/dois$/u, 'duas')
    .replace(/entos\b/gu, 'entas');
}

/** How Brazilian Portuguese says numbers, dates, symbols, units and abbreviations. */
export const PORTUGUESE: Wording = {
  decimal: ',',
  comma: 'vírgula',
  point: 'ponto',
  minus: 'menos',
  cardinal,
  ordinal: (digits, mark) => {
    const value = Number(digits);
    const unit = value % 10 ? (ORDINALS[value % 10] ?? '') : '';
    const word =
      value <= 10
        ? (ORDINALS[value] ?? '')
        : value < 100
          ? `${ORDINAL_TENS[Math.floor(value / 10)] ?? ''} ${unit}`.trim()
          : cardinal(digits, '');
    return /[aª]/u.test(mark) ? word.replace(/o\b/gu, 'a') : word;
  },
  ordinalMarks: /^\.?(?:[ºª°](?! ?[CF])|[oa](?!\p{L}))/u,
  date: (day, month, year) =>
    `${day === '1' ? 'primeiro' : cardinal(day, '')} de ${MONTHS[month - 1] ?? ''} de ${cardinal(year, '')}`,
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'horas')} ${hours === '1' ? 'hora' : 'horas'}`;
    return minutes === '00' ? said : `${said} e ${cardinal(String(Number(minutes)), '')}`;
  },
  decimals: 'number',
  to: 'a',
  symbols: {
    '^': 'elevado a',
    '&': 'e',
    '%': 'por cento',
    '+': 'mais',
    '=': 'igual a',
    '@': 'arroba',
    '×': 'vezes',
    '*': 'vezes',
    '÷': 'dividido por',
    '<': 'menor que',
    '>': 'maior que',
    '≥': 'maior ou igual a',
    '≤': 'menor ou igual a',
    '≠': 'diferente de',
    '≈': 'aproximadamente',
    '±': 'mais ou menos',
    '→': 'para',
    '°': 'graus',
    '§': 'parágrafo',
    '~': 'cerca de',
    '€': 'euros',
    $: 'dólares',
  },
  inside: {
    '.': 'ponto',
    '/': 'barra',
    _: '',
    '@': 'arroba',
    '#': 'número',
    '&': 'e',
    '+': 'mais',
    '=': 'igual a',
    '\\': 'barra invertida',
  },
  optionDash: 'traço',
  hash: 'cerquilha',
  tilde: 'til',
  or: 'ou',
  version: 'versão',
  fractions: { '1/2': 'um meio', '1/3': 'um terço', '2/3': 'dois terços', '1/4': 'um quarto', '3/4': 'três quartos' },
  romans: 'cardinal',
  units: {
    k: ['mil', 'mil'],
    Mbps: ['megabit por segundo', 'megabits por segundo'],
    Gbps: ['gigabit por segundo', 'gigabits por segundo'],
    fps: ['quadro por segundo', 'quadros por segundo'],
    '%': ['por cento', 'por cento'],
    km: ['quilômetro', 'quilômetros'],
    m: ['metro', 'metros'],
    cm: ['centímetro', 'centímetros'],
    mm: ['milímetro', 'milímetros'],
    kg: ['quilograma', 'quilogramas'],
    g: ['grama', 'gramas'],
    mg: ['miligrama', 'miligramas'],
    l: ['litro', 'litros'],
    ml: ['mililitro', 'mililitros'],
    s: ['segundo', 'segundos'],
    ms: ['milissegundo', 'milissegundos'],
    µs: ['microssegundo', 'microssegundos'],
    ns: ['nanossegundo', 'nanossegundos'],
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
    Hz: ['hertz', 'hertz'],
    kHz: ['quilohertz', 'quilohertz'],
    MHz: ['megahertz', 'megahertz'],
    GHz: ['gigahertz', 'gigahertz'],
    W: ['watt', 'watts'],
    kW: ['quilowatt', 'quilowatts'],
    V: ['volt', 'volts'],
    px: ['pixel', 'pixels'],
    dB: ['decibel', 'decibéis'],
    'km/h': ['quilômetro por hora', 'quilômetros por hora'],
    'm/s': ['metro por segundo', 'metros por segundo'],
    '°C': ['grau Celsius', 'graus Celsius'],
    '°F': ['grau Fahrenheit', 'graus Fahrenheit'],
    '°': ['grau', 'graus'],
  },
  money: {
    R$: ['real', 'reais'],
    US$: ['dólar', 'dólares'],
    $: ['dólar', 'dólares'],
    '€': ['euro', 'euros'],
    '£': ['libra', 'libras'],
    '¥': ['iene', 'ienes'],
    BRL: ['real', 'reais'],
    EUR: ['euro', 'euros'],
    USD: ['dólar', 'dólares'],
  },
  abbreviations: {
    'e/ou': 'e ou',
    nº: 'número',
    'n°': 'número',
    'sr.': 'senhor',
    'sra.': 'senhora',
    'srta.': 'senhorita',
    'srs.': 'senhores',
    'dr.': 'doutor',
    'dra.': 'doutora',
    'd.': 'dona',
    'prof.': 'professor',
    'profa.': 'professora',
    'eng.': 'engenheiro',
    'etc.': 'etcétera',
    'p. ex.': 'por exemplo',
    'p.ex.': 'por exemplo',
    'ex.': 'exemplo',
    'pág.': 'página',
    'págs.': 'páginas',
    'p.': 'página',
    'núm.': 'número',
    'cap.': 'capítulo',
    'art.': 'artigo',
    'fig.': 'figura',
    'tel.': 'telefone',
    'av.': 'avenida',
    'aprox.': 'aproximadamente',
    'máx.': 'máximo',
    'mín.': 'mínimo',
    'vs.': 'contra',
    'a.c.': 'antes de Cristo',
    'd.c.': 'depois de Cristo',
    'vol.': 'volume',
    'ltda.': 'limitada',
    'obs.': 'observação',
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
    'EUA',
  ]),
  silent: '',
};
