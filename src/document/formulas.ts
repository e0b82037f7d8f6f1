import type { SourceRange } from '../common/range';
import { MappedText } from './mappedText';
import type { DocumentPhrases, FormulaNames, OperatorNames } from './phrases';

type Formula = keyof Omit<FormulaNames, 'greek'>;
type Operator = keyof OperatorNames;

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const RELATIONS: Readonly<Record<string, Operator>> = {
  ...{
    '=': 'equals',
    '<': 'less',
    '>': 'greater',
    '+': 'plus',
    '-': 'minus',
    '−': 'minus',
    '*': 'times',
    '/': 'dividedBy',
  },
  ...{
    neq: 'notEqual',
    ne: 'notEqual',
    leq: 'atMost',
    le: 'atMost',
    geq: 'atLeast',
    ge: 'atLeast',
    lt: 'less',
    gt: 'greater',
  },
  ...{ cdot: 'times', times: 'times', ast: 'times', div: 'dividedBy', land: 'and', wedge: 'and', lor: 'or', vee: 'or' },
  ...{
    neg: 'not',
    lnot: 'not',
    bmod: 'modulo',
    mod: 'modulo',
    equiv: 'equals',
    '≤': 'atMost',
    '≥': 'atLeast',
    '≠': 'notEqual',
  },
  ...{ coloneqq: 'equals', '×': 'times', '·': 'times', '÷': 'dividedBy' },
};
const WORDS: Readonly<Record<string, Formula>> = {
  ...{
    sum: 'sum',
    prod: 'product',
    int: 'integral',
    iint: 'integral',
    oint: 'integral',
    lim: 'limit',
    infty: 'infinity',
    '∞': 'infinity',
  },
  ...{
    pm: 'plusOrMinus',
    mp: 'plusOrMinus',
    approx: 'approximately',
    sim: 'approximately',
    simeq: 'approximately',
    cong: 'approximately',
  },
  ...{
    in: 'in',
    subset: 'subset',
    subseteq: 'subset',
    cup: 'union',
    cap: 'intersection',
    forall: 'forAll',
    exists: 'exists',
  },
  ...{
    to: 'to',
    rightarrow: 'to',
    mapsto: 'to',
    longrightarrow: 'to',
    implies: 'implies',
    Rightarrow: 'implies',
    partial: 'partial',
  },
  ...{ nabla: 'gradient', "'": 'prime', prime: 'prime', '∈': 'in', '→': 'to' },
};
/** Operators whose lower and upper index are limits. */
const LARGE = new Set(['sum', 'prod', 'int', 'iint', 'oint', 'lim', 'bigcup', 'bigcap', 'max', 'min', 'sup', 'inf']);
/** Commands whose argument is read, but which are silent themselves; so are those of spacing and size. */
const TRANSPARENT =
  /^(?:math\w{1,10}|text\w{0,10}|operatorname|boldsymbol|bm|mbox|hat|bar|vec|tilde|overline|underline|dot|ddot|widehat|widetilde|left|right|big\w{0,4}|Big\w{0,4}|displaystyle|quad|qquad|limits|nolimits|label|tag|nonumber|begin|end|phantom|ensuremath|cdots|ldots|dots|vdots)$/;
/** Commands whose argument is text. */
const TEXT = /^(?:text\w{0,10}|mathrm|mathit|mathsf|operatorname|mbox)$/;
/** Letters that mostly name functions: "f(x)". */
const FUNCTION = /^[fghFGPOE]$/;
const TOKEN = /\\[A-Za-z]+\*?|\\[^]|[A-Za-z]|\d+(?:[.,]\d+)*|\s+|[^]/gu;
/** Deeper groups are read as if they had no braces. */
const MAX_DEPTH = 40;

interface FormulaToken extends SourceRange {
  text: string;
}

