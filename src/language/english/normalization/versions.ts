import { cardinal, inPairs, spellDigits } from './numbers';
import type { Match } from './sentence';

/** Words before a version number. */
const VERSIONED =
  /^(?:version|versions|v|release|releases|python|node|java|go|ruby|php|rust|swift|kotlin|scala|perl|lua|typescript|react|angular|vue|django|rails|spring|ubuntu|debian|fedora|android|windows|chrome|firefox|safari|kubernetes|docker|postgres|mysql|redis|git|npm|pip|cuda|pytorch|tensorflow|numpy|bash|vim|emacs|gcc|clang|cmake|electron|webpack|babel|java|dotnet|kernel|linux|vs ?code|js|deno|bun|yarn|pnpm|zig|julia|elixir|dart|flutter|svelte|next|nuxt|jquery|ql|sql|db|os|sdk|ssl|tls|jdk|llvm|xcode|gradle|maven|helm|terraform|nginx|apache)$/;
/** Text after a minimum version: "3.10+", "3.10 or later". */
const OR_LATER = /^(?:\+(?!\w)|\s(?:or|and) (?:later|newer|higher|above|up|greater)\b|\sLTS\b)/;
const VERSION_WORDS: ReadonlyMap<string, string> = new Map([
  ['rc', 'R C'],
  ['a', 'alpha'],
  ['b', 'beta'],
  ['pre', 'pre'],
  ['dev', 'dev'],
]);

/** "v2.3.1", "1.0.0-rc.2". @returns how many characters it said; 0 for a decimal */
export function verbalizeVersion(found: Match): number {
  const { v = '', numbers = '', tail = '' } = found.groups;
  if (v === '' && tail === '' && numbers.split('.').length === 2 && !/[x*]/.test(numbers)) return 0;
  const name = v === '' || /^(?:version|v)$/.test(found.lastWord) ? '' : 'version ';
  const words = tail.match(/[a-z]+|\d+/gi) ?? [];
  return found.say(`${name}${versionNumbers(numbers)} ${words.map(tailWords).join(' ')}`.trim());
}

/** The words for a part of a version's suffix: "rc", "2". */
function tailWords(part: string): string {
  if (/^\d/.test(part)) return cardinal(part);
  return VERSION_WORDS.get(part.toLowerCase()) ?? (part.length === 1 ? part.toUpperCase() : part);
}

/** Whether a number after this word is a version: "Python 3.12". */
export function isVersioned(word: string): boolean {
  return VERSIONED.test(word);
}

/**
 * Whether a number with a point is a version in its context: after a product's name or an operator, or in a list of
 * versions. Records where it ends, for the numbers that are listed after it.
 */
export function isVersion(number: string, found: Match): boolean {
  const { at, sentence } = found;
  const { out, text } = sentence;
  const before = out.lastWord;
  const required =
    (out.versionNext === at && /^[1-9]/.test(number)) ||
    OR_LATER.test(text.slice(text.indexOf(number, at) + number.length));
  const gap = at - out.versionEnd;
  const listed =
    out.versionEnd > 0 && gap <= 12 && /^(?:[\s,&/–-]|and|or|to|through|\+)+$/.test(text.slice(out.versionEnd, at));
  const versioned = VERSIONED.test(before) || required || listed || (out.versionFollows && before === 'to');
  if (versioned) out.versionEnd = at + number.length;
  out.versionFollows &&= before !== 'to';
  return versioned;
}

/** "3.12" → "three point twelve". */
export function versionNumbers(numbers: string): string {
  return numbers
    .split('.')
    .map((part) =>
      part === 'x'
        ? 'x'
        : part === '*'
          ? 'star'
          : /^0\d/.test(part)
            ? spellDigits(part)
            : part.length > 3
              ? inPairs(part)
              : cardinal(part),
    )
    .join(' point ');
}
