import { verbalizeDotted, verbalizeFile, verbalizeHost } from './addresses';
import { verbalizeSlashed } from './compounds';
import type { TextRule } from './semioticClass';

/** No letter or digit stands before. */
export const EDGE = '(?<![\\p{L}\\p{N}_])';
const ENDINGS =
  'tsx?|jsx?|mjs|cjs|mts|json[cl5]?|mdx?|pyi?|rs|rb|go|cpp|hpp|cc|sh|ps1|txt|html?|s?css|xml|csv|tsv|ya?ml|toml|ini|cfg|sql|exe|dll|jar|zip|t?gz|png|jpe?g|svg|gif|pdf|mp[34]|kts?|php|ipynb|onnx|pth|whl|deb|log|lock|java|swift|conf|wav|vue|env|bin|proto|lua|ex|bat';
const HOST_ENDINGS = 'com|org|net|io|dev|ai|app|co|edu|gov|me|tv|eu|uk|de|fr|us|sh|so|rs|ly|gg|xyz|info|tech|cloud';
/** Matches a file name with a known ending, or one that begins with a dot. */
const FILE_SOURCE = `(?:[\\w-]{1,100}\\.){1,6}(?:${ENDINGS})(?![\\w-]|\\.\\w)|(?<![\\w.)])\\.[a-z][\\w-]{1,40}(?:\\.[\\w-]{1,40}){0,4}`;
/** Matches a host name with a known ending, and its port. */
const HOST_SOURCE = `(?:[a-zA-Z][\\w-]{0,62}\\.){1,5}(?:${HOST_ENDINGS})(?::\\d{1,5})?(?![\\w.-]*\\w)`;

const anyCase = (source: string): RegExp => new RegExp(source, 'uyi');

/** Packages, paths, file names and hosts, in the order in which they are tried. */
export const PATH_RULES = [
  {
    name: 'scoped package',
    semiotic: 'electronic',
    pattern: anyCase(`(?<![\\w@])@[\\w-]{1,60}/[\\w.-]{1,60}`),
    requires: /@/,
    verbalize: verbalizeDotted,
  },
  {
    name: 'path',
    semiotic: 'electronic',
    pattern: anyCase(
      `(?<![\\w/.])(?:~|\\.{1,2})?(?:/(?:[\\w.@+~*$-]|:(?=[A-Za-z])|\\{\\w{1,40}\\}|<[\\w:]{1,40}>){1,255}){1,40}/?|${EDGE}[A-Za-z]:\\\\[\\w.\\\\-]{1,255}|${EDGE}\\w{2,100}(?:\\\\[\\w.-]{2,100}){1,20}`,
    ),
    requires: /[/\\]/,
    verbalize: (found) => (/^\/[/*]/.test(found.text) ? 0 : verbalizeFile(found)),
  },
  {
    name: 'words with slashes',
    pattern: anyCase(`${EDGE}(?!-)[\\w.@*-]{1,100}(?:/[\\w.@*+-]{1,100}){1,40}/?`),
    requires: /\//,
    verbalize: verbalizeSlashed,
  },
  {
    name: 'file name',
    semiotic: 'electronic',
    pattern: anyCase(`${EDGE}${FILE_SOURCE}`),
    requires: /\.\w/,
    verbalize: verbalizeFile,
  },
  {
    name: 'host name',
    semiotic: 'electronic',
    pattern: anyCase(`${EDGE}${HOST_SOURCE}`),
    requires: /\.\w/,
    verbalize: verbalizeHost,
  },
] as const satisfies readonly TextRule[];
