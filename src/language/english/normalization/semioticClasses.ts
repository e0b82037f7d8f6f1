import { EMOJI_SOURCE } from '../../emoji';
import { completeRules } from '../../semioticClasses';
import { verbalizeAbbreviation, verbalizeInitials } from './abbreviations';
import { verbalizeAddress, verbalizeEmail } from './addresses';
import {
  DURATION_SOURCE,
  IPV6_SOURCE,
  MAC_SOURCE,
  PATTERN_SOURCE,
  verbalizeDuration,
  verbalizeIPv6,
  verbalizeMac,
  verbalizePattern,
} from './code';
import {
  verbalizeFlag,
  verbalizeHashtag,
  verbalizeMention,
  verbalizeNameWithVersion,
  verbalizeRegularExpression,
  verbalizeShortcode,
  verbalizeVariable,
} from './codeTokens';
import { verbalizeMember } from './compounds';
import { verbalizeEmoji } from './emoji';
import { NUMBER_RULES } from './numberClasses';
import { verbalizeEllipsis, verbalizeMark, verbalizeQuote } from './punctuation';
import { verbalizeDigits, verbalizeHash, verbalizePower } from './quantities';
import { type RuleByWords, type TextRule, verbalizeFirst } from './semioticClass';
import type { Wordings } from './sentence';
import { verbalizeRoman } from './romanNumerals';
import { isOrnament, verbalizeOperator, verbalizeSign } from './signs';
import { STREET_SOURCE, verbalizeStreet } from './streets';
import { EDGE, PATH_RULES } from './pathClasses';
import { SHORTCUT_SOURCE } from './symbols';
import { verbalizePronounced, verbalizeWord } from './words';

const WORD = "[\\p{L}\\p{M}]+(?:['’‑-][\\p{L}\\p{M}]+)*['’]?(?=[^\\p{L}]|$)";

const anyCase = (source: string): RegExp => new RegExp(source, 'uyi');
const exact = (source: string): RegExp => new RegExp(source, 'uy');

