import { shortYear } from './dates';
import { isBetweenOperands, signWords } from './numberSigns';
import { cardinal, decimal, inPairs, spellDigits, spellMixed, year } from './numbers';
import { verbalizePlainNumber } from './plainNumbers';
import type { Match } from './sentence';
import { isVersioned } from './versions';

/** After these words "3-2" is one number in two parts, not a range. */
const NUMBERED = /^(?:listing|figure|fig|table|section|example|equation|exercise|appendix)$/;
const SMALL_POWERS: ReadonlyMap<string, string> = new Map([
  ['2', 'squared'],
  ['3', 'cubed'],
]);
const BASES: ReadonlyMap<string, string> = new Map([
  ['x', 'hex'],
  ['b', 'binary'],
  ['o', 'octal'],
]);

/** A commit's hash; of a long one the first seven characters, as people give it. */
export function verbalizeHash(found: Match): number {
  return found.say(spellMixed(found.text.length > 12 ? found.text.slice(0, 7) : found.text));
}

/** "127.0.0.1:8080", "10.0.0.0/8". */
export function verbalizeIPv4(found: Match): number {
  const { numbers = '', port, bits } = found.groups;
  const host = numbers.split('.').map(inPairs).join(' dot ');
  const saidPort = port === undefined ? '' : ` port ${inPairs(port)}`;
  return found.say(`${host}${saidPort}${bits === undefined ? '' : ` slash ${cardinal(bits)}`}`);
}

/** "0xFF", "0b101". */
export function verbalizeBased(found: Match): number {
  const { base = '', digits = '' } = found.groups;
  return found.say(`${BASES.get(base.toLowerCase()) ?? ''} ${spellMixed(digits.replaceAll('_', ''))}`);
}

/** "CVE-2021-44228". */
export function verbalizeTicket(found: Match): number {
  const { letters = '', digits = '', more } = found.groups;
  const rest = more === undefined ? '' : ` ${more.length > 4 ? spellDigits(more) : inPairs(more)}`;
  return found.say(`${Array.from(letters).join(' ')} ${inPairs(digits)}${rest}`);
}

/** "#12", and "issue #12" without saying "number". */
export function verbalizeIssue(found: Match): number {
  const isNamed = /^(?:number|issue|pr|request|step|rule|item|bug|ticket)$/.test(found.lastWord);
  return found.say(`${isNamed ? '' : 'number '}${inPairs(found.groups['digits'] ?? '')}`);
}

/** The operator before a required version: ">=3.9", "^1.2". */
export function verbalizeRequirement(found: Match): number {
  const { text: sign, before, end, sentence } = found;
  const operand = (/^[~^≈]$/.test(sign) ? /[\p{L}\p{N})\]]$/u : /[\p{L}\p{N})\]]\s*$/u).test(found.behind(3));
  if (operand && !/^(?:[<>]=?|==|!=|~=|~>)$/.test(sign)) return 0;
  if (before === '@' && /^[~^]$/.test(sign)) return found.say(sign === '^' ? 'caret' : 'tilde');
  // "Python >=3.9,<3.13": versions, not decimals.
  if (/^(?:[<>]=|~=|~>|\^|~|==)$/.test(sign) || before === ',') sentence.out.versionNext = end;
  return found.say(sentence.symbols.requirement(sign));
}

/** "1e-5". */
export function verbalizeScientific(found: Match): number {
  const { mantissa = '', exponent = '' } = found.groups;
  const power = `${exponent.startsWith('-') ? 'minus ' : ''}${cardinal(exponent.replace(/[-+]/, ''))}`;
  return found.say(`${signWords(found)}${decimal(mantissa)} E ${power}`);
}

/** "5–10", before the percent sign. */
export function verbalizePercentRange(found: Match): number {
  return found.say(`${decimal(found.groups['from'] ?? '')} to ${decimal(found.groups['to'] ?? '')}`);
}

