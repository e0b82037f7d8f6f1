import assert from 'node:assert/strict';
import { MappedText } from '../../../src/document/mappedText';
import { heardTimes, spokenWords, wordTimes } from '../../../src/engine/wordTimes';
import { VOCABULARY } from '../../../src/kokoro/vocabulary';

describe('wordTimes', () => {
  const segment = (phonemes: string, start: number, end: number, spaceBefore = true) => ({
    phonemes,
    start,
    end,
    spaceBefore,
  });

  it('adds up the frames of each word with the space before it, but without boundary and punctuation', () => {
    const segments = [segment('hi', 0, 2), segment(',', 2, 3, false), segment('ju', 4, 7)];
    // boundary, h, i, comma, space, j, u, boundary
    const times = wordTimes(segments, [10, 2, 3, 4, 1, 5, 6, 9], VOCABULARY, 600);
    assert.deepEqual(times, [
      { start: 0, end: 2, from: 6000, to: 9000, segment: 0 },
      { start: 4, end: 7, from: 11_400, to: 18_600, segment: 2 },
    ]);
  });

  it('counts no frame for what the model does not know', () => {
    assert.deepEqual(wordTimes([segment('a日b', 0, 3)], [1, 2, 3, 1], VOCABULARY, 1), [
      { start: 0, end: 3, from: 1, to: 6, segment: 0 },
    ]);
  });

  it('extends a word by the part of a compound that is spoken with it', () => {
    const times = wordTimes([segment('hi', 0, 3), segment('', 3, 6, false)], [1, 2, 3, 1], VOCABULARY, 1);
    assert.deepEqual(times, [{ start: 0, end: 6, from: 1, to: 6, segment: 0 }]);
  });
});

describe('heardTimes', () => {
  const MS = 24;
  /** The lead of Kokoro's sound. */
  const LEAD = 900;
  /** Sound in these parts of two seconds, in ms. */
  function sound(...parts: readonly (readonly [number, number])[]): Float32Array {
    const heard = (i: number): boolean => parts.some(([from, to]) => i >= from * MS && i < to * MS);
    return Float32Array.from({ length: 2000 * MS }, (_, i) => (heard(i) ? 0.2 * Math.sin(i / 15) : 0));
  }
  const word = (from: number, to: number) => ({
    ...{ start: 0, end: 1, segment: 0 },
    ...{ from: from * MS + LEAD, to: to * MS + LEAD },
  });
  const heard = (words: ReturnType<typeof word>[], audio: Float32Array): number[][] =>
    heardTimes(words, audio, 1).map(({ from, to }) => [Math.round(from / MS), Math.round(to / MS)]);

  it('takes away what the sound is ahead by', () => {
    const words = [word(200, 500), word(500, 900), word(900, 1200)];
    assert.deepEqual(heard(words, sound([200, 1200])), [
      [200, 500],
      [500, 900],
      [900, 1200],
    ]);
  });

  it('lets the first word begin and the last one end with the sound', () => {
    assert.deepEqual(heard([word(400, 500), word(500, 1400)], sound([200, 1200])), [
      [200, 500],
      [500, 1200],
    ]);
    assert.deepEqual(heard([word(100, 500), word(500, 1000)], sound([200, 1200])), [
      [200, 500],
      [500, 1000],
    ]);
  });

  it('takes the silence of a pause from the words beside it, and no other silence', () => {
    const paused = [word(200, 600), word(700, 1000)];
    assert.deepEqual(heard(paused, sound([200, 450], [750, 1000])), [
      [200, 450],
      [750, 1000],
    ]);
    const closure = [word(200, 600), word(600, 1000)];
    assert.deepEqual(heard(closure, sound([200, 550], [650, 1000])), [
      [200, 600],
      [600, 1000],
    ]);
  });

  it('keeps the order of words that should have ended before the sound begins', () => {
    const times = heard([word(100, 150), word(150, 190), word(190, 900)], sound([200, 900]));
    assert.deepEqual(times, [
      [200, 213],
      [213, 225],
      [225, 900],
    ]);
  });
});

describe('spokenWords', () => {
  const at = (start: number, end: number, from: number, to: number) => ({ start, end, from, to, segment: 0 });

  it('gives seconds in the kept part of the audio', () => {
    const text = 'one two';
    const times = [at(0, 3, 0, 24_000), at(4, 7, 24_000, 72_000)];
    assert.deepEqual(spokenWords(times, MappedText.verbatim(text, 0), text, { start: 12_000, end: 60_000 }), [
      { source: { start: 0, end: 3 }, start: 0, end: 0.5 },
      { source: { start: 4, end: 7 }, start: 0.5, end: 2 },
    ]);
  });

  it('joins words that share a range or are numbers with a dash between them, and leaves out spaces', () => {
    const text = 'is 40–60 °C , 3 - 2';
    const times = [at(0, 3, 0, 1), at(3, 6, 1, 2), at(3, 6, 2, 3), at(6, 12, 3, 4), at(14, 15, 5, 6), at(16, 17, 6, 7)];
    const words = spokenWords(times, MappedText.verbatim(text, 0), text, { start: 0, end: 10 });
    assert.deepEqual(
      words.map(({ source, start, end }) => [
        text.slice(source.start, source.end),
        Math.round(start * 24_000),
        Math.round(end * 24_000),
      ]),
      [
        ['is', 0, 1],
        ['40–60 °C', 1, 4],
        ['3', 5, 6],
        ['-', 6, 7],
      ],
    );
  });
});
