import assert from 'node:assert/strict';
import {
  editBetween,
  editsOfPart,
  firstChange,
  moveOffset,
  moveRange,
  type TextEdit,
} from '../../../src/reading/edits';

/** An edit and the text that it inserts. */
interface Change extends TextEdit {
  text: string;
}

const change = (start: number, deleted: number, text: string): Change => ({
  start,
  deleted,
  inserted: text.length,
  text,
});

function apply(text: string, changes: readonly Change[]): string {
  const lastFirst = [...changes].sort((a, b) => b.start - a.start);
  return lastFirst.reduce((edited, { start, deleted, text }) => edited.slice(0, start) + text + edited.slice(start + deleted), text); // prettier-ignore
}

/** A repeatable sequence of numbers, 0 ≤ n < limit. */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

describe('moving ranges with edits', () => {
  const text = 'One two three. Four five six.';
  const word = { start: text.indexOf('three'), end: text.indexOf('three') + 5 };

  for (const [what, changes, expected] of [
    ['an insertion before', [change(0, 0, 'Zero. ')], 'three'],
    ['an insertion just before', [change(8, 0, 'and ')], 'three'],
    ['an insertion just behind', [change(13, 0, '!!')], 'three'],
    ['an insertion inside', [change(10, 0, 'XX')], 'thXXree'],
    ['a replacement of the word', [change(8, 5, 'thirty')], 'thirty'],
    ['a deletion before and an insertion behind', [change(0, 4, ''), change(20, 0, '...')], 'three'],
    ['a deletion that reaches into it', [change(4, 6, '')], 'ree'],
    ['a deletion of its end', [change(11, 6, '')], 'thr'],
    ['a deletion of everything around', [change(2, 20, 'new')], ''],
  ] as const) {
    it(`follows ${what}`, () => {
      const { start, end } = moveRange(word, changes);
      assert.equal(apply(text, changes).slice(start, end), expected);
    });
  }

  it('keeps every word that random edits leave alone', () => {
    const next = random(7);
    for (let round = 0; round < 300; round++) {
      const words = Array.from({ length: 30 }, (_, i) => `w${round}x${i}`);
      const before = words.join(' ');
      const edited = new Set(Array.from({ length: 5 }, () => next(30)));
      const ranges = words.map((name) => ({ start: before.indexOf(name), end: before.indexOf(name) + name.length }));
      const changes = [...edited].map((i) => {
        const { start = 0, end = 0 } = ranges[i] ?? {};
        return change(start, end - start, 'y'.repeat(next(12)));
      });
      const after = apply(before, changes);
      for (const [i, name] of words.entries()) {
        if (edited.has(i)) continue;
        const moved = moveRange(ranges[i] ?? { start: 0, end: 0 }, changes);
        assert.equal(after.slice(moved.start, moved.end), name);
      }
    }
  });

  it('moves an offset behind what is inserted at it', () => {
    assert.equal(moveOffset(5, [change(5, 0, 'abc')]), 8);
    assert.equal(moveOffset(5, [change(6, 0, 'abc')]), 5);
  });

  it('tells the first change behind an offset', () => {
    assert.equal(firstChange([change(3, 1, '')], 10), undefined);
    assert.equal(firstChange([change(3, 1, ''), change(30, 0, 'x'), change(20, 0, 'x')], 10), 20);
    assert.equal(firstChange([change(3, 20, '')], 10), 10);
  });
});

describe('edits of a part of a document', () => {
  it('are those inside it, in its own offsets', () => {
    const document = 'aaaa|bbbb cccc|dddd';
    const part = { start: 5, end: 14 };
    const changes = [change(0, 2, 'xyz'), change(10, 4, 'CCCCCC'), change(16, 1, '')];
    const { start, end } = moveRange(part, changes);
    assert.equal(apply(document, changes).slice(start, end), 'bbbb CCCCCC');
    assert.deepEqual(editsOfPart(changes, part), [{ start: 5, deleted: 4, inserted: 6 }]);
  });

  it('leave text outside that replaces its boundary', () => {
    const document = 'aaaa bbbb cccc dddd';
    const changes = [change(3, 3, 'XX'), change(12, 5, 'YY')];
    const part = { start: 5, end: 14 };
    const { start, end } = moveRange(part, changes);
    assert.equal(apply(document, changes).slice(start, end), 'bbb cc');
    assert.deepEqual(editsOfPart(changes, part), [
      { start: 0, deleted: 1, inserted: 0 },
      { start: 7, deleted: 2, inserted: 0 },
    ]);
  });

  it('match what the part becomes, for random edits', () => {
    const next = random(11);
    for (let round = 0; round < 500; round++) {
      const document = Array.from({ length: 40 }, () => String.fromCharCode(97 + next(26))).join('');
      const part = { start: 5 + next(10), end: 20 + next(15) };
      const changes: Change[] = [];
      for (let at = next(6); at < 38; at += 3 + next(9)) changes.push(change(at, next(3), 'XYZ'.slice(0, next(4))));
      const { start, end } = moveRange(part, changes);
      const grown = editsOfPart(changes, part).reduce((sum, { deleted, inserted }) => sum + inserted - deleted, 0);
      assert.equal(end - start, part.end - part.start + grown, JSON.stringify({ document, part, changes }));
    }
  });
});

describe('the edit between two texts', () => {
  for (const [before, after] of [
    ['abc def', 'abc xyz def'],
    ['aaa', 'aa'],
    ['', 'abc'],
    ['same', 'same'],
    ['one two', 'three four'],
  ] as const) {
    it(`turns “${before}” into “${after}”`, () => {
      const { start, deleted, inserted } = editBetween(before, after);
      assert.equal(
        before.slice(0, start) + after.slice(start, start + inserted) + before.slice(start + deleted),
        after,
      );
    });
  }
});
