import assert from 'node:assert/strict';
import { isKnown } from '../../../../src/kokoro/vocabulary';
import { NO_EMOJI } from '../../../../src/language/emoji';
import { nodeHost } from '../../../../src/engine/languages';
import { EnglishNormalizer } from '../../../../src/language/english/normalization/normalize';
import { loadEnglishTables } from '../../../../src/language/english/tables';
import { joinTokens } from '../../../../src/language/language';
import { assertLinear, repeatTo } from '../../../support/linearTime';

const WORDS = new Set(
  'the a is on at of to in read me note must not name value file open save run path max size http server user library home local share bin ready state fetch data use default branch main world war part two no color'.split(
    ' ',
  ),
);
const EMOJI = new Map([
  ['🎉', 'party popper'],
  ['🇩🇪', 'flag: Germany'],
  ['👍', 'thumbs up'],
]);
let normalizer: EnglishNormalizer;
const spoken = (text: string): string => joinTokens(normalizer.normalize(text, EMOJI));

/** What is written, and what is said. */
const CASES: Readonly<Record<string, readonly (readonly [written: string, said: string])[]>> = {
  numbers: [
    ['1,024 of 65536', 'one thousand twenty four of sixty five thousand five hundred thirty six'],
    ['3.1416', 'three point one four one six'],
    ['the 21st and 3rd', 'the twenty first and third'],
    ['-40 to +5', 'minus forty to plus five'],
    ['1/2 and 3/4', 'one half and three quarters'],
    ['0x1F', 'hex one F'],
    ['5e-3', 'five E minus three'],
    ['10–20 items', 'ten to twenty items'],
    ['Part II of World War I', 'Part two of World War one'],
    ['007', 'zero zero seven'],
  ],
  fractions: [
    ['-1/2 and 1/4th', 'minus one half and one quarter'],
    ['2½ ⅖ ⅛⅜', 'two and a half two fifths one eighth three eighths'],
    ['23/44 of it, 24/7', 'twenty three forty fourths of it, twenty four seven'],
  ],
  'times and eras': [
    ['9am-5pm, 9-5pm', 'nine A M to five P M, nine to five P M'],
    ['1960s-80s and 90s', 'nineteen sixties to eighties and nineties'],
    ['in her 70s', 'in her seventies'],
    ['44 B.C. and 340 A.D', 'forty four B C and three hundred forty A D'],
    ['01/07/98', 'january seventh nineteen ninety eight'],
    ['Mon.-Sun.', 'monday to sunday.'],
    ['31.02.2026', 'thirty one point zero two point twenty twenty six'],
  ],
  telephones: [
    ['(555) 123-4567', 'five five five one two three four five six seven'],
    ['1-800-FLOWERS', 'one eight hundred FLOWERS'],
    ['555-123-4567 ext. 12', 'five five five one two three four five six seven extension one two'],
    ['Call 911 at', 'Call nine one one at'],
  ],
  streets: [
    ['on Elm St. It was', 'on Elm street. It was'],
    ['350 5th Ave and hwy 101', 'three fifty fifth avenue and highway one oh one'],
    ['Port St. Lucie', 'Port saint Lucie'],
    [
      '9 San Tomas Expy, Santa Clara, CA 95051',
      'nine San Tomas expressway, Santa Clara, california nine five zero five one',
    ],
  ],
  'ranges of money': [
    ['$50.00-$100.00', 'fifty to one hundred dollars'],
    ['$5.50–$7.25', 'five dollars and fifty cents to seven dollars and twenty five cents'],
    ['$1-2 million', 'one to two million dollars'],
  ],
  'feet and degrees': [
    [`6'2" tall`, 'six feet two inches tall'],
    ['40°26′46″N', 'forty degrees twenty six minutes forty six seconds north'],
    ['10 in. wide, 98.6 F', 'ten inches wide, ninety eight point six degrees Fahrenheit'],
  ],
  'Roman numerals': [
    ["Rocky IV and Henry VIII's", "Rocky four and Henry the eighth's"],
    ['the XIX century, MMXXIV', 'the nineteenth century, twenty twenty four'],
    ['an IV drip', 'an I V drip'],
  ],
  'rows of signs': [['a -- ** __ b', 'a b']],
  'quotes after numbers': [
    ['with Python 3" he said', 'with Python three” he said'],
    ['“Python 3" and 27" screens', '“Python three” and twenty seven inch screens'],
    ['The 27" screen, 5" wide', 'The twenty seven inch screen, five inch wide'],
  ],
  copyright: [
    ['Copyright © 2024', 'Copyright twenty twenty four'],
    ['Copyright (c) 2024', 'Copyright twenty twenty four'],
    ['© Copyright 2024', 'Copyright twenty twenty four'],
    ['© 2024', 'copyright twenty twenty four'],
  ],
  'units and money': [
    ['2 GB', 'two gigabytes'],
    ['1 MB', 'one megabyte'],
    ['250ms', 'two hundred fifty milliseconds'],
    ['60 fps', 'sixty frames per second'],
    ['21°C', 'twenty one degrees Celsius'],
    ['3×', 'three times'],
    ['50 %', 'fifty percent'],
    ['10 MB/s', 'ten megabytes per second'],
    ['$4.99', 'four dollars and ninety nine cents'],
    ['$2M', 'two million dollars'],
    ['a $20 plan', 'a twenty dollar plan'],
  ],
  'dates and times': [
    ['2025-03-04', 'march fourth twenty twenty five'],
    ['4 July 1999', 'the fourth of july nineteen ninety nine'],
    ['Jan 2nd', 'january second'],
    ['in the 1980s', 'in the nineteen eighties'],
    ['at 9:05 am', 'at nine oh five A M'],
    ['at 17:45', 'at seventeen forty five'],
    ['in 2008', 'in two thousand eight'],
  ],
  'ranges of versions': [
    ['Python >=3.9,<3.12', 'Python at least three point nine, less than three point twelve'],
    ['name>=2.31', 'name at least two point thirty one'],
    ['Ruby 3.2 and 3.10', 'Ruby three point two and three point ten'],
    ['Node ^18.1.0 || >=20', 'Node compatible with eighteen point one point zero or at least twenty'],
    ['1.1.1w', 'one point one point one W'],
    ['Go1.21', 'Go one point twenty one'],
    ['name 14.17+', 'name fourteen point seventeen plus'],
    ['name 3.10 or later', 'name three point ten or later'],
    ['9+ users', 'nine plus users'],
  ],
  'numbers in their places': [
    ['a 5m timeout', 'a five minute timeout'],
    ['a pole 5m tall', 'a pole five meters tall'],
    ['$5/month', 'five dollars per month'],
    ['$10-$20', 'ten to twenty dollars'],
    ['ten per GB', 'ten per gigabyte'],
    ['a 404', 'a four oh four'],
    ['chmod 755', 'change mod seven five five'],
    ['PT15M or P1DT2H', 'fifteen minutes or one day and two hours'],
    ['at (+02:00)', 'at (plus two)'],
    ['2023.01.02', 'january second twenty twenty three'],
    ['a 2x speedup', 'a two X speedup'],
    ['5V/2A', 'five volts two amps'],
    ['UTF-16LE', 'U T F sixteen L E'],
    ['(>= 18.12)', '(at least eighteen point twelve)'],
    ['free >= 4 GB', 'free at least four gigabytes'],
    ['in the 90s.', 'in the nineties.'],
    ['the 30s timeout', 'the thirty seconds timeout'],
    ['Mon, Jan 5', 'monday, january fifth'],
    ['Mon-Fri', 'monday to friday'],
    ['1 000 000', 'one million'],
    ['a 27" screen', 'a twenty seven inch screen'],
    ['2^32 - 1', 'two to the power of thirty two minus one'],
    ['n^2, 10⁶', 'n squared, ten to the power of six'],
    ['3 × 4', 'three times four'],
    ['a 50/50 split', 'a fifty fifty split'],
    ['0..10', 'zero to ten'],
    ['a 7B model', 'a seven billion model'],
  ],
  addresses: [
    ['fe80::1', 'F E eight zero colon colon one'],
    ['00:1a:2B:3c:4D:5e', 'zero zero one A two B three C four D five E'],
    ['s3://data/file', 'S three data slash file'],
    ['/users/:id', 'slash users slash colon I D'],
    ['Files\\bin', 'Files backslash bin'],
    ['application/json', 'application slash jason'],
    ['HTTP/2', 'H T T P two'],
  ],
  'marks of code': [
    ['List<Map<K, V>>', 'List of Map of K, V'],
    ['a<b and c>d', 'a is less than b and c is greater than d'],
    ['string | undefined', 'string or undefined'],
    ['a % b', 'a mod b'],
    ['SELECT * FROM', 'SELECT star FROM'],
    ['ptr->next', 'pointer arrow next'],
    ['#include', 'hash include'],
    ['HEAD~1', 'HEAD tilde one'],
    ['-j8', 'dash J eight'],
    ['obj?.name', 'obj dot name'],
    ['__init__', 'dunder init'],
    ['^\\d+$', 'caret backslash D plus dollar'],
    ['/^a.*b$/i', 'slash caret A dot star B dollar slash I'],
    ['the note¹ and [^2]', 'the note and'],
    ['the "--" sign', 'the “dash dash” sign'],
    ['Ctrl + S', 'control S'],
    [':q', 'colon q'],
    [':tada: and :+1:', 'tada and thumbs up'],
    ['!ready && a', 'not ready and a'],
    ['!name', 'name'],
    ['the _ name', 'the underscore name'],
    ['Figure 3-2', 'Figure three dash two'],
    ['5% - 10%', 'five percent to ten percent'],
  ],
  'single quotes': [
    ["set to 'open' or ‘save’", 'set to “open” or “save”'],
    ["'it isn't on'", "“it isn't on”"],
    ["the users' files", "the users' files"],
    ["rock 'n' roll", 'rock n roll'],
  ],
  versions: [
    ['v2.10.3', 'version two point ten point three'],
    ['Node 20.1', 'Node twenty point one'],
    ['1.0.0-beta.2', 'one point zero point zero beta two'],
    ['>=2.7', 'at least two point seven'],
    ['10.0.0.1', 'ten dot zero dot zero dot one'],
  ],
  code: [
    ['userName', 'user Name'],
    ['MAX_SIZE', 'max size'],
    ['open_file()', 'open file'],
    ['HTTPServer', 'H T T P Server'],
    ['a == b', 'a equals b'],
    ['x != y', 'x is not equal to y'],
    ['--no-color', 'dash dash no color'],
    ['-v', 'dash V'],
    ['$HOME', 'dollar HOME'],
    ['Ctrl+Shift+P', 'control shift P'],
    ['std::vector', 'standard vector'],
    ['x -> y', 'x to y'],
  ],
  places: [
    ['src/main.ts', 'S R C slash main dot T S'],
    ['~/.bashrc', 'tilde slash dot bashrc'],
    ['README.md', 'read me dot M D'],
    ['https://www.example.org/a?b=c', 'example dot org slash a'],
    ['me@example.com', 'me at example dot com'],
    ['http://localhost:8080/', 'localhost eighty eighty'],
    ['client/server and/or', 'client server and or'],
  ],
  names: [
    ['C++, C# and .NET', 'C plus plus, C sharp and dot net'],
    ['macOS', 'mac O S'],
    ['k8s i18n', 'kubernetes internationalization'],
    ['the APIs', 'the A P Is'],
    ['NOTE: you MUST', 'NOTE: you MUST'],
    ['UTF-8', 'U T F eight'],
    ['issue #42', 'issue forty two'],
    ['@octocat', 'at octocat'],
  ],
  abbreviations: [
    ['e.g. this', 'for example this'],
    ['i.e. that', 'that is that'],
    ['Dr. Who', 'doctor Who'],
    ['apples, pears, etc.', 'apples, pears, et cetera.'],
    ['St. Paul', 'saint Paul'],
    ['Fig. 3', 'figure three'],
  ],
  marks: [
    ['“Yes” — she said…', '“Yes” — she said…'],
    ['say "hi" (now)', 'say “hi” (now)'],
    ["don't and don’t", "don't and don't"],
    ['wait... what?', 'wait... what?'],
    ['A → B', 'A to B'],
    ['5 ≤ 6', 'five is less than or equal to six'],
  ],
  emoji: [
    ['done 🎉🎉🎉', 'done party popper'],
    ['🇩🇪 👍🏽', 'flag of germany thumbs up'],
  ],
};

