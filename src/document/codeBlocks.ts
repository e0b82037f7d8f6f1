import type { SourceRange } from '../common/range';
import type { Block, CodeBlockMode, PunctuationLevel } from './block';
import { readCode } from './code/readCode';
import { codeSyntax } from './code/syntax';
import { languageId } from './fileTypes';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';
import { lines, readPlainText } from './plainText';

/** Spoken names of the languages after a code fence; others are read as written. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{
    bash: 'shell',
    sh: 'shell',
    shell: 'shell',
    zsh: 'shell',
    console: 'shell session',
    shellsession: 'shell session',
  },
  ...{
    bat: 'batch',
    cmd: 'batch',
    ps1: 'PowerShell',
    powershell: 'PowerShell',
    make: 'Makefile',
    makefile: 'Makefile',
  },
  ...{ js: 'JavaScript', javascript: 'JavaScript', mjs: 'JavaScript', cjs: 'JavaScript', jsx: 'JavaScript React' },
  ...{ ts: 'TypeScript', typescript: 'TypeScript', tsx: 'TypeScript React', vue: 'Vue', svelte: 'Svelte' },
  ...{ json: 'JSON', jsonc: 'JSON', json5: 'JSON', yaml: 'YAML', yml: 'YAML', toml: 'TOML', xml: 'XML', ini: 'INI' },
  ...{ html: 'HTML', css: 'CSS', scss: 'SCSS', less: 'Less', sql: 'SQL', graphql: 'GraphQL', md: 'Markdown' },
  ...{ py: 'Python', python: 'Python', pycon: 'Python session', rb: 'Ruby', ruby: 'Ruby', php: 'PHP', pl: 'Perl' },
  ...{ c: 'C', h: 'C', cpp: 'C plus plus', 'c++': 'C plus plus', cc: 'C plus plus', cs: 'C sharp', csharp: 'C sharp' },
  ...{ rs: 'Rust', rust: 'Rust', go: 'Go', golang: 'Go', java: 'Java', kt: 'Kotlin', kotlin: 'Kotlin', scala: 'Scala' },
  ...{
    swift: 'Swift',
    objc: 'Objective C',
    dart: 'Dart',
    lua: 'Lua',
    r: 'R',
    jl: 'Julia',
    hs: 'Haskell',
    ex: 'Elixir',
  },
  ...{ dockerfile: 'Dockerfile', docker: 'Dockerfile', diff: 'diff', patch: 'diff', mermaid: 'Mermaid diagram' },
  ...{ text: 'plain text', txt: 'plain text', plaintext: 'plain text', tex: 'TeX', latex: 'LaTeX', proto: 'Protobuf' },
};

/** The spoken name of the language after a code fence; '' when there is none. */
export function languageName(info: string): string {
  const word = /^\{?\.?([\w+#-]{1,20})(?![\w+#-])/.exec(info.trim())?.[1] ?? '';
  const known = word.toLowerCase();
  return Object.hasOwn(LANGUAGES, known) ? (LANGUAGES[known] ?? word) : word;
}

/** How code in Markdown is read. */
export interface CodeBlockOptions {
  codeBlocks: CodeBlockMode;
  punctuation?: PunctuationLevel | undefined;
}

/** The blocks for a code block. @param range the whole code block, with its fences */
export function* codeBlocks(
  content: MappedText,
  info: string,
  range: SourceRange,
  options: CodeBlockOptions,
  phrases: DocumentPhrases,
): Generator<Block> {
  if (options.codeBlocks === 'skip') return;
  if (options.codeBlocks === 'announce') {
    yield { kind: 'notice', text: MappedText.replacement(announcement(content.text, info, phrases), range) };
    return;
  }
  const syntax = codeSyntax(languageId(info));
  if (syntax !== undefined) {
    const { punctuation = 'some' } = options;
    for (const block of readCode(content.text, { syntax, punctuation, phrases, prose: readPlainText })) {
      yield { ...block, text: block.text.within(content) };
    }
    return;
  }
  for (const { start, end } of lines(content.text, 0, content.text.length)) {
    const line = content.slice(start, end);
    if (line.text.trim() !== '') yield { kind: 'code', text: line };
  }
}

function announcement(content: string, info: string, phrases: DocumentPhrases): string {
  const count = content.trim() === '' ? 0 : content.replace(/\r?\n$/, '').split('\n').length;
  const size = count === 0 ? phrases.empty : phrases.lines(count);
  return `${[phrases.codeBlock, languageName(info), size, phrases.skipped].filter(Boolean).join(', ')}.`;
}
