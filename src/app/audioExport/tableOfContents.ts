import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** Files whose links, or paths after a colon, list the documents of a folder; the first that is there is followed. */
const LISTS: readonly { file: string; entry: RegExp }[] = [
  { file: 'SUMMARY.md', entry: /\]\(\s*<?([^()<>\s#]+)/g }, // mdBook, GitBook
  { file: 'mkdocs.yml', entry: /^[ \t]*-[ \t](?:[^:\n]*:[ \t])?[ \t]*["']?([^"'\n]*\.md)\b/gm },
  { file: '../mkdocs.yml', entry: /^[ \t]*-[ \t](?:[^:\n]*:[ \t])?[ \t]*["']?([^"'\n]*\.md)\b/gm },
  { file: 'index.md', entry: /\]\(\s*<?([^()<>\s#]+)/g },
  { file: 'README.md', entry: /\]\(\s*<?([^()<>\s#]+)/g },
];

/**
 * Sorts the documents of a folder: as its table of contents lists them, with the others after them by name, numbers by
 * their value, and an index or a README first in its folder.
 */
export async function tableOfContents(folder: string, files: readonly string[]): Promise<string[]> {
  const natural = [...files].sort((a, b) => compare(relative(folder, a), relative(folder, b)));
  for (const { file, entry } of LISTS) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const base = file === 'mkdocs.yml' ? join(folder, 'docs') : file === '../mkdocs.yml' ? folder : dirname(path);
    const linked = [...text.matchAll(entry)].map(([, target = '']) => resolve(base, decoded(target)));
    const listed = new Set(linked.filter((target) => files.includes(target)));
    if (listed.size === 0) continue;
    // The list itself is read before what it lists.
    const first = files.includes(path) && !listed.has(path) ? [path] : [];
    return [...new Set([...first, ...listed, ...natural])];
  }
  return natural;
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
