import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { silentLogger } from '../../../src/common/log';
import { editBetween } from '../../../src/reading/edits';
import { Reader } from '../../../src/reading/reader';
import type { ReadingSettings } from '../../../src/reading/readingText';
import { FakePlayer, FakeSpeech, SENTENCE_LENGTH, sentences, settle, textOf } from './fakes';

const TEXT = sentences(60);

describe('Reader, when a sentence comes in several chunks', () => {
  let speech: FakeSpeech;
  let player: FakePlayer;
  let settings: ReadingSettings;
  let reader: Reader;

  beforeEach(async () => {
    speech = new FakeSpeech();
    speech.windows = 2;
    player = new FakePlayer();
    settings = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read', volume: 1, pauseAfter: 'never' };
    reader = new Reader(
      speech,
      player,
      () => settings,
      () => [],
      silentLogger,
    );
    reader.read(textOf(TEXT));
    await settle();
  });
  afterEach(() => reader.dispose());

  /** Waits until speech has been planned again. */
  async function planned(): Promise<void> {
    const before = speech.requests.length;
    while (speech.requests.length === before) await turn();
    await settle();
  }

  /** The words of the chunks in the player, without gaps or repetitions if nothing is wrong. */
  const said = (text = TEXT): string[] =>
    player.chunks.flatMap(({ words }) => words.map(({ source }) => text.slice(source.start, source.end)));

  it('buffers as many seconds as of whole sentences, and ends only their last chunks', () => {
    assert.equal(player.chunks.length, 16);
    const ends = player.chunks.map((chunk) => chunk.ends);
    assert.deepEqual(ends.slice(0, 4), [undefined, 'sentence', undefined, 'sentence']);
  });

  it('goes on at another speed after the sentence, not after the chunk being heard', async () => {
    player.playTo(4);
    settings = { ...settings, speed: 1.5 };
    reader.settingsChanged();
    await planned();
    assert.deepEqual(player.last('cut'), { type: 'cut', session: 1, after: 5 });
    assert.deepEqual(
      player.chunks.slice(4, 8).map(({ speed }) => speed),
      [1, 1, 1.5, 1.5],
    );
    assert.deepEqual(said().slice(8, 16), ['a02', 'b02', 'c02', 'd02', 'a03', 'b03', 'c03', 'd03']);
  });

  it('finishes the sentence being heard when the next one is edited', async () => {
    player.playTo(4);
    const edited = TEXT.replace('b03', 'x03');
    reader.edit([editBetween(TEXT, edited)], textOf(edited));
    await planned();
    assert.equal(player.last('cut')?.after, 5);
    assert.deepEqual(said(edited).slice(8, 16), ['a02', 'b02', 'c02', 'd02', 'a03', 'x03', 'c03', 'd03']);
  });

  it('returns to the start of the sentence from its second chunk', async () => {
    player.playTo(4);
    player.playTo(5);
    await reader.skip('repeatSentence');
    await settle();
    assert.equal(player.chunks[0]?.source.start, 2 * SENTENCE_LENGTH);
  });

  it('falls asleep at the end of the sentence', async () => {
    player.playTo(4);
    reader.sleepAfter(0.0001);
    while (!player.ended) await turn();
    assert.equal(player.chunks.length, 6);
  });
});
