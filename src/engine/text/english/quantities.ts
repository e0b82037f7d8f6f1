import { cardinal, decimal, inPairs, isOne, ordinal, spellDigits, year } from './numbers';
import type { Spoken } from './spoken';
import { saidRequirement } from './symbols';
import { perName, UNIT_SYMBOLS, unitName } from './units';

const NUMBER = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,40})(?:\\.\\d{1,40})?|\\.\\d{1,40}';
const UNITS = UNIT_SYMBOLS.map((symbol) => symbol.replace(/[/]/g, '\\/')).join('|');
const UNIT = `(?<space>[ \\u00A0\\u202F]?)(?<unit>(?:${UNITS})(?:/(?:s|sec|ms|min|hr?|d|day|mo|month|yr|year|km|kg|[GM]B))?|%)(?![\\p{L}\\p{N}_])`;
const SCALE = '(?:\\s?(?<scale>[kKMBT]|bn|[mb]illion|trillion|thousand)(?![\\p{L}\\p{N}]))?';
const MONEY: ReadonlyMap<string, readonly [one: string, more: string, cents: string]> = new Map([
  ['$', ['dollar', 'dollars', 'cents']],
  ['€', ['euro', 'euros', 'cents']],
  ['£', ['pound', 'pounds', 'pence']],
  ['¥', ['yen', 'yen', '']],
  ['₹', ['rupee', 'rupees', 'paise']],
]);
const SCALES: ReadonlyMap<string, string> = new Map([
  ['k', 'thousand'],
  ['K', 'thousand'],
  ['M', 'million'],
  ['B', 'billion'],
  ['bn', 'billion'],
  ['T', 'trillion'],
]);
/** Words after which a number is the number in a name, read in pairs. */
const NAMED =
  /^(?:http|status|error|code|rfc|iso|pep|ieee|port|ports|ext|extension|room|flight|route|model|localhost)$/;
/** Words after which a number with a point is a version. */
const VERSIONED =
  /^(?:version|versions|v|release|releases|python|node|java|go|ruby|php|rust|swift|kotlin|scala|perl|lua|typescript|react|angular|vue|django|rails|spring|ubuntu|debian|fedora|android|windows|chrome|firefox|safari|kubernetes|docker|postgres|mysql|redis|git|npm|pip|cuda|pytorch|tensorflow|numpy|bash|vim|emacs|gcc|clang|cmake|electron|webpack|babel|java|dotnet|kernel|linux|vs ?code|js|deno|bun|yarn|pnpm|zig|julia|elixir|dart|flutter|svelte|next|nuxt|jquery|ql|sql|db|os|sdk|ssl|tls|jdk|llvm|xcode|gradle|maven|helm|terraform|nginx|apache)$/;
/** "Figure 3-2" has one number in two parts. */
const NUMBERED = /^(?:listing|figure|fig|table|section|example|equation|exercise|appendix)$/;
/** What follows the number of an answer of HTTP. */
const STATUS =
  /^\s(?:errors?|status|response|redirects?|OK|Created|Accepted|No Content|Not|Bad|Unauthorized|Forbidden|Internal|Moved|Found|Gone|Conflict|Too|Service|Gateway)\b/;
/** What stands after a version that is the least: "3.10+", "3.10 or later". */
const OR_LATER = /^(?:\+(?!\w)|\s(?:or|and) (?:later|newer|higher|above|up|greater)\b|\sLTS\b)/;
/** Words after which four digits are a year. */
const BEFORE_YEAR =
  /^(?:in|since|by|until|till|from|of|during|before|after|around|circa|copyright|year|late|early|mid|and|to|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|q)$/;
const VERSION_TAIL =
  '(?:[-.+]?(?:rc|alpha|beta|dev|pre|preview|post|snapshot|canary|nightly|final|a|b)[-.]?\\d*(?:\\.\\d+)*)';

