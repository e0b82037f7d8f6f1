import assert from 'node:assert/strict';
import { compilePattern } from '../../../../src/language/lexicon/compilePattern';
import { globMatches } from '../../../../src/language/lexicon/glob';
import { PatternError } from '../../../../src/language/lexicon/patternParser';

const find = (pattern: string, text: string, ignoreCase = false): string | undefined => {
  const found = compilePattern(pattern, ignoreCase).find(text, 0, { left: 1e6 });
  return found && text.slice(found.start, found.end);
};

describe('patterns of the dictionary', () => {
  it('match as JavaScript does', () => {
    const texts = ['see v12 and v3', 'aaaaab', 'the APIs, API', 'xfoo foo', 'ab東京x', 'abba 12', 'a\nb', ''];
    const patterns = [
      ...['v\\d{1,3}', '(a+)+b', '[A-Z]{2,}s?', '\\bfoo\\b', '\\Bfoo', '\\p{Script=Han}+', '(?:a|b)*', 'a*?b'],
      ...[
        '[^\\da-z]+',
        'a|ab',
        'ab|a',
        '(a|ab)(c|bb)',
        '^a',
        'b$',
        'a.b',
        'a\\sb',
        '\\w+? ',
        'a{2}',
        'a{2,}',
        'x?foo',
        '[\\]a-]+',
      ],
    ];
    for (const pattern of patterns)
      for (const text of texts) {
        const expected = Array.from(text.matchAll(new RegExp(pattern, 'gu')), ([found]) => found).find(Boolean);
        assert.equal(find(pattern, text), expected, `${pattern} in ${JSON.stringify(text)}`);
      }
  });

  it('ignore case if they are to', () => {
    assert.equal(find('kube[A-Z]+', 'KUBEctl', true), 'KUBEctl');
    assert.equal(find('kube', 'KUBE'), undefined);
  });

  it('take work in proportion to the text, however hostile they are', () => {
    const hostile = ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*a){20}$', '(a*)*b', '(a{0,9}){0,9}$'];
    const work = (pattern: string, length: number): number => {
      const budget = { left: 1e9 };
      compilePattern(pattern, false).find(`${'a'.repeat(length)}!`, 0, budget);
      return 1e9 - budget.left;
    };
    for (const pattern of hostile) {
      const [short, long] = [work(pattern, 1000), work(pattern, 4000)];
      assert.ok(long < 4.5 * short, `${pattern}: ${short} steps, then ${long}`);
      assert.ok(long < 4000 * 2500, `${pattern}: ${long} steps`);
    }
  });

  it('find nothing more when their budget is used up', () => {
    const budget = { left: 100 };
    assert.equal(compilePattern('(a|b)+c', false).find('ab'.repeat(40) + 'c', 0, budget), undefined);
    assert.ok(budget.left <= 0);
  });

  it('are refused with the place of the mistake', () => {
    const mistakes: Readonly<Record<string, number>> = {
      ...{ '(a': 0, 'a)': 1, '[a': 0, '*a': 0, 'a**': 2, 'a{3,2}': 1, 'a{': 1, '(?=a)': 0, '(?<n>a)': 0, '\\1': 0 },
      ...{ 'ab\\p{Foo}': 2, '[z-a]': 1, 'a{200}': 1, '(a{100}){100}': 0, '^*': 0, '\\': 0, '(((){100}){100}){100}': 0 },
    };
    for (const [pattern, offset] of Object.entries(mistakes)) {
      assert.throws(
        () => compilePattern(pattern, false),
        (error) => error instanceof PatternError && error.offset === offset && error.message.length > 10,
        pattern,
      );
    }
  });
});

describe('file patterns of the dictionary', () => {
  it('are globs', () => {
    const paths = ['a.md', 'docs/a.md', 'docs/x/a.md', 'docs/x/a+b.txt', 'src/x.ts'];
    const expected: Readonly<Record<string, readonly number[]>> = {
      '*.md': [0, 1, 2],
      'docs/*.md': [1],
      'docs/**': [1, 2, 3],
      '**/x/*.{md,txt}': [2, 3],
      './docs/?.md': [1],
      'docs/**/a.md': [1, 2],
      'a+b.txt': [3],
      x: [],
    };
    for (const [glob, indexes] of Object.entries(expected))
      assert.deepEqual(
        paths.filter((path) => globMatches(glob, path)),
        indexes.map((i) => paths[i]),
        glob,
      );
  });
});
