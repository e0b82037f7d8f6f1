import assert from 'node:assert/strict';
import { wordTimes } from '../../../src/engine/wordTimes';
import { VOCABULARY } from '../../../src/kokoro/vocabulary';

describe('wordTimes', () => {
  const segment = (phonemes: string, start: number, end: number, spaceBefore = true) => ({
    phonemes,
    start,
    end,
    spaceBefore,
  });

  it('adds up the frames of each word, with the boundary, spaces and punctuation in between', () => {
    const segments = [segment('hi', 0, 2), segment(',', 2, 3, false), segment('ju', 4, 7)];
    // boundary, h, i, comma, space, j, u, boundary
    const times = wordTimes(segments, [10, 2, 3, 4, 1, 5, 6, 9], VOCABULARY, 600);
    assert.deepEqual(times, [
      { start: 0, end: 2, from: 6000, to: 9000 },
      { start: 4, end: 7, from: 12_000, to: 18_600 },
    ]);
  });

  it('counts no frame for what the model does not know', () => {
    assert.deepEqual(wordTimes([segment('a日b', 0, 3)], [1, 2, 3, 1], VOCABULARY, 1), [
      { start: 0, end: 3, from: 1, to: 6 },
    ]);
  });
});
