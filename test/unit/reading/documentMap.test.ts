import assert from 'node:assert/strict';
import { outlineOf } from '../../../src/engine/blocks';
import { languages } from '../../../src/engine/languages';
import { DocumentMap, REWIND_SECONDS } from '../../../src/reading/documentMap';
import type { Skip } from '../../../src/webview/protocol';

const TEXT = `# Title

The first sentence of the introduction. The second sentence of the introduction.

## Part one

A paragraph that has just one sentence.

## Part two

- an item of the list
- another item of the list
`;

describe('DocumentMap', () => {
  let map: DocumentMap;
  const at = (words: string): number => TEXT.indexOf(words);

  before(async () => {
    const language = await languages.load('en-us');
    map = new DocumentMap(await outlineOf({ text: TEXT, format: 'markdown', codeBlocks: 'announce' }, language));
  });

  const EARLY = REWIND_SECONDS / 2;
  const LATE = REWIND_SECONDS * 2;
  for (const [skip, from, seconds, to] of [
    ['nextSentence', 'first sentence', LATE, 'The second'],
    ['nextSentence', 'second sentence', LATE, 'Part one'],
    ['nextSentence', 'another item', LATE, undefined],
    ['previousSentence', 'second sentence', EARLY, 'The first'],
    ['previousSentence', 'second sentence', LATE, 'The second'],
    ['previousSentence', 'Title', EARLY, 'Title'],
    ['repeatSentence', 'second sentence', EARLY, 'The second'],
    ['nextParagraph', 'first sentence', LATE, 'Part one'],
    ['nextParagraph', 'item of the list', LATE, 'another item'],
    ['previousParagraph', 'second sentence', EARLY, 'The first'],
    ['previousParagraph', 'first sentence', EARLY, 'Title'],
    ['previousParagraph', 'first sentence', LATE, 'The first'],
    ['nextHeading', 'first sentence', LATE, 'Part one'],
    ['nextHeading', 'Part one', LATE, 'Part two'],
    ['nextHeading', 'another item', LATE, undefined],
    ['previousHeading', 'A paragraph', EARLY, 'Part one'],
    ['previousHeading', 'Part two', EARLY, 'Part one'],
    ['previousHeading', 'Part two', LATE, 'Part two'],
    ['previousHeading', 'Title', EARLY, 'Title'],
  ] as const satisfies readonly (readonly [Skip, string, number, string | undefined])[]) {
    it(`${skip} leads from “${from}” after ${seconds} s to ${to === undefined ? 'nowhere' : `“${to}”`}`, () => {
      assert.equal(map.target(skip, at(from), seconds), to === undefined ? undefined : at(to));
    });
  }

  it('counts the letters still to be read', () => {
    assert.equal(map.lettersAfter(TEXT.length), 0);
    const first = 'The first sentence of the introduction. ';
    const read = map.lettersAfter(at('The first')) - map.lettersAfter(at('The second'));
    assert.ok(Math.abs(read - first.length) < 3, `${read}`);
    const half = map.lettersAfter(at('A paragraph')) - map.lettersAfter(at('has just'));
    assert.ok(Math.abs(half - 'A paragraph that '.length) < 3, `${half}`);
  });

  it('counts what was typed behind a sentence as part of it, until the outline is new', () => {
    const typed = at('\n## Part one');
    assert.equal(map.target('nextSentence', typed, LATE), at('Part one'));
    assert.equal(map.target('repeatSentence', typed, LATE), at('The second'));
  });

  it('finds the block at an offset', () => {
    assert.deepEqual(map.blockAt(at('second sentence')), {
      start: at('The first'),
      end: at('introduction.\n\n## Part one') + 13,
    });
  });

  it('knows nothing of an empty document', () => {
    assert.equal(new DocumentMap([]).target('nextSentence', 0, 0), undefined);
    assert.equal(new DocumentMap([]).lettersAfter(0), 0);
  });
});
