import type { Root } from 'mdast';
import type { Block } from './block';
import { codeBlocks } from './codeBlocks';
import { MappedText } from './mappedText';
import { type MarkdownStyle, MarkdownWalker, type WalkerOptions } from './markdownBlocks';
import { maskFormulas, sayFormulas } from './markdownFormulas';
import { markdownSections, type Section } from './markdownSections';
import { parseMarkdown } from './parseMarkdown';
import type { DocumentPhrases } from './phrases';
import { readPlainRange } from './plainText';

/** Containers per line, and brackets and emphasis marks per paragraph, above which the parser is not used. */
const MAX_CONTAINERS = 100;
const MAX_MARKS = 2_000;
const DEFINITION = /^ {0,3}\[((?:[^[\]\\\n]|\\.){1,200})\]:[ \t]*(\S{1,500})/gm;

export interface MarkdownOptions extends MarkdownStyle {
  /** Announcements of content that is not read aloud. */
  phrases: DocumentPhrases;
  /** Sections that end at or before this offset are skipped; one that contains it is read as a whole. */
  from?: number;
}

/** Reads Markdown as a person would read it aloud. A long document is parsed section by section, as it is read. */
export function* readMarkdown(source: string, options: MarkdownOptions): Generator<Block> {
  const { phrases } = options;
  let referred: ReadonlySet<string> | undefined;
  const walking = { ...options, footnotes: () => (referred ??= footnotesReferredTo(source)) };
  let definitions: ReadonlyMap<string, string> | undefined;
  for (const section of markdownSections(source)) {
    if (section.end <= (options.from ?? 0)) continue;
    if (section.code !== undefined) {
      const content = MappedText.verbatim(source.slice(section.start, section.end), section.start);
      yield* codeBlocks(content, section.code, section, options, phrases);
      continue;
    }
    const whole = section.end - section.start === source.length;
    if (!whole) definitions ??= collectDefinitions(source);
    yield* readSection(source, section, definitions, walking);
  }
}

function* readSection(
  source: string,
  section: Section,
  definitions: ReadonlyMap<string, string> | undefined,
  options: WalkerOptions,
): Generator<Block> {
  const { root, prefix, masked } = parseSection(source, section, definitions);
  if (root === undefined) yield* readPlainRange(source, section.start, section.end);
  else if (masked === undefined)
    yield* new MarkdownWalker(source, section.start - prefix.length, section.start, options).read(root);
  else {
    const written = MappedText.verbatim(source.slice(section.start, section.end), section.start);
    for (const block of new MarkdownWalker(masked, -prefix.length, 0, options).read(root))
      yield sayFormulas(block, written, options.phrases);
  }
}

/** A section of Markdown as a syntax tree. */
export interface MarkdownTree {
  section: Section;
  /** Undefined for code, and for what the parser cannot handle. */
  root?: Root | undefined;
  /** What was parsed in front of the section: offsets in the tree are higher by its length. */
  prefix: string;
  /** The section with its formulas hidden, if it has any. */
  masked?: string | undefined;
}

/** The sections of a Markdown document as syntax trees, lazily. */
export function* markdownTrees(source: string): Generator<MarkdownTree> {
  const definitions = collectDefinitions(source);
  for (const section of markdownSections(source)) {
    yield section.code === undefined ? parseSection(source, section, definitions) : { section, prefix: '' };
  }
}

function parseSection(
  source: string,
  section: Section,
  definitions: ReadonlyMap<string, string> | undefined,
): MarkdownTree {
  const text = source.slice(section.start, section.end);
  const prefix = definitionsFor(text, definitions) + section.prefix;
  const masked = maskFormulas(text);
  return { section, root: isPathological(text) ? undefined : parse(prefix + (masked ?? text)), prefix, masked };
}

/** The syntax tree; undefined when the parser overflows the stack. */
function parse(text: string): Root | undefined {
  try {
    return parseMarkdown(text);
  } catch {
    return undefined;
  }
}

/** Whether nesting is so deep that the parser or a walk over its tree would hang or overflow the stack. */
function isPathological(text: string): boolean {
  let marks = 0;
  for (const line of text.split('\n')) {
    const containers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/.exec(line)?.[0] ?? '';
    if (containers.replace(/[ \t]/g, '').length > MAX_CONTAINERS) return true;
    if (containers.length > 4 * MAX_CONTAINERS && containers.length < line.length) return true;
    const inTable = line.startsWith('|') && line.length < MAX_MARKS;
    const unopened = countOf(line, ']') - countOf(line, '[');
    marks = line.trim() === '' || inTable ? 0 : marks + (line.match(/[[*_~`<]/g)?.length ?? 0) + Math.max(0, unopened);
    if (marks > MAX_MARKS) return true;
  }
  return false;
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

/** Scans a document for the labels and targets of link and footnote definitions, without parsing it. */
function collectDefinitions(source: string): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>();
  for (const [, label = '', url = ''] of source.matchAll(DEFINITION)) {
    const key = normalizeLabel(label);
    if (!definitions.has(key)) definitions.set(key, key.startsWith('^') ? 'x' : url);
  }
  return definitions;
}

/** The labels of footnotes, in lower case, that are not only defined. */
function footnotesReferredTo(source: string): ReadonlySet<string> {
  const labels = source.matchAll(/(?<!^ {0,3})\[\^([^[\]\s]{1,200})\]|^ {0,3}\[\^([^[\]\s]{1,200})\](?!:)/gm);
  return new Set(Array.from(labels, ([, inside = '', first = '']) => (inside || first).toLowerCase()));
}

/** The document's definitions that a section refers to, as Markdown to put in front of the section. */
function definitionsFor(text: string, definitions: ReadonlyMap<string, string> | undefined): string {
  if (definitions === undefined || definitions.size === 0) return '';
  const used = new Set<string>();
  for (const [, label = ''] of text.matchAll(/\[([^[\]]{1,200})\]/g)) {
    const key = normalizeLabel(label);
    if (definitions.has(key)) used.add(key);
  }
  const written = [...used].map((key) => `[${key}]: ${definitions.get(key) ?? ''}\n\n`);
  return written.join('') + (written.length > 0 ? '---\n\n' : '');
}

function normalizeLabel(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}
