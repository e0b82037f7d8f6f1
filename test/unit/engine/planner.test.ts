import assert from 'node:assert/strict';
import {
  cutFirstClause,
  cutUtterance,
  phonemeLength,
  type PlannedSegment,
  PlaybackBuffer,
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

describe('PlaybackBuffer', () => {
  it('lets utterances grow as fast as a slow machine can follow, up to the limit', () => {
    const buffer = new PlaybackBuffer();
    const limits: number[] = [];
    buffer.add(19, 1.3);
    for (let i = 0; i < 5; i++) {
      const limit = buffer.limit(90);
      limits.push(limit);
      buffer.add(limit, limit / 15 + 0.1);
    }
    assert.equal(limits[0], 60);
    assert.ok((limits[1] ?? 0) > 60, `second ${limits[1]}`);
    assert.deepEqual(
      limits,
      limits.toSorted((a, b) => a - b),
    );
    assert.equal(limits.at(-1), 90);
  });

  it('is not used up by one short sentence', () => {
    const buffer = new PlaybackBuffer();
    for (let i = 0; i < 5; i++) buffer.add(80, 5.5);
    buffer.add(6, 0.8);
    assert.equal(buffer.limit(90), 90);
  });
});

describe('cutFirstClause', () => {
  it('leaves a short sentence whole', () => {
    const segments = segmentsOf('Hello there, world.');
    assert.deepEqual(cutFirstClause(segments), [segments, []]);
  });

  it('cuts at an early comma', () => {
    const [first, rest] = cutFirstClause(segmentsOf(`After the break, ${words(12)}.`));
    assert.equal(joinSegments(first), 'After the break,');
    assert.equal(joinSegments(rest), `${words(12)}.`);
  });

  it('cuts before a phrase where there is no mark, and at a space as a last resort', () => {
    const [first] = cutFirstClause(
      segmentsOf(`The quick fox ran because the lazy dog sleeps all day long`, ['because']),
    );
    assert.equal(joinSegments(first), 'The quick fox ran');
    const [proclitic] = cutFirstClause(
      segmentsOf('My brother plays the guitar every Friday night', ['My', 'the', 'every']),
    );
    assert.equal(joinSegments(proclitic), 'My brother plays');
    const [plain] = cutFirstClause(segmentsOf(words(20)));
    assert.ok(phonemeLength(plain) >= 10 && phonemeLength(plain) <= 24);
  });
});