/** Forms with numbers, in the order in which they are tried. */
export const NUMBER_FORMS: readonly (readonly [name: string, form: RegExp])[] = (
  [
    ['uuid', '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}(?!\\w)'],
    ['hash', '(?=\\d{1,39}[a-f])[\\da-f]{7,64}(?![\\w-])'],
    ['ip', '(\\d{1,3}(?:\\.\\d{1,3}){3})(?::(\\d{1,5}))?(?:/(\\d{1,2}))?(?!\\.?\\d)'],
    ['based', '0(?<base>[xXbBoO])(?<digits>[\\da-fA-F_]{1,64})(?!\\w)'],
    ['ticket', '(?<letters>[A-Z]{2,10})-(?<digits>\\d{1,7})(?:-(?<more>\\d{1,7}))?(?![\\w-]|\\.\\d)'],
    ['color', '#(?=[\\da-fA-F]*[a-fA-F])(?:[\\da-fA-F]{6}|[\\da-fA-F]{3}|[\\da-fA-F]{8})(?![\\w-])'],
    ['issue', '#(?<digits>\\d{1,9})(?!\\w)'],
    ['requirement', '(?<operator>>=|<=|==|!=|~=|~>|=>|[><=^~≥≤≈])(?=v?\\d)'],
    ['scientific', '(?<sign>[-−+]?)(?<mantissa>\\d{1,20}(?:\\.\\d{1,20})?)[eE](?<exponent>[-+]?\\d{1,4})(?!\\w)'],
    ['grouped', '\\d{1,3}(?:(?:_\\d{3})+|(?:[\u00A0\u202F]\\d{3})+|(?: \\d{3}){2,5})(?![\\w,]|[ ]\\d)'],
    ['phone', '\\d{3}-\\d{4}(?![\\d-])|\\+\\d{10,15}(?!\\d)'],
    [
      'phone',
      '(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,4}\\)|\\d{3})[ .-]\\d{3}[ .-]\\d{4}(?!\\d)|\\+\\d{1,3}(?:[ -]\\d{2,4}){2,5}(?!\\d)',
    ],
    [
      'version',
      `(?<v>[vV]\\.?\\s?)?(?<numbers>\\d{1,9}(?:\\.(?:\\d{1,9}|[x*](?![\\p{L}])))+)(?<tail>${VERSION_TAIL}|(?<=\\.\\d{1,9}\\.\\d{1,9})[a-z])?(?![\\p{L}\\d%])`,
    ],
    ['version', '(?<v>[vV])(?<numbers>\\d{1,9})(?<tail>)(?![\\p{L}\\d-]|\\.\\d)'],
    ['moneyRange', `(?<currency>[$€£¥₹])(?<amount>${NUMBER})${SCALE}\\s?[-–—]\\s?(?=\\k<currency>\\d)`],
    [
      'money',
      `(?<sign>[-−])?(?:US|CA|AU)?(?<currency>[$€£¥₹])\\s?(?<amount>${NUMBER})${SCALE}(?:\\s?/\\s?(?<per>[A-Za-z]{1,9})(?![\\p{L}\\p{N}/]))?`,
    ],
    ['percentRange', '(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[-–—]\\s?(?<to>\\d{1,9}(?:\\.\\d{1,9})?)(?=\\s?%)'],
    ['dimension', '(?<from>\\d{1,5})\\s?[x×]\\s?(?<to>\\d{1,5})(?:\\s?[x×]\\s?(?<third>\\d{1,5}))?(?![\\p{L}\\d])'],
    ['offset', '(?<sign>[-+−])(?<hours>0\\d|1[0-4]):(?<minutes>[0-5]\\d)(?![\\d:])'],
    ['ratio', '(?<from>\\d{1,4}):(?<to>\\d{1,4})(?![\\d:])'],
    ['fraction', '(?:(?<whole>\\d{1,3})\\s)?(?<top>\\d{1,3})/(?<bottom>\\d{1,4})(?![\\w/]|\\.\\d)'],
    [
      'range',
      '(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[–—]\\s?(?=\\d)|(?<from2>\\d{1,4}(?:\\.\\d{1,9})?)-(?=\\d{1,4}(?:\\.\\d+)?(?![\\d-]))',
    ],
    ['ordinal', '(?<digits>\\d{1,12})(?:st|nd|rd|th)(?![\\p{L}\\p{N}])'],
    ['resolution', '(?<digits>\\d{3,4})(?<scan>[pi])(?<rate>\\d{2,3})?(?![\\p{L}\\p{N}])'],
    ['unit', `(?<sign>[-−+±~]?)(?<number>${NUMBER})${UNIT}`],
    ['plain', `(?<sign>[-−+±]?)(?<number>${NUMBER})(?:(?<more>\\+)(?![\\p{L}\\p{N}+]))?(?![\\p{L}\\p{N}_]|\\.\\d)`],
  ] as const
).map(([name, source]) => [name, new RegExp(source, 'uy')]);

