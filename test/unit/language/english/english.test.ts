import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { isKnown } from '../../../../src/kokoro/vocabulary';
import { English } from '../../../../src/language/english/english';
import { joinSegments } from '../../../../src/language/language';

describe('English', () => {
  let american: English;
  let british: English;
  const say = async (language: English, text: string): Promise<string> =>
    joinSegments(await language.phonemize(language.normalize(text)));

  before(async () => {
    [american, british] = await Promise.all([English.load(nodeHost(), 'en-us'), English.load(nodeHost(), 'en-gb')]);
  });

  it("says words in Kokoro's symbols", async () => {
    assert.equal(await say(american, 'Hello, world!'), 'həlˈO, wˈɜɹld!');
    assert.equal(await say(british, 'Hello, world!'), 'həlˈQ, wˈɜːld!');
    assert.equal(await say(american, 'better water'), 'bˈɛTəɹ wˈɔTəɹ');
    assert.equal(await say(british, 'better water'), 'bˈɛtə wˈɔːtə');
  });

  it('says short words by what follows', async () => {
    assert.equal(await say(american, 'the apple, the pear'), 'ði ˈæpᵊl, ðə pˈɛɹ');
    assert.equal(await say(american, 'to eat, to swim'), 'tʊ ˈit, tə swˈɪm');
    assert.equal(await say(american, 'a plan A'), 'ɐ plˈæn ˈA');
    assert.match(await say(american, 'We used to fly.'), /jˈust tə/);
    assert.match(await say(american, 'It is used to sign files.'), /jˈuzd tə/);
    assert.match(await say(american, 'tabs vs. spaces'), /vˈɜɹsəs/);
  });

  it('inflects what the lexicon has, with flaps in American English only', async () => {
    assert.equal(await say(american, 'committed'), 'kəmˈɪTᵻd');
    assert.equal(await say(british, 'committed'), 'kəmˈɪtɪd');
    assert.equal(await say(american, "the server's caches"), 'ðə sˈɜɹvəɹz kˈæʃᵻz');
    assert.equal(await say(british, 'storing'), 'stˈɔːɹɪŋ');
  });

  it('stresses the sign “at”, not the word', async () => {
    assert.match(await say(american, 'bob@site.org'), / ˈæt /);
    assert.match(await say(american, 'Bob at home'), / æt /);
    assert.match(await say(american, 'at least two'), /^æt/);
  });

  it('spells letters, also in the plural', async () => {
    assert.equal(await say(american, 'CPU'), 'sˌipˌijˈu');
    assert.equal(await say(american, 'CPUs'), 'sˌipˌijˈuz');
    assert.equal(await say(american, 'AI'), 'ˈAˌI');
    assert.match(await say(american, 'NOTE: you MUST NOT do it'), /^nˈOt: ju mˈʌst nˈɑt/);
  });

  it('distributes the stress of compounds', async () => {
    assert.equal(await say(american, 'self-documented'), 'sˌɛlfdˈɑkjəmˌɛntᵻd');
    assert.equal(await say(american, 'GlobBuilder'), 'ɡlˌɑbbˈɪldəɹ');
    assert.equal(await say(american, 'read-only'), 'ɹˈidˌOnli');
    assert.match(await say(american, 're-open'), /^ɹˌiˈO/);
    assert.match(await say(british, 'non-empty'), /^nˌɒnˈ/);
    assert.equal((await say(american, 'zorblatt-quixbee')).match(/ˈ/g)?.length, 2); // unknown: each keeps its stress
  });

  it('says unknown words as compounds of known ones, or from their letters', async () => {
    assert.equal(await say(american, 'blogpost'), 'blˈɑɡpOst');
    for (const word of ['frobnicate', 'zorblatt', 'quixbee']) {
      const said = await say(american, word);
      assert.equal(said.match(/ˈ/g)?.length, 1, said);
      assert.equal(await say(american, word), said);
    }
    assert.equal(await say(american, 'mkdir'), 'ˌɛmkˌAdˈɪɹ'); // no word begins with mk
    assert.match(await say(american, 'changelogs'), /^ʧˈAnʤl/);
    assert.equal(await say(american, 'QuixbeeServer'), await say(american, 'Quixbee Server')); // said apart
    assert.equal(await say(american, 'CHANGES'), await say(american, 'changes'));
    assert.equal(await say(american, 'css'), await say(american, 'CSS'));
    assert.equal(await say(american, 'xqzpt'), 'ˌɛkskjˌuzˌipˌitˈi');
  });

  it('says words that are also property names of every object', async () => {
    assert.equal(await say(american, 'constructor'), 'kənstɹˈʌktəɹ');
    assert.match(await say(american, 'toString hasOwnProperty __proto__ valueOf'), /stɹˈɪŋ/);
  });

  it("uses the author's pronunciation", async () => {
    assert.equal(await say(american, '[Kokoro](/kˈOkəɹO/) speaks'), 'kˈOkəɹO spˈiks');
  });

  it('says names as their communities do', async () => {
    assert.equal(await say(american, 'nginx'), 'ˈɛnʤən ˈɛks');
    assert.equal(await say(american, 'Redis'), 'ɹˈɛdɪs');
    assert.equal(await say(american, 'C#'), 'sˈi ʃˈɑɹp');
  });

  it('says words in their context, one segment for each', async () => {
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

  it('marks proclitics, after which a reading should not be cut', async () => {
    const tokens = american.normalize('She met the old lighthouse keeper.');
    const runs = await american.phonemize(tokens);
    const proclitics = tokens.filter((_, i) => runs[i]?.proclitic === true).map(({ text }) => text);
    assert.deepEqual(proclitics, ['old', 'lighthouse']);
  });

  it('covers every token with one segment, in order, with known symbols only', async () => {
    const texts = [
      'In 2024, 3.14 × 4,096 cost $5 – 100% of "it" (résumé, naïve, loch, Привет, αβγ)…',
      `${'supercalifragilistic'.repeat(20)} ${'12345'.repeat(30)} ${'of a the to '.repeat(40)}`,
      '\u0301 \u0327 ¹²³ ½ ﬁ ǅ ʰ ª — — !',
      '\ud800 lone \udc00, a\u200bb\ufeffc, שלום مرحبا, 👩‍👩‍👧🎉🎉',
      '',
    ];
    for (const language of [american, british]) {
      for (const text of texts) {
        const tokens = language.normalize(text);
        const runs = await language.phonemize(tokens);
        for (const token of tokens) {
          const covering = runs.filter((run) => run.start <= token.start && run.end >= token.end);
          assert.ok(covering.length >= 1, token.text);
        }
        for (const symbol of joinSegments(runs)) assert.ok(isKnown(symbol), symbol);
        for (const [i, run] of runs.entries()) assert.ok(run.start >= (runs[i - 1]?.start ?? 0));
      }
    }
  });
});
