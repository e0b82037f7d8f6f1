/** A part of HTML that is not read: a tag, a comment, a declaration, or a whole script or style element. */
export interface Markup {
  start: number;
  end: number;
  /** The tag's name; undefined for anything but a tag. */
  tag?: string;
}

const SILENT_ELEMENT = /<(script|style)\b/iy;
const END_OF_SILENT: Readonly<Record<string, RegExp>> = { script: /<\/script\s*>/gi, style: /<\/style\s*>/gi };
const TAG = /<\/?([a-z][\w:-]*)/iy;
const TAG_END = /[<>"']/g;

/** Finds the markup in a piece of HTML, in order. Unclosed markup ends with the text. */
export function* markupIn(html: string): Generator<Markup> {
  for (let start = html.indexOf('<'); start >= 0;) {
    const found = markupAt(html, start);
    if (found) yield found;
    start = html.indexOf('<', found?.end ?? start + 1);
  }
}

/** The markup that begins with the "<" at `start`; undefined for a bare "<". Never rescans, so it takes linear time. */
function markupAt(html: string, start: number): Markup | undefined {
  if (html.startsWith('<!--', start)) return { start, end: endAfter(html, '-->', start + 4) };
  const element = matchAt(SILENT_ELEMENT, html, start)?.[1];
  if (element !== undefined) {
    const closing = firstFrom(END_OF_SILENT[element.toLowerCase()], html, start);
    return { start, end: closing === undefined ? html.length : closing.index + closing[0].length };
  }
  if (html.startsWith('<![CDATA[', start)) return { start, end: endAfter(html, ']]>', start + 9) };
  if (/[!?]/.test(html.charAt(start + 1))) return { start, end: endAfter(html, '>', start + 2) };
  const tag = matchAt(TAG, html, start);
  if (!tag?.[1]) return undefined;
  const end = endOfTag(html, start + tag[0].length);
  return end === undefined ? undefined : { start, end, tag: tag[1] };
}

/** The end of a tag, whose quoted values may hold ">"; undefined if a "<" comes first. */
function endOfTag(html: string, from: number): number | undefined {
  for (let at = from; ;) {
    const found = firstFrom(TAG_END, html, at);
    if (found?.[0] === '<') return undefined;
    if (found === undefined || found[0] === '>') return (found?.index ?? html.length) + (found ? 1 : 0);
    const closing = html.indexOf(found[0], found.index + 1);
    at = (closing < 0 ? found.index : closing) + 1; // an unclosed quote is an ordinary character
  }
}

function endAfter(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

function firstFrom(global: RegExp | undefined, text: string, at: number): RegExpExecArray | undefined {
  if (global === undefined) return undefined;
  global.lastIndex = at;
  return global.exec(text) ?? undefined;
}

/** In a tag: a name, and a value with or without quotes. */
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The attributes of a tag, as written, by their names in lower case; one without a value is ''. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of tag.slice(1).matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, double ?? single ?? bare ?? '');
  }
  return attributes;
}
