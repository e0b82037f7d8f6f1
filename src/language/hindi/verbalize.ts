import { insideNames, invariable, spelled } from '../ruleBased/normalization/tables';
import type { VerbalizationRules } from '../ruleBased/normalization/verbalizationRules';
import { wordSet } from '../wordSet';

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

const SYMBOLS = {
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
};

/** How Hindi says numbers, dates, symbols, units and abbreviations. */
export const HINDI: VerbalizationRules = {
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
  symbols: SYMBOLS,
  inNames: insideNames(SYMBOLS, { '.': 'डॉट', '/': 'स्लैश', '#': 'नंबर', '\\': 'बैकस्लैश' }),
  optionDash: 'डैश',
  hash: 'हैश',
  tilde: 'टिल्ड',
  or: 'या',
  version: 'वर्शन',
  fractions: { '1/2': 'आधा', '1/3': 'एक तिहाई', '2/3': 'दो तिहाई', '1/4': 'एक चौथाई', '3/4': 'तीन चौथाई' },
  romanNumerals: 'cardinal',
  units: {
    ...invariable({
      k: 'हज़ार',
      KiB: 'किबिबाइट',
      MiB: 'मेबिबाइट',
      GiB: 'गिबिबाइट',
      Mbps: 'मेगाबिट प्रति सेकंड',
      Gbps: 'गीगाबिट प्रति सेकंड',
      fps: 'फ्रेम प्रति सेकंड',
      '%': 'प्रतिशत',
      km: 'किलोमीटर',
      m: 'मीटर',
      cm: 'सेंटीमीटर',
      mm: 'मिलीमीटर',
      kg: 'किलोग्राम',
      g: 'ग्राम',
      l: 'लीटर',
      ml: 'मिलीलीटर',
      s: 'सेकंड',
      ms: 'मिलीसेकंड',
      min: 'मिनट',
      KB: 'किलोबाइट',
      kB: 'किलोबाइट',
      MB: 'मेगाबाइट',
      GB: 'गीगाबाइट',
      TB: 'टेराबाइट',
      Hz: 'हर्ट्ज़',
      kHz: 'किलोहर्ट्ज़',
      MHz: 'मेगाहर्ट्ज़',
      GHz: 'गीगाहर्ट्ज़',
      W: 'वाट',
      V: 'वोल्ट',
      px: 'पिक्सेल',
      'km/h': 'किलोमीटर प्रति घंटा',
      '°C': 'डिग्री सेल्सियस',
      '°F': 'डिग्री फ़ारेनहाइट',
      '°': 'डिग्री',
    }),
    h: ['घंटा', 'घंटे'],
  },
  money: { '₹': ['रुपया', 'रुपये'], ...invariable({ $: 'डॉलर', '€': 'यूरो', '£': 'पाउंड', '¥': 'येन' }) },
  sentences: {
    // A name's initials are written as the names of English letters.
    abbreviations: wordSet(
      'डॉ श्री श्रीमती सुश्री प्रो पं स्व कु मो रु सं पृ कि.मी ए बी डी एफ एच जे एल एम एन पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ' +
        'dr mr mrs ms prof e.g i.e vs',
    ),
    beforeNumber: wordSet('क्र नं no fig p pp'),
  },
  abbreviations: { 'डॉ.': 'डॉक्टर', 'श्री.': 'श्री', 'प्रो.': 'प्रोफ़ेसर', 'रु.': 'रुपये', 'सं.': 'संख्या', 'पृ.': 'पृष्ठ' },
  spelled: spelled('API ISO'),
  silent: '।॥',
};
