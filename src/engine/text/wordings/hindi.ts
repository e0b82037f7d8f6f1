import type { Wording } from './wording';

const SMALL = (
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस ' +
  'पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस ' +
  'तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ ' +
  'इकसठ बासठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर ' +
  'उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे ' +
  'छियानवे सत्तानवे अट्ठानवे निन्यानवे'
).split(' ');
/** Powers of ten with a name of their own, the largest first. */
const POWERS = [
  [1e11, 'खरब'],
  [1e9, 'अरब'],
  [1e7, 'करोड़'],
  [1e5, 'लाख'],
  [1e3, 'हज़ार'],
  [100, 'सौ'],
] as const;
const MONTHS = 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर'.split(' ');
const ORDINALS = 'शून्य पहला दूसरा तीसरा चौथा पाँचवाँ छठा सातवाँ आठवाँ नौवाँ दसवाँ'.split(' ');

function say(value: number): string {
  if (value < 100) return SMALL[value] ?? '';
  const [power, name] = POWERS.find(([size]) => value >= size) ?? [100, 'सौ'];
  const rest = value % power;
  return `${say(Math.floor(value / power))} ${name}${rest ? ` ${say(rest)}` : ''}`;
}

const cardinal = (digits: string): string => say(Number(digits));
const same = (word: string): readonly [string, string] => [word, word];

/** How Hindi says numbers, dates, symbols, units and abbreviations. */
export const HINDI: Wording = {
  decimal: '.',
  comma: 'अल्पविराम',
  point: 'दशमलव',
  minus: 'ऋण',
  cardinal,
  ordinal: (digits, mark) => ORDINALS[Number(digits)] ?? `${cardinal(digits)}${mark.startsWith('व') ? mark : 'वाँ'}`,
  ordinalMarks: /^(?:वाँ|वां|वीं|वें|st|nd|rd|th)(?![\p{L}\p{M}])/u,
  date: (day, month, year) => `${cardinal(day)} ${MONTHS[month - 1] ?? ''} ${cardinal(year)}`,
  time: (hours, minutes) =>
    minutes === '00' ? `${cardinal(hours)} बजे` : `${cardinal(hours)} बजकर ${cardinal(String(Number(minutes)))} मिनट`,
  decimals: 'digits',
  to: 'से',
  symbols: {
    '^': 'की घात',
    '&': 'और',
    '%': 'प्रतिशत',
    '+': 'प्लस',
    '=': 'बराबर',
    '@': 'एट',
    '×': 'गुणा',
    '*': 'गुणा',
    '÷': 'भाग',
    '<': 'से कम',
    '>': 'से ज़्यादा',
    '≥': 'से ज़्यादा या बराबर',
    '≤': 'से कम या बराबर',
    '≠': 'बराबर नहीं',
    '±': 'प्लस माइनस',
    '≈': 'लगभग',
    '→': 'से',
    '°': 'डिग्री',
    '₹': 'रुपये',
    $: 'डॉलर',
    '€': 'यूरो',
    '~': 'लगभग',
  },
  inside: { '.': 'डॉट', '/': 'स्लैश', _: '', '@': 'एट', '#': 'नंबर', '&': 'और', '+': 'प्लस', '=': 'बराबर', '\\': 'बैकस्लैश' },
  optionDash: 'डैश',
  hash: 'हैश',
  tilde: 'टिल्ड',
  or: 'या',
  version: 'वर्शन',
  fractions: { '1/2': 'आधा', '1/3': 'एक तिहाई', '2/3': 'दो तिहाई', '1/4': 'एक चौथाई', '3/4': 'तीन चौथाई' },
  romans: 'cardinal',
  units: {
    k: same('हज़ार'),
    KiB: same('किबिबाइट'),
    MiB: same('मेबिबाइट'),
    GiB: same('गिबिबाइट'),
    Mbps: same('मेगाबिट प्रति सेकंड'),
    Gbps: same('गीगाबिट प्रति सेकंड'),
    fps: same('फ्रेम प्रति सेकंड'),
    '%': same('प्रतिशत'),
    km: same('किलोमीटर'),
    m: same('मीटर'),
    cm: same('सेंटीमीटर'),
    mm: same('मिलीमीटर'),
    kg: same('किलोग्राम'),
    g: same('ग्राम'),
    l: same('लीटर'),
    ml: same('मिलीलीटर'),
    s: same('सेकंड'),
    ms: same('मिलीसेकंड'),
    min: same('मिनट'),
    h: ['घंटा', 'घंटे'],
    KB: same('किलोबाइट'),
    kB: same('किलोबाइट'),
    MB: same('मेगाबाइट'),
    GB: same('गीगाबाइट'),
    TB: same('टेराबाइट'),
    Hz: same('हर्ट्ज़'),
    kHz: same('किलोहर्ट्ज़'),
    MHz: same('मेगाहर्ट्ज़'),
    GHz: same('गीगाहर्ट्ज़'),
    W: same('वाट'),
    V: same('वोल्ट'),
    px: same('पिक्सेल'),
    'km/h': same('किलोमीटर प्रति घंटा'),
    '°C': same('डिग्री सेल्सियस'),
    '°F': same('डिग्री फ़ारेनहाइट'),
    '°': same('डिग्री'),
  },
  money: { '₹': ['रुपया', 'रुपये'], $: same('डॉलर'), '€': same('यूरो'), '£': same('पाउंड'), '¥': same('येन') },
  abbreviations: { 'डॉ.': 'डॉक्टर', 'श्री.': 'श्री', 'प्रो.': 'प्रोफ़ेसर', 'रु.': 'रुपये', 'सं.': 'संख्या', 'पृ.': 'पृष्ठ' },
  spelled: new Set([
    'API',
    'URL',
    'USB',
    'CPU',
    'GPU',
    'IP',
    'AI',
    'UI',
    'UX',
    'AWS',
    'URI',
    'UDP',
    'OS',
    'ID',
    'UTC',
    'UTF',
    'ISO',
  ]),
  silent: '।॥',
};
