const SMALL = (
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस ' +
  'पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस ' +
  'तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ ' +
  'इकसठ बासठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर ' +
  'उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पंचानवे ' +
  'छियानवे सत्तानवे अट्ठानवे निन्यानवे'
).split(' ');
/** Powers of ten that have names, largest first. */
const POWERS = [
  [17, 'शंख'],
  [15, 'पद्म'],
  [13, 'नील'],
  [11, 'खरब'],
  [9, 'अरब'],
  [7, 'करोड़'],
  [5, 'लाख'],
  [3, 'हज़ार'],
  [2, 'सौ'],
] as const;
/** Masculine, feminine and oblique endings of ordinals. */
const ENDINGS = { masculine: 'वाँ', feminine: 'वीं', oblique: 'वें' } as const;
/** Ordinals that are not formed with "वाँ", without their ending. */
const IRREGULAR: Readonly<Record<string, string>> = { 1: 'पहल', 2: 'दूसर', 3: 'तीसर', 4: 'चौथ', 6: 'छठ' };

export function cardinal(digits: string): string {
  const value = digits.replace(/^0+/u, '');
  if (value.length <= 2) return SMALL[Number(value)] ?? '';
  const [power, name] = POWERS.find(([zeros]) => value.length > zeros) ?? [2, 'सौ'];
  const rest = value.slice(-power).replace(/^0+/u, '');
  return `${cardinal(value.slice(0, -power))} ${name}${rest ? ` ${cardinal(rest)}` : ''}`;
}

/** A year: from 1100 to 1999 it is counted in hundreds. */
export function year(digits: string): string {
  const hundreds = /^1[1-9](?=\d\d$)/u.exec(digits)?.[0];
  if (hundreds === undefined) return cardinal(digits);
  const rest = digits.slice(2);
  return `${cardinal(hundreds)} सौ${rest === '00' ? '' : ` ${cardinal(rest)}`}`;
}

/** An ordinal; the vowel of its `mark` tells gender and case: "5वीं", "1ले". */
export function ordinal(digits: string, mark: string): string {
  const form = mark.includes('ी') ? 'feminine' : mark.includes('े') ? 'oblique' : 'masculine';
  const irregular = IRREGULAR[digits];
  if (irregular !== undefined) return irregular + { masculine: 'ा', feminine: 'ी', oblique: 'े' }[form];
  return cardinal(digits) + ENDINGS[form];
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ '1/2': 'आधा', '1/3': 'एक तिहाई', '2/3': 'दो तिहाई', '1/4': 'एक चौथाई', '3/4': 'तीन चौथाई' },
};

export function fraction(top: string, bottom: string): string {
  return NAMES[`${top}/${bottom}`] ?? `${cardinal(top)} बटा ${cardinal(bottom)}`;
}
