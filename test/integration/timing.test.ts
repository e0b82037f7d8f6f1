import assert from 'node:assert/strict';
import type { EngineClient } from '../../src/engine/client';
import { secondsOf } from '../../src/kokoro/speechChunk';
import { timedWords, type TimedWord } from '../../src/speech/sinks/timedWords';
import type { Speech } from '../../src/speech/speech';
import { hissNear, quietParts } from '../support/onsets';
import { collect, request, samplesOf, startEngine } from './support/engine';

/** With words that begin with an "s" after a vowel. */
const TEXT = 'The sea was calm, so we sailed along. My sister told me a story, and we saw seals.';
/** s */
const TOLERANCE = 0.06;
const PAUSE = 0.1;

describe('word times of the published model', () => {
  let engine: EngineClient;
  let speech: Speech;

  before(() => {
    ({ engine, speech } = startEngine());
  });
  after(() => engine.dispose());

  it('agree with the sound', async () => {
    const { samples, words } = await read(TEXT);
    assert.deepEqual(
      words.map(({ text }) => text),
      TEXT.match(/\w+/g),
    );
    const named = (text: string): TimedWord => {
      const word = words.find((candidate) => candidate.text === text);
      assert.ok(word, text);
      return word;
    };
    for (const text of ['sea', 'sailed', 'sister', 'story', 'saw']) {
      const { start } = named(text);
      const hiss = hissNear(samples, start) ?? NaN;
      assert.ok(Math.abs(start - hiss) < TOLERANCE, `“${text}” starts at ${start}, its sound at ${hiss}`);
    }
    const pauses = quietParts(samples, PAUSE);
    for (const [before, after] of [
      ['calm', 'so'],
      ['along', 'My'],
    ] as const) {
      const [{ end }, { start }] = [named(before), named(after)];
      const between = `${before} … ${after}: ${end}–${start} in ${JSON.stringify(pauses)}`;
      assert.ok(
        pauses.some((pause) => Math.abs(pause.start - end) < TOLERANCE && Math.abs(pause.end - start) < TOLERANCE),
        between,
      );
    }
  });

  async function read(text: string): Promise<{ samples: Float32Array; words: TimedWord[] }> {
    const chunks = await collect(speech.speak(request(text), { signal: new AbortController().signal }));
    let at = 0;
    const words = chunks.flatMap((chunk) => {
      const start = at;
      at += secondsOf(chunk);
      return (chunk.words ?? []).map((word) => ({ ...word, start: start + word.start, end: start + word.end }));
    });
    return { samples: samplesOf(chunks), words: timedWords(words, text) };
  }
});
