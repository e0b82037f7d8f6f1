import assert from 'node:assert/strict';
import { BLOCKED_AFTER_MS, Playback, SUSPEND_AFTER_MS } from '../../../src/webview/player/playback';
import { FakeOutput, FakeTimers, makeChunk, settled } from './fakeOutput';

const LEAD = 1200;

class Bench {
  readonly timers = new FakeTimers();
  readonly outputs: FakeOutput[] = [];
  readonly events: string[] = [];
  /** Whether new outputs may sound; 'broken' devices do not open at all. */
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
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it('schedules each chunk at the frame where the one before ends', () => {
    const { playback } = bench;
    playback.start();
    playback.add(makeChunk(0, 1001));
    playback.add(makeChunk(1, 777));
    bench.output.advance(500);
    playback.add(makeChunk(2, 3));
    assert.deepEqual(bench.spans, [
      [LEAD, LEAD + 1001],
      [LEAD + 1001, LEAD + 1778],
      [LEAD + 1778, LEAD + 1781],
    ]);
    assert.deepEqual(bench.output.sounds[1]?.samples, new Float32Array(777).fill(1));
  });

  it('starts a late chunk at once', async () => {
    const { playback } = bench;
    playback.start();
    playback.add(makeChunk(0, 1000));
    bench.output.advance(10_000);
    assert.equal(playback.state, 'waiting');
    playback.add(makeChunk(1, 1000));
    assert.deepEqual(bench.spans[1], [10_000 + LEAD, 11_000 + LEAD]);
    await settled();
    assert.deepEqual(bench.events, ['waiting', 'playing', 'chunk 0', 'waiting', 'playing', 'chunk 1']);
  });

  it('reports where it is, and stands still in a pause', async () => {
    const { playback } = bench;
    playback.start(0.2);
    playback.add(makeChunk(0, 24_000, 0.4));
    playback.add(makeChunk(1, 24_000, 0.6));
    bench.output.advance(LEAD + 24_000 + 6000);
    const expected = { index: 1, played: 1.25, progress: 0.45 };
    assert.deepEqual(playback.position(), expected);
    playback.pause();
    await settled();
    bench.output.advance(9999);
    assert.deepEqual(playback.position(), expected);
    assert.equal(playback.state, 'paused');
    playback.resume();
    bench.output.advance(6000);
    assert.deepEqual(playback.position()?.played, 1.5);
    await settled();
    assert.equal(playback.state, 'playing');
  });

  it('finishes once, after the last sample, and then suspends the device', async () => {
    const { playback } = bench;
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.end();
    bench.output.advance(LEAD + 999);
    assert.equal(playback.state, 'playing');
    bench.output.advance(1);
    playback.end();
    await settled();
    assert.deepEqual(bench.events, ['waiting', 'playing', 'chunk 0', 'finished', 'idle']);
    assert.equal(bench.output.running, true);
    bench.timers.fire(SUSPEND_AFTER_MS);
    await settled();
    assert.equal(bench.output.running, false);
  });

  it('resumes the device that was suspended when the next reading starts', async () => {
    const { playback } = bench;
    playback.start();
    playback.add(makeChunk(0, 1000));
    bench.output.advance(LEAD + 1000);
    playback.end();
    bench.timers.fire(SUSPEND_AFTER_MS);
    await settled();
    playback.start();
    playback.add(makeChunk(1, 1000));
    await settled();
    assert.equal(bench.outputs.length, 1);
    assert.equal(playback.state, 'playing');
    assert.deepEqual(bench.spans[1], [2 * LEAD + 1000, 2 * LEAD + 2000]);
  });

  it('keeps the device running when the next reading comes soon', () => {
    bench.playback.start();
    bench.playback.stop();
    bench.playback.start();
    bench.timers.fire(SUSPEND_AFTER_MS);
    assert.equal(bench.output.running, true);
  });

  it('finishes at once when everything was heard before the end came', () => {
    bench.playback.start();
    bench.playback.add(makeChunk(0, 100));
    bench.output.advance(LEAD + 100);
    bench.playback.end();
    assert.deepEqual(bench.events.slice(-2), ['finished', 'idle']);
  });

  it('stops every sound at once and never finishes', () => {
    const { playback } = bench;
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.add(makeChunk(1, 1000));
    playback.end();
    playback.stop();
    assert.ok(bench.output.sounds.every(({ stopped }) => stopped));
    playback.add(makeChunk(2, 1000));
    playback.resume();
    bench.output.advance(9999);
    assert.equal(bench.output.sounds.length, 2);
    assert.deepEqual(bench.events, ['waiting', 'playing', 'chunk 0', 'idle']);
  });

  it('goes on after a pause of another reading', () => {
    bench.playback.start();
    bench.playback.pause();
    bench.playback.start();
    bench.playback.add(makeChunk(0, 100));
    assert.equal(bench.playback.state, 'playing');
  });

  it('says when the platform refuses sound, and loses nothing until it is allowed', async () => {
    const { playback } = bench;
    bench.platform = 'refuses';
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.add(makeChunk(1, 1000));
    assert.equal(playback.state, 'waiting');
    bench.timers.fire(BLOCKED_AFTER_MS);
    assert.equal(playback.state, 'blocked');
    playback.resume();
    assert.equal(playback.state, 'blocked');
    bench.output.allowed = true;
    playback.resume();
    await settled();
    assert.deepEqual(bench.events, ['waiting', 'blocked', 'playing', 'chunk 0']);
    assert.deepEqual(playback.position()?.played, 0);
    assert.equal(bench.output.sounds.length, 2);
  });

  it('stays blocked when the next reading starts', () => {
    bench.platform = 'refuses';
    bench.playback.start();
    bench.timers.fire(BLOCKED_AFTER_MS);
    bench.playback.start();
    assert.deepEqual(bench.events, ['waiting', 'blocked', 'blocked']);
  });

  it('does not take a pause for a refusal', async () => {
    bench.playback.start();
    bench.playback.add(makeChunk(0, 1000));
    bench.playback.pause();
    await settled();
    bench.timers.fire(BLOCKED_AFTER_MS);
    assert.equal(bench.playback.state, 'paused');
  });

  it('asks for sound again when the platform takes it away', async () => {
    bench.playback.start();
    bench.playback.add(makeChunk(0, 1000));
    await settled();
    bench.output.interrupt();
    await settled();
    assert.equal(bench.output.resumes, 2);
    assert.equal(bench.playback.state, 'playing');
  });

  it('is blocked, and says why, when the device does not open; a click tries again', async () => {
    bench.platform = 'broken';
    bench.playback.start();
    bench.playback.add(makeChunk(0, 1000));
    assert.deepEqual(bench.events, ['The audio device does not open: no device', 'blocked']);
    bench.platform = 'allows';
    bench.playback.resume();
    await settled();
    assert.equal(bench.playback.state, 'playing');
  });

  it('skips an empty chunk', () => {
    bench.playback.start();
    bench.playback.add(makeChunk(0, 0));
    assert.equal(bench.output.sounds.length, 0);
    bench.playback.end();
    assert.equal(bench.playback.state, 'idle');
  });
});
