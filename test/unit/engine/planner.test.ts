import assert from 'node:assert/strict';
import {
  cutSentence,
  cutUtterance,
  earlyCut,
  phonemeLength,
  type Piece,
  type PlannedSegment,
} from '../../../src/engine/planner';
import { joinSegments } from '../../../src/language/language';

/** Segments of a text: one per word, punctuation apart; offsets are those of the text. */
function segmentsOf(text: string, starters: string[] = []): PlannedSegment[] {
  return [...text.matchAll(/[\p{L}\p{N}']+|[^\s\p{L}\p{N}']/gu)].map((match) => ({
    phonemes: match[0],
    start: match.index,
    end: match.index + match[0].length,
    spaceBefore: text[match.index - 1] === ' ',
    startsPhrase: starters.includes(match[0]),
  }));
}

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join(' ');

/** All utterances of a sentence. */
function cutAll(segments: readonly PlannedSegment[], limit: number): PlannedSegment[][] {
  const utterances: PlannedSegment[][] = [];
  for (let rest = segments; rest.length > 0;) {
    const [utterance, after] = cutUtterance(rest, limit);
    utterances.push(utterance);
    rest = after;
  }
  return utterances;
}

describe('cutUtterance', () => {
  it('leaves a short sentence whole', () => {
    const segments = segmentsOf('One, two.');
    assert.deepEqual(cutAll(segments, 20), [segments]);
  });

  it('returns nothing for nothing', () => {
    assert.deepEqual(cutUtterance([], 20), [[], []]);
  });

  it('drops nothing and never exceeds the limit, whatever the text', () => {
    for (const text of [words(300), 'x'.repeat(2000), `${'y'.repeat(700)} ${words(50)}`, ','.repeat(300)]) {
      for (const limit of [60, 105, 510]) {
        const utterances = cutAll(segmentsOf(text), limit);
        for (const utterance of utterances) assert.ok(phonemeLength(utterance) <= limit);
        const spoken = utterances.map(joinSegments).join('').replaceAll(' ', '');
        assert.equal(spoken, text.replaceAll(' ', ''));
      }
    }
  });

  it('cuts after the best mark near the middle', () => {
    const [first] = cutAll(segmentsOf(`${words(8)}, ${words(4)}; ${words(11)}`), 100);
    assert.ok(first);
    assert.equal(first.at(-1)?.phonemes, ';');
  });

  it('keeps closing marks with what they follow', () => {
    const utterances = cutAll(segmentsOf(`${words(6)}. “${words(6)}” ${words(6)}.`), 50);
    assert.ok(utterances.length > 1);
    for (const utterance of utterances) assert.match(utterance[0]?.phonemes ?? '', /^[^.,”]/);
  });

  it('does not cut a word of ordinary length, even if it is longer than the limit', () => {
    const utterances = cutAll(segmentsOf('internationalization internationalization'), 10);
    assert.deepEqual(utterances.map(joinSegments), ['internationalization', 'internationalization']);
  });

  it('divides the source range of a segment that is too long', () => {
    const phonemes = `${'a'.repeat(50)} ${'b'.repeat(50)}`;
    const segment: PlannedSegment = { phonemes, start: 100, end: 302, spaceBefore: false, startsPhrase: false };
    const parts = cutAll([segment], 60).flat();
    assert.deepEqual(
      parts.map((part) => part.phonemes),
      phonemes.split(' '),
    );
    assert.equal(parts[0]?.start, 100);
    assert.equal(parts[1]?.end, 302);
    assert.equal(parts[0].end, parts[1].start);
  });
});

describe('cutSentence', () => {
  const said = ({ segments, from, to }: Piece): string => joinSegments(segments.slice(from, to));

  it('leaves a sentence whole that fits, whatever marks it has', () => {
    const segments = segmentsOf(`${words(12)}, ${words(12)}; ${words(5)}.`);
    assert.deepEqual(cutSentence(segments, 200), [{ segments, from: 0, to: segments.length }]);
    assert.deepEqual(cutSentence([], 200), []);
  });

  it('cuts a longer one only at marks, where it has any', () => {
    const segments = segmentsOf(`${words(12)}, ${words(20)} (${words(5)}), ${words(30)}; ${words(9)}.`);
    const pieces = cutSentence(segments, 200);
    assert.ok(pieces.length > 1);
    for (const piece of pieces) {
      assert.match(said(piece), /[,;.]$/);
      assert.deepEqual([piece.from, piece.to], [0, piece.segments.length], 'nothing is said twice');
      assert.ok(phonemeLength(piece.segments) <= 200);
    }
    assert.equal(pieces.map(said).join(' '), joinSegments(segments));
  });

  it('leads the voice on where there is no mark', () => {
    const segments = segmentsOf(words(100));
    const pieces = cutSentence(segments, 200);
    for (const [i, { segments: given, from, to }] of pieces.entries()) {
      assert.ok(phonemeLength(given) <= 200);
      assert.equal(from > 0, i > 0);
      assert.equal(to < given.length, i < pieces.length - 1);
    }
    assert.equal(pieces.map(said).join(' '), joinSegments(segments));
  });

  it('drops nothing and never exceeds the limit, whatever the text', () => {
    for (const text of [
      words(300),
      'x'.repeat(2000),
      `${'y'.repeat(700)} ${words(50)}`,
      ','.repeat(300),
      '.”'.repeat(300),
    ]) {
      for (const limit of [60, 200, 510]) {
        const pieces = cutSentence(segmentsOf(text), limit);
        for (const { segments } of pieces) assert.ok(phonemeLength(segments) <= limit);
        assert.equal(pieces.map(said).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      }
    }
  });
});

describe('earlyCut', () => {
  it('cuts at the last good mark in reach, or nowhere', () => {
    const segments = segmentsOf(`After the break, they said, ${words(12)}.`);
    assert.equal(joinSegments(segments.slice(0, earlyCut(segments, 30))), 'After the break, they said,');
    assert.equal(earlyCut(segmentsOf(words(20)), 30), 0);
  });
});
