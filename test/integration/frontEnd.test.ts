// The front end that mobile bundles carry, in QuickJS: it must make of the golden corpus what the product makes of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { nodeHost } from '../../src/engine/languages';
import { VOCABULARY } from '../../src/kokoro/vocabulary';
import { LANGUAGE_CODES } from '../../src/language/languages';
import { LanguageLoader } from '../../src/language/loader';
import { type Utterance, utterancesOf } from '../../src/mobile/utterances';
import { BareFrontEnd } from '../support/bareFrontEnd';

/** Texts of the corpus per language: about a page. */
const TEXTS = 12;
const secondsOf = ({ phonemes, pause }: Utterance): number => phonemes.length / 15 + pause;

describe('the front end for phones', function () {
  this.timeout(120_000); // only for what hangs
  const loader = new LanguageLoader(nodeHost());
  let bare: BareFrontEnd;

  before(async () => {
    bare = await BareFrontEnd.load(nodeHost());
  });

  for (const code of LANGUAGE_CODES) {
    it(`reads a page in a bare engine as the product reads it: ${code}`, async () => {
      const corpus = readFileSync(new URL(`../golden/${code}.txt`, import.meta.url), 'utf8').split('\n');
      const texts = corpus.filter((line) => line.startsWith('text: ')).map((line) => line.slice('text: '.length));
      const page = [...texts.slice(0, TEXTS), 'Zorblaxian quuxify, kubectl.'].join('\n\n');
      await bare.open(code, VOCABULARY);
      const found = await bare.read(code, page, secondsOf);
      assert.deepEqual(found, await expectedUtterances(page, code));
      assert.ok(found.length >= TEXTS);
    });
  }

  async function expectedUtterances(page: string, code: (typeof LANGUAGE_CODES)[number]): Promise<Utterance[]> {
    const utterances = utterancesOf(page, await loader.load(code), VOCABULARY);
    const all: Utterance[] = [];
    for (let seconds = 0; ;) {
      const next = await utterances.next(seconds);
      if (next.done === true) return all;
      all.push(next.value);
      seconds = secondsOf(next.value);
    }
  }
});
