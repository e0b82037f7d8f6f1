import { isTypeArguments } from './code';
import type { Found } from './sentence';
import { saidOperator, saidRequirement, saidSymbol } from './symbols';

const LETTER = /[\p{L}\p{N}]/u;
/** A version or a quantity: what is asked for, rather than compared. */
const REQUIRED = /^\s(?:\d+\.\d|[\d.,]+\s?(?:[KMGT]i?B|kB|ms|s|%|GHz|MHz|px)(?!\w))/;
/** What a shell writes into: a path or a file's name. */
const INTO_FILE = /^\s(?:[\w-]*[/~][\w./~-]*|[\w-]+\.[a-z]{1,5})(?:\s|$|[`"'.,])/i;
const TYPE =
  /^(?:string|number|boolean|bool|int|float|str|undefined|null|None|nil|any|unknown|void|never|true|false|"\w*"|'\w*'|.+\]|.+>)$/;

/** Says an operator of two or three signs. @returns its length; 0 when it is something else here */
export function sayOperator(found: Found): number {
  const { text, before, next, end, sentence } = found;
  const spaced = /[\s([]/.test(before) && /\s/.test(next);
  const tightVersion = /^(?:[<>]=|~=|==)$/.test(text) && /^\d+\.\d/.test(found.ahead(6));
  if (!spaced && tightVersion) {
    sentence.out.versionNext = end;
    return found.say(saidRequirement(text === '==' ? '=' : text));
  }
  if (spaced && text === '>>' && INTO_FILE.test(found.ahead(58))) return found.say('append to');
  // "Node >= 18.17": a requirement, not a comparison.
  if (spaced && /^(?:[<>]=|~>)$/.test(text) && REQUIRED.test(found.ahead(18))) {
    sentence.out.versionNext = end + 1;
    return found.say(saidRequirement(text));
  }
  const tight = LETTER.test(before) && LETTER.test(next);
  if (!spaced && !tight && !/^(?:->|=>|&&|\|\||[!=]==?|[+-]{2})$/.test(text)) return 0;
  if (/^(?:\+\+|--)$/.test(text) && !LETTER.test(before)) return 0;
  return found.say(text === '->' && tight ? 'arrow' : (saidOperator(text) ?? ''));
}

/** Says a sign by what stands around it, or keeps silent. @returns its length */
export function saySign(found: Found): number {
  return (SAY.get(found.text) ?? sayByName)(found);
}

const SAY: ReadonlyMap<string, (found: Found) => number> = new Map([
  ['-', sayHyphen],
  ['=', (found) => (LETTER.test(found.before) && /[^\s=]/.test(found.next) ? found.say('equals') : sayMath(found))],
  ['%', (found) => (isModulo(found) ? found.say('mod') : sayByName(found))],
  ['*', (found) => (isStar(found) ? found.say('star') : sayMath(found))],
  ['~', sayTilde],
  [
    '&',
    (found) => (/\p{L}/u.test(found.next) && !LETTER.test(found.before) ? found.say('ampersand') : sayByName(found)),
  ],
  ['|', (found) => (isSpaced(found) && isBetweenTypes(found) ? found.say('or') : sayMath(found))],
  ['/', (found) => (isBetween(found) ? found.space() : sayMath(found))],
  ['<', sayLess],
  ['>', sayGreater],
  ['+', sayMath],
  ['^', sayMath],
  ['`', (found) => found.text.length],
  ['@', sayAt],
  ['_', (found) => (isSpaced(found) || found.next === '.' ? found.say('underscore') : sayByName(found))],
  // At the beginning it is a shell's prompt.
  ['$', (found) => (found.at === 0 && /\s/.test(found.next) ? found.text.length : sayByName(found))],
  ['#', (found) => found.say(isBetween(found) || isSpaced(found) ? 'hash' : '')],
]);

function isSpaced({ before, next }: Found): boolean {
  return before.trim() === '' && next.trim() === '';
}

function isBetween({ before, next }: Found): boolean {
  return LETTER.test(before) && LETTER.test(next);
}

/** A sign that is said by its name wherever it stands; others are silent. */
function sayByName(found: Found): number {
  const said = saidSymbol(found.text);
  return said === undefined ? found.space() : found.say(said);
}

/** A sign that is an operator between two things, and silent elsewhere. */
function sayMath(found: Found): number {
  return found.say((isSpaced(found) || isBetween(found) ? saidOperator(found.text) : undefined) ?? '');
}

function sayHyphen(found: Found): number {
  if (!isSpaced(found)) return sayByName(found);
  const operands =
    /(?:[\d)²³]|(?:^|[\s(])[a-z])\s$/.test(found.behind(3)) && /^\s(?:[\d(]|[a-z](?!\w))/.test(found.ahead(12));
  if (operands) return found.say('minus');
  if (/^\s\d/.test(found.ahead(2)) && /%\s$/.test(found.behind(2))) return found.say('to');
  return found.mark('—');
}

/** "a % b" in code. */
function isModulo(found: Found): boolean {
  return isSpaced(found) && /^\s[\w(]/.test(found.ahead(2)) && /[a-z)\d]\s$/i.test(found.behind(2));
}

/** "SELECT *", "count(*)", "(*)". */
function isStar(found: Found): boolean {
  return (
    /^(?:select|count)$/.test(found.lastWord) ||
    /^\s*from\b/i.test(found.ahead(12)) ||
    (found.before === '(' && found.next === ')')
  );
}

function sayTilde(found: Found): number {
  if (/\d/.test(found.before) && /\d/.test(found.next)) return found.say('to');
  if (isBetween(found)) return found.say('tilde');
  return isSpaced(found) ? sayByName(found) : found.space();
}

/** "string | undefined": a choice, not a pipe. */
function isBetweenTypes(found: Found): boolean {
  const [before = ''] = found
    .behind(40)
    .trimEnd()
    .split(/[^\p{L}\d_>\]"']/u)
    .slice(-1);
  const after = /^\s+([\p{L}\d_"']+)/u.exec(found.ahead(39))?.[1] ?? '';
  return TYPE.test(before) || TYPE.test(after);
}

function sayLess(found: Found): number {
  const { before, next, at, sentence } = found;
  if (LETTER.test(before) && isTypeArguments(sentence.text, at)) {
    sentence.angles++;
    return found.say('of'); // "Promise<void>"
  }
  if (LETTER.test(before) || !/[\p{L}/]/u.test(next)) return sayMath(found);
  sentence.angles++; // "<div>"
  return found.text.length;
}

function sayGreater(found: Found): number {
  const { next, text, sentence } = found;
  if (isSpaced(found)) return INTO_FILE.test(found.ahead(60)) ? found.say('greater than') : sayMath(found);
  if (sentence.angles === 0) return sayMath(found);
  sentence.angles--;
  return LETTER.test(next) ? found.space() : text.length;
}

function sayAt(found: Found): number {
  const { before, next } = found;
  if (LETTER.test(before) && /[\^~*]/.test(next)) return found.say('at');
  if (before.trim() === '' && /[^\w\s]/.test(next)) return found.say('at');
  return isSpaced(found) ? sayByName(found) : found.space();
}
