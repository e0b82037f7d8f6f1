import { type Format, FORMATS, readDocument } from '../../../src/document/formats';
import { LANGUAGES } from '../../../src/language/languages';
import { assertLinear, repeatTo } from '../../support/linearTime';

const CODE: readonly Format[] = [
  'code:typescript',
  'code:python',
  'code:html',
  'code:shellscript',
  'code:lua',
  'code:sql',
];
/** Repeated, each of these keeps one part of a reader busy. */
const FRAGMENTS = [
  ...[
    '/*',
    '*/',
    '//',
    '#',
    '"',
    "'",
    '`',
    '"""',
    '\\',
    "\\'",
    '/a',
    '<',
    '<a',
    '</',
    '>',
    '{',
    '[',
    '(',
    '-- ',
    '[[',
    '--[[',
  ],
  ...[
    'aB',
    'a_',
    '1.',
    '@param ',
    '/** @param {',
    '{@link ',
    ' * a\n',
    '// a\n',
    '# a\n',
    '"a": ',
    '{"a":',
    '[1,',
    ',',
    '","',
    '""',
    '\n',
  ],
  ...[
    '$',
    '$a',
    '$$',
    '\\(',
    '\\[a',
    '{',
    '^',
    '_',
    '\\frac',
    '\\sqrt[',
    '\\begin{equation}',
    '\\item[',
    '%',
    '\\section{',
    '&',
  ],
  ...[
    '@@ -1 +1 @@\n',
    '+a\n',
    '-a\n',
    '--- a\n',
    'diff --git a/b b/b\n',
    '12:00 ',
    '2024-05-01T12:00:00 ERROR x\n',
    '\x1b[',
    'INFO ',
  ],
  ...['{"cells":[', '{"source":["a"],"cell_type":"code"},', '`$a$` ', '~~~\n', '😀'],
];

describe('the time that reading takes grows linearly with a text in', function () {
  this.timeout(900_000); // only a guard against hanging
  const { phrases } = LANGUAGES['en-us'];

  for (const format of [...FORMATS.filter((format) => format !== 'plain'), ...CODE]) {
    it(format, () => {
      for (const fragment of FRAGMENTS) {
        assertLinear(
          `${format} ${JSON.stringify(fragment)}`,
          (length) => Array.from(readDocument(repeatTo(length, fragment), format, { codeBlocks: 'read', phrases })),
          fragment.includes('\n') ? 2_000 : undefined,
        );
      }
    });
  }
});