type Groups = Readonly<Record<string, string | undefined>>;

/** Says a number with what belongs to it. @returns how many characters that were; 0 when it is something else here */
export function sayNumber(name: string, match: RegExpExecArray, text: string, at: number, out: Spoken): number {
  const all = match[0];
  const groups: Groups = match.groups ?? {};
  const say = (words: string, length = all.length): number => {
    out.say(words, at, at + length);
    return length;
  };
  switch (name) {
    case 'uuid':
      return say(spellMixed(all.slice(0, 8)));
    case 'hash':
      return say(spellMixed(all.length > 12 ? all.slice(0, 7) : all));
    case 'ip': {
      const [, numbers = '', port, bits] = match;
      const host = numbers.split('.').map(inPairs).join(' dot ');
      return say(
        `${host}${port === undefined ? '' : ` port ${inPairs(port)}`}${bits === undefined ? '' : ` slash ${cardinal(bits)}`}`,
      );
    }
    case 'based': {
      const { base = '', digits = '' } = groups;
      const kind = { x: 'hex', b: 'binary', o: 'octal' }[base.toLowerCase()] ?? '';
      return say(`${kind} ${spellMixed(digits.replaceAll('_', ''))}`);
    }
    case 'ticket': {
      const { letters = '', digits = '', more } = groups;
      const rest = more === undefined ? '' : ` ${more.length > 4 ? spellDigits(more) : inPairs(more)}`;
      return say(`${Array.from(letters).join(' ')} ${inPairs(digits)}${rest}`);
    }
    case 'color':
      return say(`hex ${spellMixed(all.slice(1))}`);
    case 'issue':
      return say(
        `${/^(?:number|issue|pr|request|step|rule|item|bug|ticket)$/.test(out.lastWord) ? '' : 'number '}${inName(groups['digits'] ?? '')}`,
      );
    case 'requirement': {
      const operand =
        (/^[~^≈]$/.test(all) ? /[\p{L}\p{N})\]]$/u : /[\p{L}\p{N})\]]\s*$/u).test(
          text.slice(Math.max(0, at - 3), at),
        ) && !/^(?:[<>]=|==|!=|~=|~>)$/.test(all);
      if (operand && !/^[<>]$/.test(all)) return 0;
      if (text.slice(0, at).endsWith('@') && /^[~^]$/.test(all)) return say(all === '^' ? 'caret' : 'tilde');
      // "Python >=3.9,<3.13": versions, not decimals.
      if (/^(?:[<>]=|~=|~>|\^|~|==)$/.test(all) || text[at - 1] === ',') out.versionNext = at + all.length;
      return say(saidRequirement(all));
    }
    case 'scientific': {
      const { sign = '', mantissa = '', exponent = '' } = groups;
      const power = `${exponent.startsWith('-') ? 'minus ' : ''}${cardinal(exponent.replace(/[-+]/, ''))}`;
      return say(`${signed(sign, text, at)}${decimal(mantissa)} E ${power}`);
    }
    case 'grouped':
      return say(cardinal(all.replace(/\D/g, '')));
    case 'phone':
      return say(`${all.startsWith('+') ? 'plus ' : ''}${spellDigits(all.replace(/\D/g, ''))}`);
    case 'version':
      return sayVersion(groups, all, out, say);
    case 'moneyRange':
      return say(
        `${decimal(groups['amount'] ?? '')} ${SCALES.get(groups['scale'] ?? '') ?? groups['scale'] ?? ''} to`.replace(
          '  ',
          ' ',
        ),
      );
    case 'money':
      return say(`${money(groups, text, at, all)}${per(groups['per'])}`);
    case 'percentRange':
      return say(`${decimal(groups['from'] ?? '')} to ${decimal(groups['to'] ?? '')}`);
    case 'dimension': {
      const { from = '', to = '', third } = groups;
      const times = /\s×/.test(all) && third === undefined && (Number(from) < 100 || Number(to) < 100) ? 'times' : 'by';
      return say(`${inName(from)} ${times} ${inName(to)}${third === undefined ? '' : ` by ${inName(third)}`}`);
    }
    case 'ratio':
      // "main.c:42:7" is a place, "16:9" a ratio.
      return say(`${inName(groups['from'] ?? '')}${text[at - 1] === ':' ? '' : ' to'} ${inName(groups['to'] ?? '')}`);
    case 'offset': {
      const { sign = '', hours = '', minutes = '' } = groups;
      const rest = minutes === '00' ? '' : ` ${cardinal(minutes)}`;
      return say(`${sign === '+' ? 'plus' : 'minus'} ${cardinal(hours.replace(/^0/, ''))}${rest}`);
    }
    case 'fraction':
      return say(fraction(groups));
    case 'range':
      if (NUMBERED.test(out.lastWord)) return say(`${cardinal(groups['from'] ?? groups['from2'] ?? '')} dash`);
      out.versionFollows = VERSIONED.test(out.lastWord);
      return say(`${plain(groups['from'] ?? groups['from2'] ?? '', out, text, at, at + all.length)} to`);
    case 'ordinal':
      return say(ordinal(groups['digits'] ?? ''));
    case 'resolution': {
      const { digits = '', scan = '', rate } = groups;
      return say(`${inPairs(digits)} ${scan.toUpperCase()}${rate === undefined ? '' : ` ${cardinal(rate)}`}`);
    }
    case 'unit':
      return sayWithUnit(groups, text, at, out.lastWord, say);
    default: {
      const { sign = '', number = '' } = groups;
      if (/^[-+]$/.test(sign) && /[\p{L}\p{N}).]/u.test(text[at - 1] ?? '')) return 0;
      const value = signed(sign, text, at) + plain(number, out, text, at, at + all.length);
      return say(groups['more'] === undefined ? value : `${value} plus`);
    }
  }
}

