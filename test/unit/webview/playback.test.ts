import assert from 'node:assert/strict';
import { BLOCKED_AFTER_MS, Playback, SUSPEND_AFTER_MS } from '../../../src/webview/player/playback';
import { FakeOutput, FakeTimers, makeChunk, settled } from './fakeOutput';

/** Frames between now and the earliest time a chunk is scheduled. */
const MARGIN = 1200;

class Setup {
  readonly timers = new FakeTimers();
  readonly outputs: FakeOutput[] = [];
  readonly events: string[] = [];
  /** Whether new outputs may play; 'broken' devices cannot be opened. */
  platform: 'allows' | 'refuses' | 'broken' = 'allows';
  readonly playback = new Playback(
    (onStateChange) => {
      if (this.platform === 'broken') throw new Error('no device');
      const output = new FakeOutput(onStateChange);
      output.allowed = this.platform === 'allows';
      this.outputs.push(output);
      return output;
    },
    this.timers,
    {
      state: (state) => this.events.push(state),
      chunkStarted: ({ index }) => this.events.push(`chunk ${index}`),
      finished: () => this.events.push('finished'),
      problem: (message) => this.events.push(message),
    },
  );

  get output(): FakeOutput {
    const output = this.outputs.at(-1);
    assert.ok(output, 'an output is open');
    return output;
  }

  get spans(): [number, number][] {
    return this.output.sounds.map(({ at, end }) => [at, end]);
  }
}

