import { EMOJI_SOURCE } from '../../emoji';
import { ABBREVIATION_SOURCE } from './abbreviations';
import { DURATION_SOURCE, IPV6_SOURCE, MAC_SOURCE, PATTERN_SOURCE } from './code';
import { MARKED_NAMES } from './names';
import { OPERATOR_SOURCE, SHORTCUT_SOURCE } from './symbols';

const ENDINGS =
  'tsx?|jsx?|mjs|cjs|mts|json[cl5]?|mdx?|pyi?|rs|rb|go|cpp|hpp|cc|sh|ps1|txt|html?|s?css|xml|csv|tsv|ya?ml|toml|ini|cfg|sql|exe|dll|jar|zip|t?gz|png|jpe?g|svg|gif|pdf|mp[34]|kts?|php|ipynb|onnx|pth|whl|deb|log|lock|java|swift|conf|wav|vue|env|bin|proto|lua|ex|bat';
const HOST_ENDINGS = 'com|org|net|io|dev|ai|app|co|edu|gov|me|tv|eu|uk|de|fr|us|sh|so|rs|ly|gg|xyz|info|tech|cloud';
const WORD = "[\\p{L}\\p{M}]+(?:['’‑-][\\p{L}\\p{M}]+)*['’]?(?=[^\\p{L}]|$)";
const EDGE = '(?<![\\p{L}\\p{N}_])';

