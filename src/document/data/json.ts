import type { SourceRange } from '../../common/range';
import type { Block } from '../block';
import { nameWords } from '../code/names';
import { MappedText } from '../mappedText';
import type { DocumentPhrases } from '../phrases';
import { readPlainText } from '../plainText';

/** Pauses after an entry, in seconds: within a list or object, and for each level that the next one is away. */
const ENTRY_PAUSE = 0.25;
const LEVEL_PAUSE = 0.15;
const MAX_LEVELS = 3;
/** Lists that end before this offset are counted; a longer document begins without being searched to its end. */
const COUNTED = 1_000_000;
/** Simple values of a list are read together up to this length. */
const TOGETHER = 120;

const SPACE = /[\s,:\uFEFF]+/y;
const COMMENT = /\/\/([^\n]*)|\/\*([^]*?)\*\//y;
const SCALAR = /[^\s,:[\]{}"/]+|[^]/y;
const ESCAPE = /\\(?:u([\da-fA-F]{4})|([^]))/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' };

interface JsonToken {
  kind: 'open' | 'close' | 'string' | 'scalar' | 'comment';
  start: number;
  end: number;
  /** Whether a colon follows: the token is a name. */
  isName: boolean;
}

/** Cuts JSON, JSON with comments and JSON lines into tokens, lazily; anything else becomes scalars. */
export function* jsonTokens(source: string): Generator<JsonToken> {
  const lastComment = source.lastIndexOf('*/');
  for (let at = 0; at < source.length;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(source)?.[0].length ?? 0;
    if (at >= source.length) return;
    const token = tokenAt(source, at, lastComment);
    yield {
      ...token,
      isName:
        (token.kind === 'string' || token.kind === 'scalar') &&
        /^\s{0,100}:/.test(source.slice(token.end, token.end + 101)),
    };
    at = token.end;
  }
}

/** @param lastComment where the last comment is closed */
function tokenAt(source: string, start: number, lastComment: number): Omit<JsonToken, 'isName'> {
  const char = source.charAt(start);
  if (char === '{' || char === '[') return { kind: 'open', start, end: start + 1 };
  if (char === '}' || char === ']') return { kind: 'close', start, end: start + 1 };
  if (char === '"') return { kind: 'string', start, end: stringEnd(source, start) };
  if (char === '/') {
    COMMENT.lastIndex = start;
    const comment = source.startsWith('/*', start) && lastComment < start + 2 ? null : COMMENT.exec(source);
    if (comment) return { kind: 'comment', start, end: start + comment[0].length };
  }
  SCALAR.lastIndex = start;
  return { kind: 'scalar', start, end: start + (SCALAR.exec(source)?.[0].length ?? 1) };
}

function stringEnd(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '"') return at + 1;
    if (char === '\\') at++;
    else if (char === '\n') return at;
  }
  return source.length;
}

/** The content of a string, with its escapes decoded. */
export function stringContent(source: string, { start, end }: SourceRange): MappedText {
  const closed = end > start + 1 && source[end - 1] === '"';
  const raw = MappedText.verbatim(source.slice(start + 1, closed ? end - 1 : end), start + 1);
  const parts: MappedText[] = [];
  let at = 0;
  for (const { 0: escape, 1: code, 2: char = '', index } of raw.text.matchAll(ESCAPE)) {
    const said = code === undefined ? (ESCAPES[char] ?? char) : String.fromCharCode(parseInt(code, 16));
    parts.push(raw.slice(at, index), MappedText.replacement(said, raw.sourceRange(index, index + escape.length)));
    at = index + escape.length;
  }
  return at === 0 ? raw : MappedText.concat([...parts, raw.slice(at)]);
}

/** Reads JSON: each name with its value, "name: value"; lists are counted, and deeper levels follow after a pause. */
export function* readJson(source: string, phrases: DocumentPhrases): Generator<Block> {
  const counts = countEntries(source);
  let depth = 0;
  /** What is read before the next value: its name, and the list that it begins. */
  let lead: MappedText[] = [];
  let together: MappedText[] = [];
  let held: { block: Block; depth: number } | undefined;
  function* say(parts: readonly MappedText[]): Generator<Block> {
    const text = MappedText.concat(parts);
    if (!/[\p{L}\p{N}\p{S}]/u.test(text.text)) return;
    if (held) yield paused(held, depth);
    held = { block: { kind: 'item', text }, depth };
  }
  function* flush(): Generator<Block> {
    if (together.length > 0 || lead.length > 0) yield* say([...lead, ...together]);
    lead = [];
    together = [];
  }
  for (const token of jsonTokens(source)) {
    const { kind, start, end, isName } = token;
    if (kind === 'comment') {
      yield* flush();
      if (held) yield paused(held, depth);
      held = undefined;
      const text = MappedText.verbatim(source.slice(start, end), start);
      const inner = text.slice(2, text.text.startsWith('/*') ? text.text.length - 2 : undefined);
      for (const block of readPlainText(inner.text)) yield { ...block, text: block.text.within(inner) };
    } else if (kind === 'open') {
      if (together.length > 0) yield* flush();
      const count = counts.get(start);
      if (count !== undefined && lead.length > 0) {
        lead.push(MappedText.replacement(count === 0 ? phrases.empty : `${phrases.entries(count)}: `, { start, end }));
        if (count > 0 && !isSimple(source, end)) yield* flush();
      } else yield* flush();
      depth++;
    } else if (kind === 'close') {
      yield* flush();
      depth = Math.max(0, depth - 1);
    } else if (isName) {
      yield* flush();
      const name = nameWords(
        kind === 'string' ? stringContent(source, token) : MappedText.verbatim(source.slice(start, end), start),
      );
      lead = [name, MappedText.replacement(': ', { start: end, end })];
    } else {
      const value =
        kind === 'string' ? stringContent(source, token) : MappedText.verbatim(source.slice(start, end), start);
      const length = together.reduce((sum, { text }) => sum + text.length, value.text.length);
      if (length > TOGETHER && together.length > 0) yield* flush();
      if (together.length > 0) together.push(MappedText.replacement(', ', { start, end: start }));
      together.push(value);
    }
  }
  yield* flush();
  if (held) yield paused(held, depth);
}

function paused({ block, depth }: { block: Block; depth: number }, next: number): Block {
  return { ...block, pause: ENTRY_PAUSE + LEVEL_PAUSE * Math.min(MAX_LEVELS, Math.abs(next - depth)) };
}

/** Whether the first value of a list is neither a list nor an object. */
function isSimple(source: string, start: number): boolean {
  return !'[{'.includes(
    source
      .slice(start, start + 200)
      .trimStart()
      .charAt(0) || ' ',
  );
}

/** The number of entries of each list, by the offset of its bracket. */
function countEntries(source: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const open: { start: number; isList: boolean; count: number }[] = [];
  for (const { kind, start, isName } of jsonTokens(source.slice(0, COUNTED))) {
    const outer = open.at(-1);
    if (kind === 'close') {
      if (outer?.isList === true) counts.set(outer.start, outer.count);
      open.pop();
    } else if (kind !== 'comment' && !isName) {
      if (outer) outer.count++;
      if (kind === 'open') open.push({ start, isList: source[start] === '[', count: 0 });
    }
  }
  return counts;
}
