/** A string or character literal. */
export interface StringStyle {
  open: string;
  close: string;
  /** Whether it may contain line ends. */
  multiline?: boolean;
  /** Whether a backslash is an ordinary character in it. */
  raw?: boolean;
}

/** What the reader of code knows of a programming language: how comments and strings are written. */
export interface CodeSyntax {
  /** What begins a comment that ends with its line. */
  line: readonly string[];
  /** What begins and ends other comments. */
  block: readonly (readonly [open: string, close: string])[];
  strings: readonly StringStyle[];
  /** Whether a triple-quoted string that is a statement is a doc comment. */
  docstrings?: boolean;
  /** Whether names may contain hyphens. */
  hyphens?: boolean;
  /** Whether "/" may begin a regular expression. */
  regex?: boolean;
  /** Whether lines are passed on as written, because words and paths make them up: shells. */
  asWritten?: boolean;
}

const DOUBLE: StringStyle = { open: '"', close: '"' };
const SINGLE: StringStyle = { open: "'", close: "'" };
const BACKTICK: StringStyle = { open: '`', close: '`', multiline: true };
const TRIPLE: StringStyle = { open: '"""', close: '"""', multiline: true };
const TRIPLE_SINGLE: StringStyle = { open: "'''", close: "'''", multiline: true };

const SLASHES: CodeSyntax = { line: ['//'], block: [['/*', '*/']], strings: [DOUBLE, SINGLE] };
const SCRIPT: CodeSyntax = { ...SLASHES, strings: [DOUBLE, SINGLE, BACKTICK], regex: true };
const TRIPLES: CodeSyntax = { ...SLASHES, strings: [TRIPLE, DOUBLE, SINGLE] };
const HASH: CodeSyntax = { line: ['#'], block: [], strings: [DOUBLE, SINGLE] };
const PYTHON: CodeSyntax = { ...HASH, strings: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE], docstrings: true };
const SHELL: CodeSyntax = { line: ['#'], block: [], strings: [], asWritten: true };
const CONFIG: CodeSyntax = { ...HASH, hyphens: true };
const LISP: CodeSyntax = {
  line: [';'],
  block: [['#|', '|#']],
  strings: [{ ...DOUBLE, multiline: true }],
  hyphens: true,
};
const MARKUP: CodeSyntax = { line: [], block: [['<!--', '-->']], strings: [DOUBLE, SINGLE], hyphens: true };
const DASHES: CodeSyntax = { line: ['--'], block: [], strings: [DOUBLE, SINGLE] };

/** By VS Code's language ids. */
const SYNTAXES: ReadonlyMap<string, CodeSyntax> = new Map([
  ...[
    'c',
    'cpp',
    'cuda-cpp',
    'objective-c',
    'objective-cpp',
    'csharp',
    'java',
    'dart',
    'solidity',
    'proto3',
    'proto',
  ].map((id) => [id, SLASHES] as const),
  // An apostrophe alone begins a lifetime in Rust and a label in others: strings are in double quotes.
  ...['rust', 'zig'].map((id) => [id, { ...SLASHES, strings: [DOUBLE] }] as const),
  ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'vue', 'svelte'].map(
    (id) => [id, SCRIPT] as const,
  ),
  ...['kotlin', 'scala', 'swift', 'groovy'].map((id) => [id, TRIPLES] as const),
  ['go', { ...SLASHES, strings: [DOUBLE, SINGLE, { ...BACKTICK, raw: true }] }],
  ['php', { ...SLASHES, line: ['//', '#'] }],
  ['css', { line: [], block: [['/*', '*/']], strings: [DOUBLE, SINGLE], hyphens: true }],
  ...['scss', 'less', 'sass', 'stylus'].map((id) => [id, { ...SLASHES, hyphens: true }] as const),
  ...['python', 'starlark'].map((id) => [id, PYTHON] as const),
  ...['ruby', 'perl', 'r', 'elixir', 'crystal', 'nim', 'coffeescript', 'graphql', 'terraform'].map(
    (id) => [id, HASH] as const,
  ),
  ['julia', { ...HASH, block: [['#=', '=#']], strings: [TRIPLE, DOUBLE], docstrings: true }],
  ...['shellscript', 'fish', 'dockerfile', 'makefile'].map((id) => [id, SHELL] as const),
  ['powershell', { ...SHELL, block: [['<#', '#>']] }],
  ['bat', { ...SHELL, line: ['REM ', 'rem ', '::'] }],
  ...['yaml', 'dockercompose', 'toml', 'properties', 'dotenv', 'ignore'].map((id) => [id, CONFIG] as const),
  ['ini', { ...CONFIG, line: [';', '#'], strings: [] }],
  ...['clojure', 'lisp', 'scheme', 'racket', 'elisp'].map((id) => [id, LISP] as const),
  ...['sql', 'plsql', 'ada', 'vhdl'].map(
    (id) => [id, { ...DASHES, block: id === 'sql' ? SLASHES.block : [] }] as const,
  ),
  [
    'lua',
    { ...DASHES, block: [['--[[', ']]']], strings: [DOUBLE, SINGLE, { open: '[[', close: ']]', multiline: true }] },
  ],
  ['haskell', { ...DASHES, block: [['{-', '-}']], strings: [DOUBLE] }],
  ['elm', { ...DASHES, block: [['{-', '-}']], strings: [TRIPLE, DOUBLE] }],
  ...['fsharp', 'ocaml', 'sml'].map(
    (id) => [id, { line: id === 'fsharp' ? ['//'] : [], block: [['(*', '*)']], strings: [DOUBLE] } as const] as const,
  ),
  ...['erlang', 'prolog', 'matlab'].map((id) => [id, { line: ['%'], block: [], strings: [DOUBLE] }] as const),
  ['vb', { line: ["'"], block: [], strings: [DOUBLE] }],
  ...['html', 'xml', 'xsl', 'svg', 'handlebars'].map((id) => [id, MARKUP] as const),
]);

/** How a language is written; undefined for one that is not known. @param id a VS Code language id */
export function codeSyntax(id: string): CodeSyntax | undefined {
  return SYNTAXES.get(id);
}
