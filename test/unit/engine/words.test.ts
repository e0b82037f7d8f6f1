import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../../src/engine/languages';
import { KokoroModel } from '../../../src/engine/model/session';
import type { SpeakingModel } from '../../../src/engine/speaker';
import { speakText } from '../../../src/engine/stream';
import { writeModel } from '../../../src/exporter/onnx/write';
import { secondsOf, type SpeechChunk } from '../../../src/kokoro/speechChunk';
import { toIds } from '../../../src/kokoro/vocabulary';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../../src/kokoro/voicePack';
import type { LanguageCode } from '../../../src/language/language';
import { modelThatTakesItsTime } from '../../support/fixedModel';
import { Scratch } from '../exporter/checkpoint/files';

const CODES: readonly LanguageCode[] = ['en-us', 'en-gb', 'es', 'fr', 'hi', 'it', 'pt-br', 'zh', 'ja'];
const MARKDOWN = `# A *bold* claim

- **40–60 °C** is [one range](https://example.com/a "title"); \`npm run build\` is code.
- un**believ**able, don't, ice-cold, NASA's CPUs, e.g. Dr. Smith at 10:30 — “quoted”…

| Size | Price |
| ---- | ----: |
| 12 mm | $3.50 |

\`\`\`js
const a = 1;
\`\`\`

${'x'.repeat(90)} and Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller.
`;

describe('the words of a reading', () => {
  const scratch = new Scratch();
  let model: KokoroModel;
  let speaking: SpeakingModel;

  before(async () => {
    const path = join(scratch.folder, 'model.onnx');
    await writeModel(modelThatTakesItsTime(), path);
    model = await KokoroModel.load(path, 1);
    const { vocabulary, reportsDurations } = model;
    speaking = {
      ...{ path, vocabulary, reportsDurations, realTimeFactor: undefined },
      has: () => Promise.resolve(false),
      run: (ids, style) => model.run(ids, style, 1),
    };
  });
  after(() => {
    model.dispose();
    scratch.remove();
  });

  async function read(
    text: string,
    code: LanguageCode,
    format: 'plain' | 'markdown',
    speed = 1,
  ): Promise<SpeechChunk[]> {
    const language = await languages.load(code);
    const pack = new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE));
    const request = { text, format, codeBlocks: 'announce', emoji: 'read', speed, from: 0 } as const;
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speakText(request, { model: speaking, gain: 1, pack, language })) chunks.push(chunk);
    return chunks;
  }

  /** Words in order, inside their chunks and sentences, and without spaces; `text` is what is read. */
  function check(chunks: readonly SpeechChunk[], text: string): void {
    let end = 0;
    for (const chunk of chunks) {
      const words = chunk.words ?? [];
      assert.ok(words.length > 0, `no words in “${chunk.sentence.slice(chunk.spokenStart, chunk.spokenEnd)}”`);
      let at = 0;
      for (const [i, word] of words.entries()) {
        const said = text.slice(word.source.start, word.source.end);
        const where = `“${said}” in “${chunk.sentence}”`;
        assert.ok(said !== '' && said === said.trim(), where);
        assert.ok(
          word.start >= at && word.end > word.start && word.end <= secondsOf(chunk),
          `${where} at ${word.start}`,
        );
        assert.ok(word.source.start >= chunk.source.start && word.source.end <= chunk.source.end, where);
        if (i > 0) assert.ok(word.source.start >= end, where);
        [at, end] = [word.end, word.source.end];
      }
    }
  }

  for (const code of CODES) {
    it(`are in order and within bounds: ${code}`, async () => {
      const golden = readFileSync(join(__dirname, '..', '..', 'golden', `${code}.txt`), 'utf8');
      const text = [...golden.matchAll(/^text: (.*)$/gm)].map(([, line]) => line).join('\n\n');
      const chunks = await read(text, code, 'plain');
      check(chunks, text);
      const unspoken = [...text.matchAll(/[\p{L}\p{N}]/gu)].filter(({ index }) => !covers(chunks, index));
      assert.ok(unspoken.length <= 20, 'only parts of addresses and letters of other scripts');
      check(await read(MARKDOWN, code, 'markdown'), MARKDOWN);
    });
  }

  it('stay within bounds at other speeds', async () => {
    const text = 'It is **40–60 °C** in here, I am told.';
    for (const speed of [0.5, 3]) check(await read(text, 'en-us', 'markdown', speed), text);
  });

  it('have one range for what is written as one', async () => {
    const wordsOf = async (text: string, code: LanguageCode = 'en-us'): Promise<string[]> => {
      const chunks = await read(text, code, 'markdown');
      return chunks.flatMap(({ words = [] }) => words.map(({ source }) => text.slice(source.start, source.end)));
    };
    assert.deepEqual(await wordsOf('At **40–60 °C**!'), ['At', '40–60 °C']);
    assert.deepEqual(await wordsOf('1990-1995: 10-20%.'), ['1990-1995', '10-20', '%']);
    assert.deepEqual(await wordsOf('À 40–60 °C.', 'fr'), ['À', '40–60 °C']);
    assert.deepEqual(await wordsOf('水温是40–60 °C。', 'zh'), ['水温', '是', '40–60 °C']);
    assert.deepEqual(await wordsOf("NASA's CPUs un**believ**ably don't use ice-cold `useState`."), [
      ...["NASA's", 'CPUs', 'un**believ**ably', "don't", 'use', 'ice-cold', 'use', 'State'],
    ]);
    assert.deepEqual(await wordsOf('Le GitHub est là.', 'fr'), ['Le', 'GitHub', 'est', 'là']);
    assert.deepEqual(await wordsOf('Three — “four” … 3 - 2'), ['Three', 'four', '3', '-', '2']);
  });

  it('announce a block with one range, which ends without its line end', async () => {
    const text = 'See:\n\n```js\nconst a = 1;\n```\n\nEnd.';
    const chunks = await read(text, 'en-us', 'markdown');
    const words = chunks.flatMap(({ words = [] }) => words.map(({ source }) => text.slice(source.start, source.end)));
    assert.deepEqual(words, ['See', '```js\nconst a = 1;\n```', 'End']);
  });

  it('are as long as their phonemes and the spaces before them', async () => {
    const [chunk] = await read('One two six.', 'en-us', 'plain');
    const frames = (phonemes: string): number => toIds(phonemes).reduce((sum, id) => sum + 1 + (id % 5), 0);
    const [first = '', second = '', third = ''] = chunk?.phonemes.replace('.', '').split(' ') ?? [];
    const ends = (chunk?.words ?? []).map(({ end }) => Math.round(end * 40 * 2) / 2);
    const lead = 1.5; // frames by which the sound is ahead
    const firstEnd = 1 + frames(first) - lead;
    const secondEnd = firstEnd + frames(` ${second}`);
    assert.deepEqual(ends, [firstEnd, secondEnd, secondEnd + frames(` ${third}`)]);
  });
});

function covers(chunks: readonly SpeechChunk[], offset: number): boolean {
  return chunks.some(({ words = [] }) => words.some(({ source }) => source.start <= offset && offset < source.end));
}