/** "1920x1080", "3 × 4". */
export function verbalizeDimension(found: Match): number {
  const { from = '', to = '', third } = found.groups;
  const isTerm = /^(?:\s?=|\^|[⁰¹²³⁴-⁹⁻])/.test(found.ahead(2));
  const isProduct =
    (isTerm || /\s×/.test(found.text)) && third === undefined && (Number(from) < 100 || Number(to) < 100);
  const rest = third === undefined ? '' : ` by ${inPairs(third)}`;
  return found.say(`${inPairs(from)} ${isProduct ? 'times' : 'by'} ${inPairs(to)}${rest}`);
}

/** "16:9"; "main.c:42:7" is a place. */
export function verbalizeRatio(found: Match): number {
  const { from = '', to = '' } = found.groups;
  return found.say(`${inPairs(from)}${found.before === ':' ? '' : ' to'} ${inPairs(to)}`);
}

/** "+02:00". */
export function verbalizeOffset(found: Match): number {
  const { sign = '', hours = '', minutes = '' } = found.groups;
  const rest = minutes === '00' ? '' : ` ${cardinal(minutes)}`;
  return found.say(`${sign === '+' ? 'plus' : 'minus'} ${cardinal(hours.replace(/^0/, ''))}${rest}`);
}

/** The beginning of "5–10". */
export function verbalizeRange(found: Match): number {
  const from = found.groups['from'] ?? found.groups['from2'] ?? '';
  if (NUMBERED.test(found.lastWord)) return found.say(`${cardinal(from)} dash`);
  if (isDifference(found)) return found.say(`${decimal(from)} minus`);
  const short = secondYear(from, found.ahead(5));
  if (short?.length === 2) return found.say(`${year(from)} to ${shortYear(short)}`, found.text.length + 2);
  found.sentence.out.versionFollows = isVersioned(found.lastWord);
  return found.say(`${short === undefined ? verbalizePlainNumber(from, found) : year(from)} to`);
}

const ROUND: ReadonlyMap<number, string> = new Map([
  [2, 'tens'],
  [3, 'hundreds'],
  [4, 'thousands'],
  [5, 'tens of thousands'],
  [6, 'hundreds of thousands'],
  [7, 'millions'],
]);

/** "100s of people". */
export function verbalizeRound(found: Match): number {
  const said = ROUND.get((found.groups['zeros'] ?? '').replace(',', '').length);
  return said === undefined ? 0 : found.say(said);
}

/** "5-3=2". */
function isDifference(found: Match): boolean {
  return /^[\d.]{1,20}\s?=/.test(found.ahead(23));
}

/** The later year after a year: "1918" in "1914–1918", "45" in "1939-45". */
function secondYear(from: string, after: string): string | undefined {
  const to = /^(?:\d{4}|\d\d)(?!\d|\.\d)/.exec(after)?.[0] ?? '';
  const isLater = to.length === 2 ? to > from.slice(2) : to > from && to < '2100';
  return isLater && /^(?:1\d|20)\d\d$/.test(from) ? to : undefined;
}

/** "1080p", "1080p60". */
export function verbalizeResolution(found: Match): number {
  const { digits = '', scan = '', rate } = found.groups;
  return found.say(`${inPairs(digits)} ${scan.toUpperCase()}${rate === undefined ? '' : ` ${cardinal(rate)}`}`);
}

export function verbalizePlain(found: Match): number {
  const { number = '', more } = found.groups;
  if (isBetweenOperands(found)) return 0;
  return found.say(`${signWords(found)}${verbalizePlainNumber(number, found)}${more === undefined ? '' : ' plus'}`);
}

/** Digits of any script that belong to no number: "²", "٣". */
export function verbalizeDigits(found: Match): number {
  const { text, sentence } = found;
  if (/^\d+$/.test(text)) return found.say(cardinal(text));
  return found.say(sentence.symbols.name(text) ?? cardinal(text.normalize('NFKC').replace(/\D/gu, '')));
}

/** "10⁶", "10⁻³", "x^2", "2^-10". */
export function verbalizePower(found: Match): number {
  const power = found.text.replace('^', '').normalize('NFKC');
  const [, minus = '', digits = ''] = /^([-−]?)(\d+)$/.exec(power) ?? [];
  const said = minus === '' ? SMALL_POWERS.get(digits) : undefined;
  return found.say(said ?? `to the power of ${minus === '' ? '' : 'minus '}${cardinal(digits)}`);
}
