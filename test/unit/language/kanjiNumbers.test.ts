import assert from 'node:assert/strict';
import { cldrNumbers } from '../../support/cldrNumbers';
import { difference } from '../../support/kanjiNumbers';

describe('Numbers that CLDR spells', () => {
  for (const [language, which] of [
    ['zh', 'are said alike in Chinese'],
    ['ja', 'are understood in Japanese'],
  ] as const)
    it(which, () => {
      const rows = cldrNumbers(language);
      assert.ok(rows.length > 100);
      const differences = rows.flatMap(([number, words]) => difference(language, number, words) ?? []);
      assert.deepEqual(differences, []);
    });

  it('include wrong ones only if they are found', () => {
    assert.match(difference('ja', '12', '十三') ?? '', /十三 is 13/);
    assert.match(difference('zh', '12', '十三') ?? '', /not 十三/);
  });
});
