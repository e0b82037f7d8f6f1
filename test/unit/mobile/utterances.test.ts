import assert from 'node:assert/strict';
import { nodeHost } from '../../../src/engine/languages';
import { VOCABULARY } from '../../../src/kokoro/vocabulary';
import { LanguageLoader } from '../../../src/language/loader';
import { type Utterance, utterancesOf } from '../../../src/mobile/utterances';

const LONG = `La primera frase es bastante larga, para que se corte pronto y el sonido empiece antes, mucho antes de que todo
el texto esté listo, y por eso sigue y sigue sin parar hasta que ya no queda nada que decir sobre este asunto tan simple.`;

describe('the utterances of a phone', () => {
  const loader = new LanguageLoader(nodeHost());

  /** @param seconds how long each utterance sounds */
  async function read(text: string, seconds: number): Promise<Utterance[]> {
    const utterances = utterancesOf(text, await loader.load('es'), VOCABULARY);
    const all: Utterance[] = [];
    for (let next = await utterances.next(0); next.done !== true; next = await utterances.next(seconds)) {
      all.push(next.value);
    }
    return all;
  }

  it('begin with a short one, and are longer once there is sound to bridge them', async () => {
    const slow = await read(LONG, 0);
    const fast = await read(LONG, 20);
    const lengths = fast.map(({ phonemes }) => phonemes.length);
    assert.ok((lengths[0] ?? 99) <= 33, String(lengths)); // 32 and a mark
    assert.ok((lengths[1] ?? 0) > 61, String(lengths));
    assert.ok(Math.max(...lengths) <= 91, String(lengths));
    assert.ok(slow.length > fast.length && slow.every(({ phonemes }) => phonemes.length <= 61));
  });

  it('speak the whole text in order, with the model’s input and the pauses', async () => {
    const text = 'Hola, mundo.\n\nAdiós.';
    const [first, second, ...others] = await read(text, 1);
    assert.ok(first && second && others.length === 0);
    assert.equal(text.slice(first.start, first.end), 'Hola, mundo.');
    assert.equal(text.slice(second.start, second.end), 'Adiós.');
    assert.equal(first.phonemes, 'ˈola, mˈundo.');
    assert.deepEqual(first.ids, [0, ...Array.from(first.phonemes, (symbol) => VOCABULARY.get(symbol)), 0]);
    assert.equal(first.row, first.phonemes.length - 1);
    assert.equal(first.pause, 0.55);
  });
});
