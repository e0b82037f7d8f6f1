import { isTypeArguments } from './code';
import type { Match } from './sentence';

const LETTER = /[\p{L}\p{N}]/u;
/** A version or quantity, which is required rather than compared. */
const REQUIRED = /^\s(?:\d+\.\d|[\d.,]+\s?(?:[KMGT]i?B|kB|ms|s|%|GHz|MHz|px)(?!\w))/;
/** The target of a shell's redirection: a path or file name. */
const INTO_FILE = /^\s(?:[\w-]*[/~][\w./~-]*|[\w-]+\.[a-z]{1,5})(?:\s|$|[`"'.,])/i;
const TYPE =
  /^(?:string|number|boolean|bool|int|float|str|undefined|null|None|nil|any|unknown|void|never|true|false|"\w*"|'\w*'|.+\]|.+>)$/;

/** Says an operator of two or three characters. @returns its length; 0 when it is none here */
export function verbalizeOperator(found: Match): number {
  const { text, before, next, end, sentence } = found;
  if (isOrnament(found)) return found.space();
  const spaced = /[\s([]/.test(before) && /\s/.test(next);
  const tightVersion = /^(?:[<>]=|~=|==)$/.test(text) && /^\d+\.\d/.test(found.ahead(6));
  if (!spaced && tightVersion) {
    sentence.out.versionNext = end;
    return found.say(sentence.symbols.requirement(text === '==' ? '=' : text));
  }
  if (spaced && text === '>>' && INTO_FILE.test(found.ahead(58))) return found.say('append to');
  // "Node >= 18.17": a requirement, not a comparison.
  if (spaced && /^(?:[<>]=|~>)$/.test(text) && REQUIRED.test(found.ahead(18))) {
    sentence.out.versionNext = end + 1;
    return found.say(sentence.symbols.requirement(text));
  }
  const tight = LETTER.test(before) && LETTER.test(next);
  if (!spaced && !tight && !/^(?:->|=>|&&|\|\||[!=]==?|[+-]{2})$/.test(text)) return 0;
  if (/^(?:\+\+|--)$/.test(text) && !LETTER.test(before)) return 0;
  return found.say(text === '->' && tight ? 'arrow' : sentence.symbols.operator(text));
}

/** Says a sign in its context, or skips it. @returns its length */
export function verbalizeSign(found: Match): number {
  return (VERBALIZERS.get(found.text) ?? verbalizeByName)(found);
}

const VERBALIZERS: ReadonlyMap<string, (found: Match) => number> = new Map([
  ['-', verbalizeHyphen],
  [
    '=',
    (found) =>
      /[\p{L}\p{N})\]]/u.test(found.before) && /[^\s=]/.test(found.next) ? found.say('equals') : verbalizeMath(found),
  ],
  ['%', (found) => (isModulo(found) ? found.say('mod') : verbalizeByName(found))],
  ['*', (found) => (isStar(found) ? found.say('star') : verbalizeMath(found))],
  ['~', verbalizeTilde],
  [
    '&',
    (found) =>
      /\p{L}/u.test(found.next) && !LETTER.test(found.before) ? found.say('ampersand') : verbalizeByName(found),
  ],
  ['|', (found) => (isSpaced(found) && isBetweenTypes(found) ? found.say('or') : verbalizeMath(found))],
  ['/', verbalizeSlash],
  ['<', verbalizeLess],
  ['>', verbalizeGreater],
  ['+', verbalizeMath],
  ['^', verbalizeMath],
  ['`', (found) => found.text.length],
  ['@', verbalizeAt],
  ['_', (found) => (isSpaced(found) || found.next === '.' ? found.say('underscore') : verbalizeByName(found))],
  // At the beginning, "$" is a shell prompt.
  [
    '$',
    (found) => (found.at === 0 && /^\s(?!and|or|is)/.test(found.ahead(5)) ? found.text.length : verbalizeByName(found)),
  ],
  ['#', (found) => found.say(isBetween(found) || isSpaced(found) ? 'hash' : '')],
]);

/** "and/or", "12639/12640". */
function verbalizeSlash(found: Match): number {
  if (/\d/.test(found.before) && /\d/.test(found.next)) return found.say('slash');
  return isBetween(found) ? found.space() : verbalizeMath(found);
}

function isSpaced({ before, next }: Match): boolean {
  return before.trim() === '' && next.trim() === '';
}

