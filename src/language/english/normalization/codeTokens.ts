import { trimEndOf } from '../../../common/trimEndOf';
import { verbalizePattern } from './code';
import { verbalizeIdentifier } from './identifiers';
import { spellMixed } from './numbers';
import type { Match } from './sentence';
import { versionNumbers } from './versions';

/** Directives of the C preprocessor, whose "#" is a hash and no hashtag. */
const DIRECTIVE = /^#(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|warning|import|region|line)$/;

/** A regular expression, without the punctuation of the sentence. */
export function verbalizeRegularExpression(found: Match): number {
  const bare = trimEndOf(found.text, '.,;:!?');
  const pattern = bare.endsWith('\\') ? found.text.slice(0, bare.length + 1) : bare; // the dot of "\." belongs to it
  return found.say(verbalizePattern(pattern), pattern.length);
}

/** ":tada:", ":+1:". */
export function verbalizeShortcode(found: Match): number {
  const { text, at, sentence } = found;
  if (/\d/.test(text)) return found.say(text.includes('+') ? 'thumbs up' : 'thumbs down');
  verbalizeIdentifier(text.slice(1, -1), at + 1, sentence.out, sentence.names);
  return text.length;
}

/** "python3.12". */
export function verbalizeNameWithVersion({ groups, text, at, end, sentence }: Match): number {
  const { name = '', numbers = '' } = groups;
  verbalizeIdentifier(name, at, sentence.out, sentence.names);
  sentence.out.say(versionNumbers(numbers), at + name.length, end);
  return text.length;
}

/** "--help", "-v", "-Dname=value". */
export function verbalizeFlag(found: Match): number {
  const { text, at, end, before, next, sentence } = found;
  const { out, names } = sentence;
  if (!/[\s("'`/|,[]/.test(before)) return 0;
  const dashes = text.startsWith('--') ? 2 : 1;
  found.say(dashes === 2 ? 'dash dash' : 'dash', dashes);
  if (/^-[A-Z][a-z]{2,}$/.test(text) && !names.isWord(text.slice(1).toLowerCase()) && next === '=') {
    out.spell(text.charAt(1), at + 1, at + 2); // "-Dname=value"
    verbalizeIdentifier(text.slice(2), at + 2, out, names);
  } else if (dashes === 2 || text.length > 3) verbalizeIdentifier(text.slice(dashes), at + dashes, out, names);
  else out.say(spellMixed(text.slice(1)), at + 1, end);
  return text.length;
}

/** "$HOME", "${name}". */
export function verbalizeVariable(found: Match): number {
  found.say('dollar', 1);
  const name = found.text.replace(/[${}]/g, ' ');
  verbalizeIdentifier(name, found.at, found.sentence.out, found.sentence.names);
  return found.text.length;
}

/** "@name". */
export function verbalizeMention(found: Match): number {
  return verbalizeTagged(found, 'at');
}

/** "#topic", "#include". */
export function verbalizeHashtag(found: Match): number {
  return verbalizeTagged(found, DIRECTIVE.test(found.text) ? 'hash' : 'hashtag');
}

function verbalizeTagged(found: Match, sign: string): number {
  found.say(sign, 1);
  verbalizeIdentifier(found.text.slice(1), found.at + 1, found.sentence.out, found.sentence.names);
  return found.text.length;
}
