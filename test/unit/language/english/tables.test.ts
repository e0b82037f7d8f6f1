import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// @ts-expect-error: a script of the build without types
import { englishTables as untyped } from '../../../../scripts/lib/englishTables.mjs';

type Read = (name: string) => string;
const englishTables = untyped as (read: Read) => { pronunciations: unknown[]; homographs: unknown[] };
const folder = new URL('../../../../src/language/english/data/', import.meta.url);
const read: Read = (name) => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
/** The tables with a line added to one of them. */
const withLine =
  (table: string, line: string): Read =>
  (name) =>
    name === table ? `${read(name)}${line}\n` : read(name);

describe("English's tables", () => {
  it('take new lines, with comments', () => {
    const before = englishTables(read);
    const after = englishTables(withLine('pronunciations.tsv', 'zzyx\tzˈɪks\tzˈɪks\ta made-up word'));
    assert.equal(after.pronunciations.length, before.pronunciations.length + 1);
    assert.deepEqual(after.pronunciations.at(-1), ['zzyx', 'zˈɪks', 'zˈɪks']);
    const senses = 'zzyx\tzzyx_nou\tNOUN\t\t\t\nzzyx\tzzyx_vrb\t\tzˈɪks\tzˈɪks\t';
    assert.deepEqual(englishTables(withLine('homographs.tsv', senses)).homographs.at(-1), [
      'zzyx',
      [
        ['zzyx_nou', 'NOUN'],
        ['zzyx_vrb', ['zˈɪks', 'zˈɪks']],
      ],
    ]);
  });

  const wrong: readonly (readonly [title: string, table: string, line: string, message: RegExp])[] = [
    ['a word twice', 'pronunciations.tsv', 'enum\tˈinˌʌm\tˈiːnʌm\t', /pronunciations\.tsv:\d+: “enum” is already in/],
    ['a missing sound', 'pronunciations.tsv', 'zzyx\tzˈɪks', /:\d+: “” is not a valid british/],
    ['too many columns', 'pronunciations.tsv', 'zzyx\tzˈɪks\tzˈɪks\t\t', /:\d+: 5 columns instead of 4/],
    ['capitals', 'pronunciations.tsv', 'Zzyx\tzˈɪks\tzˈɪks\t', /“Zzyx” is not a valid word/],
    ['other symbols', 'pronunciations.tsv', "zzyx\tz'iks\tzˈɪks\t", /:\d+: “z'iks” is not a valid american/],
    ['a sense without a sound', 'homographs.tsv', 'zzyx\tzzyx_nou\t\t\t\t', /:\d+: give either/],
    ['a key that no lexicon has', 'homographs.tsv', 'zzyx\tzzyx_nou\tNOUNS\t\t\t', /“NOUNS” is not a valid lexicon/],
    ['a name in capitals', 'names.tsv', 'Zzyx\tzix', /names\.tsv:\d+: “Zzyx” is not a valid name/],
    ['a reading with a sign', 'symbols.tsv', '⁂\t* * *', /symbols\.tsv:\d+: “\* \* \*” is not a valid said/],
    ['another follower', 'abbreviations.tsv', 'zz.\tzix\tverb', /:\d+: “verb” is not a valid before/],
    ['senses apart', 'homographs.tsv', 'abuse\tabuse_other\tNOUN\t\t\t', /:\d+: .*must follow one another/],
  ];
  for (const [title, table, line, message] of wrong) {
    it(`refuse ${title}, with file and line`, () => {
      assert.throws(() => englishTables(withLine(table, line)), message);
    });
  }
});
