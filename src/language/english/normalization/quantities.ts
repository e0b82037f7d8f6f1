import { sayMeasure } from './measures';
import { saidMoney, saidMoneyFrom } from './money';
import { isBetweenOperands, saidSign } from './numberSigns';
import { cardinal, decimal, fraction, inPairs, ordinal, spellDigits, spellMixed } from './numbers';
import { saidPlainNumber } from './plainNumbers';
import type { Found } from './sentence';
import { saidRequirement } from './symbols';
import { isVersioned, sayVersion } from './versions';

/** "Figure 3-2" has one number in two parts. */
const NUMBERED = /^(?:listing|figure|fig|table|section|example|equation|exercise|appendix)$/;
const BASES: ReadonlyMap<string, string> = new Map([
  ['x', 'hex'],
  ['b', 'binary'],
  ['o', 'octal'],
]);

/** Says what a form of `numberForms.ts` has found. @returns how many characters that were; 0 when it is something else here */
export function sayNumber(name: string, found: Found): number {
  return (SAY.get(name) ?? sayPlain)(found);
}

const SAY: ReadonlyMap<string, (found: Found) => number> = new Map([
  ['uuid', (found) => found.say(spellMixed(found.text.slice(0, 8)))],
  ['hash', sayHash],
  ['ip', sayAddress],
  ['based', sayBased],
  ['ticket', sayTicket],
  ['color', (found) => found.say(`hex ${spellMixed(found.text.slice(1))}`)],
  ['issue', sayIssue],
  ['requirement', sayRequirement],
  ['scientific', sayScientific],
  ['grouped', (found) => found.say(cardinal(found.text.replace(/\D/g, '')))],
  ['phone', sayPhone],
  ['version', sayVersion],
  ['moneyRange', (found) => found.say(saidMoneyFrom(found))],
  ['money', (found) => found.say(saidMoney(found))],
  ['percentRange', sayPercentRange],
  ['dimension', sayDimension],
  ['ratio', sayRatio],
  ['offset', sayOffset],
  ['fraction', sayFraction],
  ['range', sayRange],
  ['ordinal', (found) => found.say(ordinal(found.groups['digits'] ?? ''))],
  ['resolution', sayResolution],
  ['unit', sayMeasure],
]);

/** The name of a commit: its first seven signs, as people give it, where it is long. */
function sayHash(found: Found): number {
  return found.say(spellMixed(found.text.length > 12 ? found.text.slice(0, 7) : found.text));
}

/** "127.0.0.1:8080", "10.0.0.0/8". */
function sayAddress(found: Found): number {
  const { numbers = '', port, bits } = found.groups;
  const host = numbers.split('.').map(inPairs).join(' dot ');
  const saidPort = port === undefined ? '' : ` port ${inPairs(port)}`;
  return found.say(`${host}${saidPort}${bits === undefined ? '' : ` slash ${cardinal(bits)}`}`);
}

/** "0xFF", "0b101". */
function sayBased(found: Found): number {
  const { base = '', digits = '' } = found.groups;
  return found.say(`${BASES.get(base.toLowerCase()) ?? ''} ${spellMixed(digits.replaceAll('_', ''))}`);
}

/** "CVE-2021-44228". */
function sayTicket(found: Found): number {
  const { letters = '', digits = '', more } = found.groups;
  const rest = more === undefined ? '' : ` ${more.length > 4 ? spellDigits(more) : inPairs(more)}`;
  return found.say(`${Array.from(letters).join(' ')} ${inPairs(digits)}${rest}`);
}

/** "#12", and "issue #12" without saying "number". */
function sayIssue(found: Found): number {
  const isNamed = /^(?:number|issue|pr|request|step|rule|item|bug|ticket)$/.test(found.lastWord);
  return found.say(`${isNamed ? '' : 'number '}${inPairs(found.groups['digits'] ?? '')}`);
}

/** The signs before a version that is asked for: ">=3.9", "^1.2". */
function sayRequirement(found: Found): number {
  const { text: sign, before, end, sentence } = found;
  const operand = (/^[~^≈]$/.test(sign) ? /[\p{L}\p{N})\]]$/u : /[\p{L}\p{N})\]]\s*$/u).test(found.behind(3));
  if (operand && !/^(?:[<>]=?|==|!=|~=|~>)$/.test(sign)) return 0;
  if (before === '@' && /^[~^]$/.test(sign)) return found.say(sign === '^' ? 'caret' : 'tilde');
  // "Python >=3.9,<3.13": versions, not decimals.
  if (/^(?:[<>]=|~=|~>|\^|~|==)$/.test(sign) || before === ',') sentence.out.versionNext = end;
  return found.say(saidRequirement(sign));
}

/** "1e-5". */
function sayScientific(found: Found): number {
  const { mantissa = '', exponent = '' } = found.groups;
  const power = `${exponent.startsWith('-') ? 'minus ' : ''}${cardinal(exponent.replace(/[-+]/, ''))}`;
  return found.say(`${saidSign(found)}${decimal(mantissa)} E ${power}`);
}

function sayPhone(found: Found): number {
  return found.say(`${found.text.startsWith('+') ? 'plus ' : ''}${spellDigits(found.text.replace(/\D/g, ''))}`);
}

/** "5–10", before the percent sign. */
function sayPercentRange(found: Found): number {
  return found.say(`${decimal(found.groups['from'] ?? '')} to ${decimal(found.groups['to'] ?? '')}`);
}

/** "1920x1080", "3 × 4". */
function sayDimension(found: Found): number {
  const { from = '', to = '', third } = found.groups;
  const isProduct = /\s×/.test(found.text) && third === undefined && (Number(from) < 100 || Number(to) < 100);
  const rest = third === undefined ? '' : ` by ${inPairs(third)}`;
  return found.say(`${inPairs(from)} ${isProduct ? 'times' : 'by'} ${inPairs(to)}${rest}`);
}

/** "16:9"; "main.c:42:7" is a place. */
function sayRatio(found: Found): number {
  const { from = '', to = '' } = found.groups;
  return found.say(`${inPairs(from)}${found.before === ':' ? '' : ' to'} ${inPairs(to)}`);
}

/** "+02:00". */
function sayOffset(found: Found): number {
  const { sign = '', hours = '', minutes = '' } = found.groups;
  const rest = minutes === '00' ? '' : ` ${cardinal(minutes)}`;
  return found.say(`${sign === '+' ? 'plus' : 'minus'} ${cardinal(hours.replace(/^0/, ''))}${rest}`);
}

function sayFraction(found: Found): number {
  const { whole, top = '', bottom = '' } = found.groups;
  return found.say(fraction(top, bottom, whole));
}

/** The beginning of "5–10". */
function sayRange(found: Found): number {
  const from = found.groups['from'] ?? found.groups['from2'] ?? '';
  if (NUMBERED.test(found.lastWord)) return found.say(`${cardinal(from)} dash`);
  found.sentence.out.versionFollows = isVersioned(found.lastWord);
  return found.say(`${saidPlainNumber(from, found)} to`);
}

/** "1080p", "1080p60". */
function sayResolution(found: Found): number {
  const { digits = '', scan = '', rate } = found.groups;
  return found.say(`${inPairs(digits)} ${scan.toUpperCase()}${rate === undefined ? '' : ` ${cardinal(rate)}`}`);
}

function sayPlain(found: Found): number {
  const { number = '', more } = found.groups;
  if (isBetweenOperands(found)) return 0;
  return found.say(`${saidSign(found)}${saidPlainNumber(number, found)}${more === undefined ? '' : ' plus'}`);
}
