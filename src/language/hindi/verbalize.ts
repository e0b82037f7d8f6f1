import { monthNumbers } from '../ruleBased/normalization/romance';
import { invariable, spelled, symbolsInNames } from '../ruleBased/normalization/tables';
import { unitNames } from '../ruleBased/normalization/units';
import type { VerbalizationRules } from '../ruleBased/normalization/verbalizationRules';
import { wordSet } from '../wordSet';
import { MONEY } from './money';
import { cardinal, fraction, ordinal, year } from './numbers';

const MONTHS = 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर'.split(' ');
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
  '√': 'वर्गमूल',
  '∞': 'अनंत',
  '∑': 'योग',
  '∫': 'समाकल',
  '‰': 'प्रति हज़ार',
  '±': 'प्लस माइनस',
  '≈': 'लगभग',
  '→': 'से',
  '°': 'डिग्री',
  '₹': 'रुपये',
  $: 'डॉलर',
  '€': 'यूरो',
  '~': 'लगभग',
};

/** The states and big cities of India, after which six digits are a postal code. */
const PLACES =
  /(?:प्रदेश|महाराष्ट्र|झारखंड|नागालैंड|गुजरात|कश्मीर|छत्तीसगढ़|छत्तीसगढ़|त्रिपुरा|बिहार|राजस्थान|पंजाब|हरियाणा|केरल|कर्नाटक|तमिलनाडु|तेलंगाना|ओडिशा|असम|मणिपुर|मेघालय|मिज़ोरम|मिजोरम|सिक्किम|गोवा|उत्तराखंड|बंगाल|दिल्ली|मुंबई|कोलकाता|चेन्नई|बेंगलुरु|बैंगलोर|हैदराबाद|पुणे|अमरावती|लखनऊ|जयपुर|भोपाल|पटना|स्ट्रीट|रोड|मार्ग|नगर|कॉलोनी|चंडीगढ़|चंडीगढ़|नोएडा|गुरुग्राम)[,\s–-]{1,3}$/u;

