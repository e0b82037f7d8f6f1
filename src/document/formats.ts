import type { Block, CodeBlockMode, PunctuationLevel } from './block';
import { readCode } from './code/readCode';
import { codeSyntax } from './code/syntax';
import { readCommit } from './commit';
import { readCsv } from './data/csv';
import { readJson } from './data/json';
import { readLog } from './data/log';
import { readDiff } from './diff';
import { languageIdOfFile } from './fileTypes';
import { readHtml } from './htmlDocument';
import { readLatex } from './latex';
import { readMarkdown } from './markdown';
import { readNotebook } from './notebook';
import type { DocumentPhrases } from './phrases';
import { readPlainText } from './plainText';

/** How a text is to be read. Code names its language with VS Code's id: "code:typescript". */
export const FORMATS = [
  'plain',
  'markdown',
  'reply',
  'html',
  'json',
  'csv',
  'log',
  'diff',
  'latex',
  'commit',
  'notebook',
] as const;
export type Format = (typeof FORMATS)[number] | `code:${string}`;

export interface ReadOptions {
  codeBlocks: CodeBlockMode;
  /** How much of the punctuation of code is spoken; 'some' by default. */
  punctuation?: PunctuationLevel | undefined;
  phrases: DocumentPhrases;
  /** Blocks that end before this offset may be left out. */
  from?: number;
}

type Reader = (source: string, options: ReadOptions) => Iterable<Block>;

/** One reader for each format. */
const READERS: Readonly<Record<(typeof FORMATS)[number], Reader>> = {
  plain: readPlainText,
  markdown: readMarkdown,
  // What an agent answers. Its code is never read.
  reply: (source, options) =>
    readMarkdown(source, {
      ...options,
      codeBlocks: options.codeBlocks === 'read' ? 'announce' : options.codeBlocks,
      shortTables: true,
    }),
  html: readHtml,
  json: (source, { phrases }) => readJson(source, phrases),
  csv: readCsv,
  log: (source, { phrases }) => readLog(source, phrases),
  diff: (source, options) =>
    readDiff(source, options.phrases, (path, content) =>
      readDocument(content, withoutDiff(formatOfFile(path)), rest(options)),
    ),
  latex: (source, { phrases }) => readLatex(source, phrases),
  commit: readCommit,
  notebook: (source, options) => readNotebook(source, (kind, text) => readDocument(text, CELLS[kind], rest(options))),
};

const CELLS = { markdown: 'markdown', code: 'code:python', raw: 'plain' } as const;

/** VS Code's language ids of the formats; any other is code, or plain text if its syntax is not known. */
const FORMAT_OF_ID: Readonly<Record<string, (typeof FORMATS)[number]>> = {
  ...{ markdown: 'markdown', mdx: 'markdown', quarto: 'markdown', rmd: 'markdown' },
  ...{ prompt: 'markdown', instructions: 'markdown', chatagent: 'markdown', skill: 'markdown' },
  ...{ html: 'html', xhtml: 'html' },
  ...{ json: 'json', jsonc: 'json', jsonl: 'json', snippets: 'json', csv: 'csv', tsv: 'csv', 'dynamic csv': 'csv' },
  ...{
    log: 'log',
    diff: 'diff',
    latex: 'latex',
    tex: 'latex',
    'git-commit': 'commit',
    scminput: 'commit',
    jupyter: 'notebook',
  },
};

/** The format of a document in VS Code. */
export function formatOfLanguage(id: string): Format {
  const known = Object.hasOwn(FORMAT_OF_ID, id) ? FORMAT_OF_ID[id] : undefined;
  return known ?? (codeSyntax(id) === undefined ? 'plain' : `code:${id}`);
}

/** The format of a file, by the ending of its name. */
export function formatOfFile(path: string): Format {
  return formatOfLanguage(languageIdOfFile(path));
}

/** Whether this is the name of a format. */
export function isFormat(name: string): name is Format {
  return (
    FORMATS.some((format) => format === name) || (name.startsWith('code:') && codeSyntax(name.slice(5)) !== undefined)
  );
}

/** The blocks of a document, lazily, in the order in which they are read. Linear time. */
export function readDocument(source: string, format: Format, options: ReadOptions): Iterable<Block> {
  if (!format.startsWith('code:')) return READERS[format as (typeof FORMATS)[number]](source, options);
  const syntax = codeSyntax(format.slice('code:'.length));
  if (syntax === undefined) return readPlainText(source);
  const { punctuation = 'some', phrases } = options;
  const prose = (text: string): Iterable<Block> => readMarkdown(text, rest(options));
  return readCode(source, { syntax, punctuation, phrases, prose });
}

/** The options for a text inside another. */
function rest({ codeBlocks, punctuation, phrases }: ReadOptions): ReadOptions {
  return { codeBlocks, punctuation, phrases };
}

/** Diffs of diffs are read as plain text, so that no reader calls itself without end. */
function withoutDiff(format: Format): Format {
  return format === 'diff' || format === 'notebook' ? 'plain' : format;
}