describe('EnglishNormalizer', () => {
  before(async () => {
    const { words } = await loadEnglishTables(nodeHost());
    normalizer = new EnglishNormalizer(words, (word) => WORDS.has(word));
  });

  for (const [kind, cases] of Object.entries(CASES)) {
    it(`reads ${kind}`, () => {
      for (const [written, said] of cases) assert.equal(spoken(written), said, written);
    });
  }

  it('skips emoji when asked to', () => {
    assert.equal(joinTokens(normalizer.normalize('done 🎉', NO_EMOJI)), 'done');
  });

  it('leaves prose unchanged', () => {
    const prose = "The well-known reader doesn't stop: it goes on, and on; isn't that nice?";
    assert.equal(spoken(prose), prose);
  });

  it('maps each word to its source', () => {
    const text = 'Set maxSize to 1.5GB in "app.json".';
    const tokens = normalizer.normalize(text, EMOJI);
    const source = (said: string): string[] =>
      tokens.filter((token) => token.text === said).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(source('Size'), ['Size']);
    assert.deepEqual(source('gigabytes'), ['1.5GB']);
    assert.deepEqual(source('jason'), ['json']);
    for (const [i, token] of tokens.entries()) {
      assert.ok(token.start < token.end && token.start >= (tokens[i - 1]?.start ?? 0));
      if (token.kind === 'punctuation') assert.ok(isKnown(token.text));
    }
  });

  it('accepts any text, in linear time', function () {
    this.timeout(300_000); // only a guard against hanging
    const nasty = [
      '1',
      '.',
      '/',
      '_',
      'A',
      'a',
      '🎉',
      '(',
      'a.',
      '1.',
      '-',
      '<',
      '"',
      '#',
      '@',
      'a_',
      'aB',
      'a-',
      ' ',
      '\ud800',
      '1/',
      '1:',
      'a/',
      '$',
      '=',
      '1e',
      'v1.',
      '\u200b',
      "'",
      'é',
      '한',
    ];
    for (const part of nasty) {
      assertLinear(JSON.stringify(part), (length) => normalizer.normalize(repeatTo(length, part), EMOJI));
    }
  });
});
