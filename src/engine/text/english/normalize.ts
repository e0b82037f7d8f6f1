import type { SpokenToken } from '../../phonemes/language';
import { isTypeArguments, saidDuration, saidIPv6, saidMac, saidPattern } from './code';
import { type Form, formsFor, PLAIN_WORD } from './forms';
import { saidAbbreviation, saidBare } from './abbreviations';
import { DATE_FORMS, saidDate } from './dates';
import type { EmojiMode } from '../emojiMode';
import { sayEmoji } from './emoji';
import { isPath, sayIdentifier, sayPath, sayUrl } from './identifiers';
import { isSmallAcronym, isSpelled, saidName } from './names';
import { sayNumber, NUMBER_FORMS, spellMixed, versionNumbers } from './quantities';
import { cardinal, inPairs, ordinal, roman } from './numbers';
import { Spoken } from './spoken';
import { unitOfRate } from './units';
import { saidKeys, saidOperator, saidRequirement, saidSymbol } from './symbols';

export interface NormalizeOptions {
  /** Whether a word (lower case) is in the lexicon: it tells NOTE, which is said, from HTTP, which is spelled. */
  isWord: (word: string) => boolean;
  emoji: EmojiMode;
}

/** Said as one word. */
const ET_CETERA = 'et cetera';
const LETTER = /[\p{L}\p{N}]/u;
const MARKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '‘': '', '’': '', '‚': '' },
    ...{
      '。': '.',
      '，': ',',
      '、': ',',
      '！': '!',
      '？': '?',
      '：': ':',
      '；': ';',
      '（': '(',
      '）': ')',
      '؟': '?',
      '،': ',',
    },
  }),
);
class Normalizer {
  readonly out = new Spoken();
  readonly #text: string;
  readonly #options: NormalizeOptions;
  readonly #forms: readonly Form[];
  #quoteOpen = false;
  /** How many "<" of types and tags are open. */
  #angles = 0;
  /** Where the single quote that is open ends. */
  #quoteEnd = -1;

  constructor(text: string, options: NormalizeOptions) {
    this.#text = text;
    this.#options = options;
    this.#forms = formsFor(text);
  }

