import assert from 'node:assert/strict';
import { BLOCKED_AFTER_MS, Playback, SUSPEND_AFTER_MS } from '../../../src/webview/player/playback';
import { loadStretch, type Stretch } from '../../../src/webview/player/stretch/stretch';
import { FakeOutput, FakeTimers, makeChunk, settled } from './fakeOutput';

/** Frames between now and the earliest time a chunk is scheduled. */
const MARGIN = 1200;

class Setup {
  readonly timers = new FakeTimers();
  readonly outputs: FakeOutput[] = [];
  readonly events: string[] = [];
  /** Whether new outputs may play; 'broken' devices cannot be opened. */
  platform: 'allows' | 'refuses' | 'broken' = 'allows';
  /** The library that was asked for. */
  stretch: Promise<Stretch> | undefined;
  loadStretch = loadStretch;
  readonly playback = new Playback(
    (onStateChange) => {
      if (this.platform === 'broken') throw new Error('no device');
      const output = new FakeOutput(onStateChange);
      output.allowed = this.platform === 'allows';
      this.outputs.push(output);
      return output;
    },
    () => (this.stretch = this.loadStretch()),
    this.timers,
    {
      state: (state) => this.events.push(state),
      chunkStarted: ({ index }) => this.events.push(`chunk ${index}`),
      wordStarted: ({ index }, word) => this.events.push(`word ${index}.${word}`),
      finished: () => this.events.push('finished'),
      problem: (message) => this.events.push(message),
    },
  );

  get output(): FakeOutput {
    const output = this.outputs.at(-1);
    assert.ok(output, 'an output is open');
    return output;
  }