/** Reads a formula in LaTeX's notation in words: "L=\lambda W" is "L equals lambda W". */
export function spokenFormula(formula: MappedText, phrases: DocumentPhrases): MappedText {
  const tokens = Array.from(formula.text.matchAll(TOKEN), ({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
  return new FormulaReader(
    formula,
    tokens.filter(({ text }) => text.trim() !== ''),
    phrases,
  ).read();
}

class FormulaReader {
  readonly #formula: MappedText;
  readonly #tokens: readonly FormulaToken[];
  readonly #names: FormulaNames;
  readonly #operators: OperatorNames;
  readonly #parts: MappedText[] = [];
  #at = 0;
  #depth = 0;

  constructor(formula: MappedText, tokens: readonly FormulaToken[], { formulas, operators }: DocumentPhrases) {
    this.#formula = formula;
    this.#tokens = tokens;
    this.#names = formulas;
    this.#operators = operators;
  }

  read(): MappedText {
    while (this.#at < this.#tokens.length) this.#next();
    if (this.#parts.at(-1)?.text === ',') this.#parts.pop();
    return MappedText.concat(this.#parts);
  }

  /** Says the next token, with the arguments that belong to it. */
  #next(): void {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return;
    const name = token.text.replace(/^\\(?=[A-Za-z])|\*$/g, '') || token.text;
    if (name === '{') this.#group();
    else if (name === '^') this.#power(token);
    else if (name === '_') this.#index(token);
    else if (/^[dt]?frac$/.test(name)) this.#fraction();
    else if (name === 'sqrt') this.#root(token);
    else if (name === 'begin' || name === 'end' || name === 'label' || name === 'tag') this.#skipArgument();
    else if (TEXT.test(name) && this.#tokens[this.#at]?.text === '{') this.#text();
    else if (LARGE.has(name)) this.#large(name, token);
    else this.#symbol(name, token);
  }

  /** What is between braces, or one token. */
  #argument(): void {
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    this.#next();
    this.#depth--;
  }

  #group(): void {
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.text !== '}') this.#next();
    this.#at++;
    this.#depth--;
  }

  /** Text in a formula: \\text{if x is even}. */
  #text(): void {
    const from = this.#tokens[this.#at++]?.end ?? 0;
    const first = this.#at;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.text !== '}') this.#at++;
    const end = this.#tokens[this.#at++]?.start ?? this.#formula.text.length;
    if (this.#at > first + 1) this.#push(this.#formula.slice(from, end), from);
  }

  #skipArgument(): void {
    if (this.#tokens[this.#at]?.text !== '{') return;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at++]?.text !== '}');
  }

  #fraction(): void {
    this.#argument();
    const next = this.#tokens[this.#at];
    if (next) this.#say(this.#names.over, next);
    this.#argument();
  }

  #root(token: FormulaToken): void {
    if (this.#tokens[this.#at]?.text === '[') {
      this.#at++;
      while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.text !== ']') this.#next();
      const close = this.#tokens[this.#at++];
      if (close) this.#say(this.#names.root, close);
    } else this.#say(this.#names.squareRoot, token);
    this.#argument();
  }

  #power(token: FormulaToken): void {
    const power = this.#argumentText();
    if (power === '2' || power === '3') {
      this.#say(power === '2' ? this.#names.squared : this.#names.cubed, token);
      this.#skipGroup();
    } else if (power === '\\prime' || power === '*' || power === '\\top' || power === 'T') this.#argument();
    else {
      this.#say(this.#operators.power, token);
      this.#argument();
    }
  }

  #index(token: FormulaToken): void {
    this.#say(this.#names.sub, token);
    this.#argument();
  }

  /** A sum or integral with its limits: "the sum from i equals 1 to n". */
  #large(name: string, token: FormulaToken): void {
    this.#symbol(name, token);
    for (let mark = this.#tokens[this.#at]; mark?.text === '_' || mark?.text === '^'; mark = this.#tokens[this.#at]) {
      this.#at++;
      if (mark.text === '^') this.#say(this.#names.to, mark);
      else if (/^(?:sum|prod|i?int|oint)$/.test(name)) this.#say(this.#names.from, mark);
      this.#argument();
    }
  }

  #symbol(name: string, token: FormulaToken): void {
    const relation = Object.hasOwn(RELATIONS, name) ? RELATIONS[name] : undefined;
    const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
    const greek = GREEK.indexOf(name.toLowerCase().replace(/^var/, ''));
    if (relation !== undefined) this.#say(this.#operators[relation], token);
    else if (word !== undefined && (!/^[a-z]+$/i.test(name) || token.text.startsWith('\\')))
      this.#say(this.#names[word], token);
    else if (greek >= 0 && token.text.startsWith('\\')) this.#say(this.#names.greek[greek] ?? name, token);
    else if (/^[\p{L}\d]/u.test(token.text)) this.#copy(token);
    else if (/^(?:[,;()[\]|]|\\[{}|,;:\\]|\\mid)$/.test(token.text)) this.#pause(token);
    else if (token.text.startsWith('\\') && /^[A-Za-z]/.test(name) && !TRANSPARENT.test(name)) this.#say(name, token);
  }

  /** The argument that follows, without braces, if it is a single token; '' for any other. */
  #argumentText(): string {
    const [first, second, third] = this.#tokens.slice(this.#at, this.#at + 3);
    if (first?.text !== '{') return first?.text ?? '';
    return third?.text === '}' ? (second?.text ?? '') : '';
  }

  #skipGroup(): void {
    this.#at += this.#tokens[this.#at]?.text === '{' ? 3 : 1;
  }

  #say(words: string, { start, end }: FormulaToken): void {
    this.#push(MappedText.replacement(words, this.#formula.sourceRange(start, end)), start);
  }

  /**
   * A number as it is written, or a letter as a capital: "a" is no article, and the "m" of "2m" is no unit, which it
   * would be right after the number.
   */
  #copy(token: FormulaToken): void {
    const { text, start, end } = token;
    if (!/^\p{L}/u.test(text)) this.#push(this.#formula.slice(start, end), start);
    else {
      if (/^\d/.test(this.#tokens[this.#at - 2]?.text ?? ''))
        this.#say(this.#operators.times, { ...token, end: start });
      this.#say(text.toUpperCase(), token);
      if (FUNCTION.test(text) && this.#tokens[this.#at]?.text === '(') this.#say(this.#operators.of, token);
    }
  }

  #pause({ start, end }: FormulaToken): void {
    const last = this.#parts.at(-1)?.text ?? ',';
    if (last !== ',') this.#parts.push(MappedText.replacement(',', this.#formula.sourceRange(start, end)));
  }

  #push(part: MappedText, start: number): void {
    if (this.#parts.length > 0) this.#parts.push(MappedText.replacement(' ', this.#formula.sourceRange(start, start)));
    this.#parts.push(part);
  }
}
