import assert from 'node:assert/strict';
import { English } from '../../../src/engine/phonemes/english';
import { toKokoroSymbols } from '../../../src/engine/phonemes/espeakSymbols';
import { joinRuns } from '../../../src/engine/phonemes/language';
import { isKnown } from '../../../src/engine/phonemes/vocabulary';

const american = new English('en-us');
const british = new English('en-gb');
const say = async (language: English, text: string): Promise<string> =>
  joinRuns(await language.phonemize(language.normalize(text)));

describe('English', () => {
  it("does not leave espeak's error handlers in the process", async () => {
    const handlers = () => [...process.listeners('uncaughtException'), ...process.listeners('unhandledRejection')];
    const before = handlers();
    await say(american, 'a');
    assert.deepEqual(handlers(), before);
  });

  it("says words in Kokoro's symbols", async () => {
    assert.equal(await say(american, 'Hello, world!'), 'həlˈO, wˈɜɹld!');
    assert.equal(await say(british, 'Hello, world!'), 'həlˈQ, wˈɜːld!');
    assert.equal(await say(american, 'better water'), 'bˈɛTəɹ wˈɔTəɹ');
    assert.equal(await say(british, 'better water'), 'bˈɛtə wˈɔːtə');
  });

  it('says words in their context, one run for each', async () => {
    const text = 'The top of the apple and a button.';
    const tokens = american.normalize(text);
    const runs = await american.phonemize(tokens);
    assert.deepEqual(
      runs.map((run) => text.slice(run.start, run.end)),
      ['The', 'top', 'of', 'the', 'apple', 'and', 'a', 'button', '.'],
    );
    assert.equal(runs[3]?.phonemes, 'ði');
    assert.equal(runs[6]?.phonemes, 'ɐ');
  });

  it('covers every token by one run, in order, with known symbols only', async () => {
    const texts = [
      'In 2024, 3.14 × 4,096 cost $5 – 100% of "it" (résumé, naïve, loch, Привет, αβγ)…',
      `${'supercalifragilistic'.repeat(20)} ${'12345'.repeat(30)} ${'of a the to '.repeat(40)}`,
      '\u0301 \u0327 ¹²³ ½ ﬁ ǅ ʰ ª — — !',
      '',
    ];
    for (const language of [american, british]) {
      for (const text of texts) {
        const tokens = language.normalize(text);
        const runs = await language.phonemize(tokens);
        for (const token of tokens) {
          assert.equal(runs.filter((run) => run.start <= token.start && run.end >= token.end).length, 1);
        }
        for (const symbol of joinRuns(runs)) assert.ok(isKnown(symbol), symbol);
        assert.deepEqual(
          [...runs].sort((a, b) => a.start - b.start),
          runs,
        );
      }
    }
  });
});

describe('toKokoroSymbols', () => {
  it('maps diphthongs, affricates, lengths and r by dialect', () => {
    assert.equal(toKokoroSymbols('dʒˈɔɪ tʃ aɪ aʊ eɪ oʊ', 'en-us'), 'ʤˈY ʧ I W A O');
    assert.equal(toKokoroSymbols('bˈɜːd nˈɪəɹ', 'en-us'), 'bˈɜɹd nˈɪɹ');
    assert.equal(toKokoroSymbols('ˈeə', 'en-gb'), 'ˈɛː');
    assert.equal(toKokoroSymbols('ɡˌəʊ', 'en-gb'), 'ɡˌQ');
    assert.equal(toKokoroSymbols('bˈʌʔn̩z', 'en-us'), 'bˈʌtnz');
    assert.equal(toKokoroSymbols('lˈɪɾəl', 'en-us'), 'lˈɪTᵊl');
    assert.equal(toKokoroSymbols('lˈɑːx', 'en-us'), 'lˈɑk');
  });

  it('drops what Kokoro does not know', () => {
    assert.equal(toKokoroSymbols('(ru)aʘb(en)^', 'en-us'), 'ab');
  });
});
