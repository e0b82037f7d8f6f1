import assert from 'node:assert/strict';
import { bookmark, findBookmark } from '../../../src/reading/bookmark';

const LINES = Array.from({ length: 50 }, (_, i) => `Line ${i} says something about the number ${i * i}.`);
const TEXT = LINES.join('\n');

describe('a bookmark', () => {
  const at = TEXT.indexOf('number 625');
  const mark = bookmark(TEXT, at);

  it('is where it was in an unchanged text', () => {
    assert.equal(findBookmark(TEXT, mark), at);
  });

  it('survives edits before and behind it', () => {
    const edited = `A new beginning.\n${TEXT.replace('Line 40 says', 'Nobody says')}`;
    assert.equal(findBookmark(edited, mark), edited.indexOf('number 625'));
  });

  it('stays near when its own sentence is gone', () => {
    const edited = TEXT.replace(`${LINES[25] ?? ''}\n`, '');
    const found = findBookmark(edited, mark) ?? -1;
    assert.ok(found > edited.indexOf('Line 24') && found < edited.indexOf('Line 27'), edited.slice(found, found + 20));
  });

  it('takes the nearest of equal places', () => {
    const text = 'The same sentence again and again. '.repeat(20);
    const middle = 35 * 10 + 4;
    assert.equal(findBookmark(text, bookmark(text, middle)), middle);
  });

  it('is lost with all the text around it', () => {
    assert.equal(findBookmark('Something else entirely, which is long enough.', mark), undefined);
  });

  it('works in a text of a few letters', () => {
    assert.equal(findBookmark('Hello', bookmark('Hello', 2)), 2);
    assert.equal(findBookmark('Other', bookmark('Hello', 2)), undefined);
  });
});
