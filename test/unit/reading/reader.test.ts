import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { AssetProgress } from '../../../src/assets/store';
import { Emitter } from '../../../src/common/emitter';
import { KokoroError } from '../../../src/common/errors';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import { Reader, type ReadingSettings } from '../../../src/reading/reader';
import type { Speech, SpeechHooks, SpeechRequest } from '../../../src/speech/speech';
import type { FromPlayer, PlayerPort, PlayerState, ToPlayer } from '../../../src/webview/protocol';

const SECONDS_PER_CHUNK = 2;
const TEXT = { text: 'x'.repeat(1000), format: 'plain' as const, title: 'Test' };

/** Speaks ten characters per chunk, in two seconds. */
class FakeSpeech implements Pick<Speech, 'speak'> {
  readonly requests: SpeechRequest[] = [];
  signal: AbortSignal | undefined;
  made = 0;
  error: Error | undefined;
  progress: AssetProgress | undefined;

  async *speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    this.requests.push(request);
    this.signal = hooks.signal;
    if (this.progress) hooks.onProgress?.(this.progress);
    for (let at = request.from; at < request.text.length && request.text.trim() !== ''; at += 10) {
      await turn();
      if (this.error) throw this.error;
      this.made++;
      const pcm = new ArrayBuffer(SECONDS_PER_CHUNK * 24_000 * 4);
      const source = { start: at, end: at + 10 };
      yield { pcm, source, sentence: 'xxxxxxxxxx', spokenStart: 0, spokenEnd: 10, endsSentence: true, phonemes: 'x' };
    }
  }
}

/** Records the messages it receives, and reports what the test tells it to. */
class FakePlayer implements PlayerPort {
  readonly received: ToPlayer[] = [];
  readonly messages = new Emitter<FromPlayer>();
  readonly closed = new Emitter<void>();
  readonly reloaded = new Emitter<void>();
  readonly onMessage = this.messages.event;
  readonly onClosed = this.closed.event;
  readonly onReload = this.reloaded.event;
  revealed = 0;
  reveal(): void {
    this.revealed++;
  }
  post(message: ToPlayer): void {
    this.received.push(message);
  }
  get session(): number {
    return this.received.reduce((last, message) => (message.type === 'start' ? message.session : last), 0);
  }
  chunks(session = this.session): number {
    return this.received.filter((message) => message.type === 'chunk' && message.session === session).length;
  }
  report(state: PlayerState): void {
    this.messages.fire({ type: 'state', session: this.session, state });
  }
  playTo(index: number): void {
    const played = index * SECONDS_PER_CHUNK;
    this.messages.fire({ type: 'position', session: this.session, index, played });
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 60; i++) await turn();
}

