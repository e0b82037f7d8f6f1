import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import type { Outline } from '../../src/document/outline';
import type { EngineClient } from '../../src/engine/client';
import { secondsOf } from '../../src/kokoro/speechChunk';
import type { EpubChapter } from '../../src/speech/sinks/epub/book';
import { epub } from '../../src/speech/sinks/epub/epub';
import { LoudnessMeter } from '../../src/speech/sinks/loudness';
import { Limiter, normalizingGain } from '../../src/speech/sinks/normalize';
import { subtitles } from '../../src/speech/sinks/subtitles';
import { timedWords, type TimedWord } from '../../src/speech/sinks/timedWords';
import type { Speech } from '../../src/speech/speech';
import { collect, optimized, request, samplesOf, startEngine } from './support/engine';

const SOURCE = `# The *harbour*

1. Ships of 40–60 tons, called [“koggen”](https://example.com).
2. Say [Kokoro](/kˈOkəɹO/) and un**known**.

\`\`\`ts
const ships = 3;
\`\`\`
`;

describe('a recorded document', () => {
  let engine: EngineClient;
  let speech: Speech;
  let outline: Outline;
  let words: TimedWord[];
  let samples: Float32Array;
  let seconds = 0;

  before(async () => {
    ({ engine, speech } = startEngine({ optimizedModel: await optimized() }));
    const asked = request(SOURCE, { format: 'markdown' });
    const { signal } = new AbortController();
    outline = await speech.outline(asked, signal);
    const chunks = await collect(speech.speak(asked, { signal }));
    const spoken = chunks.flatMap((chunk) => {
      const from = seconds;
      seconds += secondsOf(chunk);
      return (chunk.words ?? []).map((word) => ({ ...word, start: from + word.start, end: from + word.end }));
    });
    words = timedWords(spoken, SOURCE);
    samples = samplesOf(chunks);
  });
  after(() => engine.dispose());

  it('is a book whose words light up when they are heard', async () => {
    const chapter: EpubChapter = {
      ...{ title: 'The harbour', source: SOURCE, format: 'markdown', outline, words },
      audio: { kind: 'mp3', seconds, data: [] },
    };
    const pieces: Uint8Array[] = [];
    const book = { title: 'Ships', language: 'en-us', modified: new Date('2026-01-01') } as const;
    for await (const piece of epub(book, [chapter])) pieces.push(piece);
    const files = unzipSync(Buffer.concat(pieces));
    const [xhtml, smil] = ['xhtml', 'smil'].map((kind) =>
      strFromU8(files[`EPUB/chapter-1.${kind}`] ?? assert.fail(kind)),
    );
    const clips = Array.from(
      (smil ?? '').matchAll(/#(\w+)"\/><audio src="chapter-1\.mp3" clipBegin="([\d.]+)s" clipEnd="([\d.]+)s"/g),
      ([, id = '', begin = '', end = '']) => ({ id, begin, end }),
    );
    const shown = clips.map(({ id }) => new RegExp(`<(\\w+) id="${id}">(.*?)</\\1>`, 's').exec(xhtml ?? '')?.[2] ?? '');
    const text = (part: string | undefined): string => (part ?? '').replace(/<[^>]*>/g, '');
    assert.deepEqual(shown.slice(0, 2).map(text), ['The', 'harbour']);
    assert.match(text(shown[2]), /^Ships of 40–60 tons/); // the whole item, while its number is said
    assert.deepEqual(shown.slice(3, 8).map(text), ['Ships', 'of', '40–60', 'tons', 'called']);
    assert.ok(shown.includes('Kokoro'));
    assert.match(text(shown.at(-1)), /^const ships = 3;$/);
    assert.deepEqual(
      clips.map(({ begin }) => begin),
      words.map(({ start }) => start.toFixed(3)),
    );
    assert.deepEqual(
      clips.map(({ end }) => end),
      [...words.slice(1).map(({ start }) => start.toFixed(3)), seconds.toFixed(3)],
    );
  });

  it('has subtitles with all its words, each while it is heard', () => {
    const cues = subtitles(outline, words, 'en-us');
    assert.match(
      cues.flatMap(({ lines }) => lines).join(' '),
      /^The harbour 1\. Ships of 40–60 tons, called “koggen”\. 2\. Say Kokoro and unknown\. Code block, TypeScript, 1 line, skipped\.$/,
    );
    for (const { text, start } of words) {
      const cue = cues.find((shown) => shown.start <= start && start < shown.end);
      const letters = /^[\w–]+$/.exec(text)?.[0] ?? '';
      assert.ok(cue?.lines.join(' ').includes(letters), `“${text}” at ${start}`);
    }
  });

  it('is normalized to −16 LUFS', async () => {
    const limiter = new Limiter(await normalizingGain(() => [samples]));
    const meter = new LoudnessMeter();
    for (const part of [limiter.push(samples), limiter.end()]) meter.push(part);
    assert.ok(Math.abs(meter.integrated + 16) < 0.1, `${meter.integrated} LUFS`);
    assert.ok(meter.truePeak <= -1, `${meter.truePeak} dBTP`);
  });
});
