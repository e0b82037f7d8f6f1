import type { Block } from './block';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';
import { lines } from './plainText';

/** Reads the lines of a changed file. */
export type FileReader = (path: string, content: string) => Iterable<Block>;

interface Line {
  start: number;
  end: number;
}

/** A changed file: its name in the diff, and the lines of its hunks. */
interface FileDiff {
  path: MappedText;
  lines: Line[];
}

/** Reads a unified diff: for each file the number of changed lines, then what is added and removed. */
export function* readDiff(source: string, phrases: DocumentPhrases, read: FileReader): Generator<Block> {
  for (const file of files(source)) {
    if (file instanceof MappedText) yield { kind: 'paragraph', text: file };
    else yield* fileBlocks(source, file, phrases, read);
  }
}

/** The files of a diff, lazily; text before the first one is passed on line by line. */
function* files(source: string): Generator<FileDiff | MappedText> {
  let file: FileDiff | undefined;
  let inHunk = false;
  for (const line of lines(source, 0, source.length)) {
    const head = source.slice(line.start, Math.min(line.end, line.start + 500));
    if (head.startsWith('diff --git ') || head.startsWith('Index: ') || (!inHunk && head.startsWith('--- '))) {
      const starts = !head.startsWith('--- ') || file === undefined || file.lines.length > 0;
      if (starts && file) yield file;
      if (starts) file = { path: pathIn(source, line, head), lines: [] };
      inHunk = false;
    } else if (file === undefined && !head.startsWith('@@')) {
      if (head.trim() !== '') yield MappedText.verbatim(source.slice(line.start, line.end), line.start);
    } else if (head.startsWith('@@')) {
      file ??= { path: MappedText.verbatim('', line.start), lines: [] };
      file.lines.push(line);
      inHunk = true;
    } else if (inHunk && file) {
      // In a hunk, "--- a" is a removed line, unless a file follows.
      if (/^--- \S/.test(head) && /^\+\+\+ \S/.test(source.slice(line.end, line.end + 8).trimStart())) {
        yield file;
        file = { path: pathIn(source, line, head), lines: [] };
        inHunk = false;
      } else file.lines.push(line);
    } else if (file && head.startsWith('+++ ') && !head.startsWith('+++ /dev/null'))
      file.path = pathIn(source, line, head);
  }
  if (file) yield file;
}

/** The path at the end of a header line, without git's "a/" and "b/". */
function pathIn(source: string, { start, end }: Line, head: string): MappedText {
  const found = /(?:^diff --git .{0,300}? b\/|^(?:---|\+\+\+) (?:[ab]\/)?|^Index: )(?<path>[^\t]{1,400})/.exec(head);
  const path = (found?.groups?.['path'] ?? '').trimEnd();
  const from = found === null ? end : start + found[0].length - (found.groups?.['path'] ?? '').length;
  return MappedText.verbatim(source.slice(from, from + path.length), from);
}

function* fileBlocks(
  source: string,
  { path, lines: found }: FileDiff,
  phrases: DocumentPhrases,
  read: FileReader,
): Generator<Block> {
  const count = (sign: string): number => found.filter(({ start }) => source[start] === sign).length;
  const [added, removed] = [count('+'), count('-')];
  const sizes = [added > 0 ? phrases.linesAdded(added) : '', removed > 0 ? phrases.linesRemoved(removed) : ''];
  const summary = sizes.filter(Boolean).join(', ');
  const range = path.sourceRange(0, path.text.length);
  const at = { start: range.end, end: range.end };
  if (path.text !== '') {
    const tail = summary === '' ? [] : [MappedText.replacement(`: ${summary}`, at)];
    yield { kind: 'heading', level: 2, text: MappedText.concat([path, ...tail]) };
  }
  let run: Line[] = [];
  let sign = '';
  for (const line of [...found, { start: source.length, end: source.length }]) {
    const next = source.charAt(line.start);
    if (next !== sign && run.length > 0) {
      if (sign === '+' || sign === '-')
        yield* runBlocks(source, path.text, run, sign === '+' ? phrases.added : phrases.removed, read);
      run = [];
    }
    sign = next;
    run.push(line);
  }
}

/** Lines that are added or removed together: the word for that, then the lines as in their file. */
function* runBlocks(
  source: string,
  path: string,
  run: readonly Line[],
  word: string,
  read: FileReader,
): Generator<Block> {
  const content = MappedText.concat(
    run.flatMap(({ start, end }) => [
      MappedText.verbatim(source.slice(start + 1, end), start + 1),
      MappedText.replacement('\n', { start: end, end }),
    ]),
  );
  let label: MappedText[] = run[0]
    ? [MappedText.replacement(`${word}: `, { start: run[0].start, end: run[0].start + 1 })]
    : [];
  for (const block of read(path, content.text)) {
    yield { ...block, text: MappedText.concat([...label, block.text.within(content)]) };
    label = [];
  }
}
