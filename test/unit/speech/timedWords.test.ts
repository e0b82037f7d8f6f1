import assert from 'node:assert/strict';
import { timedWords } from '../../../src/speech/sinks/timedWords';

describe('timedWords', () => {
  const source = 'Heat it to 40–60 °C 🙂 for 十分钟.';
  const spoken = (text: string, start: number, end: number) => {
    const from = source.indexOf(text);
    return { source: { start: from, end: from + text.length }, start, end };
  };

  it('quotes the source, with offsets in UTF-16 units', () => {
    assert.deepEqual(timedWords([spoken('for', 1, 1.5), spoken('十分', 1.5, 2), spoken('钟', 2, 2.5)], source), [
      { text: 'for', from: 23, to: 26, start: 1, end: 1.5 },
      { text: '十分', from: 27, to: 29, start: 1.5, end: 2 },
      { text: '钟', from: 29, to: 30, start: 2, end: 2.5 },
    ]);
  });

  it('joins a word that was spoken in two chunks', () => {
    const words = timedWords([spoken('to', 1, 1.5), spoken('40–', 1.5, 2), spoken('60 °C', 2.25, 3)], source);
    assert.deepEqual(words, [
      { text: 'to', from: 8, to: 10, start: 1, end: 1.5 },
      { text: '40–60 °C', from: 11, to: 19, start: 1.5, end: 3 },
    ]);
    const parts = [spoken('40–60 °C', 1, 2), spoken('40–60 °C', 2.5, 3), spoken('for', 3, 4)];
    assert.deepEqual(
      timedWords(parts, source).map(({ text, start, end }) => [text, start, end]),
      [
        ['40–60 °C', 1, 3],
        ['for', 3, 4],
      ],
    );
  });
});