/** A number by what stands around it: a year, the number in a name, a version, or a quantity. */
function plain(number: string, out: Spoken, text: string, at: number, end: number): string {
  const after = text.slice(end);
  const before = out.lastWord;
  if (/^\d+$/.test(number)) {
    if (/^(?:chmod|chmod -R|umask)$/.test(before) || (before === 'mod' && /^[0-7]{3,4}$/.test(number)))
      return spellDigits(number);
    if (/^[1-5]\d\d$/.test(number) && (/^an?$/.test(before) || STATUS.test(after))) return inName(number);
    if (NAMED.test(before) || (before.length <= 4 && out.tokens.at(-1)?.kind === 'letters' && number.length >= 3))
      return inName(number);
    if (/^(?:1[1-9]|20)\d\d$/.test(number)) {
      const counted = /^\s+\p{Ll}+s\b/u.test(after) && !/^\s+(?:was|is|has|as|this|its|us)\b/.test(after);
      if ((BEFORE_YEAR.test(before) || /^(?:19[5-9]|20[0-4])/.test(number)) && !counted) return year(number);
    }
    return /^0\d/.test(number) ? spellDigits(number) : cardinal(number);
  }
  const required =
    (out.versionNext === at && /^[1-9]/.test(number)) ||
    OR_LATER.test(text.slice(text.indexOf(number, at) + number.length));
  const gap = at - out.versionEnd;
  const listed =
    out.versionEnd > 0 && gap <= 12 && /^(?:[\s,&/–-]|and|or|to|through|\+)+$/.test(text.slice(out.versionEnd, at));
  const isVersion = VERSIONED.test(before) || required || listed || (out.versionFollows && before === 'to');
  if (isVersion) out.versionEnd = at + number.length;
  out.versionFollows &&= before !== 'to';
  return isVersion && /^\d+\.\d{1,2}$/.test(number) ? versionNumbers(number) : decimal(number);
}

