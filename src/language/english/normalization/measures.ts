import { isBetweenOperands, signWords } from './numberSigns';
import { cardinal, decimal, inPairs, isOne } from './numbers';
import type { Match } from './sentence';
import { perName, unitName } from './units';

/** After "5m", these mean meters, not minutes. */
const DISTANCE = /^\s?(?:tall|long|wide|high|deep|away|apart|above|below|cables?|distance|radius|walk|[x×²])/;
const COUNTED_BY_BILLION =
  /^[-\s](?:param(?:eter)?s?|models?|rows|users|downloads|people|tokens|dollars|requests|records|events|messages|devices|queries|weights|variant)/i;

/** "A 2x speedup", unlike "2x faster". */
const FACTOR_OF =
  /^\s(?:speed-?ups?|slow-?downs?|zoom|scale|increase|improvement|gain|reduction|difference|factor|multiplier|boost|drop|overhead)\b/;
const NOUN_FOLLOWS =
  /^[\s-](?!(?:per|and|or|of|in|on|at|to|for|from|with|than|is|are|was|were|by|as|each|if|when|but|after|before|while)\b)\p{Ll}/u;

/** Symbols that are also words, and therefore no units after a space: "in 5 in 10". */
const WORDS_TOO = /^(?:in|us|em|pt|deg|rad|x|X|k|M|K|d|w|y|T|bar|kn|N|cal|mo)$/;

/** After "10 in", these show that it is inches. */
const INCHES = /^\.$|^\s(?:long|wide|tall|high|deep|thick|across|diameter|apart|by|x|×|of\s(?:rain|snow))(?!\w)/;
const AFTER_FEET = /\d\s?(?:ft|feet|foot)\.?,?\s$/;
/** Before a temperature whose degree sign is missing: "below -40 C". */
const TEMPERATURE =
  /\b(?:temperatures?|temp|fever|oven|heat(?:ed)?|cool(?:ed)?|freez(?:es?|ing)|boil(?:s|ing)|warm|hot|cold|below|above)(?:\s(?:of|to|at|is|was|around|about|reached|hit)){0,2}\s$/i;
/** Near a temperature. */
const WEATHER =
  /°|\b(?:temperatures?|weather|forecast|highs?|lows?|fever|oven|bake|preheat|thermostat|degrees?|freez\w+|boil\w*|heat\w*|cool\w*|warm\w*|hot|cold|outside|sunny|cloudy)\b/i;
const COLD = /\b(?:kelvins?|temperatures?|superconduct\w*|cryogenic|absolute zero|thermal)\b/i;
/** After these words a number with a letter is a place or part: "seat 14C", "Unit 12A". */
const PLACE =
  /^(?:room|seat|gate|unit|apartment|flat|suite|row|block|section|floor|building|exhibit|class|grade|platform|terminal|bus|line|bay|pier|door|table|figure|chapter|appendix|group|schedule|form|part|article|paragraph|type|model|zone|hall|lot|route|page|step|question|option|item|number|exit)$/;

/**
 * "-40 C", "98.6 F", "a temperature of 20 C", "37 C" alone or before a mark, "273.15 K".
 * @returns 0 for other letters after a number
 */
export function verbalizeTemperature(found: Match): number {
  const { number = '', scale = '' } = found.groups;
  const name = SCALES.get(scale.toUpperCase());
  if (name === undefined || isBetweenOperands(found) || !isTemperature(found)) return 0;
  const value = `${signWords(found)}${decimal(number)}`;
  if (scale === 'K') return found.say(`${value} kelvin`);
  return found.say(`${value} ${number === '1' ? 'degree' : 'degrees'} ${name}`);
}

const SCALES: ReadonlyMap<string, string> = new Map([
  ['C', 'Celsius'],
  ['F', 'Fahrenheit'],
  ['K', 'kelvin'],
]);

function isTemperature(found: Match): boolean {
  const { number = '', sign = '', scale = '' } = found.groups;
  const isAlone = found.at === 0 && /^[.!?]?\s*$/.test(found.ahead(3));
  if (scale === scale.toLowerCase()) return isAlone;
  if (PLACE.test(found.lastWord)) return false;
  if (isAlone || TEMPERATURE.test(found.behind(50))) return true;
  if (scale === 'F' && /^\d{3}$/.test(number) && /\b(?:at|to)\s$/.test(found.behind(4))) return true; // an oven
  if (scale === 'K') return COLD.test(found.behind(60)) || (number.includes('.') && found.text.includes(' '));
  const near = WEATHER.test(`${found.behind(60)} ${found.ahead(40)}`);
  if (number.includes('.') || sign !== '' || near) return true;
  const isSpaced = found.text.includes(' ');
  return (
    isSpaced && /^\d\d{1,2}$/.test(number) && /^(?:[.,;:!?)]|$|\s(?:and|or|to|for|today|in)\b)/.test(found.ahead(7))
  );
}

/** 6'2", 5′ 11″, 40°26′46″N. */
export function verbalizePrimes(found: Match): number {
  const { degrees, minutes, seconds, feet, inches, direction } = found.groups;
  const count = (number: string | undefined, one: string, more: string): string =>
    number === undefined ? '' : `${decimal(number)} ${isOne(number) ? one : more}`;
  const words = [
    count(feet, 'foot', 'feet'),
    count(inches, 'inch', 'inches'),
    count(degrees, 'degree', 'degrees'),
    count(minutes, 'minute', 'minutes'),
    count(seconds, 'second', 'seconds'),
    DIRECTIONS.get(direction ?? '') ?? '',
  ];
  return found.say(words.filter(Boolean).join(' '));
}

