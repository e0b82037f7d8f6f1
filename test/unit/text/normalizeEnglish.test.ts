import assert from 'node:assert/strict';
import { joinTokens } from '../../../src/engine/phonemes/language';
import { isKnown } from '../../../src/engine/phonemes/vocabulary';
import { normalizeEnglish } from '../../../src/engine/text/normalizeEnglish';

const SPOKEN: readonly (readonly [string, string])[] = [
  ['Hello, world!', 'Hello, world!'],
  ['“It’s” - she said -- "fine"…', "“It's” — she said — “fine”…"],
  ['R&D at 5% + x = 4,096 × 3.14', 'R and D at 5 percent plus x equals 4,096 times 3.14'],
  ['useState max_tokens XMLHttpRequest', 'use State max tokens XML Http Request'],
  ['GitHub’s and/or C# #5', "Git Hub's and slash or C sharp number 5"],
  ['It costs $5, e.g. here, i.e. there.', 'It costs 5 dollars, for example here, that is there.'],
  ['Node.js 1-10 -5 CVE-2025-1 vs. Mr. X', 'Node dot js 1 to 10 minus 5 CVE 2025 1 vs Mr X'],
  ['[a] {b} U.S. well-known 1st', '(a) (b) US well-known 1st'],
  ['zero\u200Bwidth \u{1F600} done\u0007', 'zero width done'],
  ['日本 is Japan。', 'is Japan.'],
];

describe('normalizeEnglish', () => {
  for (const [text, spoken] of SPOKEN) {
    it(`says ${JSON.stringify(text)}`, () => {
      assert.equal(joinTokens(normalizeEnglish(text)), spoken);
    });
  }

  it('keeps ranges in order, each on what is said there', () => {
    for (const [text] of SPOKEN) {
      let last = 0;
      for (const token of normalizeEnglish(text)) {
        assert.ok(token.start >= last && token.end > token.start && token.end <= text.length);
        last = token.end;
      }
    }
    const [use, state] = normalizeEnglish('useState');
    assert.deepEqual([use?.start, use?.end, state?.start, state?.end], [0, 3, 3, 8]);
  });

  it('never throws, cuts long words, and gives only marks that Kokoro knows', () => {
    const long = [
      'a',
      'A',
      'aB',
      "a'",
      '-',
      '1',
      '1,',
      '.',
      '"',
      '\uD800',
      '\0',
      '😀',
      '_',
      'U.',
      '$',
      'e.g. ',
      'a\u0301',
      '日',
    ];
    for (const part of long) {
      for (const token of normalizeEnglish(part.repeat(100_000 / part.length))) {
        if (token.kind === 'punctuation') assert.ok(isKnown(token.text));
        else assert.ok(token.text.length <= 60, `${part}: ${token.text.length}`);
      }
    }
  });
});
