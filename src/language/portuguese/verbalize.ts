import { dateVerbalizer, groupsOf, ORDINAL_MARKS } from '../ruleBased/normalization/romance';
import { BYTES, insideNames, invariable, plurals, spelled } from '../ruleBased/normalization/tables';
import type { VerbalizationRules } from '../ruleBased/normalization/verbalizationRules';
import { wordSet } from '../wordSet';

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
  const groups = groupsOf(digits, 3);
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

const SYMBOLS = {
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
};

/** How Brazilian Portuguese says numbers, dates, symbols, units and abbreviations. */
export const PORTUGUESE: VerbalizationRules = {
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
  ordinalMarks: ORDINAL_MARKS,
  date: dateVerbalizer(cardinal, { first: 'primeiro', months: MONTHS, between: ' de ' }),
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'horas')} ${hours === '1' ? 'hora' : 'horas'}`;
    return minutes === '00' ? said : `${said} e ${cardinal(String(Number(minutes)), '')}`;
  },
  decimals: 'number',
  to: 'a',
  symbols: SYMBOLS,
  inNames: insideNames(SYMBOLS, { '.': 'ponto', '/': 'barra', '#': 'número', '\\': 'barra invertida' }),
  optionDash: 'traço',
  hash: 'cerquilha',
  tilde: 'til',
  or: 'ou',
  version: 'versão',
  fractions: { '1/2': 'um meio', '1/3': 'um terço', '2/3': 'dois terços', '1/4': 'um quarto', '3/4': 'três quartos' },
  romanNumerals: 'cardinal',
  units: {
    ...plurals(BYTES),
    ...plurals({
      Mbps: 'megabit por segundo',
      Gbps: 'gigabit por segundo',
      fps: 'quadro por segundo',
      km: 'quilômetro',
      m: 'metro',
      cm: 'centímetro',
      mm: 'milímetro',
      kg: 'quilograma',
      g: 'grama',
      mg: 'miligrama',
      l: 'litro',
      ml: 'mililitro',
      s: 'segundo',
      ms: 'milissegundo',
      µs: 'microssegundo',
      ns: 'nanossegundo',
      min: 'minuto',
      h: 'hora',
      'MB/s': 'megabyte por segundo',
      W: 'watt',
      kW: 'quilowatt',
      V: 'volt',
      px: 'pixel',
      'km/h': 'quilômetro por hora',
      'm/s': 'metro por segundo',
      '°C': 'grau Celsius',
      '°F': 'grau Fahrenheit',
      '°': 'grau',
    }),
    ...invariable({
      k: 'mil',
      '%': 'por cento',
      Hz: 'hertz',
      kHz: 'quilohertz',
      MHz: 'megahertz',
      GHz: 'gigahertz',
    }),
    dB: ['decibel', 'decibéis'],
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
  sentences: {
    abbreviations: wordSet(
      'sr sra srta srs sras dr dra drs d prof profa eng arq adv p ex pág págs pp núm cap art fig tel av aprox máx mín vs ' +
        'gen cel sgt sto sta exmo exma ilmo dep sen cf',
    ),
    beforeNumber: wordSet('n no nos vol ed sec'),
    goesOnInSmallLetters: true,
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
  spelled: spelled('IA UE API EUA'),
  silent: '',
};
