import type { Block } from '../block';
import { MappedText } from '../mappedText';
import type { DocumentPhrases, LevelNames } from '../phrases';
import { lines, verbatimBlocks } from '../plainText';

/** The time at the beginning of a line: ISO 8601, Apache, syslog, or a time alone; in brackets or not. */
const TIME =
  /^[[(]?(?:(?<date>\d{4}[-/]\d\d[-/]\d\d|\d\d\/\w{3}\/\d{4}|[A-Z][a-z]{2} [ \d]\d)[T :]{1,2})?(?<minute>\d\d:\d\d)(?<rest>:\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d|UTC))?[\])]?[ \t:|-]{0,4}/;
const LEVEL =
  /^(?<before>(?:[[(]?[\w.:/$-]{1,40}[\])]?[ \t|:-]{1,4}){0,2}?)(?:[[(<]?(?<upper>FATAL|CRITICAL|CRIT|EMERG|ERROR|ERR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE|VERBOSE)[\])>]?(?=[\s:|-])|[[(<](?<lower>error|warning|warn|info|debug|trace|fatal)[\])>])[ \t:|-]{0,4}|^(?<first>error|warning|warn|info|debug|trace|fatal):[ \t]{0,4}/;
const LEVELS: Readonly<Record<string, keyof LevelNames>> = {
  ...{ fatal: 'fatal', critical: 'fatal', crit: 'fatal', emerg: 'fatal', error: 'error', err: 'error' },
  ...{
    warning: 'warning',
    warn: 'warning',
    notice: 'info',
    info: 'info',
    debug: 'debug',
    trace: 'trace',
    verbose: 'trace',
  },
};
/** The colors of a terminal. */
const ESCAPES = /\x1b\[[\d;]{0,20}[A-Za-z]/g;
/** Characters of a line in which a time and a level are looked for. */
const HEAD = 200;

/** Reads a log or what a terminal shows: each line is a sentence. A date or minute is said when it changes. */
export function* readLog(source: string, phrases: DocumentPhrases): Generator<Block> {
  /** The date and minute of the line before. */
  let last: LineTime = { date: '', minute: '' };
  for (const line of lines(source, source.startsWith('\uFEFF') ? 1 : 0, source.length)) {
    const text = withoutEscapes(MappedText.verbatim(source.slice(line.start, line.end), line.start));
    const time = TIME.exec(text.text.slice(0, HEAD));
    const rest = text.slice(time?.[0].length ?? 0);
    const level = LEVEL.exec(rest.text.slice(0, HEAD));
    if (!time && !level) yield* plainLine(text, source);
    else {
      const { date = last.date, minute = last.minute } = time?.groups ?? {};
      yield* spoken([...newTime(text, { date, minute }, last), ...withLevel(rest, level, phrases.levels)]);
      last = { date, minute };
    }
  }
}

interface LineTime {
  date: string;
  minute: string;
}

/** The date and time at the beginning of a line, as far as the line before has other ones. */
function newTime(text: MappedText, { date, minute }: LineTime, last: LineTime): MappedText[] {
  if (date === last.date && minute === last.minute) return [];
  const parts: MappedText[] = [];
  const from = date === last.date ? 0 : text.text.indexOf(date);
  const at = text.text.indexOf(minute, from + (date === last.date ? 0 : date.length));
  if (date !== last.date) {
    const end = from + date.length;
    parts.push(text.slice(from, end), MappedText.replacement(' ', text.sourceRange(end, at)));
  }
  const end = at + minute.length;
  const after = text.sourceRange(at, end).end;
  return [...parts, text.slice(at, end), MappedText.replacement(': ', { start: after, end: after })];
}

/** The rest of a line, with its level as a word. */
function withLevel(rest: MappedText, level: RegExpExecArray | null, names: LevelNames): MappedText[] {
  if (level === null) return [rest];
  const { before = '', upper, lower, first } = level.groups ?? {};
  const name = upper ?? lower ?? first ?? '';
  const from = before.length + level[0].slice(before.length).indexOf(name);
  const said = `${names[LEVELS[name.toLowerCase()] ?? 'info']}: `;
  const word = MappedText.replacement(said, rest.sourceRange(from, from + name.length));
  return [rest.slice(0, before.length), word, rest.slice(level[0].length)];
}

function* plainLine(text: MappedText, source: string): Generator<Block> {
  const { start, end } = text.sourceRange(0, text.text.length);
  if (text.text === source.slice(start, end)) yield* verbatimBlocks(source, 'item', start, end);
  else yield* spoken([text]);
}

function* spoken(parts: readonly MappedText[]): Generator<Block> {
  const text = MappedText.concat(parts);
  if (/[\p{L}\p{N}]/u.test(text.text)) yield { kind: 'item', text };
}

function withoutEscapes(text: MappedText): MappedText {
  const parts: MappedText[] = [];
  let at = 0;
  for (const { index, 0: escape } of text.text.matchAll(ESCAPES)) {
    parts.push(text.slice(at, index));
    at = index + escape.length;
  }
  return at === 0 ? text : MappedText.concat([...parts, text.slice(at)]);
}
