import { t } from '../../common/l10n';

/** Whether a character (a code point) is meant. */
export type CharacterTest = (code: number) => boolean;
export type Place = 'start' | 'end' | 'boundary' | 'noBoundary';

/** The structure of a pattern. */
export type Tree =
  | { is: 'character'; test: CharacterTest }
  | { is: 'place'; place: Place }
  | { is: 'sequence' | 'choice'; parts: Tree[] }
  | { is: 'repeat'; part: Tree; min: number; max: number; lazy: boolean };

/** Why a pattern cannot be used; `offset` is the place in it. */
export class PatternError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const PROPERTIES: Readonly<Record<string, RegExp>> = {
  L: /^\p{L}$/u,
  Lu: /^\p{Lu}$/u,
  Ll: /^\p{Ll}$/u,
  M: /^\p{M}$/u,
  N: /^\p{N}$/u,
  Nd: /^\p{Nd}$/u,
  P: /^\p{P}$/u,
  S: /^\p{S}$/u,
  'Script=Latin': /^\p{Script=Latin}$/u,
  'Script=Han': /^\p{Script=Han}$/u,
  'Script=Hiragana': /^\p{Script=Hiragana}$/u,
  'Script=Katakana': /^\p{Script=Katakana}$/u,
  'Script=Devanagari': /^\p{Script=Devanagari}$/u,
};
const CLASSES: Readonly<Record<string, RegExp>> = { d: /^\d$/, w: /^\w$/, s: /^\s$/ };
const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };
const MOST_REPEATED = 100;

const oneOf =
  (expression: RegExp): CharacterTest =>
  (code) =>
    expression.test(String.fromCodePoint(code));
const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

/** Reads a pattern by recursive descent. */
export class PatternParser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Tree {
    const tree = this.#choice();
    if (this.#at < this.#source.length) throw this.#error(t('This “)” closes nothing; write “\\)”.'));
    return tree;
  }

  #error(message: string, offset = this.#at): PatternError {
    return new PatternError(message, offset);
  }

  #choice(): Tree {
    const parts = [this.#sequence()];
    while (this.#skip('|')) parts.push(this.#sequence());
    return { is: 'choice', parts };
  }

  #sequence(): Tree {
    const parts: Tree[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) parts.push(this.#repeated());
    return { is: 'sequence', parts };
  }

  #repeated(): Tree {
    const from = this.#at;
    const part = this.#atom();
    const bounds = this.#quantifier();
    if (bounds === undefined) return part;
    if (part.is === 'place') throw this.#error(t('A place such as “^” cannot be repeated.'), from);
    const lazy = this.#skip('?');
    const at = this.#at;
    if (this.#quantifier() !== undefined) throw this.#error(t('There is nothing to repeat.'), at);
    return { is: 'repeat', part, ...bounds, lazy };
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#skip('*')) return { min: 0, max: Infinity };
    if (this.#skip('+')) return { min: 1, max: Infinity };
    if (this.#skip('?')) return { min: 0, max: 1 };
    if (this.#source.charAt(this.#at) !== '{') return undefined;
    const [whole, first = '', comma, last = ''] =
      /^\{(\d{1,3})(,)?(\d{0,3})\}/.exec(this.#source.slice(this.#at, this.#at + 10)) ?? [];
    const min = Number(first);
    const max = comma === undefined ? min : last === '' ? Infinity : Number(last);
    if (whole === undefined || (comma === undefined && last !== ''))
      throw this.#error(t('Write how often as {0}, or “\\{” for the character.', '“{2}”, “{2,}”, “{2,5}”'));
    if (min > max || min > MOST_REPEATED || (max !== Infinity && max > MOST_REPEATED))
      throw this.#error(t('The numbers in braces must go up, to {0} at most.', String(MOST_REPEATED)));
    this.#at += whole.length;
    return { min, max };
  }

  #atom(): Tree {
    const from = this.#at;
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group(from);
      case '[':
        return { is: 'character', test: this.#class(from) };
      case '.':
        return { is: 'character', test: (code) => code !== 10 && code !== 13 };
      case '^':
        return { is: 'place', place: 'start' };
      case '$':
        return { is: 'place', place: 'end' };
      case '*':
      case '+':
      case '?':
      case '{':
        throw this.#error(t('There is nothing to repeat.'), from);
      case '\\':
        if (this.#skip('b')) return { is: 'place', place: 'boundary' };
        if (this.#skip('B')) return { is: 'place', place: 'noBoundary' };
        return { is: 'character', test: this.#escape(from) };
      default:
        return { is: 'character', test: same(character) };
    }
  }

  #group(from: number): Tree {
    if (this.#source.charAt(this.#at) === '?' && !this.#skip('?:'))
      throw this.#error(t('Look-around and named groups are not supported; use “(…)” or “(?:…)”.'), from);
    const tree = this.#choice();
    if (!this.#skip(')')) throw this.#error(t('This group is not closed with “)”.'), from);
    return tree;
  }

  /** What a backslash and the characters after it stand for. */
  #escape(from: number): CharacterTest {
    const character = this.#next();
    const lower = character.toLowerCase();
    const known = Object.hasOwn(CLASSES, lower) ? CLASSES[lower] : undefined;
    if (known) return character === lower ? oneOf(known) : not(oneOf(known));
    if (lower === 'p') {
      const name = /^\{([A-Za-z=]{1,20})\}/.exec(this.#source.slice(this.#at, this.#at + 22))?.[1] ?? '';
      const property = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;
      if (!property)
        throw this.#error(
          t(
            'Write the property as one of {0}.',
            Object.keys(PROPERTIES)
              .map((key) => `\\p{${key}}`)
              .join(' '),
          ),
          from,
        );
      this.#at += name.length + 2;
      return character === 'p' ? oneOf(property) : not(oneOf(property));
    }
    if (Object.hasOwn(CONTROLS, character)) return same(CONTROLS[character] ?? '');
    if (character === '' || /[\p{L}\p{N}]/u.test(character))
      throw this.#error(t('“\\{0}” has no meaning here; references to groups are not supported.', character), from);
    return same(character);
  }

  #class(from: number): CharacterTest {
    const negated = this.#skip('^');
    const tests: CharacterTest[] = [];
    for (;;) {
      if (this.#at >= this.#source.length) throw this.#error(t('This class is not closed with “]”.'), from);
      if (this.#skip(']')) break;
      tests.push(this.#classPart());
    }
    const any: CharacterTest = (code) => tests.some((test) => test(code));
    return negated ? not(any) : any;
  }

  #classPart(): CharacterTest {
    const from = this.#at;
    const first = this.#next();
    if (first === '\\') return this.#escape(from);
    const range = /^-([^\]\\])/su.exec(this.#source.slice(this.#at, this.#at + 3));
    if (range === null) return same(first);
    const [whole, last = ''] = range;
    const [low, high] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
    if (low > high) throw this.#error(t('The range “{0}” goes down.', first + whole), from);
    this.#at += whole.length;
    return (code) => code >= low && code <= high;
  }

  /** Whether `text` follows; goes past it. */
  #skip(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  /** The next character; '' at the end. */
  #next(): string {
    const character = String.fromCodePoint(
      ...[this.#source.codePointAt(this.#at)].filter((code) => code !== undefined),
    );
    this.#at += character.length;
    return character;
  }
}

function same(character: string): CharacterTest {
  const code = character.codePointAt(0);
  return (other) => other === code;
}
