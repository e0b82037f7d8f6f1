import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { silentLogger } from '../../../src/common/log';
import { editBetween } from '../../../src/reading/edits';
import { Reader, type Spoken } from '../../../src/reading/reader';
import { FakePlayer, FakeSpeech, SENTENCE_LENGTH, sentences, settle, textOf } from './fakes';

const SENTENCES = sentences(60);
const at = (sentence: number): number => sentence * SENTENCE_LENGTH;

describe('Reader while its document is edited', () => {
  let speech: FakeSpeech;
  let player: FakePlayer;
  let reader: Reader;
  let text: string;
  let spoken: Spoken | undefined;
  let lost: number;

  beforeEach(async () => {
    speech = new FakeSpeech();
    player = new FakePlayer();
    const settings = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read', volume: 1, pauseAfter: 'never' } as const; // prettier-ignore
    reader = new Reader(
      speech,
      player,
      () => settings,
      () => [],
      silentLogger,
    );
    spoken = undefined;
    lost = 0;
    reader.onSpoken((what) => (spoken = what));
    reader.onLostPlace(() => lost++);
    text = SENTENCES;
    reader.read(textOf(text));
    await settle();
  });
  afterEach(() => reader.dispose());

  function edit(after: string): void {
    const change = editBetween(text, after);
    text = after;
    reader.edit([change], textOf(text));
  }

  /** Waits until speech has been planned again. */
  async function planned(): Promise<void> {
    const before = speech.requests.length;
    while (speech.requests.length === before) await turn();
    await settle();
  }

  const said = (): string[] => player.chunks.map(({ source }) => text.slice(source.start, source.end));

  it('goes on undisturbed, with moved offsets, when text before is edited', async () => {
    player.playTo(3, 1);
    edit(`A new beginning. ${text}`);
    await settle();
    assert.equal(speech.requests.length, 1);
    assert.equal(player.last('cut'), undefined);
    assert.deepEqual(said().slice(3, 5), ['a03 b03 c03 d03.', 'a04 b04 c04 d04.']);
    player.playTo(3, 2);
    const { word } = spoken ?? {};
    assert.equal(word && text.slice(word.start, word.end), 'c03');
    for (let i = 4; i < 8; i++) {
      player.playTo(i);
      await settle();
    }
    assert.equal(said()[10], 'a10 b10 c10 d10.', 'chunks made later are moved as well');
  });

  it('moves the marks at once', () => {
    player.playTo(3, 1);
    edit(`A new beginning. ${text}`);
    const { sentence, word } = spoken ?? {};
    assert.equal(sentence && text.slice(sentence.start, sentence.end), 'a03 b03 c03 d03.');
    assert.equal(word && text.slice(word.start, word.end), 'b03');
  });

  it('speaks the new text of a later sentence, and keeps the sentences before it', async () => {
    player.playTo(1);
    edit(text.replace('c05', 'changed'));
    assert.deepEqual(player.last('cut'), { type: 'cut', session: 1, after: 4 });
    await planned();
    assert.equal(speech.requests[1]?.from, at(4) + 16);
    assert.deepEqual(said().slice(4, 7), ['a04 b04 c04 d04.', 'a05 b05 changed d05.', 'a06 b06 c06 d06.']);
  });

  it('finishes the sentence being heard when that is edited, and then speaks the new text', async () => {
    player.playTo(2, 1);
    edit(text.replace('c02', 'changed').replace('d03', 'different'));
    await planned();
    assert.equal(player.last('cut')?.after, 2);
    assert.equal(said()[3], 'a03 b03 c03 different.');
    assert.equal(player.session, 1);
  });

  it('waits for the end of several edits', async () => {
    player.playTo(0);
    for (const word of ['x', 'xy', 'xyz']) edit(text.replace(/c02|x\w*/, word));
    await planned();
    assert.equal(speech.requests.length, 2);
    assert.equal(said()[2], 'a02 b02 xyz d02.');
  });

  it('speaks what is appended after everything was sent', async () => {
    reader.read(textOf((text = sentences(2))));
    await settle();
    player.playTo(1);
    assert.equal(player.ended, true);
    edit(`${text}One more. `);
    assert.equal(player.ended, false);
    await planned();
    assert.deepEqual(said().slice(1), ['a01 b01 c01 d01.', 'One more.']);
    assert.equal(player.ended, true);
  });

  it('finds its place again when the whole text is replaced', async () => {
    player.playTo(5);
    edit(`Entirely new. ${text.replaceAll('a0', 'q0').replace('d59', 'z59')}`);
    await planned();
    assert.equal(lost, 0);
    assert.equal(said()[6], 'q06 b06 c06 d06.');
  });

  it('says so when its place is gone', () => {
    player.playTo(5);
    edit('Nothing is left of it');
    assert.equal(lost, 1);
  });

  it('shows the edited document once', async () => {
    const outlines = speech.outlines;
    edit(`A${text}`);
    edit(`B${text}`);
    while (speech.outlines === outlines) await turn();
    await settle();
    assert.equal(speech.outlines, outlines + 1);
    assert.equal(player.last('document')?.length, text.length);
  });

  it('skips by the edited text before its outline is there', async () => {
    player.playTo(1);
    edit(`A new beginning. ${text}`);
    await reader.skip('nextSentence');
    assert.equal(speech.requests.at(-1)?.from, at(2) + 'A new beginning. '.length);
    assert.equal(speech.requests.at(-1)?.text, text);
  });
});
