import type { Match } from './sentence';

const LETTER = /[\p{L}\p{N}]/u;
const MARKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '‘': '', '’': '', '‚': '' },
    ...{
      '。': '.',
      '，': ',',
      '、': ',',
      '！': '!',
      '？': '?',
      '：': ':',
      '；': ';',
      '（': '(',
      '）': ')',
      '؟': '?',
      '،': ',',
    },
  }),
);
/** Matches up to the first mark that can close a single quote. */
const CLOSING_QUOTE = /^['‘][^'’]*(?:['’](?=[\p{L}\p{N}])[^'’]*)*['’]/u;
const LONGEST_QUOTE = 200;
/** "Rock 'n' roll". */
const AND = /^['‘’]n['’]$/i;

/** Single quotes in pairs are quotation marks; others are apostrophes, which are silent. @returns its length */
export function verbalizeQuote(found: Match): number {
  const { text, at, before, next, sentence } = found;
  if (at === sentence.quoteEnd) return found.mark('”');
  if (!LETTER.test(next)) return text.length;
  if (LETTER.test(before)) return found.space();
  if (AND.test(text + found.ahead(2))) return text.length;
  const end = CLOSING_QUOTE.exec(text + found.ahead(LONGEST_QUOTE - 1))?.[0].length;
  if (end === undefined) return text.length;
  sentence.quoteEnd = at + end - 1;
  return found.mark('“');
}

/** After a remark in brackets, a full stop whose space is missing is no dot: "(see below).Then". */
const CLOSED = /(?:^|\s)\([^()]*\)$/;

/** Most punctuation becomes one of Kokoro's marks; inside names and code some become words. @returns its length */
export function verbalizeMark(found: Match): number {
  const { text: mark, before, next } = found;
  if (mark === '"') return verbalizeDoubleQuote(found);
  if (mark === '“' && LETTER.test(next)) found.sentence.quoteOpen = true;
  if (mark === '”') found.sentence.quoteOpen = false;
  const inside = LETTER.test(next);
  if (mark === '.' && inside && !CLOSED.test(found.behind(80))) return found.say('dot');
  if (mark === ':' && (inside || (/[/\\]/.test(next) && LETTER.test(before)))) return verbalizeColon(found);
  if (mark === '?' && /\p{Ll}/u.test(next) && LETTER.test(before)) return found.say('question mark');
  if (mark === '?' && /^\.\w/.test(found.ahead(2))) return mark.length; // "obj?.name"
  if (/[([{]/.test(mark) && /[)\]}]/.test(next)) return verbalizeEmptyBrackets(found);
  if (/[)\]}]/.test(mark) && /[([{]/.test(before)) return mark.length;
  const said = MARKS.get(mark) ?? mark;
  if (said === '!' && inside) return verbalizeNot(found);
  return said === '' ? mark.length : found.mark(said);
}

/** The number of a name: `Python 3"` ends a quotation that began in a sentence before. */
const NUMBERED_NAME =
  /(?:^|[^\p{L}])(?!(?:The|An|My|Our|Your|His|Her|Its|Their|This|That|Each|Every|Any|Some|One|About|With|For|From|At|In|On|To|Is|It)\b)\p{Lu}\p{L}{1,30} [\d.]{1,10}$/u;

/** A quotation mark, or the inches of 27". */
function verbalizeDoubleQuote(found: Match): number {
  const { before, next, sentence } = found;
  if (!sentence.quoteOpen && /\d/.test(before) && !LETTER.test(next)) {
    if (NUMBERED_NAME.test(found.behind(45))) return found.mark('”');
    return found.say(/^\s\p{Ll}/u.test(found.ahead(2)) ? 'inch' : 'inches');
  }
  sentence.quoteOpen = !sentence.quoteOpen && next.trim() !== '';
  return found.mark(sentence.quoteOpen ? '“' : '”');
}

/** The colon of "C:/", of ":name" and of "key:value". */
function verbalizeColon(found: Match): number {
  const { before, next } = found;
  if (/[/\\]/.test(next)) return found.say('colon');
  if (before.trim() !== '') return found.space();
  return /^\w+:/.test(found.ahead(39)) ? found.mark(':') : found.say('colon');
}

/** "int[]" is an array; other empty brackets are silent. */
function verbalizeEmptyBrackets(found: Match): number {
  if (found.text === '[' && LETTER.test(found.before)) found.say('array', 2);
  return found.text.length;
}

/** "!isValid && …" is code, "!important" a word. */
function verbalizeNot(found: Match): number {
  const around = found.behind(40) + found.text + found.ahead(59);
  if (/&&|\|\||[!=]=|\bif\s*\(/.test(around)) return found.say('not');
  return found.text.length;
}

/** "1..5" is a range; elsewhere a pause. */
export function verbalizeEllipsis(found: Match): number {
  if (/\d/.test(found.before) && /\d/.test(found.next)) return found.say('to');
  return found.mark(found.text.startsWith('.') ? found.text.slice(0, 3) : '…');
}
