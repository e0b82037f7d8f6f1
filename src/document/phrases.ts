/** Names of the operators and marks of code. */
export interface OperatorNames {
  equals: string;
  notEqual: string;
  less: string;
  greater: string;
  atMost: string;
  atLeast: string;
  arrow: string;
  plus: string;
  minus: string;
  times: string;
  /** An asterisk that stands for everything. */
  star: string;
  dividedBy: string;
  modulo: string;
  power: string;
  and: string;
  or: string;
  not: string;
  orElse: string;
  xor: string;
  shiftLeft: string;
  shiftRight: string;
  /** "..." before a list. */
  spread: string;
  questionMark: string;
  dot: string;
  at: string;
  dollar: string;
  hash: string;
  tilde: string;
  /** Between a type and its arguments: "Array of string". */
  of: string;
  comma: string;
  colon: string;
  semicolon: string;
  openParen: string;
  closeParen: string;
  openBracket: string;
  closeBracket: string;
  openBrace: string;
  closeBrace: string;
  quote: string;
  backtick: string;
  backslash: string;
}

/** What the tags of doc comments are read as. */
export interface DocTagNames {
  parameter: string;
  returns: string;
  throws: string;
  deprecated: string;
  example: string;
  see: string;
  since: string;
}

/** The levels of log lines and diagnostics. */
export interface LevelNames {
  error: string;
  warning: string;
  info: string;
  debug: string;
  trace: string;
  fatal: string;
  hint: string;
}

/** Words for formulas. */
export interface FormulaNames {
  squared: string;
  cubed: string;
  /** Before an index. */
  sub: string;
  /** Between the parts of a fraction. */
  over: string;
  squareRoot: string;
  /** Before the radicand of another root; follows its degree. */
  root: string;
  sum: string;
  product: string;
  integral: string;
  limit: string;
  /** Before the limits of a sum. */
  from: string;
  to: string;
  infinity: string;
  plusOrMinus: string;
  approximately: string;
  in: string;
  subset: string;
  union: string;
  intersection: string;
  forAll: string;
  exists: string;
  implies: string;
  partial: string;
  gradient: string;
  prime: string;
  /** The names of α to ω, without the final sigma. */
  greek: readonly string[];
}

/** Phrases that the reader adds to a document, in the document's language. */
export interface DocumentPhrases {
  codeBlock: string;
  empty: string;
  /** The length of a code block. */
  lines: (count: number) => string;
  /** A line of a document, by its number. */
  line: (number: number) => string;
  skipped: string;
  image: string;
  done: string;
  toDo: string;
  operators: OperatorNames;
  docTags: DocTagNames;
  levels: LevelNames;
  /** The length of a list in JSON. */
  entries: (count: number) => string;
  /** The lines that a change adds and removes. */
  added: string;
  removed: string;
  linesAdded: (count: number) => string;
  linesRemoved: (count: number) => string;
  formulas: FormulaNames;
}