/** How Hindi verbalizes numbers, dates, symbols, units and abbreviations. */
export const HINDI: VerbalizationRules = {
  decimal: '.',
  comma: 'अल्पविराम',
  point: 'दशमलव',
  minus: 'ऋण',
  plus: 'प्लस',
  cardinal,
  ordinal,
  ordinalMarks: /^(?:ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे|वाँ|वां|वा|वीं|वी|वें|वे|st|nd|rd|th)(?![\p{L}\p{M}])/u,
  fraction,
  mixed: { and: 'और', half: () => 'आधा' },
  andHalf: (whole) => ({ 1: 'डेढ़', 2: 'ढाई' })[whole] ?? `साढ़े ${cardinal(whole)}`,
  isFeminine: () => false,
  isSingular: (whole, decimals) => whole === '1' && decimals === '',
  of: (noun) => noun,
  per: (noun) => `प्रति ${noun}`,
  score: '',
  by: 'बाई',
  power: (exponent, isNegative) =>
    ({ 2: 'का वर्ग', 3: 'का घन' })[isNegative ? '' : exponent] ??
    `की घात ${isNegative ? 'माइनस ' : ''}${cardinal(exponent)}`,
  date: (day, month, written) =>
    [day === '' ? '' : cardinal(day), MONTHS[month - 1] ?? '', written === '' ? '' : year(written)]
      .filter(Boolean)
      .join(' '),
  shortDates: true,
  year: (digits, before, after) => {
    if (!/^1[1-9]/.test(digits)) return undefined;
    const isRange = /(?<!\d)1\d{3}\s?[-–]\s?$/.test(before) || /^\s?[-–]\s?(?:1\d|20)\d\d(?!\d)/.test(after);
    if (isRange || MONTHS.some((month) => before.endsWith(`${month} `))) return year(digits);
    const named = /(?:सन्|सन|साल|वर्ष|ईस्वी)\s$/u.test(before) || /^(?:-\d{2,4})?\s(?:में|ई\.)(?![\p{L}\p{M}])/u.test(after);
    const inTime = !digits.endsWith('00') && /^(?:-\d{2,4})?\s(?:का|की|के|से|तक)(?![\p{L}\p{M}])/u.test(after);
    return named || inTime ? year(digits) : undefined;
  },
  months: monthNumbers(
    MONTHS,
    'जन/जनवरि फ़र/फर/फरवरी/फ़रवरी मार्च अप्रैल/अप्रेल मई/मइ जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित अक्टूबर/अक्तूबर/अक्टू नवंबर/नवम्बर/नव दिसंबर/दिसम्बर/दिस'.split(
      ' ',
    ),
  ),
  time: (hours, minutes, seconds) => {
    if (seconds === '' && (minutes === '' || minutes === '00')) return `${cardinal(hours)} बजे`;
    const said = `${cardinal(hours)} बजकर ${cardinal(String(Number(minutes)))} मिनट`;
    return seconds === '' ? said : `${said} ${cardinal(String(Number(seconds)))} सेकंड`;
  },
  halfDay: (time, hours, half) => {
    if (half === 'a') return `${hours === 12 ? 'रात' : 'सुबह'} ${time}`;
    return `${hours === 12 || hours < 4 ? 'दोपहर' : hours < 7 ? 'शाम' : 'रात'} ${time}`;
  },
  decimals: 'digits',
  to: 'से',
  symbols: SYMBOLS,
  inNames: symbolsInNames(SYMBOLS, { '.': 'डॉट', '/': 'स्लैश', '#': 'नंबर', '\\': 'बैकस्लैश' }),
  optionDash: 'डैश',
  underscore: 'अंडरस्कोर',
  greek:
    'अल्फा बीटा गामा डेल्टा एप्सिलॉन ज़ीटा ईटा थीटा आयोटा काप्पा लैम्ब्डा म्यू न्यू ज़ाई ओमिक्रॉन पाई रो सिग्मा टाऊ अप्सिलॉन फाई काई साई ओमेगा',
  hash: 'हैश',
  tilde: 'टिल्ड',
  or: 'या',
  version: 'वर्शन',
  romanNumerals: 'cardinal',
  beforeRoman: /(?<!\p{L})(?:अध्याय|भाग|खंड|चरण|अंक) $/u,
  units: {
    ...unitNames({
      prefixes: {
        ...{
          p: 'पिको',
          d: 'डेसी',
          n: 'नैनो',
          µ: 'माइक्रो',
          m: 'मिली',
          c: 'सेंटी',
          h: 'हेक्टो',
          k: 'किलो',
          M: 'मेगा',
          G: 'गीगा',
          T: 'टेरा',
        },
        ...{ P: 'पेटा', E: 'एक्सा', Ki: 'किबि', Mi: 'मेबि', Gi: 'गिबि', Ti: 'टेबि' },
      },
      plural: (singular) => singular,
      perSecond: 'प्रति सेकंड',
      perHour: 'प्रति घंटा',
      squared: ([one, many]) => [`वर्ग ${one}`, `वर्ग ${many}`],
      cubed: ([one, many]) => [`घन ${one}`, `घन ${many}`],
      words: {
        B: 'बाइट',
        bit: 'बिट',
        s: 'सेकंड',
        min: 'मिनट',
        h: ['घंटा', 'घंटे'],
        Hz: 'हर्ट्ज़',
        fps: 'फ्रेम प्रति सेकंड',
        rpm: 'चक्कर प्रति मिनट',
        bpm: 'बीट प्रति मिनट',
        m: 'मीटर',
        ft: 'फ़ुट',
        yd: 'गज़',
        mi: 'मील',
        L: 'लीटर',
        'm/s²': 'मीटर प्रति वर्ग सेकंड',
        g: 'ग्राम',
        t: 'टन',
        oz: 'औंस',
        lb: 'पाउंड',
        V: 'वोल्ट',
        A: 'एम्पियर',
        Ah: 'एम्पियर घंटा',
        W: 'वाट',
        Wh: 'वाट घंटा',
        Ω: 'ओम',
        J: 'जूल',
        Pa: 'पास्कल',
        psi: 'पाउंड प्रति वर्ग इंच',
        dB: 'डेसिबल',
        dBm: 'डेसिबल मिलीवाट',
        '°': 'डिग्री',
        '°C': 'डिग्री सेल्सियस',
        '°F': 'डिग्री फ़ारेनहाइट',
        rad: 'रेडियन',
        px: 'पिक्सेल',
        pt: 'पॉइंट',
        em: 'एम',
        d: 'दिन',
        in: 'इंच',
        ha: 'हेक्टेयर',
        ac: 'एकड़',
        gal: 'गैलन',
        K: 'केल्विन',
        bar: 'बार',
        atm: 'एटमॉस्फियर',
        mmHg: 'मिलीमीटर मरकरी',
        hp: 'हॉर्सपावर',
        lm: 'लुमेन',
        lx: 'लक्स',
        cd: 'कैंडेला',
        kn: 'नॉट',
        Sv: 'सीवर्ट',
        F: 'फैरड',
        N: 'न्यूटन',
        cal: 'कैलोरी',
        eV: 'इलेक्ट्रॉन वोल्ट',
        mol: 'मोल',
        rem: 'रेम',
        dpi: 'डॉट प्रति इंच',
        ppi: 'पिक्सेल प्रति इंच',
        ppm: 'भाग प्रति दस लाख',
      },
      own: {
        qt: 'क्वार्ट',
        st: 'स्टोन',
        q: 'क्विंटल',
        yr: 'साल',
        किमी: 'किलोमीटर',
        किग्रा: 'किलोग्राम',
        मिमी: 'मिलीमीटर',
        सेमी: 'सेंटीमीटर',
        मिली: 'मिलीलीटर',
      },
    }),
    ...invariable({ '‰': 'प्रति हज़ार', k: 'हज़ार', '%': 'प्रतिशत' }),
  },
  money: MONEY,
  andCents: '',
  scale: /^\s(?:लाख करोड़|लाख करोड़|हज़ार|हज़ार|हजार|लाख|करोड़|करोड़|अरब|खरब|मिलियन|बिलियन|ट्रिलियन)(?![\p{L}\p{M}])/u,
  scaleWithoutOf: /^/u,
  moneyScales: {
    ...{ K: 'हज़ार', k: 'हज़ार', L: 'लाख', Cr: 'करोड़', cr: 'करोड़', M: 'मिलियन', B: 'बिलियन', T: 'ट्रिलियन' },
  },
  beforeTelephone: /(?:फ़ोन|फोन|मोबाइल|नंबर|नम्बर|कॉल|संपर्क|व्हाट्सऐप|हेल्पलाइन)(?:\s(?:नंबर|नम्बर|करें|करो|है|था|पर)){0,3}:?\s?$/u,
  beforeCode: /(?:पिन(?:कोड|\sकोड)?|कोड|ओटीपी|अंक|पासवर्ड|PIN|OTP)(?:\s(?:है|नंबर|अंक)){0,3}\s?[:–-]?\s?$/u,
  // Mobile numbers have ten digits of which the first is 6 to 9.
  isTelephone: (digits) => /^(?:0\d{10}|[6-9]\d{9})$/.test(digits) && !/0{5}/.test(digits),
  // Postal codes have six digits (abroad five) and follow a place.
  isPostalCode: (digits, before) => /^[1-9]\d{4,5}$/.test(digits) && PLACES.test(before),
  ambiguousUnits: wordSet(''),
  sentences: {
    // Initials in names are written as the names of English letters.
    abbreviations: wordSet(
      'इं ले वै मा डॉ श्री श्रीमती सुश्री प्रो पं स्व कु मो रु सं पृ कि.मी ए बी डी एफ एच जे एल एम एन पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ' +
        'dr mr mrs ms prof e.g i.e vs',
    ),
    beforeNumber: wordSet('क्र नं no fig p pp'),
  },
  abbreviations: {
    'नं.': 'नंबर',
    'उदा.': 'उदाहरण',
    'डॉ.': 'डॉक्टर',
    'श्री.': 'श्री',
    'प्रो.': 'प्रोफ़ेसर',
    'रु.': 'रुपये',
    'सं.': 'संख्या',
    'पृ.': 'पृष्ठ',
    'इं.': 'इंजीनियर',
    'ले.': 'लेफ्टिनेंट',
    'वै.': 'वैज्ञानिक',
    'कु.': 'कुमारी',
    'मा.': 'मास्टर',
    'पं.': 'पंडित',
    'स्व.': 'स्वर्गीय',
    'ई. पू.': 'ईसा पूर्व',
    'ई.पू.': 'ईसा पूर्व',
    'ई.': 'ईस्वी',
    'कि.मी.': 'किलोमीटर',
    'कि.ग्रा.': 'किलोग्राम',
  },
  spelled: spelled('API ISO'),
  silent: '।॥',
};
