import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { KokoroError } from '../../../src/common/errors';
import { silentLogger } from '../../../src/common/log';
import type { Outline } from '../../../src/document/outline';
import { Reader, type Spoken } from '../../../src/reading/reader';
import type { ReadingSettings } from '../../../src/reading/readingText';
import { FakePlayer, FakeSpeech, SENTENCE_LENGTH, sentences, settle, textOf } from './fakes';

const TEXT = textOf(sentences(60));
/** Where a sentence of TEXT starts. */
const at = (sentence: number): number => sentence * SENTENCE_LENGTH;

describe('Reader', () => {
  let speech: FakeSpeech;
  let player: FakePlayer;
  let settings: ReadingSettings;
  let reader: Reader;
  let failures: unknown[];
  let spoken: Spoken | undefined;

  beforeEach(() => {
    speech = new FakeSpeech();
    player = new FakePlayer();
    settings = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read', volume: 1, pauseAfter: 'never' };
    reader = new Reader(
      speech,
      player,
      () => settings,
      () => [{ name: 'af_heart', label: 'Heart' }],
      silentLogger,
    );
    failures = [];
    spoken = undefined;
    reader.onFailed((error) => failures.push(error));
    reader.onSpoken((what) => (spoken = what));
  });
  afterEach(() => reader.dispose());

  /** The words being heard, as marked in the text. */
  const heard = (): { word: string | undefined; sentence: string } | undefined => {
    const slice = (range: { start: number; end: number }): string =>
      spoken?.text.text.slice(range.start, range.end) ?? '';
    return spoken && { sentence: slice(spoken.sentence), word: spoken.word && slice(spoken.word) };
  };

  it('buffers a few seconds in the player, then waits until they are heard', async () => {
    reader.read(TEXT);
    await settle();
    assert.equal(player.chunks.length, 8);
    player.playTo(3);
    await settle();
    assert.equal(player.chunks.length, 11);
    assert.ok(speech.made <= 12);
  });

  it('stays paused when the player reports what it did before', async () => {
    reader.read(TEXT);
    await settle();
    reader.pause();
    player.report('playing');
    assert.equal(reader.state, 'paused');
    player.report('paused');
    reader.pauseOrResume();
    assert.deepEqual(player.last('control'), { type: 'control', action: 'resume' });
    player.report('playing');
    assert.equal(reader.state, 'playing');
  });

  it('logs when the first sample was scheduled, also for a page with another clock', () => {
    const logged: string[] = [];
    const log = { ...silentLogger, info: (message: string) => logged.push(message) };
    const other = new Reader(
      speech,
      player,
      () => settings,
      () => [],
      log,
    );
    other.read(TEXT);
    for (const hours of [0, -1, 1]) {
      const at = Date.now() + 3_600_000 * hours;
      player.messages.fire({ type: 'scheduled', session: player.session, at, lead: 0.05, latency: 0.06 });
    }
    other.dispose();
    assert.equal(logged.length, 3);
    for (const line of logged)
      assert.match(line, /scheduled \d{1,5} ms after the command, 50 ms ahead; the device takes 60 ms/);
  });

  it('reads to the end, tells the player, and is idle when everything is heard', async () => {
    const left: unknown[] = [];
    reader.onLeft(({ finished }) => left.push(finished));
    reader.read(textOf(sentences(3)));
    await settle();
    assert.deepEqual(
      player.received.findLast(({ type }) => type !== 'document'),
      { type: 'end', session: 1 },
    );
    player.report('playing');
    assert.equal(reader.state, 'playing');
    player.messages.fire({ type: 'finished', session: 1 });
    assert.equal(reader.state, 'idle');
    assert.equal(reader.place, undefined);
    assert.deepEqual(left, [true]);
  });

  it('reports the word and the sentence being heard', async () => {
    reader.read(TEXT);
    await settle();
    player.playTo(0, 2);
    assert.deepEqual(heard(), { sentence: 'a00 b00 c00 d00.', word: 'c00' });
    player.playTo(1, 0);
    assert.deepEqual(heard(), { sentence: 'a01 b01 c01 d01.', word: 'a01' });
    assert.equal(reader.place?.from, at(1));
    reader.stop();
    assert.equal(spoken, undefined);
  });

  it('tells how long the rest will take, at the current speed', async () => {
    let seconds: number | undefined;
    reader.onStatus(({ secondsLeft }) => (seconds = secondsLeft));
    reader.read(TEXT);
    await settle();
    for (let i = 0; i < 40; i++) {
      player.playTo(i);
      await settle();
    }
    assert.ok(Math.abs((seconds ?? 0) - 42) < 5, `${seconds} s for 21 sentences of 2 s`);
    settings = { ...settings, speed: 2 };
    player.playTo(40);
    assert.ok(Math.abs((seconds ?? 0) - 20) < 3, `${seconds} s at twice the speed`);
  });

  it('shows the document once it is known, without waiting for it', async () => {
    reader.read(TEXT);
    await settle();
    const shown = player.last('document');
    assert.equal(shown?.title, 'Test');
    assert.equal(shown.length, TEXT.text.length);
    assert.equal(shown.blocks[0]?.sentences.length, 60);
  });

  it('stops immediately: cancels the engine and sends nothing more', async () => {
    reader.read(TEXT);
    await settle();
    reader.stop();
    assert.equal(speech.signal?.aborted, true);
    assert.deepEqual(player.received.at(-1), { type: 'control', action: 'stop' });
    const sent = player.received.length;
    player.playTo(5);
    await settle();
    assert.equal(player.received.length, sent);
    assert.deepEqual(failures, []);
  });

  it('never reads two texts at once', async () => {
    reader.read(TEXT);
    await settle();
    const first = speech.signal;
    reader.read({ ...TEXT, title: 'Second' });
    await settle();
    assert.equal(first?.aborted, true);
    assert.equal(player.session, 2);
    assert.equal(player.chunks.length, 8);
  });

  it('shows the settings in a player that opens before the first reading', () => {
    player.messages.fire({ type: 'ready' });
    const { voice, speed, volume, pauseAfter } = settings;
    const voices = [{ name: 'af_heart', label: 'Heart' }];
    assert.deepEqual(player.received, [
      { type: 'settings', voice, speed, volume, pauseAfter, voices, sleepMinutes: undefined, sleepAtSection: false },
    ]);
  });

  it('reports the settings that the user chooses in the player', () => {
    const chosen: unknown[] = [];
    reader.onSettingChosen((setting) => chosen.push(setting));
    player.messages.fire({ type: 'speed', speed: 1.5 });
    player.messages.fire({ type: 'voice', voice: 'bf_emma' });
    player.messages.fire({ type: 'volume', volume: 0.5 });
    player.messages.fire({ type: 'pauseAfter', point: 'sentence' });
    assert.deepEqual(chosen, [
      { name: 'speed', value: 1.5 },
      { name: 'voice', value: 'bf_emma' },
      { name: 'volume', value: 0.5 },
      { name: 'pauseAfter', value: 'sentence' },
    ]);
  });

  it('stops when the player is closed', async () => {
    reader.read(TEXT);
    await settle();
    player.closed.fire();
    assert.equal(reader.state, 'idle');
    assert.equal(speech.signal?.aborted, true);
  });

  it('sends a reloaded page its document and its reading again, still paused', async () => {
    reader.read(TEXT);
    await settle();
    player.playTo(3, 1);
    player.report('paused');
    player.received.length = 0;
    player.reloaded.fire();
    await settle();
    assert.equal(player.received[0]?.type, 'document');
    assert.equal(speech.requests[1]?.from, at(3) + 4);
    assert.equal(player.last('start')?.elapsed, 6.5);
    assert.ok(player.received.some((message) => message.type === 'control' && message.action === 'pause'));
    assert.equal(reader.state, 'paused');
  });

  it('keeps showing a download while the player reports states', async () => {
    const details: (string | undefined)[] = [];
    reader.onStatus(({ detail }) => details.push(detail));
    speech.progress = { asset: 'a.onnx', phase: 'downloading', receivedBytes: 1, totalBytes: 4, source: '' };
    reader.read(TEXT);
    await turn();
    player.report('waiting');
    assert.equal(details.at(-1), 'Downloading the voice model… 25 %');
    player.messages.fire({ type: 'request', request: 'cancelDownload' });
    assert.equal(details.at(-1), undefined);
    assert.ok(player.received.some((message) => message.type === 'status' && message.progress === 0.25));
  });

  it('pauses and resumes through the player', async () => {
    reader.read(TEXT);
    await settle();
    player.report('playing');
    reader.pauseOrResume();
    assert.deepEqual(player.received.at(-1), { type: 'control', action: 'pause' });
    player.report('paused');
    reader.pauseOrResume();
    assert.deepEqual(player.received.at(-1), { type: 'control', action: 'resume' });
  });

  it('reports a failure once, becomes idle, and can try again', async () => {
    speech.error = new KokoroError('asset-unavailable', 'no model');
    reader.read(TEXT, at(2));
    await settle();
    assert.deepEqual(failures, [speech.error]);
    assert.equal(reader.state, 'idle');
    assert.deepEqual(player.last('failed'), { type: 'failed', message: 'no model', canRetry: true });
    speech.error = undefined;
    player.messages.fire({ type: 'request', request: 'retry' });
    await settle();
    assert.equal(speech.requests[1]?.from, at(2));
    assert.equal(player.chunks.length, 8);
  });

  it('fails when there is nothing to read, which no retry changes', async () => {
    reader.read(textOf('   '));
    await settle();
    assert.equal((failures[0] as KokoroError).code, 'nothing-to-read');
    assert.equal(player.last('failed')?.canRetry, false);
  });

  it('reveals the player once when sound is blocked', async () => {
    reader.read(TEXT);
    await settle();
    player.report('waiting');
    assert.equal(player.revealed, 0);
    player.report('blocked');
    player.report('blocked');
    assert.equal(player.revealed, 1);
  });

  it('ignores reports about an older session', async () => {
    reader.read(TEXT);
    reader.read(TEXT);
    await settle();
    player.messages.fire({ type: 'finished', session: 1 });
    assert.notEqual(reader.place, undefined);
  });

  describe('when settings change', () => {
    /** Waits until the change has been planned. */
    const planned = async (): Promise<void> => {
      const before = speech.requests.length;
      while (speech.requests.length === before) await turn();
      await settle();
    };

    it('goes on at another speed after the sentence being heard, without a new session', async () => {
      reader.read(TEXT);
      await settle();
      player.playTo(4, 1);
      settings = { ...settings, speed: 1.5 };
      reader.settingsChanged();
      assert.equal(player.last('settings')?.speed, 1.5, 'the player stretches at once');
      await planned();
      assert.equal(speech.requests[1]?.speed, 1.5);
      assert.deepEqual(player.last('cut'), { type: 'cut', session: 1, after: 4 });
      assert.equal(player.session, 1);
      assert.deepEqual(
        player.chunks.map(({ source: { start }, speed }) => [start / SENTENCE_LENGTH, speed]).slice(3, 7),
        [
          [3, 1],
          [4, 1],
          [5, 1.5],
          [6, 1.5],
        ],
      );
    });

    it('keeps what is buffered until speech of another voice is there', async () => {
      reader.read(TEXT);
      await settle();
      player.playTo(2);
      let open: () => void = () => undefined;
      speech.gate = new Promise((resolve) => (open = resolve));
      settings = { ...settings, voice: 'bf_emma' };
      reader.settingsChanged();
      await planned();
      assert.equal(player.last('cut'), undefined);
      player.playTo(5); // the old voice goes on meanwhile
      open();
      await settle();
      assert.ok((player.last('cut')?.after ?? 0) >= 5);
      const indices = player.chunks.map(({ source }) => source.start / SENTENCE_LENGTH);
      assert.deepEqual(
        indices,
        indices.map((_, i) => i),
        'no sentence is missing or repeated',
      );
      assert.equal(speech.requests.at(-1)?.voice, 'bf_emma');
    });

    it('does so while paused as well', async () => {
      reader.read(TEXT);
      await settle();
      player.playTo(2);
      player.report('paused');
      settings = { ...settings, voice: 'bf_emma' };
      reader.settingsChanged();
      await planned();
      assert.equal(reader.state, 'paused');
      assert.equal(player.last('cut')?.after, 2);
      assert.equal(speech.requests[1]?.from, player.chunks[2]?.source.end);
    });
  });

  describe('skipping', () => {
    const skipped = async (from: number, word: number, skip: Parameters<Reader['skip']>[0]): Promise<number> => {
      reader.read(TEXT);
      await settle();
      for (let i = 0; i < from; i++) {
        player.playTo(i);
        await settle();
      }
      player.playTo(from, 0);
      player.playTo(from, word);
      await reader.skip(skip);
      await settle();
      return (speech.requests.at(-1)?.from ?? 0) / SENTENCE_LENGTH;
    };

    it('goes to the next sentence, and counts the time on', async () => {
      assert.equal(await skipped(4, 1, 'nextSentence'), 5);
      assert.equal(player.last('start')?.elapsed, 8.5);
      const documents = player.received.filter(({ type }) => type === 'document');
      assert.equal(documents.length, 2, 'empty first, and not shown again');
    });

    it('goes back to the sentence before', async () => {
      assert.equal(await skipped(4, 1, 'previousSentence'), 3);
    });

    it('repeats the sentence', async () => {
      assert.equal(await skipped(4, 3, 'repeatSentence'), 4);
    });

    it('stays where it is at the end of the document', async () => {
      reader.read(TEXT, at(59));
      await settle();
      player.playTo(0);
      await reader.skip('nextSentence');
      assert.equal(speech.requests.length, 1);
    });

    it('waits for the outline', async () => {
      reader.read(TEXT);
      await reader.skip('nextSentence');
      assert.equal(speech.requests.at(-1)?.from, at(1));
    });

    it('reads on where the user clicks, also after the end', async () => {
      reader.read(TEXT);
      await settle();
      player.messages.fire({ type: 'seek', offset: at(20) });
      assert.equal(speech.requests[1]?.from, at(20));
      reader.stop();
      player.messages.fire({ type: 'seek', offset: at(30) });
      assert.equal(speech.requests[2]?.from, at(30));
    });
  });

  describe('reading code that was only announced', () => {
    it('reads the block, then goes on as the settings say', async () => {
      reader.read(TEXT);
      await settle();
      const blocks = [0, 2, 4].map((i) => ({
        kind: 'notice' as const,
        runs: [],
        sentences: [{ start: at(i), end: at(i + 2) }],
      }));
      speech.outline = () => Promise.resolve(blocks);
      reader.read(textOf(TEXT.text.trimEnd()));
      await settle();
      player.messages.fire({ type: 'readCode', offset: at(3) });
      await settle();
      const [code, rest] = speech.requests.slice(-2);
      assert.deepEqual([code?.codeBlocks, code?.from], ['read', at(2)]);
      assert.deepEqual([rest?.codeBlocks, rest?.from], ['announce', at(4)]);
      assert.deepEqual(
        player.chunks.slice(0, 4).map(({ source }) => source.start / SENTENCE_LENGTH),
        [2, 3, 4, 5],
      );
    });
  });

  describe('a voice sample', () => {
    const SAMPLE = { text: 'Hello there.', format: 'plain' as const, title: 'Sample', voice: 'bf_emma' };

    it('interrupts the reading, which goes on where it was, with its time', async () => {
      reader.read(TEXT);
      await settle();
      player.playTo(3, 2);
      reader.playSample(SAMPLE);
      await settle();
      assert.equal(speech.requests[1]?.voice, 'bf_emma');
      reader.playSample(SAMPLE);
      player.messages.fire({ type: 'finished', session: player.session });
      await settle();
      assert.equal(speech.requests.at(-1)?.from, at(3) + 8);
      const { from, elapsed } = player.last('start') ?? {};
      assert.deepEqual({ from, elapsed }, { from: at(3) + 8, elapsed: 7 });
      const requests = speech.requests.length;
      reader.endSample();
      assert.equal(speech.requests.length, requests, 'it has already returned');
    });

    it('lets the reading be moved again after it was heard to its end', async () => {
      reader.read(TEXT);
      await settle();
      reader.playSample(SAMPLE);
      await settle();
      assert.deepEqual([player.last('start')?.sample, player.last('start')?.resumed], ['bf_emma', undefined]);
      player.messages.fire({ type: 'finished', session: player.session });
      await settle();
      assert.deepEqual([player.last('start')?.sample, player.last('start')?.resumed], [undefined, true]);
      reader.seek(at(2));
      await settle();
      assert.equal(speech.requests.at(-1)?.from, at(2));
    });

    it('is asked for and ended in the gallery, where voices are marked and blends saved', async () => {
      const wishes: unknown[] = [];
      reader.onWish((wish) => wishes.push(wish));
      player.messages.fire({ type: 'sample', voice: 'ef_dora' });
      player.messages.fire({ type: 'favourite', voice: 'ef_dora', on: true });
      player.messages.fire({ type: 'saveBlend', name: 'mine', blend: 'af_heart*0.6+af_bella*0.4' });
      player.messages.fire({ type: 'saveBlend', name: 'mine', blend: undefined });
      player.messages.fire({ type: 'request', request: 'addVoice' });
      assert.deepEqual(wishes, [
        { wish: 'sample', voice: 'ef_dora' },
        { wish: 'favourite', voice: 'ef_dora', on: true },
        { wish: 'saveBlend', name: 'mine', blend: 'af_heart*0.6+af_bella*0.4' },
        { wish: 'saveBlend', name: 'mine', blend: undefined },
        { wish: 'addVoice' },
      ]);
      reader.playSample(SAMPLE);
      await settle();
      player.messages.fire({ type: 'sample', voice: undefined });
      assert.equal(reader.state, 'idle');
    });

    it('leaves a paused reading paused', async () => {
      reader.read(TEXT);
      await settle();
      player.report('paused');
      reader.playSample(SAMPLE);
      await settle();
      reader.endSample();
      assert.equal(reader.state, 'paused');
      assert.equal(reader.place?.text, TEXT);
    });

    it('follows nothing when nothing was read', async () => {
      reader.playSample(SAMPLE);
      await settle();
      reader.endSample();
      assert.equal(reader.state, 'idle');
    });

    it('shows its own text, and the document again after it', async () => {
      reader.read(TEXT);
      await settle();
      const shown = player.last('document');
      reader.playSample(SAMPLE);
      assert.deepEqual(player.last('document')?.blocks[0]?.runs[0]?.text, SAMPLE.text);
      reader.endSample();
      assert.deepEqual(player.last('document'), shown);
    });
  });

  describe('the sleep timer', () => {
    it('lets the sentence being heard finish', async () => {
      const left: { from: number; finished: boolean }[] = [];
      reader.onLeft((place) => left.push(place));
      reader.read(TEXT);
      await settle();
      player.playTo(2);
      player.messages.fire({ type: 'sleep', minutes: 0.0001 });
      assert.equal(player.last('settings')?.sleepMinutes, 0.0001);
      while (!player.ended) await turn();
      assert.equal(player.chunks.length, 3);
      assert.equal(player.ended, true);
      player.messages.fire({ type: 'finished', session: player.session });
      assert.equal(left[0]?.finished, false);
      assert.equal(reader.state, 'idle');
    });

    it('ends the reading at the end of a section, or not when that is taken back', async () => {
      const block = (kind: 'heading' | 'paragraph', from: number, to: number): Outline[number] => ({
        ...{ kind, runs: [] },
        sentences: Array.from({ length: to - from }, (_, i) => ({ start: at(from + i), end: at(from + i) + 16 })),
      });
      const outline = [
        block('heading', 0, 1),
        block('paragraph', 1, 5),
        block('heading', 5, 6),
        block('paragraph', 6, 60),
      ];
      speech.outline = () => Promise.resolve(outline);
      reader.read(TEXT);
      await settle();
      player.playTo(2);
      player.messages.fire({ type: 'sleep', minutes: undefined, atSection: true });
      const ended = (): boolean => player.ended;
      assert.ok(ended());
      assert.equal(player.chunks.length, 5);
      player.messages.fire({ type: 'sleep', minutes: undefined });
      while (ended()) await turn();
      await settle();
      assert.equal(player.chunks[5]?.source.start, at(5));
      player.messages.fire({ type: 'sleep', minutes: undefined, atSection: true });
      await reader.skip('previousHeading');
      await settle();
      assert.equal(player.chunks.length, 5, 'it holds after a skip');
      player.messages.fire({ type: 'finished', session: player.session });
      assert.equal(player.last('settings')?.sleepAtSection, false);
    });

    it('can be turned off', () => {
      reader.sleepAfter(30);
      assert.equal(player.last('settings')?.sleepMinutes, 30);
      reader.sleepAfter(undefined);
      assert.equal(player.last('settings')?.sleepMinutes, undefined);
    });
  });
});
