import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { SpeakRequest } from '../../../src/engine/protocol';
import { languages } from '../../../src/engine/languages';
import { KokoroModel } from '../../../src/engine/model/session';
import type { SpeakingVoice } from '../../../src/engine/speaker';
import { speakText } from '../../../src/engine/stream';
import { writeModel } from '../../../src/exporter/onnx/write';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../../src/kokoro/voicePack';
import type { LanguageCode } from '../../../src/language/language';
import { voicesForLanguages } from '../../../src/speech/otherVoices';
import { modelThatTakesItsTime } from '../../support/fixedModel';
import { Scratch } from '../exporter/checkpoint/files';

/** A chunk: the number of its voice, its text, and what the model was given. */
interface SpokenPart {
  voice: number;
  text: string;
  phonemes: string;
  words: string[];
}

describe('voices for parts of a document', () => {
  const scratch = new Scratch();
  let model: KokoroModel;

  before(async () => {
    const path = join(scratch.folder, 'model.onnx');
    await writeModel(modelThatTakesItsTime(), path);
    model = await KokoroModel.load(path, 1);
  });
  after(() => {
    model.dispose();
    scratch.remove();
  });

  /** A voice whose every style is this number, by which a run of the model is told from others. */
  async function voice(number: number, code: LanguageCode): Promise<SpeakingVoice> {
    const pack = new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE).fill(number));
    return { pack, language: await languages.load(code) };
  }

  /** What is spoken, each stretch with the number of its voice. */
  async function spoken(
    request: Partial<SpeakRequest> & { text: string },
    others: Pick<Parameters<typeof speakText>[1], 'roleVoices' | 'languageVoices'>,
  ): Promise<SpokenPart[]> {
    const styles: number[] = [];
    const speaking = {
      ...{ path: '', vocabulary: model.vocabulary, reportsDurations: model.reportsDurations, realTimeFactor: 0.1 },
      has: () => Promise.resolve(false),
      run: (ids: readonly number[], style: Float32Array) => {
        styles.push(style[0] ?? NaN);
        return model.run(ids, style, 1);
      },
    };
    const defaults: SpeakRequest = {
      ...{ text: '', format: 'markdown', codeBlocks: 'read', emoji: 'read', speed: 1, from: 0 },
    };
    const speaker = { ...(await voice(0, 'en-us')), model: speaking, gain: 1, ...others };
    const found: SpokenPart[] = [];
    for await (const { source, phonemes, words = [] } of speakText({ ...defaults, ...request }, speaker))
      found.push({
        voice: styles.at(-1) ?? NaN,
        text: request.text.slice(source.start, source.end),
        phonemes,
        words: words.map((word) => request.text.slice(word.source.start, word.source.end)),
      });
    return found;
  }

  it('reads headings, quotations, comments and code with voices of their own', async () => {
    const text = [
      '# The title of this',
      'A paragraph of some words.',
      '> # A title inside',
      '> A quotation of some words.',
      '```js\n// A comment of some words.\nlet total = sum\n```',
      'The end of the text.',
    ].join('\n\n');
    const roleVoices = new Map(
      await Promise.all(
        (['headings', 'quotations', 'comments', 'code'] as const).map(
          async (role, i) => [role, await voice(i + 1, i === 1 ? 'en-gb' : 'en-us')] as const,
        ),
      ),
    );
    const found = await spoken({ text }, { roleVoices });
    assert.deepEqual(
      found.map((chunk) => `${chunk.voice} ${chunk.text}`),
      [
        '1 The title of this',
        '0 A paragraph of some words.',
        '2 A title inside',
        '2 A quotation of some words.',
        '3 A comment of some words.',
        '4 let total = sum',
        '0 The end of the text.',
      ],
    );
    assert.deepEqual(found[3]?.words, ['A', 'quotation', 'of', 'some', 'words']);
    assert.match(found.at(3)?.phonemes ?? '', /kwQtˈAʃ/);
    assert.ok((await spoken({ text }, {})).every((chunk) => chunk.voice === 0));
  });

  it('reads each sentence in its own language', async () => {
    const text =
      'This is the first sentence of the text. Esta es la segunda, que no está en inglés. And this is the third one.\n\n' +
      'これは日本語の文です。\n\nThe 3 des.';
    const chosen = voicesForLanguages(text, 'en-us', { es: 'em_alex' });
    assert.deepEqual(chosen, [
      ['es', 'em_alex'],
      ['ja', 'jf_alpha'],
    ]);
    const languageVoices = new Map([
      ['es', await voice(5, 'es')],
      ['ja', await voice(6, 'ja')],
    ]);
    const found = await spoken({ text, format: 'plain' }, { languageVoices });
    assert.deepEqual(
      found.map((chunk) => `${chunk.voice} ${chunk.text}`),
      [
        '0 This is the first sentence of the text.',
        '5 Esta es la segunda, que no está en inglés.',
        '0 And this is the third one.',
        '6 これは日本語の文です。',
        '0 The 3 des.',
      ],
    );
    assert.match(found[1]?.phonemes ?? '', /seɣˈunda|seɡˈunda/);
    assert.equal(found[1]?.words.at(1), 'es');
    const without = await spoken({ text, format: 'plain' }, {});
    assert.ok(without.every((chunk) => chunk.voice === 0));
    assert.doesNotMatch(without[1]?.phonemes ?? '', /seɣˈunda|seɡˈunda/);
  });
});
