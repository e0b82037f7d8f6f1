import assert from 'node:assert/strict';
import type { Pronunciation } from '../../../../src/language/lexicon/entry';
import { entriesForFile, pronunciationsHash } from '../../../../src/language/lexicon/relevant';

describe('the entries for a text', () => {
  const entry: Pronunciation = { word: 'New York', say: 'x' };
  const hash = (text: string, ...entries: Pronunciation[]): string => pronunciationsHash([entries], text, 'en-us');

  it('change its hash only if it has their words', () => {
    const none = hash('Nothing here.');
    assert.equal(hash('Nothing here.', entry), none);
    assert.notEqual(hash('new **York**', entry), none);
    assert.notEqual(hash('New York', entry), hash('New York', { ...entry, say: 'y' }));
    assert.equal(hash('New York', { ...entry, language: 'fr' }), none);
    assert.equal(hash('New York', { ...entry, note: 'a' }), hash('New York', entry));
    assert.notEqual(hash('Nothing here.', { pattern: 'zz', say: 'x' }), none);
    assert.equal(pronunciationsHash(undefined, 'New York', 'en-us'), none);
  });

  it('are those for its file', () => {
    const entries = [entry, { ...entry, files: 'docs/**' }, { ...entry, files: '*.md' }];
    const count = (path?: string): number => entriesForFile(entries, path).length;
    assert.deepEqual([count(), count('docs/a.txt'), count('docs/a.md'), count('a.ts')], [1, 2, 3, 1]);
  });
});
