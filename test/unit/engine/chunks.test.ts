import assert from 'node:assert/strict';
import { cutFirstClause, phonemeLength, planUtterances, type PlannedRun } from '../../../src/engine/chunks';
import { joinRuns } from '../../../src/engine/phonemes/language';

/** Runs of a text: one per word, punctuation apart; offsets are those of the text. */
function runsOf(text: string, starters: string[] = []): PlannedRun[] {
  return [...text.matchAll(/[\p{L}\p{N}']+|[^\s\p{L}\p{N}']/gu)].map((match) => ({
    phonemes: match[0],
    start: match.index,
    end: match.index + match[0].length,
    spaceBefore: text[match.index - 1] === ' ',
    startsPhrase: starters.includes(match[0]),
  }));
}

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join(' ');

describe('planUtterances', () => {
  it('leaves a short sentence whole', () => {
    const runs = runsOf('One, two.');
    assert.deepEqual(planUtterances(runs, 20), [runs]);
  });

  it('gives nothing for nothing', () => {
    assert.deepEqual(planUtterances([], 20), []);
  });

  it('drops nothing and never exceeds the limit, whatever the text', () => {
    for (const text of [words(300), 'x'.repeat(2000), `${'y'.repeat(700)} ${words(50)}`, ','.repeat(300)]) {
      for (const limit of [1, 7, 105, 510]) {
        const utterances = planUtterances(runsOf(text), limit);
        for (const utterance of utterances) assert.ok(phonemeLength(utterance) <= limit);
        const spoken = utterances.map(joinRuns).join('').replaceAll(' ', '');
        assert.equal(spoken, text.replaceAll(' ', ''));
      }
    }
  });

  it('cuts after the best mark near the middle', () => {
    const [first] = planUtterances(runsOf(`${words(8)}, ${words(4)}; ${words(11)}`), 100);
    assert.ok(first);
    assert.equal(first.at(-1)?.phonemes, ';');
  });

  it('keeps closing marks with what they follow', () => {
    const utterances = planUtterances(runsOf(`${words(6)}. “${words(6)}” ${words(6)}.`), 50);
    for (const utterance of utterances) assert.doesNotMatch(utterance[0]?.phonemes ?? '', /[.,”]/);
  });

  it('shares the source range of a run that is too long', () => {
    const run: PlannedRun = { phonemes: 'ab cd ef gh', start: 100, end: 122, spaceBefore: false, startsPhrase: false };
    const parts = planUtterances([run], 5).flat();
    assert.deepEqual(
      parts.map((part) => part.phonemes),
      ['ab cd', 'ef gh'],
    );
    assert.equal(parts[0]?.start, 100);
    assert.equal(parts[1]?.end, 122);
    assert.equal(parts[0].end, parts[1].start);
  });
});

describe('cutFirstClause', () => {
  it('leaves a short sentence whole', () => {
    const runs = runsOf('Hello there, world.');
    assert.deepEqual(cutFirstClause(runs), [runs, []]);
  });

  it('cuts at an early comma', () => {
    const [first, rest] = cutFirstClause(runsOf(`After the break, ${words(12)}.`));
    assert.equal(joinRuns(first), 'After the break,');
    assert.equal(joinRuns(rest), `${words(12)}.`);
  });

  it('cuts before a phrase where there is no mark, and at a space as a last resort', () => {
    const [first] = cutFirstClause(runsOf(`The quick fox ran because the lazy dog sleeps all day long`, ['because']));
    assert.equal(joinRuns(first), 'The quick fox ran');
    const [leaning] = cutFirstClause(runsOf('My brother plays the guitar every Friday night', ['My', 'the', 'every']));
    assert.equal(joinRuns(leaning), 'My brother plays');
    const [plain] = cutFirstClause(runsOf(words(20)));
    assert.ok(phonemeLength(plain) >= 10 && phonemeLength(plain) <= 24);
  });
});
