import assert from 'node:assert/strict';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import { secondsOf, type SpeechChunk } from '../../../src/kokoro/speechChunk';
import { wholeSentences } from '../../../src/speech/wholeSentences';

/** Characters spoken in a second. */
const PACE = 15;
/** Lengths of the pieces of each sentence in seconds, as the engine makes them: at most 200 phonemes long. */
const SENTENCES = [[2.6, 9], [2.5], [1.2, 4, 11], [6, 12, 13], [1.1], [9, 13.2], [3, 8]];
/** Silence around a piece that the model makes, too. */
const SILENCE = 0.7;

/** A machine, its clock and a listener who starts to hear each chunk as soon as possible. */
class Simulation {
  now = 0;
  /** How many chunks were made. */
  made = 0;
  /** Time at which the sound that was passed on ends. */
  #end = 0;
  /** Seconds without sound inside sentences, and whether there were any between sentences. */
  readonly breaks: number[] = [];
  #insideSentence = false;

  buffered(): number {
    return Math.max(0, this.#end - this.now);
  }

  /** Speaks; each second of sound takes `factor()` seconds. */
  async *speak(factor: () => number): AsyncGenerator<SpeechChunk, void, void> {
    for (const lengths of SENTENCES) {
      const sentence = 'x'.repeat(Math.round(lengths.reduce((sum, length) => sum + length) * PACE));
      let at = 0;
      for (const [i, length] of lengths.entries()) {
        await Promise.resolve();
        const realTimeFactor = factor();
        this.now += realTimeFactor * (length + SILENCE);
        this.made++;
        const endsSentence = i === lengths.length - 1;
        const end = endsSentence ? sentence.length : at + Math.round(length * PACE);
        const pcm = new ArrayBuffer(Math.round(length * SAMPLE_RATE) * 4);
        yield {
          ...{ pcm, source: { start: at, end }, phonemes: '', speed: 1, realTimeFactor },
          ...{ sentence, sentenceSource: { start: 0, end: sentence.length }, spokenStart: at, spokenEnd: end },
          ...{ endsSentence, endsBlock: endsSentence },
          ...(endsSentence ? {} : { nextSeconds: (lengths[i + 1] ?? 0) + SILENCE }),
        };
        at = end;
      }
    }
  }

  hear(chunk: SpeechChunk): void {
    if (this.#insideSentence && this.now > this.#end + 1e-6) this.breaks.push(this.now - this.#end);
    this.#end = Math.max(this.#end, this.now) + secondsOf(chunk);
    this.#insideSentence = !chunk.endsSentence;
  }
}

/** Takes turns: the machine is disturbed by other work. */
const unsteady = (...factors: number[]): (() => number) => {
  let turn = 0;
  return () => factors[turn++ % factors.length] ?? 1;
};

describe('wholeSentences', () => {
  const machines: Record<string, () => number> = {
    'two thirds as slow as speech': () => 0.67,
    'nearly as slow as speech': () => 0.95,
    'slower than speech': () => 1.4,
    'three times as slow as speech': () => 3,
    'disturbed now and then': unsteady(1.6, 1.2, 1.6, 1.4),
  };
  for (const [name, factor] of Object.entries(machines)) {
    it(`does not break inside a sentence on a machine that is ${name}`, async () => {
      const plain = new Simulation();
      for await (const chunk of plain.speak(factor)) plain.hear(chunk);
      assert.ok(plain.breaks.length > 0, 'without it there are breaks');

      const simulation = new Simulation();
      let heard = 0;
      for await (const chunk of wholeSentences(simulation.speak(factor), () => simulation.buffered())) {
        simulation.hear(chunk);
        heard++;
      }
      assert.deepEqual(simulation.breaks, []);
      assert.equal(heard, SENTENCES.flat().length);
    });
  }

  it('holds nothing back on a fast machine', async () => {
    const simulation = new Simulation();
    let heard = 0;
    for await (const chunk of wholeSentences(
      simulation.speak(() => 0.25),
      () => simulation.buffered(),
    )) {
      simulation.hear(chunk);
      assert.equal(simulation.made, ++heard);
    }
    assert.deepEqual(simulation.breaks, []);
  });

  it('remembers how slow the machine is over chunks that were made before', async () => {
    const simulation = new Simulation();
    let spoken = 0;
    const repeatsOften = async function* (): AsyncGenerator<SpeechChunk, void, void> {
      for await (const chunk of simulation.speak(() => 1.4)) {
        const { realTimeFactor, ...repeated } = chunk;
        yield spoken++ % 2 === 0 ? { ...repeated, realTimeFactor } : repeated;
      }
    };
    for await (const chunk of wholeSentences(repeatsOften(), () => simulation.buffered())) simulation.hear(chunk);
    assert.deepEqual(simulation.breaks, []);
  });

  it('closes the reading when the listener stops, and reports its failure', async () => {
    const simulation = new Simulation();
    const chunks = simulation.speak(() => 3);
    const other = wholeSentences(chunks, () => simulation.buffered());
    await other.next();
    await other.return();
    assert.deepEqual(await chunks.next(), { done: true, value: undefined });
    const failing = async function* (): AsyncGenerator<SpeechChunk, void, void> {
      yield* simulation.speak(() => 0.1);
      throw new Error('It failed.');
    };
    await assert.rejects(async () => {
      for await (const chunk of wholeSentences(failing(), () => simulation.buffered())) simulation.hear(chunk);
    }, /It failed/);
  });
});
