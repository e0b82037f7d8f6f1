import { inPairs, spellDigits } from './numbers';
import type { Match } from './sentence';

const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC';
const STREETS =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Highway|Hwy|Parkway|Pkwy|Expressway|Expy|Square|Sq|Terrace|Ter|Circle|Cir|Way';

/** The ZIP code after a state. */
export const ZIP_SOURCE = `(?<=\\b(?:${STATES}),?\\s)(?<zip>\\d{5})(?:-(?<more>\\d{4}))?(?![\\w-])`;
/** The number of a house, before a street: "1600 Pennsylvania Ave", "221B Baker Street". */
export const HOUSE_SOURCE = `(?<house>[1-9]\\d{0,4})(?<letter>[A-Z])?(?=\\s(?:[NSEW]\\.?\\s)?(?:(?:\\p{Lu}[\\p{L}.]{1,20}|\\d{1,3}(?:st|nd|rd|th))\\s){1,3}(?:${STREETS})\\b)`;

/** "CA 94043", digit by digit. */
export function verbalizeZip(found: Match): number {
  const { zip = '', more } = found.groups;
  return found.say(spellDigits(zip) + (more === undefined ? '' : ` dash ${spellDigits(more)}`));
}

export function verbalizeHouse(found: Match): number {
  const { house = '', letter } = found.groups;
  return found.say(inPairs(house) + (letter === undefined ? '' : ` ${letter}`));
}