/** What a sentence is made of, in the order in which it is tried; the last rule takes any character. */
const RULES = [
  {
    name: 'space',
    pattern: anyCase('[\\s\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]+'),
    verbalize: (found) => found.space(),
  },
  {
    name: 'given pronunciation',
    pattern: anyCase('\\[(?<word>[^\\]\\n]{1,100})\\]\\(/(?<phonemes>[^)\\n/]{1,200})/\\)'),
    requires: /\]\(\//,
    verbalize: verbalizePronounced,
  },
  {
    name: 'web address',
    semiotic: 'electronic',
    pattern: anyCase('(?<![a-z\\d])[a-z][a-z\\d+.-]{1,15}://[^\\s<>"“”`]{1,2000}'),
    requires: /:\/\//,
    verbalize: verbalizeAddress,
  },
  {
    name: 'e-mail address',
    semiotic: 'electronic',
    pattern: anyCase(`${EDGE}[\\w.+&-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}(?:/[\\w./-]{0,60}\\w)?`),
    requires: /@/,
    verbalize: verbalizeEmail,
  },
  {
    name: 'keyboard shortcut',
    semiotic: 'code',
    pattern: exact(`${EDGE}${SHORTCUT_SOURCE}`),
    requires: /[+-]/,
    verbalize: (found) => found.say(found.sentence.symbols.shortcut(found.text)),
  },
  {
    name: 'name with marks',
    pattern: ({ names }) => anyCase(`${EDGE}(?:${names.markedSource})(?![\\p{L}\\p{N}])`),
    verbalize: (found) => found.say(found.sentence.names.spoken(found.text) ?? found.text),
  },
  {
    name: 'with',
    semiotic: 'abbreviation',
    pattern: anyCase(`${EDGE}w/(?=\\s)`),
    requires: /w\//i,
    verbalize: (found) => found.say('with'),
  },
  {
    name: 'footnote',
    pattern: anyCase(
      '\\[\\^[\\w-]{1,30}\\]|(?<=[\\p{L}.,;:!?)”"]{3})[¹²³⁴-⁹⁰]{1,3}(?![\\p{L}\\p{N}])|(?<=[Cc]opyright )(?:\\([Cc]\\)|©)|(?:\\([Cc]\\)|©)(?= ?[Cc]opyright)',
    ),
    requires: /[¹²³⁰-⁹©]|\[\^|\([Cc]\)/,
    verbalize: (found) => found.text.length,
  },
  {
    name: 'emoji shortcode',
    semiotic: 'emoji',
    pattern: anyCase('(?<![\\w:]):(?:[a-z][\\w+-]{1,30}|[+-]1):(?![\\w:])'),
    requires: /:[\w+-]+:/,
    verbalize: verbalizeShortcode,
  },
  {
    name: 'power',
    semiotic: 'math',
    pattern: anyCase(
      '(?<=[\\p{L}\\d)])(?:⁻[⁰¹²³⁴-⁹]{1,3}|[¹²³][⁰¹²³⁴-⁹]{1,2})|(?<=[\\d)])[⁰¹⁴-⁹][⁰¹²³⁴-⁹]{0,2}|(?<=[\\p{L}\\d)])\\^(?:[23](?![\\w.])|[-−]\\d{1,3}(?!\\w))',
    ),
    requires: /[⁰-⁹¹²³^]/,
    verbalize: verbalizePower,
  },
  {
    name: 'regular expression',
    semiotic: 'code',
    pattern: anyCase(PATTERN_SOURCE),
    requires: /[\\^*$+?(){}|[\]]/,
    verbalize: verbalizeRegularExpression,
  },
  {
    name: 'MAC address',
    semiotic: 'electronic',
    pattern: anyCase(MAC_SOURCE),
    requires: /[:-][\da-f]{2}[:-]/i,
    verbalize: (found) => found.say(verbalizeMac(found.text)),
  },
  {
    name: 'IPv6 address',
    semiotic: 'electronic',
    pattern: anyCase(IPV6_SOURCE),
    requires: /:.*:/,
    verbalize: (found) => found.say(verbalizeIPv6(found.text)),
  },
  {
    name: 'duration',
    semiotic: 'duration',
    pattern: exact(DURATION_SOURCE),
    requires: /P[T\d]/,
    verbalize: (found) => found.say(verbalizeDuration(found.groups)),
  },
  {
    name: 'quoted signs',
    semiotic: 'symbol',
    pattern: anyCase('(?<=(?:^|[\\s(])["\'“‘`])[^\\w\\s"\'“”‘’`]{1,3}(?=["\'”’`])'),
    requires: /["'“‘`][^\w\s]/,
    verbalize: (found) => found.say(verbalizePattern(found.text)),
  },
  {
    name: 'name with version',
    semiotic: 'version',
    pattern: anyCase(
      `${EDGE}(?!v\\d)(?<name>\\p{L}{2,20})(?<numbers>\\d{1,4}(?:\\.\\d{1,4}){1,3})(?![\\p{L}\\p{N}_-]|\\.\\p{N})`,
    ),
    requires: /\p{L}\d+\.\d/u,
    verbalize: verbalizeNameWithVersion,
  },
  {
    name: 'hash',
    semiotic: 'electronic',
    pattern: anyCase(`${EDGE}(?=[a-f]{1,39}\\d)[\\da-f]{7,64}(?![\\w-])`),
    requires: /[a-f]\d|\d[a-f]/i,
    verbalize: verbalizeHash,
  },
  ...PATH_RULES,
  {
    name: 'street',
    semiotic: 'address',
    pattern: exact(STREET_SOURCE),
    requires: /\b[ABCDEHLPRSTFXabcdehlprstfx][A-Za-z]{1,4}\b/,
    verbalize: verbalizeStreet,
  },
  {
    name: 'abbreviation',
    semiotic: 'abbreviation',
    pattern: ({ abbreviations }) => anyCase(`${EDGE}(?:${abbreviations.source})(?!\\p{L})`),
    verbalize: verbalizeAbbreviation,
  },
  {
    name: 'initials',
    pattern: anyCase(`${EDGE}(?:\\p{L}\\.){2,20}(?:\\p{L}(?!\\p{L}))?`),
    requires: /\p{L}\.\p{L}/u,
    verbalize: verbalizeInitials,
  },
  {
    name: 'emoji',
    semiotic: 'emoji',
    pattern: anyCase(EMOJI_SOURCE),
    verbalize: verbalizeEmoji,
  },
  {
    name: 'number',
    // The first character only: whether a number begins here.
    pattern: exact(
      "(?<![\\p{L}\\p{Nd}_])(?:[\\d\\p{Sc}+\\-−±<>=~^≥≤≈#.vV'’(¼-¾⅐-⅞⁰¹²³⁴-⁹\\p{Lu}]|[jfmasond](?=[a-z]{2,8}\\.?[,\\s-]{1,2}[\\d\'’])|(?:[bcdr]|fl)(?=\\.\\s?\\d))",
    ),
    verbalize: ({ sentence, at }) => verbalizeFirst(NUMBER_RULES, sentence, at),
  },
  {
    name: 'command-line option',
    semiotic: 'code',
    pattern: exact('(?<![\\w-])--?[A-Za-z][\\w-]{0,60}(?==?)'),
    requires: /-/,
    verbalize: verbalizeFlag,
  },
  {
    name: 'variable',
    semiotic: 'code',
    pattern: anyCase('\\$\\{?[A-Za-z_]\\w{0,100}\\}?'),
    requires: /\$/,
    verbalize: verbalizeVariable,
  },
  {
    name: 'mention',
    semiotic: 'electronic',
    pattern: anyCase('(?<![\\w@])@[A-Za-z][\\w-]{0,60}'),
    requires: /@/,
    verbalize: verbalizeMention,
  },
  {
    name: 'hashtag',
    semiotic: 'electronic',
    pattern: anyCase('(?<![\\w#&])#[A-Za-z][\\w-]{0,60}'),
    requires: /#/,
    verbalize: verbalizeHashtag,
  },
  {
    name: 'scoped name',
    semiotic: 'code',
    pattern: anyCase(`${EDGE}[A-Za-z_]\\w{0,100}(?:::~?[A-Za-z_]\\w{0,100}){1,10}`),
    requires: /::/,
    verbalize: verbalizeMember,
  },
  {
    name: 'member access',
    semiotic: 'code',
    pattern: exact(`${EDGE}[A-Za-z_$][\\w$]{0,100}(?:\\.[A-Za-z_$][\\w$]{0,100}){1,12}`),
    requires: /\.[A-Za-z_$]/,
    verbalize: verbalizeMember,
  },
  {
    name: 'Roman numeral',
    semiotic: 'roman',
    pattern: exact(
      `${EDGE}(?<numeral>[IVXLCDM]{1,15}|[ivx]{2,4})(?<possessive>['’]s)?(?![\\p{L}\\p{N}_]|-(?!-)|['’]\\p{L})`,
    ),
    requires: /[IVXLCDMivx]/,
    verbalize: verbalizeRoman,
  },
  {
    name: 'Greek letter',
    semiotic: 'math',
    pattern: anyCase("(?<!\\p{Script=Greek})\\p{Script=Greek}(?!\\p{Script=Greek}|['’-]\\p{L})"),
    requires: /\p{Script=Greek}/u,
    verbalize: (found) => found.say(found.sentence.symbols.name(found.text) ?? ''),
  },
  {
    name: 'identifier',
    semiotic: 'code',
    pattern: exact(
      `${EDGE}(?=[\\p{L}\\d_]*[_\\d]|\\p{L}*\\p{Ll}\\p{Lu}|\\p{Lu}{2,}\\p{Ll}{2})[\\p{L}\\d_][\\p{L}\\p{M}\\d_]{0,300}(?:-[\\p{L}\\d_]{1,60}){0,8}(?:['’]s)?`,
    ),
    verbalize: (found) =>
      /^_+$/.test(found.text) && isOrnament(found)
        ? found.space()
        : verbalizeWord(found.text, found.at, found.sentence),
  },
  {
    name: 'word',
    pattern: anyCase(WORD),
    verbalize: ({ text, at, sentence }) => verbalizeWord(text, at, sentence),
  },
  {
    name: 'word',
    pattern: anyCase('[\\p{L}\\p{M}]+'),
    verbalize: ({ text, at, sentence }) => verbalizeWord(text, at, sentence),
  },
  {
    name: 'digits of any script',
    semiotic: 'cardinal',
    pattern: anyCase('\\p{N}+'),
    verbalize: verbalizeDigits,
  },
  {
    name: 'ellipsis',
    pattern: anyCase('\\.{2,}|…+'),
    verbalize: verbalizeEllipsis,
  },
  {
    name: 'dash',
    pattern: anyCase('[—–―]+|(?<=\\s)-{2,3}(?=\\s)|(?<=[\\p{L}\\p{N}])---?(?=[\\p{L}\\p{N}])'),
    verbalize: (found) => (isOrnament(found) ? found.space() : found.mark('—')),
  },
  {
    name: 'operator',
    semiotic: 'math',
    pattern: ({ symbols }) => anyCase(symbols.operatorSource),
    verbalize: verbalizeOperator,
  },
  {
    name: 'single quote',
    pattern: anyCase("['‘’]"),
    verbalize: verbalizeQuote,
  },
  {
    name: 'punctuation',
    pattern: anyCase('[;:,.!?()[\\]{}"“”„«»‘’‚。，、！？：；（）؟،]'),
    verbalize: verbalizeMark,
  },
  {
    name: 'sign',
    semiotic: 'symbol',
    pattern: anyCase('[^]'),
    verbalize: verbalizeSign,
  },
] as const satisfies readonly (TextRule | RuleByWords)[];

completeRules([...RULES, ...NUMBER_RULES]);

/** The rules, with the expressions that match the words of the tables. */
export function textRules(words: Wordings): TextRule[] {
  const rules: readonly (TextRule | RuleByWords)[] = RULES;
  return rules.map((one) => ({ ...one, pattern: one.pattern instanceof RegExp ? one.pattern : one.pattern(words) }));
}