const SIGNS_BEFORE = /(?:^|\s)[-*_=~#|/\\^+<>.]{1,9}\s+$/;
const SIGNS_AFTER = /^\s+[-*_=~#|/\\^+<>.]{1,9}(?=\s|$)/;

/** Whether other signs stand beside a sign instead of operands: "-- ** __", "* * *". */
export function isOrnament(found: Match): boolean {
  return SIGNS_BEFORE.test(found.behind(12)) || SIGNS_AFTER.test(found.ahead(12));
}

function isBetween({ before, next }: Match): boolean {
  return LETTER.test(before) && LETTER.test(next);
}

/** Says the name of a sign, if it has one. */
function verbalizeByName(found: Match): number {
  const said = found.sentence.symbols.name(found.text);
  return said === undefined ? found.space() : found.say(said);
}

/** Says a sign between two operands as an operator; elsewhere it is silent. */
function verbalizeMath(found: Match): number {
  if (isOrnament(found)) return found.space();
  return found.say(isSpaced(found) || isBetween(found) ? found.sentence.symbols.operator(found.text) : '');
}

function verbalizeHyphen(found: Match): number {
  const isMinus = /\s/.test(found.before) ? /[∞√π]/.test(found.next) : /^\s?\d{1,9}\s?=/.test(found.ahead(12));
  if (isMinus) return found.say('minus');
  if (!isSpaced(found)) return verbalizeByName(found);
  const operands =
    /(?:[\d)²³]|(?:^|[\s(])[a-z])\s$/.test(found.behind(3)) && /^\s(?:[\d(]|[a-z](?!\w))/.test(found.ahead(12));
  if (operands) return found.say('minus');
  if (/^\s\d/.test(found.ahead(2)) && /%\s$/.test(found.behind(2))) return found.say('to');
  return found.mark('—');
}

/** "a % b" in code. */
function isModulo(found: Match): boolean {
  return isSpaced(found) && /^\s[\w(]/.test(found.ahead(2)) && /[a-z)\d]\s$/i.test(found.behind(2));
}

/** "SELECT *", "count(*)", "(*)". */
function isStar(found: Match): boolean {
  return (
    /^(?:select|count)$/.test(found.lastWord) ||
    /^\s*from\b/i.test(found.ahead(12)) ||
    (found.before === '(' && found.next === ')')
  );
}

function verbalizeTilde(found: Match): number {
  if (/\d/.test(found.before) && /\d/.test(found.next)) return found.say('to');
  if (isBetween(found)) return found.say('tilde');
  return isSpaced(found) ? verbalizeByName(found) : found.space();
}

/** "string | undefined": an alternative, not a pipe. */
function isBetweenTypes(found: Match): boolean {
  const [before = ''] = found
    .behind(40)
    .trimEnd()
    .split(/[^\p{L}\d_>\]"']/u)
    .slice(-1);
  const after = /^\s+([\p{L}\d_"']+)/u.exec(found.ahead(39))?.[1] ?? '';
  return TYPE.test(before) || TYPE.test(after);
}

function verbalizeLess(found: Match): number {
  const { before, next, at, sentence } = found;
  if (LETTER.test(before) && isTypeArguments(sentence.text, at)) {
    sentence.angles++;
    return found.say('of'); // "Promise<void>"
  }
  const isTag = /^[a-z][\w-]{0,20} ?\/>/i.test(found.ahead(25)); // "go<noise/>home"
  if ((LETTER.test(before) && !isTag) || !/[\p{L}/]/u.test(next)) return verbalizeMath(found);
  sentence.angles++; // "<div>"
  return found.text.length;
}

function verbalizeGreater(found: Match): number {
  const { next, text, sentence } = found;
  if (isSpaced(found)) return INTO_FILE.test(found.ahead(60)) ? found.say('greater than') : verbalizeMath(found);
  if (sentence.angles === 0) return verbalizeMath(found);
  sentence.angles--;
  return LETTER.test(next) ? found.space() : text.length;
}

function verbalizeAt(found: Match): number {
  const { before, next } = found;
  if (LETTER.test(before) && /[\^~*]/.test(next)) return found.say('at');
  if (before.trim() === '' && /[^\w\s]/.test(next)) return found.say('at');
  if (/\d/.test(next) || /[\d%]/.test(before)) return found.say('at');
  return isSpaced(found) ? verbalizeByName(found) : found.space();
}
