import assert from 'node:assert/strict';
import { split, TextSplitterStream } from '../../src/library/textSplitter';

describe('a text that arrives in pieces', () => {
  /** What has been given after each piece. */
  function given(stream: TextSplitterStream, pieces: readonly string[]): string[][] {
    return pieces.map((piece) => {
      stream.push(piece);
      return [...stream.sentences];
    });
  }

  it('is given by sentences, each when the next one begins', () => {
    const pieces = ['Hel', 'lo. ', 'The', 're are 3', '.5 of them. Mr. ', 'Smith', ' left. He'];
    assert.deepEqual(given(new TextSplitterStream(), pieces), [
      [],
      [],
      ['Hello.'],
      ['Hello.'],
      ['Hello.', 'There are 3.5 of them.'],
      ['Hello.', 'There are 3.5 of them.'],
      ['Hello.', 'There are 3.5 of them.', 'Mr. Smith left.'],
    ]);
  });

  it('gives what a paragraph ends, and what is left at the end', async () => {
    const stream = new TextSplitterStream();
    assert.deepEqual(given(stream, ['A heading', '\n\n', 'The rest']), [[], ['A heading'], ['A heading']]);
    stream.close();
    const all: string[] = [];
    for await (const sentence of stream) all.push(sentence);
    assert.deepEqual(all, ['A heading', 'The rest']);
    assert.throws(() => stream.push('more'), /closed/);
  });

  it('gives the first sentence by clauses if that is wanted', () => {
    const pieces = ['Well, ', 'once it has stopped ', 'raining, ', 'we will, ', 'I think, go. And, as I said, '];
    assert.deepEqual(given(new TextSplitterStream({ clauses: true }), pieces), [
      [],
      [],
      ['Well, once it has stopped raining,'],
      ['Well, once it has stopped raining,'],
      ['Well, once it has stopped raining,', 'we will, I think, go.'],
    ]);
  });

  it('can be read while it arrives', async () => {
    const stream = new TextSplitterStream();
    const all = (async () => {
      const found: string[] = [];
      for await (const sentence of stream) found.push(sentence);
      return found;
    })();
    for (const piece of ['一つ目です。', '二つ目です。', '三つ']) {
      stream.push(piece);
      await new Promise(setImmediate);
    }
    stream.close();
    assert.deepEqual(await all, ['一つ目です。', '二つ目です。', '三つ']);
  });

  it('loses nothing, however it is cut', () => {
    const text = 'He said: “It is 5 p.m.!” Then (as before) nothing… Is it? Yes.\n\nE.g. this — and that; etc. The end';
    const whole = split(text).join(' ').replace(/\s+/g, ' ');
    for (let size = 1; size < 12; size++) {
      const stream = new TextSplitterStream({ clauses: size % 2 === 0 });
      for (let at = 0; at < text.length; at += size) stream.push(text.slice(at, at + size));
      stream.close();
      assert.equal(stream.sentences.join(' ').replace(/\s+/g, ' '), whole, String(size));
    }
  });
});