/** The number in a name: up to three digits as a number is read ("one hundred"), more in pairs. */
function inName(digits: string): string {
  return inPairs(digits);
}

function sayVersion(groups: Groups, all: string, out: Spoken, say: (words: string, length?: number) => number): number {
  const { v = '', numbers = '', tail = '' } = groups;
  if (v === '' && tail === '' && numbers.split('.').length === 2 && !/[x*]/.test(numbers)) return 0; // a decimal
  const name = v === '' || /^(?:version|v)$/.test(out.lastWord) ? '' : 'version ';
  const words = tail.match(/[a-z]+|\d+/gi) ?? [];
  const end = words
    .map((word) =>
      /^\d/.test(word)
        ? cardinal(word)
        : (VERSION_WORDS.get(word.toLowerCase()) ?? (word.length === 1 ? word.toUpperCase() : word)),
    )
    .join(' ');
  return say(`${name}${versionNumbers(numbers)} ${end}`.trim(), all.length);
}

const VERSION_WORDS: ReadonlyMap<string, string> = new Map([
  ['rc', 'R C'],
  ['a', 'alpha'],
  ['b', 'beta'],
  ['pre', 'pre'],
  ['dev', 'dev'],
]);

/** "3.12" → "three point twelve". */
export function versionNumbers(numbers: string): string {
  return numbers
    .split('.')
    .map((part) =>
      part === 'x'
        ? 'x'
        : part === '*'
          ? 'star'
          : /^0\d/.test(part)
            ? spellDigits(part)
            : part.length > 3
              ? inPairs(part)
              : cardinal(part),
    )
    .join(' point ');
}

function signed(sign: string, text: string, at: number): string {
  if (sign === '±') return 'plus or minus ';
  if (sign === '~') return 'about ';
  if (sign === '' || /[\p{L}\p{N})]/u.test(text[at - 1] ?? '')) return '';
  return sign === '+' ? 'plus ' : 'minus ';
}

/** After "5m" these tell of meters, not of minutes. */
const DISTANCE = /^\s?(?:tall|long|wide|high|deep|away|apart|above|below|cables?|distance|radius|walk|[x×²])/;
const COUNTED_BY_BILLION =
  /^[-\s](?:param(?:eter)?s?|models?|rows|users|downloads|people|tokens|dollars|requests|records|events|messages|devices|queries|weights|variant)/i;

/** "A 2x speedup", unlike "2x faster". */
const FACTOR_OF =
  /^\s(?:speed-?ups?|slow-?downs?|zoom|scale|increase|improvement|gain|reduction|difference|factor|multiplier|boost|drop|overhead)\b/;
const NOUN_FOLLOWS =
  /^[\s-](?!(?:per|and|or|of|in|on|at|to|for|from|with|than|is|are|was|were|by|as|each|if|when|but|after|before|while)\b)\p{Ll}/u;

