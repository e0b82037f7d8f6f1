import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { LetterToSound } from '../../../../src/language/english/g2p/letterToSound';
import { isPronounceable } from '../../../../src/language/english/g2p/unknown';

describe('LetterToSound', () => {
  let model: LetterToSound;
  before(async () => {
    model = await LetterToSound.load(nodeHost(), 'en-us', 'lexicon');
  });
  after(() => model.dispose());

  it('says regular words right', async () => {
    assert.deepEqual(await model.phonemize(['plimsy', 'splinted', 'graking']), ['plˈɪmzi', 'splˈɪntᵻd', 'ɡɹˈAkɪŋ']);
  });

  it("has two styles: the lexicons' and espeak's", async () => {
    const asEspeak = await LetterToSound.load(nodeHost(), 'en-us', 'espeak');
    const words = ['brokeret', 'plimsy', 'demorized'];
    const [lexicon, espeak] = [await model.phonemize(words), await asEspeak.phonemize(words)];
    asEspeak.dispose();
    assert.notDeepEqual(lexicon, espeak);
    for (const said of espeak) assert.match(said, /ˈ/);
  });

  it('says a word alone as in a batch', async () => {
    const words = ['zorb', 'antidisestablishment', 'flumox', 'kerning', 'x'];
    const together = await model.phonemize(words);
    for (const [i, word] of words.entries()) assert.deepEqual(await model.phonemize([word]), [together[i]]);
  });

  it('accepts any text', async () => {
    assert.deepEqual(await model.phonemize([]), []);
    assert.deepEqual(await model.phonemize(['', '123', '日本']), ['', '', '']);
    const [long] = await model.phonemize(['lorem'.repeat(2000)]);
    assert.ok((long?.length ?? 0) > 5000);
  });
});

describe('isPronounceable', () => {
  it('tells words from rows of consonants', () => {
    for (const word of ['grep', 'strengths', 'rhythm', 'kubelet']) assert.ok(isPronounceable(word), word);
    for (const word of ['kbd', 'xqzpt', 'mkrtchyn', 'fzf']) assert.ok(!isPronounceable(word), word);
  });
});
