import type { OperatorNames } from '../phrases';

type Name = keyof OperatorNames;

/** Operators that are spoken unless punctuation is off. Those not listed are put together: "+=" is "+" and "=". */
const OPERATORS: ReadonlyMap<string, readonly Name[]> = new Map<string, readonly Name[]>([
  ...(['=', '==', '===', ':='] as const).map((sign) => [sign, ['equals']] as const),
  ...(['!=', '!==', '<>'] as const).map((sign) => [sign, ['notEqual']] as const),
  ...(['=>', '->', '|>'] as const).map((sign) => [sign, ['arrow']] as const),
  ['<', ['less']],
  ['>', ['greater']],
  ['<=', ['atMost']],
  ['>=', ['atLeast']],
  ['+', ['plus']],
  ['-', ['minus']],
  ['*', ['times']],
  ['/', ['dividedBy']],
  ['%', ['modulo']],
  ['**', ['power']],
  ['&', ['and']],
  ['&&', ['and']],
  ['|', ['or']],
  ['||', ['or']],
  ['!', ['not']],
  ['??', ['orElse']],
  ['^', ['xor']],
  ['<<', ['shiftLeft']],
  ['>>', ['shiftRight']],
  ['>>>', ['shiftRight']],
  ['...', ['spread']],
  ['?', ['questionMark']],
  ['.', ['dot']],
  ['?.', ['dot']],
  ['@', ['at']],
  ['#', ['hash']],
  ['~', ['tilde']],
  ['++', ['plus', 'plus']],
  ['--', ['minus', 'minus']],
]);
/** Marks that are a short pause unless every mark is spoken. */
const PAUSES: ReadonlyMap<string, readonly Name[]> = new Map<string, readonly Name[]>([
  [',', ['comma']],
  [':', ['colon']],
  [';', ['semicolon']],
  ['(', ['openParen']],
  [')', ['closeParen']],
  ['[', ['openBracket']],
  [']', ['closeBracket']],
  ['{', ['openBrace']],
  ['}', ['closeBrace']],
]);
/** Marks that are silent unless every mark is spoken. */
const SILENT: ReadonlyMap<string, readonly Name[]> = new Map<string, readonly Name[]>([
  ['::', ['colon', 'colon']],
  ['"', ['quote']],
  ["'", ['quote']],
  ['`', ['backtick']],
  ['\\', ['backslash']],
  ['$', ['dollar']],
  ['</', ['less', 'dividedBy']],
  ['/>', ['dividedBy', 'greater']],
]);

/** The words for an operator; undefined for a mark that is none. */
export function operatorWords(sign: string, names: OperatorNames): string | undefined {
  const found = OPERATORS.get(sign) ?? composed(sign);
  return found?.map((name) => names[name]).join(' ');
}

/** "+=" is "plus equals". */
function composed(sign: string): readonly Name[] | undefined {
  if (!sign.endsWith('=') || sign.length < 2) return undefined;
  const operation = OPERATORS.get(sign.slice(0, -1));
  return operation && [...operation, 'equals'];
}

/** Whether a mark separates what is before it from what follows. */
export function isPause(sign: string): boolean {
  return PAUSES.has(sign);
}

/** The words for a mark when every mark is spoken; undefined for one without a name. */
export function markWords(sign: string, names: OperatorNames): string | undefined {
  return (PAUSES.get(sign) ?? SILENT.get(sign))?.map((name) => names[name]).join(' ');
}
