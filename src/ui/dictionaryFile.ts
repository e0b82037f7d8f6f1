import {
  type Edit,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser/lib/esm/main.js';
import type { SourceRange } from '../common/range';
import { t } from '../common/l10n';
import type { Pronunciation } from '../language/lexicon/entry';
import { entryKey, type EntryProblem, parsePronunciations } from '../language/lexicon/parse';

/** The dictionary of a workspace folder, relative to it. */
export const DICTIONARY = '.kokoro/pronunciations.json';
/** Longest dictionary that is read, in UTF-16 units. */
const MAX_LENGTH = 2_000_000;

/** A problem of a dictionary file; its range is in the file's text. */
export interface FileProblem extends EntryProblem, SourceRange {}

/**
 * The usable entries of a dictionary file, and what is wrong with the others. A mistake in the JSON loses only what
 * comes after it. Never throws.
 */
export function readDictionary(text: string): { entries: Pronunciation[]; problems: FileProblem[] } {
  if (text.length > MAX_LENGTH) {
    const message = t('The file is too long: at most {0} characters are read.', MAX_LENGTH);
    return { entries: [], problems: [{ code: 'too-long', message, start: 0, end: 1 }] };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  const { entries, problems } = parsePronunciations(tree && (getNodeValue(tree) as unknown));
  const [broken] = errors;
  const located = problems.map((problem) => ({ ...problem, ...rangeOf(problem, tree, text) }));
  if (broken === undefined) return { entries, problems: located };
  const message = t('This is not valid JSON; entries after it may be lost.');
  const place = { start: broken.offset, end: broken.offset + Math.max(1, broken.length) };
  return { entries, problems: [{ code: 'not-json', message, ...place }, ...located] };
}

/** Where a problem is: a part of a property's value, the value, the name of an unknown property, or the entry. */
function rangeOf(
  { entry, property, offset, length, code }: EntryProblem,
  tree: Node | undefined,
  text: string,
): SourceRange {
  const whole = { start: 0, end: Math.max(1, text.length) };
  const entryNode = tree && entry !== undefined ? findNodeAtLocation(tree, [entry]) : tree;
  const valueNode =
    tree && entry !== undefined && property !== undefined && findNodeAtLocation(tree, [entry, property]);
  const node = valueNode
    ? code === 'property-unknown'
      ? (valueNode.parent?.children?.[0] ?? valueNode)
      : valueNode
    : entryNode;
  if (!node) return whole;
  const { offset: start } = node;
  const end = start + node.length;
  // Escapes make the text in quotes longer than its value.
  const exact = valueNode && offset !== undefined && text.slice(start + 1, end - 1) === valueNode.value;
  return exact ? { start: start + 1 + offset, end: Math.min(end, start + 1 + offset + (length ?? 1)) } : { start, end };
}

/** Puts an entry into a dictionary, in the place of one for the same text. @returns edits of the file's text */
export function editsForEntry(text: string, entry: Pronunciation): Edit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  if (text.trim() === '')
    return [{ offset: 0, length: text.length, content: `${JSON.stringify([entry], undefined, 2)}\n` }];
  const tree = parseTree(text);
  const list = tree ? (getNodeValue(tree) as unknown) : undefined;
  const at = Array.isArray(list) ? indexOf(list, entry) : -1;
  return modify(text, at < 0 ? [-1] : [at], entry, { formattingOptions, isArrayInsertion: at < 0 });
}

/** A list of unknown origin with an entry added, or put in the place of one for the same text. */
export function listWithEntry(list: unknown, entry: Pronunciation): unknown[] {
  const entries: unknown[] = Array.isArray(list) ? [...(list as unknown[])] : [];
  const at = indexOf(entries, entry);
  if (at < 0) return [...entries, entry];
  entries[at] = entry;
  return entries;
}

function indexOf(list: readonly unknown[], entry: Pronunciation): number {
  return list.findIndex((other) => {
    const [known] = parsePronunciations([other]).entries;
    return known !== undefined && entryKey(known) === entryKey(entry);
  });
}
