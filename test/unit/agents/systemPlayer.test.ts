import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installedPlayers, type PlayerProgram } from '../../../src/agents/player/programs';
import { SystemPlayer } from '../../../src/agents/player/systemPlayer';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';

const NEVER = new AbortController().signal;

/** Half a second of speech, one word; all its samples have this value. */
function word(value: number, endsSentence = true): Pick<SpeechChunk, 'pcm' | 'words' | 'endsSentence'> {
  const samples = new Float32Array(SAMPLE_RATE / 2).fill(value / 32767);
  return { pcm: samples.buffer, words: [{ source: { start: 0, end: 1 }, start: 0, end: 0.5 }], endsSentence };
}

/** The player that programs of the system play for; the program here is Node, which keeps what it gets. */
describe('the system’s player', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-player-'))));
  afterEach(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

  /** A program that keeps what it gets in a file for each run. */
  function program(takes: PlayerProgram['takes']): PlayerProgram {
    const to = `${JSON.stringify(`${folder}/`)} + process.hrtime.bigint()`;
    const stream = `process.stdin.pipe(require('node:fs').createWriteStream(${to}))`;
    const file = `require('node:fs').copyFileSync(process.argv[1], ${to})`;
    const args = (path: string): string[] => (takes === 'stream' ? ['-e', stream] : ['-e', file, path]);
    return { command: process.execPath, takes, args };
  }

  /** A program that cannot play here. */
  const failing: PlayerProgram = {
    command: process.execPath,
    takes: 'stream',
    args: () => ['-e', 'console.error("no sound card"); process.exit(3)'],
  };

  /** The words that each run of the program got. */
  function runs(header = 0): number[][] {
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name)).subarray(header))
      .map((bytes) => [...new Set(Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i)))]);
  }

  async function untilRun(count: number): Promise<void> {
    for (let waited = 0; runs().filter((words) => words.length > 0).length < count; waited += 10) {
      assert.ok(waited < 10_000, 'nothing is played');
      await sleep(10);
    }
  }

  it('gets speech as one stream', async () => {
    const player = new SystemPlayer([program('stream')]);
    player.add(word(1));
    await untilRun(1);
    player.add(word(2));
    player.end();
    await player.finished;
    assert.deepEqual(runs(), [[1, 2]]);
    const [name = ''] = readdirSync(folder);
    assert.equal(readFileSync(join(folder, name)).length, 2 * SAMPLE_RATE); // two words of half a second
    await player.wanted(15, NEVER);
  });

  it('gets a file for each piece, one after the other', async () => {
    const player = new SystemPlayer([program('file')]);
    for (const value of [1, 2]) player.add(word(value));
    player.end();
    await player.finished;
    assert.deepEqual(runs(44), [[1], [2]]);
  });

  it('falls silent when it is paused, and goes on with the interrupted word', async () => {
    const player = new SystemPlayer([program('stream')]);
    for (const value of [1, 2, 3, 4, 5, 6]) player.add(word(value));
    const began = performance.now();
    await sleep(600); // in the second word
    player.pause();
    const atMost = (performance.now() - began) / 500 + 1;
    await sleep(50);
    player.resume();
    player.end();
    await player.finished;
    const [first = 0] = runs().at(-1) ?? [];
    assert.ok(first >= 2 && first <= atMost, `it goes on with ${first}`);
    assert.equal(runs().at(-1)?.at(-1), 6);
  });

  it('skips sentences', async () => {
    const player = new SystemPlayer([program('stream')]);
    player.pause();
    for (const value of [1, 2, 3]) player.add(word(value, value !== 1)); // the first two are a sentence
    player.skip(1);
    assert.equal(player.buffered, 0.5);
    player.skip(-1);
    assert.equal(player.buffered, 1.5);
    player.skip(5);
    assert.equal(player.buffered, 0);
    player.add(word(4));
    player.resume();
    player.end();
    await player.finished;
    assert.deepEqual(runs(), [[4]]);
  });

  it('tries another program when one cannot play', async () => {
    const missing: PlayerProgram = { ...failing, command: join(folder, 'missing') };
    const player = new SystemPlayer([missing, failing, program('stream')]);
    player.add(word(1));
    await untilRun(1);
    player.end();
    await player.finished;
    assert.deepEqual(runs(), [[1]]);
  });

  it('fails with the words of the last program', async () => {
    const player = new SystemPlayer([failing]);
    player.add(word(1));
    player.end();
    await assert.rejects(player.finished, { code: 'player-failed', message: /: no sound card$/ });
    await assert.rejects(player.wanted(0, NEVER), { code: 'player-failed' });
  });

  it('ends when it is stopped', async () => {
    const player = new SystemPlayer([program('stream')]);
    player.add(word(1));
    await untilRun(1);
    player.stop();
    await player.finished;
  });

  it('is what is installed, the best first', () => {
    assert.throws(() => installedPlayers('linux', folder), { code: 'player-missing', message: /alsa-utils/ });
    assert.throws(() => installedPlayers('darwin', folder), { code: 'player-missing', message: /afplay/ });
    for (const name of ['aplay', 'pw-play', 'paplay']) writeFileSync(join(folder, name), '');
    const found = installedPlayers('linux', `/nonexistent:${folder}`).map(({ command }) => command);
    assert.deepEqual(found, ['pw-play', 'pw-play', 'paplay', 'aplay']);
  });
});
