import { isBetweenOperands, signWords } from './numberSigns';
import { decimal, isOne } from './numbers';
import type { Match } from './sentence';
import { unitName } from './units';

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
const WORDS_TOO = /^(?:in|us|em|pt|MP|deg|rad|x|X|k|M|K|d|w|y|T|bar|kn|N|cal)$/;

/** After "10 in", these show that it is inches. */
const INCHES = /^\.$|^\s(?:long|wide|tall|high|deep|thick|across|diameter|apart|by|x|×|of\s(?:rain|snow))(?!\w)/;
/** Before a temperature whose degree sign is missing: "below -40 C". */
const TEMPERATURE =
  /\b(?:temperatures?|temp|fever|oven|heat(?:ed)?|cool(?:ed)?|freez(?:es?|ing)|boil(?:s|ing)|warm|hot|cold|below|above)(?:\s(?:of|to|at|is|was|around|about|reached|hit)){0,2}\s$/i;

/** "-40 C", "98.6 F", "a temperature of 20 C". @returns 0 for other letters after a number */
export function verbalizeTemperature(found: Match): number {
  const { number = '', sign = '', scale } = found.groups;
  if (isBetweenOperands(found)) return 0;
  if (!number.includes('.') && sign === '' && !TEMPERATURE.test(found.behind(50))) return 0;
  const degrees = number === '1' ? 'degree' : 'degrees';
  return found.say(`${signWords(found)}${decimal(number)} ${degrees} ${scale === 'C' ? 'Celsius' : 'Fahrenheit'}`);
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
  const value = `${signWords(found)}${decimal(number)}`;
  const rest = to === undefined ? '' : ' to';
  if (unit === '%') return found.say(`${value} percent${rest}`);
  if (/^[48]K$/.test(number + unit) && space === '') return found.say(`${value} K`);
  const name = unitWords(found);
  const isInches = unit === 'in' && (stop !== undefined || INCHES.test(found.ahead(12)));
  if (name === undefined || (space !== '' && WORDS_TOO.test(unit) && !isInches)) return 0;
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
  // "A 30s timeout": the singular, as in "a thirty second timeout".
  const one = isOne(number) || (/^an?$/.test(lastWord) && NOUN_FOLLOWS.test(after));
  const attached = space === '' && !(unit === 'm' && DISTANCE.test(after));
  if (attached && unit === 'B' && before === '-') return 'B';
  if (attached && unit === 'B' && COUNTED_BY_BILLION.test(after)) return 'billion';
  if (attached && unit === 'm') return `minute${one ? '' : 's'}`;
  return unitName(unit, one, attached);
}
