import { inPairs, spellDigits } from './numbers';
import type { Match } from './sentence';

const STATES: ReadonlyMap<string, string> = new Map(
  (
    'AL alabama,AK alaska,AZ arizona,AR arkansas,CA california,CO colorado,CT connecticut,DE delaware,FL florida,GA georgia,' +
    'HI hawaii,ID idaho,IL illinois,IN indiana,IA iowa,KS kansas,KY kentucky,LA louisiana,ME maine,MD maryland,' +
    'MA massachusetts,MI michigan,MN minnesota,MS mississippi,MO missouri,MT montana,NE nebraska,NV nevada,' +
    'NH new hampshire,NJ new jersey,NM new mexico,NY new york,NC north carolina,ND north dakota,OH ohio,OK oklahoma,' +
    'OR oregon,PA pennsylvania,RI rhode island,SC south carolina,SD south dakota,TN tennessee,TX texas,UT utah,' +
    'VT vermont,VA virginia,WA washington,WV west virginia,WI wisconsin,WY wyoming,DC D C'
  )
    .split(',')
    .map((line) => [line.slice(0, 2), line.slice(3)]),
);
const STATE = [...STATES.keys()].join('|');
/** Streets by their abbreviations, without full stops. */
const STREETS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      St: 'street',
      Ave: 'avenue',
      Av: 'avenue',
      Rd: 'road',
      Blvd: 'boulevard',
      Dr: 'drive',
      Ln: 'lane',
      Ct: 'court',
    },
    ...{ Pl: 'place', Hwy: 'highway', Pkwy: 'parkway', Expy: 'expressway', Expwy: 'expressway', Fwy: 'freeway' },
    ...{ Sq: 'square', Ter: 'terrace', Cir: 'circle', Tpke: 'turnpike', Aly: 'alley', Trl: 'trail', Xing: 'crossing' },
  }),
);
const ABBREVIATION = [...STREETS.keys()].flatMap((name) => [name, name.toUpperCase()]).join('|');
const SUFFIX = `${ABBREVIATION}|Street|Avenue|Road|Boulevard|Drive|Lane|Court|Place|Highway|Parkway|Expressway|Square|Terrace|Circle|Way`;

/** The same in small letters, which only a house number shows to be a street. */
const SMALL = [...STREETS.keys()].map((name) => name.toLowerCase()).join('|');

/** The ZIP code after a state. */
export const ZIP_SOURCE = `(?<=\\b(?:${STATE}),?\\s)(?<zip>\\d{5})(?:-(?<more>\\d{4}))?(?![\\w-])`;
const POINT = 'N[EW]|S[EW]|[NSEW]';
/** The name of a street and what follows it. */
const STREET = `(?:(?:\\p{Lu}[\\p{L}.]{1,20}|\\d{1,3}(?:st|nd|rd|th))\\s){1,3}(?:${SUFFIX}|${SMALL})(?!\\p{L})`;
/** The number of a house, before a street: "1600 Pennsylvania Ave", "221B Baker Street", "12 S 1st st". */
export const HOUSE_SOURCE = `(?<house>[1-9]\\d{0,4})(?<letter>[A-Z])?(?=\\s(?:(?:${POINT})\\.?\\s)?${STREET})`;
/** "1211 E Arques Ave", "123 N. Main St.", "Pennsylvania Ave NW". */
export const DIRECTION_SOURCE = `(?<=\\d[A-Z]?\\s)(?<point>${POINT})\\.?(?=\\s${STREET})|(?<=\\s(?:${SUFFIX})\\.?\\s)(?<after>${POINT})(?![\\p{L}\\p{N}.'’-])`;
/** A state after its city: "Santa Clara, CA 95051". */
export const STATE_SOURCE = `(?<=\\p{Lu}[\\p{L}.]{1,30},\\s)(?<state>${STATE})(?=(?<zip>\\s\\d{5}(?!\\d))?(?![\\w'’]|\\s\\p{Lu}\\p{Lu}))`;
/** A street's abbreviation after its name; capitals count only after a name in capitals. */
export const STREET_SOURCE = `(?<=(?:\\p{Lu}[\\p{L}’']{1,20}|\\d(?:st|nd|rd|th))\\s)(?<street>${ABBREVIATION}|${SMALL})(?![\\p{L}\\p{N}])\\.?`;
/** "Hwy 101", "Rte. 66", "Apt. 5", "Ste 200": before a number only. */
export const NUMBERED_SOURCE = '(?<unit>[Hh]wy|Rte|Rt|Apt|Ste|Bldg|Fl|Rm)\\.?(?=\\s#?\\d)';

