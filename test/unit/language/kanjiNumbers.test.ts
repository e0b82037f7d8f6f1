import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { difference } from '../../support/kanjiNumbers';

/** The first lines that `scripts/eval/kanjiNumbers.py 100000` prints. */
const LINES = readFileSync(new URL('../../fixtures/kanjiNumbers.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

describe('Numbers that CLDR spells', () => {
  it('are said alike in Chinese, and understood in Japanese', () => {
    assert.ok(LINES.length > 100);
    assert.deepEqual(
      LINES.flatMap((line) => difference(line) ?? []),
      [],
    );
  });

  it('include wrong ones only if they are found', () => {
    assert.match(difference('12\t十三\t十二') ?? '', /十三 is 13/);
    assert.match(difference('12\t十二\t十三') ?? '', /not 十三/);
  });
});