describe('Playback', () => {
  let setup: Setup;
  beforeEach(() => {
    setup = new Setup();
  });

  it('schedules each chunk at the frame where the previous one ends', () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1001));
    playback.add(makeChunk(1, 777));
    setup.output.advance(500);
    playback.add(makeChunk(2, 3));
    assert.deepEqual(setup.spans, [
      [MARGIN, MARGIN + 1001],
      [MARGIN + 1001, MARGIN + 1778],
      [MARGIN + 1778, MARGIN + 1781],
    ]);
    assert.deepEqual(setup.output.sounds[1]?.samples, new Float32Array(777).fill(1));
  });

  it('starts a late chunk immediately', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    setup.output.advance(10_000);
    assert.equal(playback.state, 'waiting');
    playback.add(makeChunk(1, 1000));
    assert.deepEqual(setup.spans[1], [10_000 + MARGIN, 11_000 + MARGIN]);
    await settled();
    assert.deepEqual(setup.events, ['waiting', 'playing', 'chunk 0', 'waiting', 'playing', 'chunk 1']);
  });

  it('reports its position, which does not move during a pause', async () => {
    const { playback } = setup;
    playback.start(0.2);
    playback.add(makeChunk(0, 24_000, 0.4));
    playback.add(makeChunk(1, 24_000, 0.6));
    setup.output.advance(MARGIN + 24_000 + 6000);
    const expected = { index: 1, played: 1.25, progress: 0.45 };
    assert.deepEqual(playback.position(), expected);
    playback.pause();
    await settled();
    setup.output.advance(9999);
    assert.deepEqual(playback.position(), expected);
    assert.equal(playback.state, 'paused');
    playback.resume();
    setup.output.advance(6000);
    assert.deepEqual(playback.position()?.played, 1.5);
    await settled();
    assert.equal(playback.state, 'playing');
  });

  it('finishes once, after the last sample, then suspends the device', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.end();
    setup.output.advance(MARGIN + 999);
    assert.equal(playback.state, 'playing');
    setup.output.advance(1);
    playback.end();
    await settled();
    assert.deepEqual(setup.events, ['waiting', 'playing', 'chunk 0', 'finished', 'idle']);
    assert.equal(setup.output.running, true);
    setup.timers.fire(SUSPEND_AFTER_MS);
    await settled();
    assert.equal(setup.output.running, false);
  });

  it('resumes a suspended device when the next reading starts', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    setup.output.advance(MARGIN + 1000);
    playback.end();
    setup.timers.fire(SUSPEND_AFTER_MS);
    await settled();
    playback.start();
    playback.add(makeChunk(1, 1000));
    await settled();
    assert.equal(setup.outputs.length, 1);
    assert.equal(playback.state, 'playing');
    assert.deepEqual(setup.spans[1], [2 * MARGIN + 1000, 2 * MARGIN + 2000]);
  });

  it('keeps the device running when the next reading starts soon', () => {
    setup.playback.start();
    setup.playback.stop();
    setup.playback.start();
    setup.timers.fire(SUSPEND_AFTER_MS);
    assert.equal(setup.output.running, true);
  });

  it('finishes immediately if everything was heard before `end`', () => {
    setup.playback.start();
    setup.playback.add(makeChunk(0, 100));
    setup.output.advance(MARGIN + 100);
    setup.playback.end();
    assert.deepEqual(setup.events.slice(-2), ['finished', 'idle']);
  });

  it('stops every sound immediately and does not finish', () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.add(makeChunk(1, 1000));
    playback.end();
    playback.stop();
    assert.ok(setup.output.sounds.every(({ stopped }) => stopped));
    playback.add(makeChunk(2, 1000));
    playback.resume();
    setup.output.advance(9999);
    assert.equal(setup.output.sounds.length, 2);
    assert.deepEqual(setup.events, ['waiting', 'playing', 'chunk 0', 'idle']);
  });

  it('plays a new reading although the previous one was paused', () => {
    setup.playback.start();
    setup.playback.pause();
    setup.playback.start();
    setup.playback.add(makeChunk(0, 100));
    assert.equal(setup.playback.state, 'playing');
  });

  it('is blocked while the browser blocks sound, then plays every chunk', async () => {
    const { playback } = setup;
    setup.platform = 'refuses';
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.add(makeChunk(1, 1000));
    assert.equal(playback.state, 'waiting');
    setup.timers.fire(BLOCKED_AFTER_MS);
    assert.equal(playback.state, 'blocked');
    playback.resume();
    assert.equal(playback.state, 'blocked');
    setup.output.allowed = true;
    playback.resume();
    await settled();
    assert.deepEqual(setup.events, ['waiting', 'blocked', 'playing', 'chunk 0']);
    assert.deepEqual(playback.position()?.played, 0);
    assert.equal(setup.output.sounds.length, 2);
  });

  it('stays blocked when the next reading starts', () => {
    setup.platform = 'refuses';
    setup.playback.start();
    setup.timers.fire(BLOCKED_AFTER_MS);
    setup.playback.start();
    assert.deepEqual(setup.events, ['waiting', 'blocked', 'blocked']);
  });

  it('is not blocked by a pause', async () => {
    setup.playback.start();
    setup.playback.add(makeChunk(0, 1000));
    setup.playback.pause();
    await settled();
    setup.timers.fire(BLOCKED_AFTER_MS);
    assert.equal(setup.playback.state, 'paused');
  });

  it('resumes the device when the system suspends it', async () => {
    setup.playback.start();
    setup.playback.add(makeChunk(0, 1000));
    await settled();
    setup.output.interrupt();
    await settled();
    assert.equal(setup.output.resumes, 2);
    assert.equal(setup.playback.state, 'playing');
  });

  it('is blocked and reports why when the device cannot be opened; a click tries again', async () => {
    setup.platform = 'broken';
    setup.playback.start();
    setup.playback.add(makeChunk(0, 1000));
    assert.deepEqual(setup.events, ['The audio device cannot be opened: no device', 'blocked']);
    setup.platform = 'allows';
    setup.playback.resume();
    await settled();
    assert.equal(setup.playback.state, 'playing');
  });

  it('skips an empty chunk', () => {
    setup.playback.start();
    setup.playback.add(makeChunk(0, 0));
    assert.equal(setup.output.sounds.length, 0);
    setup.playback.end();
    assert.equal(setup.playback.state, 'idle');
  });
});
