import assert from 'node:assert/strict';
import { PlayerController, type PlayerView, type Timeline } from '../../../src/webview/player/controller';
import { loadStretch } from '../../../src/webview/player/stretch/stretch';
import type { FromPlayer, PlayerSettings, ToPlayer } from '../../../src/webview/protocol';
import { FakeOutput, FakeTimers, makeChunk, settled, startOf } from './fakeOutput';

/** Records what is shown as [name, ...arguments]. */
function recordingView(shown: unknown[][]): PlayerView {
  const recorder =
    (name: string) =>
    (...values: unknown[]): void => {
      shown.push([name, ...values]);
    };
  return {
    showDocument: recorder('document'),
    showStart: recorder('start'),
    showState: recorder('state'),
    showChunk: recorder('chunk'),
    showWord: recorder('word'),
    showTimeline: recorder('timeline'),
    showStatus: recorder('status'),
    showFailure: recorder('failure'),
    showOffer: recorder('offer'),
    showSettings: recorder('settings'),
    showGallery: recorder('gallery'),
    hideGallery: recorder('hideGallery'),
    showSample: recorder('sample'),
  };
}

describe('PlayerController', () => {
  let posted: FromPlayer[];
  let shown: unknown[][];
  let outputs: FakeOutput[];
  let timers: FakeTimers;
  let controller: PlayerController;
  const send = (message: ToPlayer): void => {
    controller.receive(message);
  };
  const types = (): string[] => posted.map((message) => (message.type === 'state' ? message.state : message.type));

  beforeEach(() => {
    posted = [];
    shown = [];
    outputs = [];
    timers = new FakeTimers();
    const open = (onStateChange: () => void): FakeOutput => {
      const output = new FakeOutput(onStateChange);
      outputs.push(output);
      return output;
    };
    controller = new PlayerController(recordingView(shown), open, loadStretch, timers, (message) =>
      posted.push(message),
    );
  });

  it('reports a whole reading to the extension', async () => {
    send(startOf(3));
    send({ type: 'chunk', session: 3, chunk: makeChunk(0, 24_000) });
    send({ type: 'end', session: 3 });
    await settled();
    for (const frames of [1200, 12_000, 12_000]) {
      outputs[0]?.advance(frames);
      timers.fireWithin(500);
    }
    const clock = posted.find((message) => message.type === 'scheduled')?.at ?? NaN;
    assert.deepEqual(posted, [
      { type: 'state', session: 3, state: 'waiting' },
      { type: 'state', session: 3, state: 'playing' },
      { type: 'scheduled', session: 3, at: clock, lead: 0.05, latency: 0 },
      { type: 'position', session: 3, index: 0, heard: 0, ahead: 1 },
      { type: 'position', session: 3, index: 0, heard: 0, ahead: 1 },
      { type: 'word', session: 3, index: 0, word: 0 },
      { type: 'position', session: 3, index: 0, heard: 0.5, ahead: 0.5 },
      { type: 'word', session: 3, index: 0, word: 1 },
      { type: 'finished', session: 3 },
      { type: 'state', session: 3, state: 'idle' },
    ]);
  });

  it('continues the time of an earlier reading', async () => {
    send(startOf(1, 70, 60));
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 24_000) });
    await settled();
    outputs[0]?.advance(1200 + 12_000);
    timers.fire(250);
    assert.equal((shown.at(-1)?.[1] as Timeline).elapsed, 60.5);
  });

  it('ignores messages of an older session', () => {
    send(startOf(2));
    send(startOf(1));
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 100) });
    send({ type: 'end', session: 1 });
    assert.deepEqual(posted, [{ type: 'state', session: 2, state: 'waiting' }]);
    assert.equal(outputs[0]?.sounds.length, 0);
  });

  it('never plays two readings at once', () => {
    send(startOf(1));
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 24_000) });
    send(startOf(2));
    send({ type: 'chunk', session: 2, chunk: makeChunk(0, 24_000) });
    assert.deepEqual(
      outputs[0]?.sounds.map(({ stopped }) => stopped),
      [true, false],
    );
  });

  it('obeys the user and tells the extension', async () => {
    send(startOf(1));
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 24_000) });
    await settled();
    posted.length = 0;
    controller.toggle();
    controller.toggle();
    await settled();
    controller.stop();
    controller.stop();
    assert.deepEqual(types(), ['command', 'paused', 'command', 'playing', 'command', 'idle']);
  });

  it('obeys the extension without echoing its commands', () => {
    send(startOf(1));
    send({ type: 'control', action: 'pause' });
    send({ type: 'control', action: 'stop' });
    assert.deepEqual(types(), ['waiting', 'paused', 'idle']);
  });

  it('shows no sleep timer once the settings have none', () => {
    const settings: ToPlayer = { type: 'settings', voice: '', speed: 1, voices: [], volume: 1, pauseAfter: 'never' };
    send({ ...settings, sleepMinutes: 45 });
    send(settings); // a message loses what is undefined
    const last = shown.findLast(([what]) => what === 'settings')?.[1] as PlayerSettings;
    assert.equal(last.sleepMinutes, undefined);
  });

  it('sends a speed and a volume after a delay, and ignores older settings until then', () => {
    const settings = (speed: number, volume: number): void => {
      send({ type: 'settings', voice: 'af_heart', speed, voices: [], volume, pauseAfter: 'never' });
    };
    const set = (): unknown[] => {
      const { speed, volume } = shown.findLast(([what]) => what === 'settings')?.[1] as PlayerSettings;
      return [speed, volume];
    };
    settings(1.13, 1);
    controller.stepSpeed(1);
    controller.stepSpeed(1);
    controller.setVolume(0.5);
    settings(1.13, 1);
    assert.deepEqual(set(), [1.2, 0.5]);
    timers.fire(250);
    assert.deepEqual(posted, [
      { type: 'speed', speed: 1.2 },
      { type: 'volume', volume: 0.5 },
    ]);
    settings(1.5, 0.8);
    assert.deepEqual(set(), [1.5, 0.8]);
  });

  it('asks the extension for what it cannot do itself', () => {
    controller.skip('nextSentence');
    assert.deepEqual(posted, []);
    send(startOf(1));
    posted.length = 0;
    controller.skip('nextSentence');
    controller.seek(12);
    controller.setSleep(undefined, true);
    controller.readCode(40);
    controller.continueReading('b');
    controller.setVoice('bm_george');
    controller.setSleep(15);
    controller.setSleep(undefined);
    controller.setPauseAfter('sentence');
    controller.request('showLog');
    assert.deepEqual(posted, [
      { type: 'skip', skip: 'nextSentence' },
      { type: 'seek', offset: 12 },
      { type: 'sleep', minutes: undefined, atSection: true },
      { type: 'readCode', offset: 40 },
      { type: 'continue', id: 'b' },
      { type: 'voice', voice: 'bm_george' },
      { type: 'sleep', minutes: 15 },
      { type: 'sleep', minutes: undefined },
      { type: 'pauseAfter', point: 'sentence' },
      { type: 'request', request: 'showLog' },
    ]);
  });

  it('reads the active document when it is idle and one is offered', () => {
    controller.toggle();
    assert.deepEqual(posted, []);
    send({ type: 'offer', offer: { active: { title: 'a.md', minutesLeft: 3 }, unfinished: [] } });
    controller.toggle();
    assert.deepEqual(posted, [{ type: 'request', request: 'readActive' }]);
  });

  it('shows a failure until the next reading starts', () => {
    send({ type: 'failed', message: 'No network.', canRetry: true });
    assert.deepEqual(shown.at(-1), ['failure', { type: 'failed', message: 'No network.', canRetry: true }]);
    send(startOf(1));
    assert.deepEqual(
      shown.find(([what, value]) => what === 'failure' && value === undefined),
      ['failure', undefined],
    );
  });

  it('ignores malformed messages with a warning', () => {
    const { warn } = console;
    const warnings: unknown[][] = [];
    console.warn = (...values: unknown[]) => warnings.push(values);
    try {
      controller.receive({ type: 'start', session: 'one', title: '' });
      controller.receive(null);
    } finally {
      console.warn = warn;
    }
    assert.equal(warnings.length, 2);
    assert.equal(outputs.length, 0);
  });

  it('tells which sample is heard, and shows the text again when another reading starts', async () => {
    const named = (names: string[]): unknown[][] => shown.filter(([name]) => names.includes(String(name)));
    send({ type: 'gallery' });
    send({ ...startOf(3), sample: 'ef_dora' } as ToPlayer);
    await settled();
    const gallery = ['gallery', 'hideGallery', 'sample'];
    assert.deepEqual(named(gallery).slice(-2), [['gallery'], ['sample', 'ef_dora']]);
    send({ ...startOf(4), resumed: true } as ToPlayer);
    assert.deepEqual(named(gallery).slice(-1), [['sample', undefined]]);
    send({ type: 'control', action: 'stop' });
    assert.deepEqual(named(gallery).slice(-1), [['sample', undefined]]);
    send(startOf(5));
    assert.deepEqual(named(gallery).slice(-1), [['hideGallery']]);
    controller.playSample('af_heart');
    controller.playSample(undefined);
    controller.setFavourite('af_heart', true);
    controller.saveBlend('mine', 'af_heart*0.5+af_bella*0.5');
    assert.deepEqual(posted.slice(-4), [
      { type: 'sample', voice: 'af_heart' },
      { type: 'sample', voice: undefined },
      { type: 'favourite', voice: 'af_heart', on: true },
      { type: 'saveBlend', name: 'mine', blend: 'af_heart*0.5+af_bella*0.5' },
    ]);
  });
});