  /** Advances the clock and wakes the player. */
  advance(frames: number): void {
    this.output.advance(frames);
    this.timers.fireWithin(900);
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
    setup.advance(500);
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
    setup.advance(10_000);
    assert.equal(playback.state, 'waiting');
    playback.add(makeChunk(1, 1000));
    assert.deepEqual(setup.spans[1], [10_000 + MARGIN, 11_000 + MARGIN]);
    await settled();
    assert.deepEqual(setup.events, ['waiting', 'playing', 'chunk 0', 'waiting', 'playing']);
  });

  it('reports its position, which does not move during a pause', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 24_000));
    playback.add(makeChunk(1, 24_000));
    setup.advance(MARGIN + 24_000 + 6000);
    const expected = { index: 1, heard: 1.25, ahead: 0.75 };
    assert.deepEqual(playback.position(), expected);
    playback.pause();
    await settled();
    setup.advance(9999);
    assert.deepEqual(playback.position(), expected);
    assert.equal(playback.state, 'paused');
    playback.resume();
    setup.advance(6000);
    assert.deepEqual(playback.position()?.heard, 1.5);
    await settled();
    assert.equal(playback.state, 'playing');
  });

  it('reports each word once, when it is heard', () => {
    const { playback } = setup;
    playback.start();
    setup.output.latency = 480;
    playback.add(makeChunk(0, 24_000));
    playback.add(makeChunk(1, 24_000));
    setup.advance(MARGIN + 479);
    assert.deepEqual(setup.events, ['waiting', 'playing']);
    setup.advance(1);
    setup.advance(6000);
    setup.advance(5999);
    assert.deepEqual(setup.events.slice(2), ['chunk 0', 'word 0.0']);
    setup.advance(1);
    setup.advance(11_999);
    assert.deepEqual(setup.events.slice(4), ['word 0.1']);
    setup.advance(1);
    assert.deepEqual(setup.events.slice(5), ['chunk 1', 'word 1.0']);
  });

  it('wakes for the next word, however long it takes', () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 24_000));
    setup.advance(MARGIN);
    setup.output.advance(12_000);
    setup.timers.fire(499);
    assert.equal(setup.events.at(-1), 'word 0.0');
    setup.timers.fire(500);
    assert.equal(setup.events.at(-1), 'word 0.1');
  });

  it('drops the chunks after a cut and plays those that follow in their place', () => {
    const { playback } = setup;
    playback.start();
    for (const index of [0, 1, 2]) playback.add(makeChunk(index, 1000));
    playback.end();
    playback.cut(0);
    playback.add(makeChunk(1, 500));
    assert.deepEqual(
      setup.output.sounds.map(({ stopped }) => stopped),
      [false, true, true, false],
    );
    assert.deepEqual(setup.spans[3], [MARGIN + 1000, MARGIN + 1500]);
    setup.advance(MARGIN + 1500);
    assert.equal(playback.state, 'waiting');
    playback.end();
    assert.deepEqual(setup.events.slice(-2), ['finished', 'idle']);
  });

  it('cuts the chunk that is heard as well', () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 10_000));
    setup.advance(MARGIN + 5000);
    playback.cut(-1);
    assert.equal(setup.output.sounds[0]?.end, MARGIN + 5000);
    assert.equal(playback.state, 'waiting');
    playback.add(makeChunk(0, 10_000));
    assert.deepEqual(setup.spans[1]?.[0], 2 * MARGIN + 5000);
  });

  it('moves the source of chunks', () => {
    const { playback } = setup;
    const heard: unknown[] = [];
    const moving = new Playback(() => setup.output, loadStretch, setup.timers, {
      ...{ state: () => undefined, finished: () => undefined, problem: () => undefined },
      chunkStarted: ({ source }) => heard.push(source),
      wordStarted: ({ words }, word) => heard.push(words[word]?.source),
    });
    playback.start();
    moving.start();
    moving.add(makeChunk(0, 1000));
    const { source, sentenceSource, words } = makeChunk(7, 1000);
    moving.move([{ index: 0, source, sentenceSource, words }]);
    setup.advance(MARGIN);
    assert.deepEqual(heard, [
      { start: 70, end: 80 },
      { start: 70, end: 74 },
    ]);
  });

  it('pauses exactly after each paragraph and goes on with the next', async () => {
    const { playback } = setup;
    playback.setPauseAfter('paragraph');
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.add(makeChunk(1, 1000, { ends: 'paragraph' }));
    playback.add(makeChunk(2, 1000, { ends: 'paragraph' }));
    playback.end();
    setup.advance(MARGIN + 1999);
    assert.equal(playback.state, 'playing');
    setup.advance(1);
    await settled();
    assert.equal(playback.state, 'paused');
    assert.equal(setup.output.running, false);
    assert.equal(setup.output.sounds.length, 2);
    playback.resume();
    await settled();
    assert.equal(setup.output.sounds.length, 3);
    setup.advance(MARGIN + 1000);
    assert.deepEqual(setup.events.slice(-2), ['finished', 'idle']);
  });

  it('takes back sentences that were scheduled when it is told to pause after each', () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 10_000, { ends: undefined }));
    playback.add(makeChunk(1, 10_000));
    playback.add(makeChunk(2, 10_000));
    setup.advance(MARGIN);
    playback.setPauseAfter('sentence');
    const playing = setup.output.sounds.filter(({ at, end }) => end > at);
    assert.deepEqual(
      playing.map(({ at, end }) => [at, end]),
      [
        [MARGIN, 3 * MARGIN],
        [3 * MARGIN, MARGIN + 10_000],
        [MARGIN + 10_000, MARGIN + 20_000],
      ],
    );
    setup.advance(20_000);
    assert.equal(playback.state, 'paused');
    playback.setPauseAfter('never');
    playback.resume();
    assert.equal(setup.output.sounds.at(-1)?.samples[0], 2);
  });

  it('plays at its volume, also when it is set before the device opens', () => {
    setup.playback.setVolume(0.5);
    setup.playback.start();
    assert.equal(setup.output.volume, 0.5);
    setup.playback.setVolume(0.25);
    assert.equal(setup.output.volume, 0.25);
  });

  it('finishes once, after the last sample, then suspends the device', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    playback.end();
    setup.advance(MARGIN + 999);
    assert.equal(playback.state, 'playing');
    setup.advance(1);
    playback.end();
    await settled();
    assert.deepEqual(
      setup.events.filter((event) => !event.startsWith('word')),
      ['waiting', 'playing', 'chunk 0', 'finished', 'idle'],
    );
    assert.equal(setup.output.running, true);
    setup.timers.fire(SUSPEND_AFTER_MS);
    await settled();
    assert.equal(setup.output.running, false);
  });

  it('resumes a suspended device when the next reading starts', async () => {
    const { playback } = setup;
    playback.start();
    playback.add(makeChunk(0, 1000));
    setup.advance(MARGIN + 1000);
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
    setup.advance(MARGIN + 100);
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
    setup.advance(9999);
    assert.equal(setup.output.sounds.length, 2);
    assert.deepEqual(setup.events, ['waiting', 'playing', 'idle']);
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
    assert.deepEqual(setup.events, ['waiting', 'blocked', 'playing']);
    assert.deepEqual(playback.position()?.heard, 0);
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

  describe('at another speed', () => {
    /** Plays two seconds made at speed 1 and changes the speed after half a second. */
    async function change(speed: number): Promise<void> {
      const { playback } = setup;
      playback.start();
      playback.add(makeChunk(0, 48_000));
      playback.add(makeChunk(1, 24_000, { speed }));
      playback.end();
      setup.advance(MARGIN + 12_000);
      playback.setSpeed(speed);
      await untilStretched();
    }
    const untilStretched = async (): Promise<void> => {
      await setup.stretch?.catch(() => undefined);
      await settled();
    };
    const playing = (): [number, number, boolean][] =>
      setup.output.sounds.filter(({ at, end }) => end > at).map(({ at, end, fadeIn }) => [at, end, fadeIn]);

    it('stretches the rest of what is heard, and plays chunks made at that speed as they are', async () => {
      await change(1.5);
      // Half a second heard, then the margin and the time for stretching.
      const cut = MARGIN + 12_000 + 2 * MARGIN;
      const rest = Math.round((48_000 - 12_000 - 2 * MARGIN) / 1.5);
      const end = cut + rest;
      assert.deepEqual(playing(), [
        [MARGIN, cut, false],
        [cut, cut + 12_000, true],
        [cut + 12_000, end, false],
        [end, end + 24_000, false],
      ]);
      assert.deepEqual(setup.output.sounds.at(-1)?.samples, new Float32Array(24_000).fill(1));
    });

    it('reports words when they are heard at the new speed', async () => {
      await change(2);
      setup.advance(2 * MARGIN); // to the cut, at 14,400 of the chunk's 48,000 frames
      setup.advance((24_000 - 14_400) / 2 - 1);
      assert.equal(setup.events.at(-1), 'word 0.0');
      setup.advance(1);
      assert.equal(setup.events.at(-1), 'word 0.1');
      assert.deepEqual(setup.playback.position(), { index: 0, heard: 0.8, ahead: 0.5 + 1 });
      setup.advance(12_000);
      assert.deepEqual(setup.events.slice(-2), ['chunk 1', 'word 1.0']);
    });

    it('changes again, and back to the very samples', async () => {
      await change(2);
      setup.advance(2 * MARGIN + 1000);
      setup.playback.setSpeed(1);
      // 14,400 frames of the chunk, then those up to the cut at twice the speed; the rest as it was made.
      const cut = MARGIN + 14_400 + 1000 + 2 * MARGIN;
      const source = 14_400 + 2 * (1000 + 2 * MARGIN);
      const resumed = setup.output.sounds.find((sound) => sound.at === cut && sound.end > cut);
      assert.deepEqual(resumed?.samples, new Float32Array(48_000 - source));
      assert.ok(resumed.fadeIn);
    });

    it('stretches only a few seconds ahead, and goes on in time', async () => {
      const { playback } = setup;
      playback.setSpeed(0.5);
      playback.start();
      playback.add(makeChunk(0, 10 * 24_000));
      await untilStretched();
      assert.ok((playing().at(-1)?.[1] ?? 0) < 3 * 24_000);
      playback.end();
      for (let i = 0; i < 20 * 4; i++) setup.advance(6000);
      setup.advance(MARGIN);
      assert.equal(playback.state, 'idle');
      const pieces = playing();
      for (const [i, [at]] of pieces.slice(1).entries()) assert.equal(at, pieces[i]?.[1]);
      assert.equal((pieces.at(-1)?.[1] ?? 0) - MARGIN, 20 * 24_000);
    });

    it('plays chunks as they are where stretching is impossible, and says why', async () => {
      const { playback } = setup;
      setup.loadStretch = () => Promise.reject(new Error('no WebAssembly'));
      playback.setSpeed(2);
      playback.start();
      playback.add(makeChunk(0, 1000));
      await untilStretched();
      assert.deepEqual(playing(), [[MARGIN, MARGIN + 1000, false]]);
      assert.ok(setup.events.includes('The speed of a chunk cannot be changed: no WebAssembly'));
    });
  });
});