describe('Reader', () => {
  let speech: FakeSpeech;
  let player: FakePlayer;
  let settings: ReadingSettings;
  let reader: Reader;
  let failures: unknown[];

  beforeEach(() => {
    speech = new FakeSpeech();
    player = new FakePlayer();
    settings = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read' };
    reader = new Reader(speech, player, () => settings, [{ name: 'af_heart', label: 'Heart' }]);
    failures = [];
    reader.onFailed((error) => failures.push(error));
  });
  afterEach(() => reader.dispose());

  it('buffers a few seconds in the player, then waits until they are heard', async () => {
    reader.read(TEXT);
    await settle();
    assert.equal(player.chunks(), 8);
    player.playTo(3);
    await settle();
    assert.equal(player.chunks(), 11);
    assert.ok(speech.made <= 12);
  });

  it('reads to the end, tells the player, and is idle when everything is heard', async () => {
    reader.read({ ...TEXT, text: 'x'.repeat(30) });
    await settle();
    assert.deepEqual(player.received.at(-1), { type: 'end', session: 1 });
    player.report('playing');
    assert.equal(reader.state, 'playing');
    player.messages.fire({ type: 'finished', session: 1 });
    assert.equal(reader.state, 'idle');
    assert.equal(reader.place, undefined);
  });

  it('reports the range being heard and the progress', async () => {
    const ranges: unknown[] = [];
    const progress: number[] = [];
    reader.onSpoken((spoken) => ranges.push(spoken?.range));
    reader.onStatus((status) => progress.push(status.progress));
    reader.read(TEXT);
    await settle();
    player.playTo(0);
    player.playTo(1);
    assert.deepEqual(ranges, [
      { start: 0, end: 10 },
      { start: 10, end: 20 },
    ]);
    assert.equal(progress.at(-1), 0.01);
    reader.stop();
    assert.equal(ranges.at(-1), undefined);
  });

  it('stops immediately: cancels the engine and sends nothing more', async () => {
    reader.read(TEXT);
    await settle();
    reader.stop();
    assert.equal(speech.signal?.aborted, true);
    assert.deepEqual(player.received.slice(-2), [
      { type: 'status', text: undefined },
      { type: 'control', action: 'stop' },
    ]);
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
    assert.equal(player.chunks(1), 8);
  });

  it('shows the settings in a player that opens before the first reading', () => {
    player.messages.fire({ type: 'ready' });
    assert.deepEqual(player.received, [
      { type: 'settings', voice: 'af_heart', speed: 1, voices: [{ name: 'af_heart', label: 'Heart' }] },
    ]);
  });

  it('reports the speed and voice that the user chooses in the player', () => {
    const chosen: unknown[] = [];
    reader.onSettingChosen((setting) => chosen.push(setting));
    player.messages.fire({ type: 'speed', speed: 1.5 });
    player.messages.fire({ type: 'voice', voice: 'bf_emma' });
    assert.deepEqual(chosen, [
      { name: 'speed', value: 1.5 },
      { name: 'voice', value: 'bf_emma' },
    ]);
  });

  it('stops when the player is closed', async () => {
    reader.read(TEXT);
    await settle();
    player.closed.fire();
    assert.equal(reader.state, 'idle');
    assert.equal(speech.signal?.aborted, true);
  });

  it('continues from the chunk being heard when settings change or the page is reloaded', async () => {
    reader.read(TEXT);
    await settle();
    player.playTo(4);
    settings = { ...settings, speed: 1.5 };
    reader.settingsChanged();
    await settle();
    const [, second] = speech.requests;
    assert.equal(second?.speed, 1.5);
    assert.equal(second.from, 40);
    const start = player.received.findLast((message) => message.type === 'start');
    assert.deepEqual(start?.offset, { progress: 0.04, seconds: 8 });
    player.reloaded.fire();
    assert.equal(speech.requests.length, 3);
    assert.equal(speech.requests[2]?.from, 40);
  });

  it('applies changed settings to a paused reading when it is resumed', async () => {
    reader.read(TEXT);
    await settle();
    player.playTo(2);
    player.report('paused');
    settings = { ...settings, voice: 'bf_emma' };
    reader.settingsChanged();
    await settle();
    assert.equal(speech.requests.length, 1);
    reader.pauseOrResume();
    await settle();
    assert.equal(speech.requests[1]?.voice, 'bf_emma');
    assert.equal(speech.requests[1].from, 20);
  });

  it('sends a reloaded page its reading again, still paused', async () => {
    reader.read(TEXT);
    await settle();
    player.playTo(3);
    player.report('paused');
    player.reloaded.fire();
    await settle();
    assert.equal(speech.requests[1]?.from, 30);
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
    reader.stop();
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

  it('reports a failure once and becomes idle', async () => {
    speech.error = new KokoroError('asset-unavailable', 'no model');
    reader.read(TEXT);
    await settle();
    assert.deepEqual(failures, [speech.error]);
    assert.equal(reader.state, 'idle');
  });

  it('fails when there is nothing to read', async () => {
    reader.read({ ...TEXT, text: '   ' });
    await settle();
    assert.equal((failures[0] as KokoroError).code, 'nothing-to-read');
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
});
