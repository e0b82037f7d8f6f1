import assert from 'node:assert/strict';
import { PlayerController, type PlayerView } from '../../../src/webview/player/controller';
import type { FromPlayer, ToPlayer } from '../../../src/webview/protocol';
import { FakeOutput, FakeTimers, makeChunk, settled } from './fakeOutput';

/** Records what is shown as [name, ...arguments]. */
function recordingView(shown: unknown[][]): PlayerView {
  const recorder =
    (name: string) =>
    (...values: unknown[]): void => {
      shown.push([name, ...values]);
    };
  return {
    showTitle: recorder('title'),
    showState: recorder('state'),
    showChunk: recorder('chunk'),
    showProgress: recorder('progress'),
    showStatus: recorder('status'),
    showVoices: recorder('voices'),
    showSpeed: recorder('speed'),
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
    controller = new PlayerController(recordingView(shown), open, timers, (message) => posted.push(message));
  });

  it('reports a whole reading to the extension', async () => {
    send({ type: 'start', session: 3, title: 'README.md' });
    send({ type: 'chunk', session: 3, chunk: makeChunk(0, 24_000, 1) });
    send({ type: 'end', session: 3 });
    await settled();
    outputs[0]?.advance(1200 + 12_000);
    timers.fire(250);
    outputs[0]?.advance(12_000);
    timers.fire(250);
    assert.deepEqual(posted, [
      { type: 'state', session: 3, state: 'waiting' },
      { type: 'state', session: 3, state: 'playing' },
      { type: 'position', session: 3, index: 0, played: 0 },
      { type: 'position', session: 3, index: 0, played: 0.5 },
      { type: 'finished', session: 3 },
      { type: 'state', session: 3, state: 'idle' },
    ]);
    assert.deepEqual(
      shown.filter(([what]) => what === 'progress'),
      [
        ['progress', 0, 0],
        ['progress', 0, 0],
        ['progress', 0.5, 0.5],
      ],
    );
  });

  it('continues the progress and time of an earlier reading', async () => {
    send({ type: 'start', session: 1, title: '', offset: { progress: 0.5, seconds: 60 } });
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 24_000, 0.7) });
    await settled();
    outputs[0]?.advance(1200 + 12_000);
    timers.fire(250);
    assert.deepEqual(shown.at(-1), ['progress', 0.6, 60.5]);
  });

  it('ignores messages of an older session', () => {
    send({ type: 'start', session: 2, title: 'new' });
    send({ type: 'start', session: 1, title: 'old' });
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 100) });
    send({ type: 'end', session: 1 });
    assert.deepEqual(posted, [{ type: 'state', session: 2, state: 'waiting' }]);
    assert.equal(outputs[0]?.sounds.length, 0);
  });

  it('never plays two readings at once', () => {
    send({ type: 'start', session: 1, title: '' });
    send({ type: 'chunk', session: 1, chunk: makeChunk(0, 24_000) });
    send({ type: 'start', session: 2, title: '' });
    send({ type: 'chunk', session: 2, chunk: makeChunk(0, 24_000) });
    assert.deepEqual(
      outputs[0]?.sounds.map(({ stopped }) => stopped),
      [true, false],
    );
  });

  it('obeys the user and tells the extension', async () => {
    send({ type: 'start', session: 1, title: '' });
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
    send({ type: 'start', session: 1, title: '' });
    send({ type: 'control', action: 'pause' });
    send({ type: 'control', action: 'stop' });
    assert.deepEqual(types(), ['waiting', 'paused', 'idle']);
  });

  it('sends a speed after a delay, and ignores an older setting until then', () => {
    const settings = (speed: number): void => {
      send({ type: 'settings', voice: 'af_heart', speed, voices: [] });
    };
    settings(1.13);
    controller.stepSpeed(1);
    controller.stepSpeed(1);
    settings(1.13);
    assert.deepEqual(shown.at(-2), ['speed', 1.2]);
    timers.fire(250);
    assert.deepEqual(posted, [{ type: 'speed', speed: 1.2 }]);
    settings(1.5);
    assert.deepEqual(shown.at(-1), ['speed', 1.5]);
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
});