const UNITS: ReadonlyMap<string, string> = new Map([
  ['hwy', 'highway'],
  ['rte', 'route'],
  ['rt', 'route'],
  ['apt', 'apartment'],
  ['ste', 'suite'],
  ['bldg', 'building'],
  ['fl', 'floor'],
  ['rm', 'room'],
]);
/** States that, without a ZIP code, are other words or degrees. */
const WORDS_TOO = /^(?:OK|OR|IN|ME|HI|MD|ID|DE|LA|CO|PA)$/;
/** Words that stand before a saint and not before a street. */
const BEFORE_SAINT =
  /(?:^|\s)(?:Port|Fort|Mount|Lake|Cape|Point|Saint|East|West|North|South|New|Old|On|In|At|The|From|To|For|By|With|And|Of|Near|Visit|See|When|As|If|After|Before|Since|Like|King|Queen|Church|Feast|Bay|Isle|Island|City|College|Hospital|Cathedral)\s$/;
/** A house number in front of the street's name. */
const HOUSE_BEFORE = /(?:^|\s)\d{1,5}[A-Z]?\s(?:[NSEW]\.?\s)?(?:[\p{L}\d.’']{1,20}\s){1,3}$/u;
const NAME_FOLLOWS = /^\s(?<word>\p{Lu}(?:\p{Ll}+|\.))/u;

/** "CA 94043", digit by digit. */
export function verbalizeZip(found: Match): number {
  const { zip = '', more } = found.groups;
  return found.say(spellDigits(zip) + (more === undefined ? '' : ` dash ${spellDigits(more)}`));
}

export function verbalizeHouse(found: Match): number {
  const { house = '', letter } = found.groups;
  return found.say(inPairs(house) + (letter === undefined ? '' : ` ${letter}`));
}

const POINTS: ReadonlyMap<string, string> = new Map([
  ['N', 'north'],
  ['S', 'south'],
  ['E', 'east'],
  ['W', 'west'],
]);

export function verbalizeDirection(found: Match): number {
  const { point = found.groups['after'] ?? '' } = found.groups;
  return found.say(Array.from(point, (letter) => POINTS.get(letter) ?? letter).join(''));
}

export function verbalizeState(found: Match): number {
  const { state = '', zip } = found.groups;
  if (zip === undefined && WORDS_TOO.test(state) && !found.endsSentence) return 0;
  return found.say(STATES.get(state) ?? state);
}

export function verbalizeNumbered(found: Match): number {
  return found.say(UNITS.get((found.groups['unit'] ?? '').toLowerCase()) ?? '');
}

/** "Elm St.", "5th Ave", "Sunset Dr"; its full stop may also end the sentence. @returns 0 for "Dr. Smith" and "St. Paul" */
export function verbalizeStreet(found: Match): number {
  const { street = '' } = found.groups;
  const before = found.behind(50);
  const isCapitalized = /^\p{Lu}\p{Ll}+$/u.test(street);
  if (!isCapitalized && !HOUSE_BEFORE.test(before)) return 0;
  const name = street.charAt(0).toUpperCase() + street.slice(1).toLowerCase();
  const next = NAME_FOLLOWS.exec(found.ahead(20))?.groups?.['word'];
  const endsSentence = found.text.endsWith('.') && (next === undefined ? found.endsSentence : STARTERS.test(next));
  if (/^(?:St|Dr)$/.test(name) && !HOUSE_BEFORE.test(before)) {
    if (BEFORE_SAINT.test(before) || (next !== undefined && !endsSentence)) return 0;
  }
  return found.say(STREETS.get(name) ?? name, found.text.length - (endsSentence ? 1 : 0));
}

/** Words that begin a sentence rather than name a person. */
const STARTERS =
  /^(?:The|It|He|She|They|We|You|This|That|These|Those|There|Then|But|And|When|If|In|On|At|A|An|My|Our|Your|Their|His|Her|Its|After|Before|For|From|Turn|Go|Take|Please|Some|No|Not|Who|What|Where|How|Why|Is|Are|Was|Now|Here|So)$/;