  run(): SpokenToken[] {
    for (let at = 0; at < this.#text.length;) at += this.#next(at);
    return this.out.tokens;
  }

  /** Says what begins at `at`. @returns how many characters that were, at least one */
  #next(at: number): number {
    PLAIN_WORD.lastIndex = at;
    const word = PLAIN_WORD.exec(this.#text)?.[0];
    if (word !== undefined) return this.#word(word, at, ' ');
    for (const { name, pattern } of this.#forms) {
      if (pattern === undefined) {
        const length = this.#quantity(at);
        if (length > 0) return length;
        continue;
      }
      pattern.lastIndex = at;
      const match = pattern.exec(this.#text);
      if (match === null || match[0] === '') continue;
      const length = this.#take(name, match, at);
      if (length > 0) return length;
    }
    return 1;
  }

  /** Dates, times, and everything that begins with a number. */
  #quantity(at: number): number {
    if (!/[\d$€£¥₹+\-−±<>=~^≥≤≈#.vV'’JFMASOND\p{Lu}]/u.test(this.#text[at] ?? '')) return 0;
    if (/[\p{L}\p{N}_]/u.test(this.#text[at - 1] ?? '')) return 0;
    for (const form of DATE_FORMS) {
      form.lastIndex = at;
      const match = form.exec(this.#text);
      const said = match?.groups && saidDate(match.groups, match[0], this.#isDecade(at, match[0]));
      if (match && said !== undefined) {
        const stop = match[0].endsWith('.') && this.#endsAt(at + match[0].length) ? 1 : 0;
        this.out.say(said, at, at + match[0].length - stop);
        return match[0].length - stop;
      }
    }
    for (const [name, form] of NUMBER_FORMS) {
      form.lastIndex = at;
      const match = form.exec(this.#text);
      if (match === null) continue;
      const length = sayNumber(name, match, this.#text, at, this.out);
      if (length > 0) return length;
    }
    return 0;
  }

  /** "In the 90s.", not "the 30s timeout": an age, not seconds. */
  #isDecade(at: number, text: string): boolean {
    const after = this.#text.slice(at + text.length, at + text.length + 8);
    return (
      /^(?:the|early|late|mid)$/.test(this.out.lastWord) &&
      /^(?:[.,;:!?)]|$|\s(?:and|or|when|were|was|that|had|to|but)\b)/.test(after)
    );
  }

  /** Whether the sentence, but for closing marks, is over here. */
  #endsAt(at: number): boolean {
    return /^["”’)\]]*\s*$/.test(this.#text.slice(at, at + 20));
  }

  #take(name: string, match: RegExpExecArray, at: number): number {
    const [text] = match;
    const end = at + text.length;
    const { isWord } = this.#options;
    const next = this.#text[end] ?? ' ';
    switch (name) {
      case 'space':
        this.out.space();
        return text.length;
      case 'pronounced':
        this.out.pronounced(match[1] ?? '', match[2] ?? '', at, end);
        return text.length;
      case 'url': {
        const url = text.replace(/[.,;:!?'’)\]}]+$/, '');
        sayUrl(url, at, this.out, isWord);
        return url.length;
      }
      case 'email':
      case 'package':
        sayPath(text.replace(/\.+$/, ''), at, this.out, isWord);
        return text.replace(/\.+$/, '').length;
      case 'footnote':
        return text.length;
      case 'pattern': {
        const pattern = text.replace(/(?<!\\)[.,;:!?]+$/, '');
        this.out.say(saidPattern(pattern), at, at + pattern.length);
        return pattern.length;
      }
      case 'shortcode':
        if (/\d/.test(text)) this.out.say(text.includes('+') ? 'thumbs up' : 'thumbs down', at, end);
        else sayIdentifier(text.slice(1, -1), at + 1, this.out, isWord);
        return text.length;
      case 'power':
        this.out.say(SMALL_POWERS.get(text) ?? `to the power of ${cardinal(text.normalize('NFKC'))}`, at, end);
        return text.length;
      case 'quoted':
        this.out.say(saidPattern(text), at, end);
        return text.length;
      case 'named': {
        const name = match.groups?.['name'] ?? '';
        sayIdentifier(name, at, this.out, isWord);
        this.out.say(versionNumbers(match.groups?.['numbers'] ?? ''), at + name.length, end);
        return text.length;
      }
      case 'mac':
        this.out.say(saidMac(text), at, end);
        return text.length;
      case 'ipv6':
        this.out.say(saidIPv6(text), at, end);
        return text.length;
      case 'duration':
        this.out.say(saidDuration(match.groups ?? {}), at, end);
        return text.length;
      case 'hash':
        return sayNumber('hash', match, this.#text, at, this.out);
      case 'shortcut':
        this.out.say(saidKeys(text), at, end);
        return text.length;
      case 'name':
        this.out.say(saidName(text) ?? text, at, end);
        return text.length;
      case 'path':
      case 'file': {
        // Go's "./..." means all below; other dots at the end are the sentence's.
        const path = /^.*\/\.{3}(?=[.,]?$)/.exec(text)?.[0] ?? text.replace(/[.,]+$/, '');
        if (path.length < 2 || (name === 'path' && /^\/[/*]/.test(path))) return 0;
        sayPath(path.length > 1 ? path.replace(/(?<=.)\/$/, '') : path, at, this.out, isWord);
        return path.length;
      }
      case 'slashed':
        return this.#slashed(text.replace(/[.,]+$/, ''), at);
      case 'host': {
        const [host = '', port] = text.split(':');
        sayPath(host, at, this.out, isWord);
        if (port !== undefined) this.out.say(`port ${inPairs(port)}`, at + host.length, end);
        return text.length;
      }
      case 'abbreviation': {
        const said = saidAbbreviation(
          text,
          this.#text.slice(Math.max(0, at - 30), at),
          this.#text.slice(end, end + 30),
        );
        if (said === undefined) return 0;
        const stop = this.#endsAt(end) ? 1 : 0;
        if (said === ET_CETERA) this.out.word(said, at, end - stop);
        else this.out.say(said, at, end - stop);
        return text.length - stop;
      }
      case 'initials': {
        const stop = text.endsWith('.') && this.#endsAt(end) ? 1 : 0;
        this.out.spell(text.replaceAll('.', '').toUpperCase(), at, end - stop);
        return text.length - stop;
      }
      case 'flag':
        if (!/^(?:$|[\s("'`/|,[])/.test(this.#text[at - 1] ?? '')) return 0;
        this.out.say(text.startsWith('--') ? 'dash dash' : 'dash', at, at + (text.startsWith('--') ? 2 : 1));
        if (/^-[A-Z][a-z]{2,}$/.test(text) && !isWord(text.slice(1).toLowerCase()) && next === '=') {
          this.out.spell(text.charAt(1), at + 1, at + 2); // "-Dname=value"
          sayIdentifier(text.slice(2), at + 2, this.out, isWord);
          return text.length;
        }
        if (text.startsWith('--') || text.length > 3)
          sayIdentifier(text.replace(/^--?/, ''), at + (text.startsWith('--') ? 2 : 1), this.out, isWord);
        else this.out.say(spellMixed(text.slice(1)), at + 1, end);
        return text.length;
      case 'variable':
        this.out.say('dollar', at, at + 1);
        sayIdentifier(text.replace(/[${}]/g, ' '), at, this.out, isWord);
        return text.length;
      case 'mention':
      case 'hashtag':
        this.out.say(name === 'mention' ? 'at' : DIRECTIVE.test(text) ? 'hash' : 'hashtag', at, at + 1);
        sayIdentifier(text.slice(1), at + 1, this.out, isWord);
        return text.length;
      case 'scoped':
      case 'member':
        return this.#member(text, at);
      case 'identifier':
      case 'word':
        return this.#word(text, at, next);
      case 'digits':
        this.out.say(
          /^\d+$/.test(text)
            ? cardinal(text)
            : (saidSymbol(text) ?? cardinal(text.normalize('NFKC').replace(/\D/gu, ''))),
          at,
          end,
        );
        return text.length;
      case 'emoji':
        sayEmoji(text, this.#options.emoji, at, end, this.out);
        return text.length;
      case 'ellipsis':
        if (/\d/.test(this.#text[at - 1] ?? '') && /\d/.test(next)) this.out.say('to', at, end);
        else this.out.mark(text.startsWith('.') ? text.slice(0, 3) : '…', at, end);
        return text.length;
      case 'dash':
        this.out.mark('—', at, end);
        return text.length;
      case 'operator':
        return this.#operator(text, at);
      case 'quote':
        this.#quote(at, next);
        return text.length;
      case 'mark':
        this.#mark(text, at, next);
        return text.length;
      default:
        this.#symbol(text, at, next);
        return text.length;
    }
  }

  /** "src/app", "and/or", "TCP/IP", "requests/s". */
  #slashed(text: string, at: number): number {
    if (!/\p{L}/u.test(text)) return 0; // a fraction or a date
    if (/^\d+(?:\.\d+)?[A-Za-z]{1,3}(?:\/\d+(?:\.\d+)?[A-Za-z]{1,3})+$/.test(text)) return 0; // "5V/2A"
    if (isPath(text)) {
      sayPath(text.replace(/\/$/, ''), at, this.out, this.#options.isWord);
      return text.length;
    }
    const parts = [...text.matchAll(/[^/]+/g)];
    for (const [i, { 0: part, index }] of parts.entries()) {
      const per = i === 1 && parts.length === 2 && /^(?:s|sec|ms|min|h|hr|day|month|year)$/.test(part);
      if (per) this.out.say(`per ${PER_WORDS[part] ?? part}`, at + index, at + index + part.length);
      else this.#word(part, at + index, '/');
    }
    return text.length;
  }

  /** "Array.prototype.map", "std::vector"; a sentence's end without a space after it is no member. */
  #member(text: string, at: number): number {
    const [first = '', second = ''] = text.split('.');
    if (
      text.includes('.') &&
      /^\p{Lu}\p{Ll}+$/u.test(second) &&
      /^\p{Ll}+$/u.test(first) &&
      this.#options.isWord(first)
    )
      return 0;
    for (const { 0: part, index } of text.matchAll(/[^.:]+|\.|:+/g)) {
      const partAt = at + index;
      if (part === '.') this.out.say('dot', partAt, partAt + 1);
      else if (!part.startsWith(':')) {
        const name = saidName(part);
        if (name === undefined) sayIdentifier(part, partAt, this.out, this.#options.isWord);
        else this.out.say(name, partAt, partAt + part.length);
      }
    }
    return text.length;
  }

  #word(given: string, at: number, next: string): number {
    const { isWord } = this.#options;
    const text =
      given.endsWith("'") || given.endsWith('’')
        ? /s['’]$/i.test(given) && next !== '' && at + given.length - 1 !== this.#quoteEnd
          ? given
          : given.slice(0, -1)
        : given;
    const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
    const end = at + text.length;
    const [, base = plain, possessive = ''] = /^(.*?)('s)?$/s.exec(plain) ?? [];
    const unit = /^(?:per|each)$/.test(this.out.lastWord) ? unitOfRate(base) : undefined;
    const day = WEEKDAYS.get(base);
    const [from, to] = base.split('-').map((part) => WEEKDAYS.get(part));
    if (from !== undefined && to !== undefined) {
      this.out.say(`${from} to ${to}`, at, end);
      return text.length;
    }
    if (unit !== undefined) {
      this.out.say(unit, at, end);
      return text.length;
    }
    if (day !== undefined && DATE_FOLLOWS.test(this.#text.slice(end, end + 12))) {
      this.out.word(day, at, end);
      return text.length;
    }
    const name = saidName(base) ?? saidBare(base) ?? (/^\p{Script=Greek}$/u.test(base) ? saidSymbol(base) : undefined);
    if (name !== undefined) this.#named(name, possessive, at, end);
    else if (isSmallAcronym(base))
      this.out.spell(
        (isPlural(base) ? `${base.slice(0, -1).toUpperCase()}s` : base.toUpperCase()) + possessive,
        at,
        end,
      );
    else if (this.#isRoman(plain)) this.#roman(plain, at, end);
    else if (/^\p{Lu}{2,}$/u.test(base)) {
      if (isSpelled(base, isWord)) this.out.spell(plain, at, end);
      else this.out.word(plain, at, end);
    } else if (/^\p{Lu}{2,}s$/u.test(base)) this.out.spell(plain, at, end);
    else if (/[\d_]/.test(base) || /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(base)) {
      if ((isWord(base) || isWord(base.toLowerCase())) && !/[\d_]/.test(base)) this.out.word(plain, at, end);
      else sayIdentifier(plain, at, this.out, isWord);
    } else if (
      plain.includes('-') &&
      plain
        .split('-')
        .some((part) => saidName(part) !== undefined || /^\p{Lu}{2,}$/u.test(part) || /\p{Ll}\p{Lu}/u.test(part))
    ) {
      for (const { 0: part, index } of plain.matchAll(/[^-]+/g)) {
        const first = this.out.tokens.length;
        this.#word(part, at + index, '-');
        // Written as one, stressed as one: "US-ASCII".
        const token = index > 0 ? this.out.tokens[first] : undefined;
        if (token) token.spaceBefore = false;
      }
    } else if (LATIN_GREEK_CYRILLIC.test(plain)) this.out.word(plain, at, end);
    return text.length;
  }

  #named(said: string, possessive: string, at: number, end: number): void {
    this.out.say(said, at, end);
    const last = this.out.tokens.at(-1);
    if (possessive !== '' && last) last.text += possessive;
  }

  /** "Chapter IV", "Henry VIII". */
  #isRoman(text: string): boolean {
    if (/^(?:i{2,3}|i?[vx]|[vx]i{1,3})$/.test(text)) return text.length > 1 && COUNTED.test(this.out.lastWord);
    if (roman(text) === undefined || (text === 'I' && !COUNTED.test(this.out.lastWord))) return false;
    return COUNTED.test(this.out.lastWord) || (text.length > 1 && REGNAL.test(this.out.lastWord));
  }

  #roman(text: string, at: number, end: number): void {
    const digits = String(roman(text.toUpperCase()) ?? 0);
    this.out.say(REGNAL.test(this.out.lastWord) ? `the ${ordinal(digits)}` : cardinal(digits), at, end);
  }

  #operator(text: string, at: number): number {
    const spaced = /[\s([]|^$/.test(this.#text[at - 1] ?? '') && /\s|^$/.test(this.#text[at + text.length] ?? '');
    const tightVersion = /^(?:[<>]=|~=|==)$/.test(text) && /^\d+\.\d/.test(this.#text.slice(at + 2, at + 8));
    if (!spaced && tightVersion) {
      this.out.say(saidRequirement(text === '==' ? '=' : text), at, at + 2);
      this.out.versionNext = at + 2;
      return 2;
    }
    if (spaced && text === '>>' && INTO_FILE.test(this.#text.slice(at + 2, at + 60))) {
      this.out.say('append to', at, at + 2);
      return 2;
    }
    // "Node >= 18.17": a requirement, not a comparison.
    if (spaced && /^(?:[<>]=|~>)$/.test(text) && REQUIRED.test(this.#text.slice(at + 2, at + 20))) {
      this.out.versionNext = at + 3;
      this.out.say(saidRequirement(text), at, at + 2);
      return 2;
    }
    const tight = LETTER.test(this.#text[at - 1] ?? '') && LETTER.test(this.#text[at + text.length] ?? '');
    if (!spaced && !tight && !/^(?:->|=>|&&|\|\||[!=]==?|[+-]{2})$/.test(text)) return 0;
    if (/^(?:\+\+|--)$/.test(text) && !LETTER.test(this.#text[at - 1] ?? '')) return 0;
    this.out.say(text === '->' && tight ? 'arrow' : (saidOperator(text) ?? ''), at, at + text.length);
    return text.length;
  }

  /** Single quotes are quotes in pairs: 'like this'; else apostrophes, which are silent. */
  #quote(at: number, next: string): void {
    if (at === this.#quoteEnd) this.out.mark('”', at, at + 1);
    else if (LETTER.test(next) && !LETTER.test(this.#text[at - 1] ?? ' ') && !AND.test(this.#text.slice(at, at + 3))) {
      const end = CLOSING_QUOTE.exec(this.#text.slice(at, at + LONGEST_QUOTE))?.[0].length;
      if (end === undefined) return;
      this.#quoteEnd = at + end - 1;
      this.out.mark('“', at, at + 1);
    } else if (LETTER.test(next) && LETTER.test(this.#text[at - 1] ?? ' ')) this.out.space();
  }

  #mark(mark: string, at: number, next: string): void {
    const before = this.#text[at - 1] ?? ' ';
    const inside = LETTER.test(next);
    if (mark === '"' && !this.#quoteOpen && /\d/.test(before) && !LETTER.test(next))
      this.out.say(/^"\s\p{Ll}/u.test(this.#text.slice(at, at + 3)) ? 'inch' : 'inches', at, at + 1);
    else if (mark === '"') {
      this.#quoteOpen = !this.#quoteOpen && next.trim() !== '';
      this.out.mark(this.#quoteOpen ? '“' : '”', at, at + 1);
    } else if (mark === '.' && inside && LETTER.test(before)) this.out.say('dot', at, at + 1);
    else if (mark === '.' && inside) this.out.say('dot', at, at + 1);
    else if (mark === ':' && /[/\\]/.test(next) && LETTER.test(before)) this.out.say('colon', at, at + 1);
    else if (mark === ':' && inside && before.trim() === '' && !/^:\w+:/.test(this.#text.slice(at, at + 40)))
      this.out.say('colon', at, at + 1);
    else if (mark === ':' && inside && !/\s/.test(before)) this.out.space();
    else if (mark === '?' && inside && LETTER.test(before)) this.out.say('question mark', at, at + 1);
    else if (mark === '?' && /^\?\.\w/.test(this.#text.slice(at, at + 3)))
      return; // "obj?.name"
    else if (/[([{]/.test(mark) && /[)\]}]/.test(next)) {
      if (mark === '[' && LETTER.test(before)) this.out.say('array', at, at + 2);
    } else if (/[)\]}]/.test(mark) && /[([{]/.test(before)) return;
    else {
      const said = MARKS.get(mark) ?? mark;
      if (said === '!' && inside) {
        // "!isValid && …" is code, "!important" a word.
        if (/&&|\|\||[!=]=|\bif\s*\(/.test(this.#text.slice(Math.max(0, at - 40), at + 60)))
          this.out.say('not', at, at + 1);
        return;
      }
      if (said !== '') this.out.mark(said, at, at + 1);
    }
  }

  /** "string | undefined": a choice, not a pipe. */
  #betweenTypes(at: number): boolean {
    const before = /([\p{L}\d_>\]"']+)\s+$/u.exec(this.#text.slice(Math.max(0, at - 40), at))?.[1] ?? '';
    const after = /^\s+([\p{L}\d_"']+)/u.exec(this.#text.slice(at + 1, at + 40))?.[1] ?? '';
    return TYPE.test(before) || TYPE.test(after);
  }

  #symbol(symbol: string, at: number, next: string): void {
    const before = this.#text[at - 1] ?? ' ';
    const spaced = before.trim() === '' && next.trim() === '';
    const between = LETTER.test(before) && LETTER.test(next);
    const end = at + symbol.length;
    const after = this.#text.slice(end, end + 12);
    if (
      symbol === '-' &&
      spaced &&
      /(?:[\d)²³]|(?:^|[\s(])[a-z])\s$/.test(this.#text.slice(Math.max(0, at - 3), at)) &&
      /^\s(?:[\d(]|[a-z](?!\w))/.test(after)
    )
      this.out.say('minus', at, end);
    else if (symbol === '-' && spaced && /^\s\d/.test(after) && /%\s$/.test(this.#text.slice(Math.max(0, at - 2), at)))
      this.out.say('to', at, end);
    else if (symbol === '-' && spaced) this.out.mark('—', at, end);
    else if (symbol === '=' && LETTER.test(before) && /[^\s=]/.test(next)) this.out.say('equals', at, end);
    else if (
      symbol === '%' &&
      spaced &&
      /^\s[\w(]/.test(after) &&
      /[a-z)\d]\s$/i.test(this.#text.slice(Math.max(0, at - 2), at))
    )
      this.out.say('mod', at, end);
    else if (
      symbol === '*' &&
      (/^(?:select|count)$/.test(this.out.lastWord) || /^\s*from\b/i.test(after) || (before === '(' && next === ')'))
    )
      this.out.say('star', at, end);
    else if (symbol === '>' && spaced && INTO_FILE.test(this.#text.slice(end, end + 60)))
      this.out.say('greater than', at, end);
    else if (symbol === '~' && /\d/.test(before) && /\d/.test(next)) this.out.say('to', at, end);
    else if (symbol === '~' && between) this.out.say('tilde', at, end);
    else if (symbol === '&' && /\p{L}/u.test(next) && !LETTER.test(before)) this.out.say('ampersand', at, end);
    else if (symbol === '|' && spaced && this.#betweenTypes(at)) this.out.say('or', at, end);
    else if (symbol === '/' && between) this.out.space();
    else if (symbol === '<' && LETTER.test(before) && isTypeArguments(this.#text, at)) {
      this.#angles++;
      this.out.say('of', at, end); // "Promise<void>"
    } else if (symbol === '<' && !LETTER.test(before) && /[\p{L}/]/u.test(next)) {
      this.#angles++; // "<div>"
    } else if (symbol === '>' && this.#angles > 0 && !spaced) {
      this.#angles--;
      if (LETTER.test(next)) this.out.space();
    } else if (symbol === '`') return;
    else if (/^[<>*+=/|^]$/.test(symbol)) {
      const said = spaced || (between && symbol !== '/') ? saidOperator(symbol) : undefined;
      this.out.say(said ?? '', at, end);
    } else if (symbol === '@' && LETTER.test(before) && /[\^~*]/.test(next)) this.out.say('at', at, end);
    else if (symbol === '@' && before.trim() === '' && /[^\w\s]/.test(next)) this.out.say('at', at, end);
    else if (/^[~@]$/.test(symbol) && !spaced) this.out.space();
    else if (symbol === '_' && (spaced || next === '.')) this.out.say('underscore', at, end);
    else if (symbol === '$' && at === 0 && /\s/.test(next))
      return; // a shell's prompt
    else if (symbol === '#' && between) this.out.say('hash', at, end);
    else if (symbol === '#') this.out.say(spaced ? 'hash' : '', at, end);
    else {
      const said = saidSymbol(symbol);
      if (said !== undefined) this.out.say(said, at, end);
      else this.out.space();
    }
  }
}

/** Up to the first mark that can close a single quote. */
const CLOSING_QUOTE = /^['‘][^'’]*(?:['’](?=[\p{L}\p{N}])[^'’]*)*['’]/u;
const LONGEST_QUOTE = 200;
/** "Rock 'n' roll". */
const AND = /^['‘’]n['’]$/i;
const TYPE =
  /^(?:string|number|boolean|bool|int|float|str|undefined|null|None|nil|any|unknown|void|never|true|false|"\w*"|'\w*'|.+\]|.+>)$/;
const SMALL_POWERS: ReadonlyMap<string, string> = new Map([
  ['^2', 'squared'],
  ['^3', 'cubed'],
]);
/** A version or a quantity: what is asked for, rather than compared. */
const REQUIRED = /^\s(?:\d+\.\d|[\d.,]+\s?(?:[KMGT]i?B|kB|ms|s|%|GHz|MHz|px)(?!\w))/;
/** "Apis" and "urls", but not "css", "dns" or "https". */
function isPlural(acronym: string): boolean {
  return acronym.endsWith('s') && acronym !== 'https' && isSmallAcronym(acronym.slice(0, -1));
}

/** What a shell writes into: a path or a file's name. */
const INTO_FILE = /^\s(?:[\w-]*[/~][\w./~-]*|[\w-]+\.[a-z]{1,5})(?:\s|$|[`"'.,])/i;
const WEEKDAYS: ReadonlyMap<string, string> = new Map([
  ['Mon', 'monday'],
  ['Tue', 'tuesday'],
  ['Tues', 'tuesday'],
  ['Wed', 'wednesday'],
  ['Thu', 'thursday'],
  ['Thur', 'thursday'],
  ['Thurs', 'thursday'],
  ['Fri', 'friday'],
  ['Sat', 'saturday'],
  ['Sun', 'sunday'],
]);
/** ", 5 Jan", " 10:00", ", and Fri": then a short name is a day of the week. */
const DATE_FOLLOWS =
  /^(?:,?\s(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|,\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|and))/;
/** What the C preprocessor obeys. */
const DIRECTIVE = /^#(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|warning|import|region|line)$/;
const LATIN_GREEK_CYRILLIC = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const PER_WORDS: Readonly<Record<string, string>> = {
  s: 'second',
  sec: 'second',
  ms: 'millisecond',
  min: 'minute',
  h: 'hour',
  hr: 'hour',
};
/** Nouns that are counted in Roman numerals, and names of kings and popes. */
const COUNTED =
  /^(?:chapter|part|section|volume|book|act|scene|phase|type|class|level|tier|stage|appendix|article|title|war|table|figure|version|grade|category)$/;
const REGNAL =
  /^(?:henry|louis|george|elizabeth|charles|edward|richard|william|james|john|paul|pius|benedict|philip|frederick|catherine|peter|alexander|napoleon|leo)$/;

/** Splits an English sentence into the words that are said and Kokoro's punctuation marks. Linear time, never throws. */
export function normalizeEnglish(sentence: string, options: NormalizeOptions): SpokenToken[] {
  return new Normalizer(sentence, options).run();
}
