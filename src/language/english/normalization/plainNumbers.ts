import { cardinal, decimal, inPairs, spellDigits, year } from './numbers';
import type { Match } from './sentence';
import { isVersion, versionNumbers } from './versions';

/** Words after which a number is part of a name and read in pairs. */
const NAMED =
  /^(?:http|status|error|code|rfc|iso|pep|ieee|port|ports|ext|extension|room|flight|route|model|localhost|highway|interstate|suite|apartment|boeing|airbus)$/;
/** Words after an HTTP status code. */
const STATUS =
  /^\s(?:errors?|status|response|redirects?|OK|Created|Accepted|No Content|Not|Bad|Unauthorized|Forbidden|Internal|Moved|Found|Gone|Conflict|Too|Service|Gateway)\b/;
/** Words after which four digits are a year. */
const BEFORE_YEAR =
  /^(?:in|since|by|until|till|from|of|during|before|after|around|circa|copyright|year|born|died|flourished|reigned|late|early|mid|and|to|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|q)$/;

/** Before the digits of a card, a PIN or a reference, which are given one by one. */
const GIVEN =
  /\b(?:(?:account|acct|card|passport|serial|ref(?:erence)?|confirmation|tracking|invoice|order|ticket|booking|case|claim|policy|licen[cs]e|member(?:ship)?|customer|employee|routing|barcode|zip|postcode|postal code|password|passcode|PIN|OTP|CVV|CVC|SSN|IMEI|ID)(?:\s(?:number|no\.?|code|ID))?(?:\s(?:is|was)|:)?|(?:ending|ends)\s(?:in|with)|last four digits(?:\sare)?:?)\s#?$/i;
/** Most characters of it. */
const LONGEST_GIVEN = 45;

/** Longer numbers without commas are codes, which are read digit by digit. */
const LONGEST_WITHOUT_COMMAS = 15;

/** The words for a number in its context: a year, part of a name, a version, or a quantity. */
export function verbalizePlainNumber(number: string, found: Match): string {
  if (/^\d+$/.test(number)) return verbalizeWhole(number, found);
  return isVersion(number, found) && /^\d+\.\d{1,2}$/.test(number) ? versionNumbers(number) : decimal(number);
}

function isYear(number: string, lastWord: string): boolean {
  if (/^10\d\d$/.test(number)) return number !== '1024' && /^(?:in|since|circa|year|died|born)$/.test(lastWord);
  if (/^21\d\d$/.test(number)) return /^(?:in|by|until|year)$/.test(lastWord);
  return /^(?:1[1-9]|20)\d\d$/.test(number) && (BEFORE_YEAR.test(lastWord) || /^(?:19[5-9]|20[0-4])/.test(number));
}

function verbalizeWhole(number: string, found: Match): string {
  const { end, lastWord, sentence } = found;
  const after = sentence.text.slice(end);
  if (number.length > 3 && GIVEN.test(found.behind(LONGEST_GIVEN)) && !/^\s\p{Ll}+s\b/u.test(after))
    return spellDigits(number);
  if (/^(?:chmod|chmod -R|umask)$/.test(lastWord) || (lastWord === 'mod' && /^[0-7]{3,4}$/.test(number)))
    return spellDigits(number);
  if (/^[1-5]\d\d$/.test(number) && (/^an?$/.test(lastWord) || STATUS.test(after))) return inPairs(number);
  const afterLetters = lastWord.length <= 4 && sentence.out.tokens.at(-1)?.kind === 'letters';
  if (NAMED.test(lastWord) || (afterLetters && number.length >= 3)) return inPairs(number);
  const counted = /^\s+\p{Ll}+s\b/u.test(after) && !/^\s+(?:was|is|has|as|this|its|us)\b/.test(after);
  if (isYear(number, lastWord) && !counted) return year(number);
  return /^0\d/.test(number) || number.length > LONGEST_WITHOUT_COMMAS ? spellDigits(number) : cardinal(number);
}
