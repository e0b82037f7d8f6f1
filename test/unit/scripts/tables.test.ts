import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const script = (name: string): string => new URL(`../../../scripts/lib/${name}`, import.meta.url).href;
type Read = (file: string) => string;

/** The build scripts are JavaScript without types. */
interface JapaneseTables {
  latinWords: string[][];
  counters: { counter: string }[];
  signs: string[][];
  consonants: string[][];
}

async function japaneseTables(read: Read): Promise<JapaneseTables> {
  const tables = (await import(script('japaneseTables.mjs'))) as { japaneseTables: (read: Read) => never };
  return tables.japaneseTables(read);
}

async function chineseTables(
  read: Read,
): Promise<{ toneWords: string[][]; measureWords: string[]; signs: string[][] }> {
  const tables = (await import(script('chineseTables.mjs'))) as { chineseTables: (read: Read) => never };
  return tables.chineseTables(read);
}

const table =
  (language: string): Read =>
  (file) =>
    readFileSync(join(ROOT, 'src', 'language', language, 'data', file), 'utf8');

describe('the tables of a language', () => {
  it('are valid as they are', async () => {
    const { latinWords, counters, signs, consonants } = await japaneseTables(table('japanese'));
    assert.ok(latinWords.some(([word, reading]) => word === 'github' && reading === 'ギットハブ'));
    assert.ok(counters.some(({ counter }) => counter === '本'));
    assert.deepEqual(
      signs.filter(([sign]) => sign === '$' || sign === '::'),
      [
        ['$', 'ドル', 'symbol'],
        ['::', ' ', 'operator'],
        ['$', 'ドル', 'money'],
      ],
    );
    assert.deepEqual(consonants[0], ['', 'あ', 'い', 'う', 'え', 'お', '']);
    const { toneWords, measureWords, signs: chineseSigns } = await chineseTables(table('chinese'));
    assert.ok(toneWords.some(([word, kind]) => word === '丈夫' && kind === 'neutral'));
    assert.ok(measureWords.includes('个'));
    assert.ok(chineseSigns.some(([sign, said, kind]) => sign === '。' && said === '. ' && kind === 'mark'));
  });

  const invalid: [why: string, lines: string[], message: RegExp][] = [
    ['another header', ['word\treading'], /^latinWords\.tsv: the columns must be word, reading, comment/],
    ['a missing cell', ['word\treading\tcomment', 'git'], /^latinWords\.tsv:2: “” is not a valid reading/],
    ['a tab too many', ['word\treading\tcomment', 'git\tギット\t\t'], /^latinWords\.tsv:2: 4 columns instead of 3/],
    [
      'kanji for a reading',
      ['# a comment', 'word\treading\tcomment', 'git\t技\t'],
      /^latinWords\.tsv:3: “技” is not a valid/,
    ],
    ['upper case', ['word\treading\tcomment', 'Git\tギット\t'], /“Git” is not a valid word/],
    [
      'a second entry',
      ['word\treading\tcomment', 'a\tア\t', 'b\tビ\t', 'a\tエー\t'],
      /:4: “a” is already in latinWords\.tsv:2/,
    ],
  ];
  for (const [why, lines, message] of invalid) {
    it(`are refused for ${why}, with file and line`, async () => {
      await assert.rejects(
        japaneseTables((file) => (file === 'latinWords.tsv' ? lines.join('\n') : table('japanese')(file))),
        ({ message: actual }: Error) => message.test(actual),
      );
    });
  }

  it('are refused for an expression that does not compile', async () => {
    await assert.rejects(
      japaneseTables((file) => table('japanese')(file) + (file === 'readings.tsv' ? '人\t(\t\tひと\t\n' : '')),
      /^Error: readings\.tsv:\d+: “\(” is not a valid before/,
    );
  });
});