function sayWithUnit(
  groups: Groups,
  text: string,
  at: number,
  lastWord: string,
  say: (words: string) => number,
): number {
  const { sign = '', number = '', space = '', unit = '' } = groups;
  if (/^[-+]$/.test(sign) && /[\p{L}\p{N}).]/u.test(text[at - 1] ?? '')) return 0;
  const value = `${signed(sign, text, at)}${decimal(number)}`;
  if (/^(?:it|ops?|toks?|reqs?|imgs?)$/.test(unit)) return 0; // words: only "it/s" is a rate
  if (unit === '%') return say(`${value} percent`);
  if (/^[48]K$/.test(number + unit) && space === '') return say(`${value} K`);
  const after = text.slice(at + (sign + number + space + unit).length);
  // "A 30s timeout": the singular, as in "a thirty second timeout".
  const one = isOne(number) || (/^an?$/.test(lastWord) && NOUN_FOLLOWS.test(after));
  const attached = space === '' && !(unit === 'm' && DISTANCE.test(after));
  const name =
    /^[xX]$/.test(unit) && (/^\s?[-+*/=^)]/.test(after) || (/^(?:an?|the)$/.test(lastWord) && FACTOR_OF.test(after)))
      ? 'X'
      : attached && unit === 'B' && text[at - 1] === '-'
        ? 'B'
        : attached && unit === 'B' && COUNTED_BY_BILLION.test(after)
          ? 'billion'
          : attached && unit === 'm'
            ? `minute${one ? '' : 's'}`
            : unitName(unit, one, attached);
  // "in 5 in 10": words that are units as well
  if (
    name === undefined ||
    (space !== '' && /^(?:in|us|em|min|pt|MP|deg|rad|x|X|k|m|M|K|d|w|y|T)$/.test(unit) && !/^(?:m|min)$/.test(unit))
  )
    return 0;
  return say(`${value} ${name}`);
}

/** "$3.50", "$1.5M", "a $10 plan". */
function money(groups: Groups, text: string, at: number, all: string): string {
  const { sign, currency = '$', amount = '', scale } = groups;
  const [one, more, cents] = MONEY.get(currency) ?? ['', '', ''];
  const minus = sign === undefined ? '' : 'minus ';
  if (scale !== undefined) return `${minus}${decimal(amount)} ${SCALES.get(scale) ?? scale} ${more}`;
  const [whole = '', fraction] = amount.replaceAll(',', '').split('.');
  if (fraction?.length === 2 && cents !== '') {
    const small =
      Number(fraction) === 0 ? '' : `${cardinal(fraction)} ${Number(fraction) === 1 ? cents.replace(/s$/, '') : cents}`;
    const large = Number(whole) === 0 && small !== '' ? '' : `${cardinal(whole)} ${whole === '1' ? one : more}`;
    return `${minus}${[large, small].filter(Boolean).join(' and ')}`;
  }
  // "A $10 plan": before a noun the singular, as after a number that is an adjective.
  const article = /(?:^|\s)(?:an?|the|this|that|each|every|our|your|their|per)\s+$/i.test(
    text.slice(Math.max(0, at - 8), at),
  );
  const noun = /^\s+(?!per\b|an?\b|each\b|and\b|or\b|to\b|for\b|in\b|off\b|is\b|was\b|at\b|on\b|with\b)\p{Ll}/u.test(
    text.slice(at + all.length, at + all.length + 12),
  );
  return `${minus}${decimal(amount)} ${amount === '1' || (article && noun) ? one : more}`;
}

/** "/mo" → " per month". */
function per(symbol: string | undefined): string {
  return symbol === undefined ? '' : ` per ${perName(symbol) ?? unitName(symbol, true, false) ?? symbol}`;
}

const HALVES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['2', ['half', 'halves']],
  ['4', ['quarter', 'quarters']],
]);

function fraction({ whole, top = '', bottom = '' }: Groups): string {
  const small =
    Number(bottom) >= 2 &&
    (Number(bottom) <= 10 || /^(?:12|16|20|32|64|100)$/.test(bottom)) &&
    Number(top) > 0 &&
    Number(top) < Number(bottom);
  if (top === bottom) return `${cardinal(top)} ${cardinal(bottom)}`; // "a 50/50 split"
  if (!small) return `${whole === undefined ? '' : `${cardinal(whole)} `}${cardinal(top)} slash ${cardinal(bottom)}`;
  const [one, more] = HALVES.get(bottom) ?? [ordinal(bottom), `${ordinal(bottom)}s`];
  const part = `${cardinal(top)} ${top === '1' ? one : more}`;
  if (whole === undefined) return part;
  return `${cardinal(whole)} and ${top === '1' ? `a ${one}` : part}`;
}

/** Digits and letters one by one: "a1b2" → "A one B two". */
export function spellMixed(text: string): string {
  return Array.from(text, (c) => (/\d/.test(c) ? cardinal(c) : c.toUpperCase())).join(' ');
}
