import { trimEndOf } from '../../../common/trimEndOf';
import { saidAbbreviation } from './abbreviations';
import { saidDuration, saidIPv6, saidMac, saidPattern } from './code';
import { sayMember, saySlashed } from './compounds';
import { sayEmoji } from './emoji';
import { sayIdentifier, sayPath, sayUrl } from './identifiers';
import { saidName } from './names';
import { cardinal, inPairs, spellMixed } from './numbers';
import { sayMark, sayQuote } from './punctuation';
import { sayNumber } from './quantities';
import type { Found } from './sentence';
import { sayOperator, saySign } from './signs';
import { saidKeys, saidSymbol } from './symbols';
import { versionNumbers } from './versions';
import { sayWord } from './words';

/** Said as one word. */
const ET_CETERA = 'et cetera';
const SMALL_POWERS: ReadonlyMap<string, string> = new Map([
  ['^2', 'squared'],
  ['^3', 'cubed'],
]);
/** What the C preprocessor obeys. */
const DIRECTIVE = /^#(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|warning|import|region|line)$/;

/** Says what a form of `forms.ts` has found. @returns how many characters that were; 0 when it is something else here */
export function sayForm(name: string, found: Found): number {
  return (SAY.get(name) ?? saySign)(found);
}

const SAY: ReadonlyMap<string, (found: Found) => number> = new Map([
  ['space', (found) => found.space()],
  ['pronounced', sayPronounced],
  ['url', sayAddress],
  ['email', sayDotted],
  ['package', sayDotted],
  ['footnote', (found) => found.text.length],
  ['pattern', sayPattern],
  ['shortcode', sayShortcode],
  [
    'power',
    (found) => found.say(SMALL_POWERS.get(found.text) ?? `to the power of ${cardinal(found.text.normalize('NFKC'))}`),
  ],
  ['quoted', (found) => found.say(saidPattern(found.text))],
  ['named', sayNameWithVersion],
  ['mac', (found) => found.say(saidMac(found.text))],
  ['ipv6', (found) => found.say(saidIPv6(found.text))],
  ['duration', (found) => found.say(saidDuration(found.groups))],
  ['hash', (found) => sayNumber('hash', found)],
  ['shortcut', (found) => found.say(saidKeys(found.text))],
  ['name', (found) => found.say(saidName(found.text) ?? found.text)],
  ['path', (found) => (/^\/[/*]/.test(found.text) ? 0 : sayFile(found))],
  ['file', sayFile],
  ['slashed', saySlashed],
  ['host', sayHost],
  ['abbreviation', sayAbbreviation],
  ['initials', sayInitials],
  ['flag', sayFlag],
  ['variable', sayVariable],
  ['mention', (found) => sayTagged(found, 'at')],
  ['hashtag', (found) => sayTagged(found, DIRECTIVE.test(found.text) ? 'hash' : 'hashtag')],
  ['scoped', sayMember],
  ['member', sayMember],
  ['identifier', ({ text, at, sentence }) => sayWord(text, at, sentence)],
  ['word', ({ text, at, sentence }) => sayWord(text, at, sentence)],
  ['digits', sayDigits],
  ['emoji', sayEmoji],
  ['ellipsis', sayEllipsis],
  ['dash', (found) => found.mark('—')],
  ['operator', sayOperator],
  ['quote', sayQuote],
  ['mark', sayMark],
]);

/** `[Kokoro](/kˈOkəɹO/)`. */
function sayPronounced({ groups, text, at, end, sentence }: Found): number {
  sentence.out.pronounced(groups['word'] ?? '', groups['phonemes'] ?? '', at, end);
  return text.length;
}

function sayAddress({ text, at, sentence }: Found): number {
  const url = trimEndOf(text, ".,;:!?'’)]}");
  sayUrl(url, at, sentence.out, sentence.isWord);
  return url.length;
}

/** An address of mail, "@types/node". */
function sayDotted({ text, at, sentence }: Found): number {
  const address = trimEndOf(text, '.');
  sayPath(address, at, sentence.out, sentence.isWord);
  return address.length;
}

function sayPattern(found: Found): number {
  const bare = trimEndOf(found.text, '.,;:!?');
  const pattern = bare.endsWith('\\') ? found.text.slice(0, bare.length + 1) : bare; // "\." is part of it
  return found.say(saidPattern(pattern), pattern.length);
}

/** ":tada:", ":+1:". */
function sayShortcode(found: Found): number {
  const { text, at, sentence } = found;
  if (/\d/.test(text)) return found.say(text.includes('+') ? 'thumbs up' : 'thumbs down');
  sayIdentifier(text.slice(1, -1), at + 1, sentence.out, sentence.isWord);
  return text.length;
}

/** "python3.12". */
function sayNameWithVersion({ groups, text, at, end, sentence }: Found): number {
  const { name = '', numbers = '' } = groups;
  sayIdentifier(name, at, sentence.out, sentence.isWord);
  sentence.out.say(versionNumbers(numbers), at + name.length, end);
  return text.length;
}

function sayFile({ text, at, sentence }: Found): number {
  // Go's "./..." means all below; other dots at the end are the sentence's.
  const path = /^.*\/\.{3}(?=[.,]?$)/.exec(text)?.[0] ?? trimEndOf(text, '.,');
  if (path.length < 2) return 0;
  sayPath(path.replace(/(?<=.)\/$/, ''), at, sentence.out, sentence.isWord);
  return path.length;
}

/** "localhost.dev:8080". */
function sayHost({ text, at, end, sentence }: Found): number {
  const [host = '', port] = text.split(':');
  sayPath(host, at, sentence.out, sentence.isWord);
  if (port !== undefined) sentence.out.say(`port ${inPairs(port)}`, at + host.length, end);
  return text.length;
}

function sayAbbreviation(found: Found): number {
  const said = saidAbbreviation(found.text, found.behind(30), found.ahead(30));
  if (said === undefined) return 0;
  const length = found.text.length - (found.endsSentence ? 1 : 0);
  if (said !== ET_CETERA) return found.say(said, length);
  found.sentence.out.word(said, found.at, found.at + length);
  return length;
}

/** "U.S.", of which the last stop may be the sentence's. */
function sayInitials({ text, at, endsSentence, sentence }: Found): number {
  const length = text.length - (text.endsWith('.') && endsSentence ? 1 : 0);
  sentence.out.spell(text.replaceAll('.', '').toUpperCase(), at, at + length);
  return length;
}

function sayFlag(found: Found): number {
  const { text, at, end, before, next, sentence } = found;
  const { out, isWord } = sentence;
  if (!/[\s("'`/|,[]/.test(before)) return 0;
  const dashes = text.startsWith('--') ? 2 : 1;
  found.say(dashes === 2 ? 'dash dash' : 'dash', dashes);
  if (/^-[A-Z][a-z]{2,}$/.test(text) && !isWord(text.slice(1).toLowerCase()) && next === '=') {
    out.spell(text.charAt(1), at + 1, at + 2); // "-Dname=value"
    sayIdentifier(text.slice(2), at + 2, out, isWord);
  } else if (dashes === 2 || text.length > 3) sayIdentifier(text.slice(dashes), at + dashes, out, isWord);
  else out.say(spellMixed(text.slice(1)), at + 1, end);
  return text.length;
}

/** "$HOME", "${name}". */
function sayVariable(found: Found): number {
  found.say('dollar', 1);
  sayIdentifier(found.text.replace(/[${}]/g, ' '), found.at, found.sentence.out, found.sentence.isWord);
  return found.text.length;
}

/** "@name", "#topic", "#include". */
function sayTagged(found: Found, sign: string): number {
  found.say(sign, 1);
  sayIdentifier(found.text.slice(1), found.at + 1, found.sentence.out, found.sentence.isWord);
  return found.text.length;
}

/** Digits that no number was made of, of any script: "²", "٣". */
function sayDigits(found: Found): number {
  const { text } = found;
  if (/^\d+$/.test(text)) return found.say(cardinal(text));
  return found.say(saidSymbol(text) ?? cardinal(text.normalize('NFKC').replace(/\D/gu, '')));
}

function sayEllipsis(found: Found): number {
  if (/\d/.test(found.before) && /\d/.test(found.next)) return found.say('to');
  return found.mark(found.text.startsWith('.') ? found.text.slice(0, 3) : '…');
}
