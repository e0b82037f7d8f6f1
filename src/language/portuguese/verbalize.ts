import { groupsOf, ORDINAL_MARKS, PREFIXES, romanceRules } from '../ruleBased/normalization/romance';
import { invariable, spelled } from '../ruleBased/normalization/tables';
import { pluralInS, unitNames, withAdjective } from '../ruleBased/normalization/units';
import { wordSet } from '../wordSet';

const SMALL =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  );
const TENS = ' dez vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS = ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
  ' ',
);
const ORDINALS = 'zero primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo'.split(' ');
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(' ');
const FEMININE = /(?:a|as|^partes?|ção|ções|são|sões|dade|dades)$/u;
const MASCULINE_IN_A =
  /^(?:dia|dias|problemas?|sistemas?|programas?|temas?|mapas?|(?:quilo|mili)?gramas?|a|para|as|cada)$/u;

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
    // "e" joins the last group if it is below a hundred or a multiple of one.
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

/** How Brazilian Portuguese verbalizes numbers, dates, symbols, units and abbreviations. */
export const PORTUGUESE = romanceRules({
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
  dates: {
    first: 'primeiro',
    months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
    between: ' de ',
  },
  time: (hours, minutes) => {
    const said = `${cardinal(hours, 'horas')} ${hours === '1' ? 'hora' : 'horas'}`;
    return minutes === '00' ? said : `${said} e ${cardinal(String(Number(minutes)), '')}`;
  },
  to: 'a',
  symbols: SYMBOLS,
  slash: 'barra',
  backslash: 'barra invertida',
  number: 'número',
  optionDash: 'traço',
  hash: 'cerquilha',
  tilde: 'til',
  or: 'ou',
  version: 'versão',
  fractions: ['um meio', 'um terço', 'dois terços', 'um quarto', 'três quartos'],
  romanNumerals: 'cardinal',
  units: {
    ...unitNames({
      prefixes: { ...PREFIXES, k: 'quilo' },
      plural: pluralInS,
      perSecond: 'por segundo',
      perHour: 'por hora',
      squared: withAdjective('quadrado', 'quadrados'),
      cubed: withAdjective('cúbico', 'cúbicos'),
      words: {
        B: 'byte',
        bit: 'bit',
        s: 'segundo',
        min: 'minuto',
        h: 'hora',
        Hz: ['hertz', 'hertz'],
        fps: 'quadro por segundo',
        rpm: ['rotação por minuto', 'rotações por minuto'],
        bpm: 'batimento por minuto',
        m: 'metro',
        ft: 'pé',
        yd: 'jarda',
        mi: 'milha',
        L: 'litro',
        'm/s²': 'metro por segundo ao quadrado',
        g: 'grama',
        t: 'tonelada',
        oz: 'onça',
        lb: 'libra',
        V: 'volt',
        A: 'ampere',
        Ah: 'ampere hora',
        W: 'watt',
        Wh: 'watt hora',
        Ω: 'ohm',
        J: 'joule',
        kcal: 'quilocaloria',
        Pa: 'pascal',
        psi: 'libra por polegada quadrada',
        dB: ['decibel', 'decibéis'],
        dBm: ['decibel miliwatt', 'decibéis miliwatt'],
        '°': 'grau',
        '°C': 'grau Celsius',
        '°F': 'grau Fahrenheit',
        rad: 'radiano',
        px: 'pixel',
        pt: 'ponto',
        em: ['em', 'em'],
        rem: ['rem', 'rem'],
        dpi: 'ponto por polegada',
        ppi: 'pixel por polegada',
        ppm: 'parte por milhão',
      },
      own: {
        kB: 'kilobyte',
        kbit: 'kilobit',
        ms: 'milissegundo',
        µs: 'microssegundo',
        ns: 'nanossegundo',
        km: 'quilômetro',
        cm: 'centímetro',
        mm: 'milímetro',
        µm: 'micrômetro',
        nm: 'nanômetro',
        kΩ: 'quilo-ohm',
      },
    }),
    ...invariable({ k: 'mil', '%': 'por cento' }),
  },
  money: {
    R$: ['real', 'reais'],
    US$: ['dólar', 'dólares'],
    $: ['dólar', 'dólares'],
    '€': ['euro', 'euros'],
    '£': ['libra', 'libras'],
    '¥': ['iene', 'ienes'],
    BRL: ['real', 'reais'],
  },
  sentences: {
    abbreviations: wordSet(
      'sr sra srta srs sras dr dra drs d prof profa eng arq adv p ex pág págs pp núm cap art fig tel av aprox máx mín vs ' +
        'gen cel sgt sto sta exmo exma ilmo dep sen cf',
    ),
    beforeNumber: wordSet('n no nos vol ed sec'),
  },
  abbreviations: {
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
});
