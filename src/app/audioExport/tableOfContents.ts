import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';

/** Files that list the documents of a folder, and how; the first that names a document is followed. */
const LISTS: readonly { file: string; entriesOf: (text: string) => string[]; base: string }[] = [
  { file: 'SUMMARY.md', entriesOf: linkTargets, base: '.' }, // mdBook, GitBook
  { file: 'mkdocs.yml', entriesOf: navigationFiles, base: 'docs' },
  { file: '../mkdocs.yml', entriesOf: navigationFiles, base: '.' },
  { file: 'index.md', entriesOf: linkTargets, base: '.' },
  { file: 'README.md', entriesOf: linkTargets, base: '.' },
];

/**
 * Sorts the documents of a folder: as its table of contents lists them, with the others after them by name, numbers by
 * their value, and an index or a README first in its folder.
 */
export async function tableOfContents(folder: string, files: readonly string[]): Promise<string[]> {
  const natural = [...files].sort((a, b) => compare(relative(folder, a), relative(folder, b)));
  for (const { file, entriesOf, base } of LISTS) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8').catch(() => undefined); // most folders have none
    if (text === undefined) continue;
    const linked = entriesOf(text).map((target) => resolve(folder, base, target));
    const listed = new Set(linked.filter((target) => files.includes(target)));
    if (listed.size === 0) continue;
    // The list itself is read before what it lists.
    const first = files.includes(path) && !listed.has(path) ? [path] : [];
    return [...new Set([...first, ...listed, ...natural])];
  }
  return natural;
}

/** The targets of the links in Markdown. */
function linkTargets(text: string): string[] {
  return [...text.matchAll(/\]\(\s*<?([^()<>\s#]+)/g)].map(([, target = '']) => decoded(target));
}

/** The Markdown files that are items of a list in YAML: “- a.md” or “- Title: a.md”. */
function navigationFiles(text: string): string[] {
  const items = [...text.matchAll(/^[ \t]*- (.*)$/gm)].map(([, item = '']) => item.slice(item.lastIndexOf(': ') + 1));
  return items.map((item) => item.replaceAll(/["']/g, '').trim()).filter((item) => item.endsWith('.md'));
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target; // a percent sign that encodes nothing
  }
}

const names = new Intl.Collator('en', { numeric: true });

function compare(a: string, b: string): number {
  const [left, right] = [a.split(/[/\\]/), b.split(/[/\\]/)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one = '', other = ''] = [left[i], right[i]];
    const order = rank(one, i === left.length - 1) - rank(other, i === right.length - 1);
    if (order !== 0) return order;
    const byName = names.compare(one, other);
    if (byName !== 0) return byName;
  }
  return left.length - right.length;
}

/** An index comes first, then files, then folders. */
function rank(name: string, isFile: boolean): number {
  if (!isFile) return 2;
  return /^(?:index|readme)\.\w+$/i.test(basename(name)) ? 0 : 1;
}