/** "A 20' ladder"; not a closing quote. @returns 0 for an apostrophe */
export function verbalizeFeet(found: Match): number {
  const { feet = '' } = found.groups;
  if (found.end - 1 === found.sentence.quoteEnd) return 0;
  const one = feet === '1' || NOUN_FOLLOWS.test(found.ahead(12));
  return found.say(`${cardinal(feet)} ${one ? 'foot' : 'feet'}`);
}

/** "10cm x 5cm", 5' x 8', "25 x 7 m": each number with its unit, and "by". */
export function verbalizeSize(found: Match): number {
  const sides = ['1', '2', '3'].flatMap((side) => {
    const number = found.groups[`n${side}`];
    if (number === undefined) return [];
    const unit = found.groups[`u${side}`]?.trim();
    const name =
      unit === undefined
        ? ''
        : (MARKS.get(unit)?.[isOne(number) ? 0 : 1] ?? unitName(unit, isOne(number), false) ?? unit);
    return [`${decimal(number)} ${name}`.trim()];
  });
  return found.say(sides.join(' by '));
}

const FEET: readonly [string, string] = ['foot', 'feet'];
const IN: readonly [string, string] = ['inch', 'inches'];
/** Marks of feet and inches. */
const MARKS: ReadonlyMap<string, readonly [one: string, more: string]> = new Map([
  ["'", FEET],
  ['’', FEET],
  ['′', FEET],
  ['"', IN],
  ['”', IN],
  ['″', IN],
]);

/** "100 million kg". */
export function verbalizeScaled(found: Match): number {
  const { number = '', scale = '', unit = '' } = found.groups;
  if (isBetweenOperands(found)) return 0;
  return found.say(`${signWords(found)}${decimal(number)} ${scale} ${unitName(unit, false, false) ?? unit}`);
}

/** "A 10-min walk", "a 3-yr-old": the singular. */
export function verbalizeCompound(found: Match): number {
  const { number = '', unit = '' } = found.groups;
  return found.say(`${decimal(number)} ${unitName(unit, true, false) ?? unit}`);
}

/** "12/kg". */
export function verbalizePerUnit(found: Match): number {
  const { number = '', per = '' } = found.groups;
  return found.say(`${decimal(number)} per ${perName(per) ?? per}`);
}

const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ['N', 'north'],
  ['S', 'south'],
  ['E', 'east'],
  ['W', 'west'],
]);

/**
 * A number with its unit: "5 ms", "10%", "a 30s timeout". @returns how many characters it said; 0 when the unit is none
 * here
 */
export function verbalizeMeasure(found: Match): number {
  const { number = '', space = '', unit = '', stop, to } = found.groups;
  if (isBetweenOperands(found)) return 0;
  if (/^(?:it|ops?|toks?|reqs?|imgs?)$/.test(unit)) return 0; // words: only "it/s" is a rate
  if (/^[A-Z]$/.test(unit) && space === '' && PLACE.test(found.lastWord))
    return found.say(`${inPairs(number)} ${unit}`);
  const value = `${signWords(found)}${decimal(number)}`;
  const rest = to === undefined ? '' : ' to';
  if (unit === '%') return found.say(`${value} percent${rest}`);
  if (/^[48]K$/.test(number + unit) && space === '') return found.say(`${value} K`);
  const name = unitWords(found);
  const isInches =
    unit === 'in' && (stop !== undefined || INCHES.test(found.ahead(12)) || AFTER_FEET.test(found.behind(8)));
  if (
    name === undefined ||
    (space !== '' &&
      WORDS_TOO.test(unit) &&
      !isInches &&
      !(unit === 'pt' && /^\s(?:font|type|text)/.test(found.ahead(6))))
  )
    return 0;
  return found.say(`${value} ${name}${rest}`);
}

/** The name of a unit in its context; undefined when it is no unit there. */
function unitWords({ groups, end, before, lastWord, sentence }: Match): string | undefined {
  const { number = '', space = '', unit = '' } = groups;
  const after = sentence.text.slice(end);
  if (/^[xX]$/.test(unit)) {
    const isFactor = /^(?:an?|the)$/.test(lastWord) && FACTOR_OF.test(after);
    if (isFactor || /^\s?[-+*/=^)]/.test(after)) return 'X';
  }
  if (/^[kK]$/.test(unit) && /^\s(?:runs?|runner|races?|walk|gold|monitor|video|display|screen|TV)\b/.test(after))
    return 'K';
  // "A 30s timeout": the singular, as in "a thirty second timeout".
  const one = isOne(number) || (/^an?$/.test(lastWord) && NOUN_FOLLOWS.test(after));
  const attached = space === '' && !(unit === 'm' && DISTANCE.test(after));
  if (attached && unit === 'B' && before === '-') return 'B';
  if (unit === 'B' && !attached && number.includes('.')) return 'billion';
  if (attached && unit === 'B' && COUNTED_BY_BILLION.test(after)) return 'billion';
  if (attached && unit === 'm') return `minute${one ? '' : 's'}`;
  return unitName(unit, one, attached);
}