/** What a sentence is made of, in the order in which it is tried; every form is bounded or one run, so that all is linear. */
const FORMS: readonly (readonly [name: string, source: string])[] = [
  ['space', '[\\s\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]+'],
  ['pronounced', '\\[(?<word>[^\\]\\n]{1,100})\\]\\(/(?<phonemes>[^)\\n/]{1,200})/\\)'],
  ['url', '(?<![a-z\\d])[a-z][a-z\\d+.-]{1,15}://[^\\s<>"“”`]{1,2000}'],
  ['email', `${EDGE}[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}`],
  ['shortcut', `${EDGE}${SHORTCUT_SOURCE}`],
  ['name', `${EDGE}(?:${MARKED_NAMES})(?![\\p{L}\\p{N}])`],
  [
    'footnote',
    '\\[\\^[\\w-]{1,30}\\]|(?<=[\\p{L}.,;:!?)”"]{3})[¹²³⁴-⁹⁰]{1,3}(?![\\p{L}\\p{N}])|(?<=[Cc]opyright )\\([Cc]\\)',
  ],
  ['shortcode', '(?<![\\w:]):(?:[a-z][\\w+-]{1,30}|[+-]1):(?![\\w:])'],
  ['power', '(?<=[\\d)])[⁰¹⁴-⁹]{1,3}|(?<=[\\p{L}\\d)])\\^[23](?![\\w.])'],
  ['pattern', PATTERN_SOURCE],
  ['mac', MAC_SOURCE],
  ['ipv6', IPV6_SOURCE],
  ['duration', DURATION_SOURCE],
  ['quoted', '(?<=(?:^|[\\s(])["\'“‘`])[^\\w\\s"\'“”‘’`]{1,3}(?=["\'”’`])'],
  [
    'named',
    `${EDGE}(?!v\\d)(?<name>\\p{L}{2,20})(?<numbers>\\d{1,4}(?:\\.\\d{1,4}){1,3})(?![\\p{L}\\p{N}_-]|\\.\\p{N})`,
  ],
  ['hash', `${EDGE}(?=[a-f]{1,39}\\d)[\\da-f]{7,64}(?![\\w-])`],
  ['package', `(?<![\\w@])@[\\w-]{1,60}/[\\w.-]{1,60}`],
  [
    'path',
    `(?<![\\w/.])(?:~|\\.{1,2})?(?:/(?:[\\w.@+~*$-]|:(?=[A-Za-z])|\\{\\w{1,40}\\}|<[\\w:]{1,40}>){1,255}){1,40}/?|${EDGE}[A-Za-z]:\\\\[\\w.\\\\-]{1,255}|${EDGE}\\w{2,100}(?:\\\\[\\w.-]{2,100}){1,20}`,
  ],
  ['slashed', `${EDGE}(?!-)[\\w.@*-]{1,100}(?:/[\\w.@*+-]{1,100}){1,40}/?`],
  [
    'file',
    `${EDGE}(?:[\\w-]{1,100}\\.){1,6}(?:${ENDINGS})(?![\\w-]|\\.\\w)|(?<![\\w.])\\.[a-z][\\w-]{1,40}(?:\\.[\\w-]{1,40}){0,4}`,
  ],
  ['host', `${EDGE}(?:[a-zA-Z][\\w-]{0,62}\\.){1,5}(?:${HOST_ENDINGS})(?::\\d{1,5})?(?![\\w.-]*\\w)`],
  ['abbreviation', `${EDGE}(?:${ABBREVIATION_SOURCE})(?!\\p{L})`],
  ['initials', `${EDGE}(?:\\p{L}\\.){2,20}(?:\\p{L}(?!\\p{L}))?`],
  ['emoji', EMOJI_SOURCE],
  ['number', ''],
  ['flag', '(?<![\\w-])--?[A-Za-z][\\w-]{0,60}(?==?)'],
  ['variable', '\\$\\{?[A-Za-z_]\\w{0,100}\\}?'],
  ['mention', '(?<![\\w@])@[A-Za-z][\\w-]{0,60}'],
  ['hashtag', '(?<![\\w#&])#[A-Za-z][\\w-]{0,60}'],
  ['scoped', `${EDGE}[A-Za-z_]\\w{0,100}(?:::~?[A-Za-z_]\\w{0,100}){1,10}`],
  ['member', `${EDGE}[A-Za-z_$][\\w$]{0,100}(?:\\.[A-Za-z_$][\\w$]{0,100}){1,12}`],
  [
    'identifier',
    `${EDGE}(?=[\\p{L}\\d_]*[_\\d]|\\p{L}*\\p{Ll}\\p{Lu}|\\p{Lu}{2,}\\p{Ll}{2})[\\p{L}\\d_][\\p{L}\\p{M}\\d_]{0,300}(?:-[\\p{L}\\d_]{1,60}){0,8}(?:['’]s)?`,
  ],
  ['word', WORD],
  ['word', '[\\p{L}\\p{M}]+'],
  ['digits', '\\p{N}+'],
  ['ellipsis', '\\.{2,}|…+'],
  ['dash', '[—–―]+|(?<=\\s)-{2,3}(?=\\s)|(?<=[\\p{L}\\p{N}])---?(?=[\\p{L}\\p{N}])'],
  ['operator', OPERATOR_SOURCE],
  ['quote', "['‘’]"],
  ['mark', '[;:,.!?()[\\]{}"“”„«»‘’‚。，、！？：；（）؟،]'],
  ['symbol', '[^]'],
];
/** Forms in which capitals matter. */
const EXACT = new Set(['identifier', 'member', 'flag', 'shortcut', 'duration']);
/** What must be somewhere in a sentence for a form to be: most sentences lack most of it. */
const NEEDS: ReadonlyMap<string, RegExp> = new Map([
  ['pronounced', /\]\(\//],
  ['url', /:\/\//],
  ['email', /@/],
  ['shortcut', /[+-]/],
  ['footnote', /[¹²³⁰-⁹]|\[\^|\([Cc]\)/],
  ['shortcode', /:[\w+-]+:/],
  ['power', /[⁰-⁹¹^]/],
  ['pattern', /[\\^*$+?(){}|[\]]/],
  ['mac', /[:-][\da-f]{2}[:-]/i],
  ['ipv6', /:.*:/],
  ['duration', /P[T\d]/],
  ['quoted', /["'“‘`][^\w\s]/],
  ['named', /\p{L}\d+\.\d/u],
  ['hash', /[a-f]\d|\d[a-f]/i],
  ['package', /@/],
  ['path', /[/\\]/],
  ['slashed', /\//],
  ['file', /\.\w/],
  ['host', /\.\w/],
  ['initials', /\p{L}\.\p{L}/u],
  ['flag', /-/],
  ['variable', /\$/],
  ['mention', /@/],
  ['hashtag', /#/],
  ['scoped', /::/],
  ['member', /\.[A-Za-z_$]/],
]);

export interface Form {
  readonly name: string;
  /** Sticky; undefined for numbers, which have forms of their own. */
  readonly pattern: RegExp | undefined;
}
const ALL: readonly Form[] = FORMS.map(([name, source]) => ({
  name,
  pattern: source === '' ? undefined : new RegExp(source, EXACT.has(name) ? 'uy' : 'uyi'),
}));

/** The forms that can be in a sentence, in the order in which they are tried. */
export function formsFor(sentence: string): readonly Form[] {
  return ALL.filter(({ name }) => NEEDS.get(name)?.test(sentence) ?? true);
}

/** A word in small letters with nothing but white space or a comma after it can be nothing else. */
export const PLAIN_WORD = /(?<![^\s(“"])[a-z]{1,30}(?=[\s,])/y;
