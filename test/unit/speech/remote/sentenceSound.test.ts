import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import type { ScriptRequest, ScriptSentence } from '../../../../src/engine/protocol';
import { scriptFrom } from '../../../../src/engine/script';
import { secondsOf } from '../../../../src/kokoro/speechChunk';
import { SentenceSound } from '../../../../src/speech/remote/sentenceSound';
import { syllables } from '../../../support/speechServer';

const TEXT = 'It costs 3.50 dollars, **and** nobody minds.';

async function scriptOf(text: string, from = 0): Promise<ScriptSentence[]> {
  const request: ScriptRequest = {
    ...{ text, from, format: 'markdown', codeBlocks: 'announce', emoji: 'read', speed: 1 },
    ...{ language: 'en-us', mixedLanguages: false },
  };
  return scriptFrom(request, (code) => languages.load(code));
}

async function sentenceOf(text: string, from = 0): Promise<ScriptSentence> {
  const [sentence] = await scriptOf(text, from);
  assert.ok(sentence);
  return sentence;
}

describe('scriptFrom', () => {
  it('shares a sentence out among its words as they are written', async () => {
    const { text, words, pause, endsBlock } = await sentenceOf(TEXT);
    assert.equal(text, 'It costs 3.50 dollars, and nobody minds.');
    assert.deepEqual(
      words.map(({ source }) => TEXT.slice(source.start, source.end)),
      ['It', 'costs', '3.50', 'dollars', 'and', 'nobody', 'minds'],
    );
    assert.ok(words.every(({ from, to }, i) => to > from && from >= (words[i - 1]?.to ?? 0)));
    assert.equal(words.at(-1)?.to, 1);
    assert.deepEqual([pause, endsBlock], [0.55, true]);
  });

  it('goes on from a place, in pages that leave nothing out', async () => {
    const { from, words } = await sentenceOf(TEXT, TEXT.indexOf('**and'));
    assert.equal(from, 'It costs 3.50 dollars, '.length);
    assert.equal(words[0]?.from, 0);
    const long = Array.from({ length: 200 }, (_, i) => `Sentence number ${i} is no longer than others.`).join(' ');
    const read: string[] = [];
    let pages = 0;
    for (let at = 0; ; pages++) {
      const page = await scriptOf(long, at);
      read.push(...page.map(({ text }) => text.trim()));
      if (page.length === 0) break;
      at = page.at(-1)?.source.end ?? 0;
    }
    assert.equal(read.join(' '), long);
    assert.ok(pages > 3 && pages < 20, String(pages));
  });
});

describe('SentenceSound', () => {
  it('takes the times of words from the server, and shares out the time between them', async () => {
    const sound = new SentenceSound(await sentenceOf(TEXT), 4);
    sound.add({
      samples: syllables(4),
      words: [
        { word: 'It', start: 0.1, end: 0.3 },
        { word: 'costs', start: 0.3, end: 0.9 },
        { word: 'three dollars fifty', start: 0.9, end: 2 }, // said otherwise than it is written
        { word: 'and', start: 2.2, end: 2.5 },
        { word: 'nobody', start: 2.5, end: 3.2 },
        { word: 'minds', start: 3.2, end: 3.9 },
      ],
    });
    sound.finish();
    const chunk = sound.take();
    assert.ok(chunk?.words && chunk.endsSentence);
    const times = chunk.words.map(({ start, end }) => [start, end]);
    const [it, costs, number, dollars, and] = times;
    assert.deepEqual(
      [it, costs, and].flat().map((time = 0) => Math.round(time * 100)),
      [10, 30, 30, 90, 220, 250],
    );
    assert.ok(number && dollars && number[0] === costs?.[1] && number[1] === dollars[0] && dollars[1] === and?.[0]);
    assert.equal(sound.take(), undefined);
  });

  it('has a time for every word, however wrong the estimate and whatever the server says', async () => {
    for (const expected of [0.1, 2, 40])
      for (const words of [[], [{ word: 'minds', start: 90, end: 99 }], [{ word: 'nobody', start: 0, end: 0 }]]) {
        const sound = new SentenceSound(await sentenceOf(TEXT), expected);
        const chunks = [];
        for (let i = 0; i < 8; i++) {
          sound.add({ samples: syllables(0.5), words: i === 0 ? words : [] });
          for (let chunk = sound.take(); chunk; chunk = sound.take()) chunks.push(chunk);
        }
        sound.finish();
        for (let chunk = sound.take(); chunk; chunk = sound.take()) chunks.push(chunk);
        assert.equal(chunks.flatMap((chunk) => chunk.words ?? []).length, 7);
        let at = 0;
        for (const chunk of chunks) {
          assert.ok(chunk.source.start >= at && chunk.source.end >= chunk.source.start);
          at = chunk.source.end;
          for (const { start, end } of chunk.words ?? [])
            assert.ok(start >= 0 && end >= start && end <= secondsOf(chunk));
        }
        assert.equal(at, TEXT.length);
        assert.ok(chunks.slice(0, -1).every(({ endsSentence }) => !endsSentence) && chunks.at(-1)?.endsSentence);
      }
  });

  it('refuses speech that does not end, and silence', async () => {
    const endless = new SentenceSound(await sentenceOf(TEXT), 4);
    assert.throws(() => {
      for (;;) endless.add({ samples: new Float32Array(24_000 * 10), words: [] });
    }, /does not stop/);
    const empty = new SentenceSound(await sentenceOf(TEXT), 4);
    assert.throws(() => empty.finish(), /no sound/);
  });
});
