import type { Names } from './names';
import { inPairs } from './numbers';
import type { Spoken } from './spoken';

/** The parts of an identifier: camelCase humps and runs of capitals, small letters or digits. */
const PARTS =
  /\p{Lu}{2,}s(?![\p{Ll}])|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+(?:['’]\p{Ll}+)?|\p{Lu}+|\d+|[\p{Lo}\p{Lm}\p{M}]+/gu;

/**
 * Says an identifier part by part: camelCase, snake_case, SCREAMING_CASE, kebab-case, x86_64.
 * @param inFile whether it is part of a file name, whose parts are separate words
 */
export function verbalizeIdentifier(text: string, start: number, out: Spoken, names: Names, inFile = false): void {
  if (/^_+$/.test(text)) out.say('underscore', start, start + text.length);
  if (/^__[a-z]\w*[a-z]__$/.test(text)) out.word('dunder', start, start + 2); // what Python's developers say
  const parts = [...text.matchAll(PARTS)];
  // As in misaki, parts are separate words if one of them is not an ordinary word: "JsonContentType".
  const apart =
    inFile ||
    parts.some(
      ({ 0: part }) => /\p{Ll}/u.test(part) && (names.spoken(part) !== undefined || names.isAcronymInName(part)),
    );
  let before = '';
  let lastEnd = 0;
  for (const { 0: part, index } of parts) {
    const at = start + index;
    // A name is one word, stressed like a compound: "GitHub"; the parts of a variable are clearer as separate words.
    const glued =
      !apart &&
      /^\p{Lu}/u.test(text) &&
      index > 0 &&
      index === lastEnd &&
      /\p{L}$/u.test(before) &&
      /^\p{L}/u.test(part);
    verbalizePart(part, at, text.includes('_'), glued, out, names);
    before = part;
    lastEnd = index + part.length;
  }
}

function verbalizePart(part: string, at: number, isConstant: boolean, glued: boolean, out: Spoken, names: Names): void {
  const end = at + part.length;
  const name = names.spoken(part);
  if (/^\d/.test(part)) out.say(inPairs(part), at, end);
  else if (name !== undefined) out.say(name, at, end);
  else if (names.isAcronymInName(part)) out.spell(part.toUpperCase(), at, end, glued);
  else if (part === part.toUpperCase() && part.length > 1) {
    // Constants are words in capitals: MAX_TOKENS.
    const spelled = isConstant && names.isWord(part.toLowerCase()) ? false : names.isSpelled(part);
    if (spelled) out.spell(part, at, end, glued);
    else out.word(isConstant ? part.toLowerCase() : part, at, end, glued);
  } else if (/^\p{Lu}{2,}s$/u.test(part)) out.spell(part, at, end, glued);
  else if (part === 'a') out.word(part, at, end, glued);
  else if (part.length === 1 || (part.length <= 3 && !/[aeiouy]/i.test(part) && !names.isWord(part.toLowerCase())))
    out.spell(part.toUpperCase(), at, end, glued);
  else out.word(part, at, end, glued);
}

/** Says a path or file name with its slashes and dots, and extensions as developers say them. */
export function verbalizePath(text: string, start: number, out: Spoken, names: Names): void {
  for (const { 0: piece, index } of text.matchAll(/[\\/]+|[^\\/]+/g)) {
    const at = start + index;
    if (/^[\\/]/.test(piece)) out.say(piece.startsWith('\\') ? 'backslash' : 'slash', at, at + piece.length);
    else verbalizeFileName(piece, at, out, names);
  }
}

function verbalizeFileName(text: string, start: number, out: Spoken, names: Names): void {
  const pieces = [...text.matchAll(/[.*~@+&$%#=,:_]|[^.*~@+&$%#=,:_]+/gu)];
  for (const [i, { 0: piece, index }] of pieces.entries()) {
    const at = start + index;
    const end = at + piece.length;
    const said = FILE_MARKS.get(piece);
    if (said !== undefined) out.say(said, at, end);
    else {
      const ending = pieces[i - 1]?.[0] === '.' ? names.ending(piece) : undefined;
      if (ending !== undefined) out.say(ending, at, end);
      else verbalizeIdentifier(piece, at, out, names, pieces.length > 1);
    }
  }
}

const FILE_MARKS: ReadonlyMap<string, string> = new Map([
  ['.', 'dot'],
  ['*', 'star'],
  ['~', 'tilde'],
  ['@', 'at'],
  ['+', 'plus'],
  ['&', 'ampersand'],
  ['$', 'dollar'],
  ['%', 'percent'],
  ['#', 'hash'],
  ['=', 'equals'],
  [',', ''],
  [':', 'colon'],
  ['_', 'underscore'],
]);

/** Schemes that are not read aloud. */
const WEB = /^(?:https?|ftps?|ssh|git|wss?|file|vscode)$/i;

/** Says the host and path of a web address; a common scheme and everything from "?" or "#" on are left out. */
export function verbalizeUrl(text: string, start: number, out: Spoken, names: Names): void {
  const scheme = /^[a-z][a-z\d+.-]*:\/\/(?:www\.)?(?:[^@/\s]*@)?/i.exec(text)?.[0].length ?? 0;
  const kind = /^[a-z\d]+/i.exec(text)?.[0] ?? '';
  if (!WEB.test(kind)) verbalizeIdentifier(kind, start, out, names);
  const query = /[?#]/.exec(text.slice(scheme))?.index ?? text.length - scheme;
  const address = text.slice(scheme, scheme + query).replace(/\/$/, '');
  const [, host = '', port, path = ''] = /^([^:/]*)(?::(\d{1,5}))?(.*)$/s.exec(address) ?? [];
  verbalizePath(host, start + scheme, out, names);
  const pathAt = start + scheme + address.length - path.length;
  if (port !== undefined) out.say(inPairs(port), pathAt - port.length, pathAt);
  if (path !== '') verbalizePath(path, pathAt, out, names);
}

/** First parts of common paths: "src/app" is a path, while "and/or" is a choice. */
const FOLDERS =
  /^(?:application|text|image|audio|video|multipart|feature|feat|fix|bugfix|hotfix|release|chore|origin|upstream|src|lib|libs|docs?|tests?|bin|usr|etc|var|dev|opt|home|tmp|app|apps|packages|node_modules|dist|build|public|config|internal|cmd|pkg|examples?|scripts?|assets|static|include|vendor|modules?|components?|utils?|models?|data|tools?)$/;

/** Whether words joined by slashes are a path. */
export function isPath(text: string): boolean {
  if (/^[~./\\]|[._*\\]|\/\/|\/$|\d/.test(text)) return true;
  const parts = text.split('/');
  return parts.length > 2 ? parts.every((part) => part === part.toLowerCase()) : FOLDERS.test(parts[0] ?? '');
}
