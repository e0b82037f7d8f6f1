// npm run soak [-- --minutes N]: reads aloud for ten minutes with the real engine, in a real Chromium, with pauses, changes
// of speed and the player hidden for a while, and compares when each word is marked with when its samples are heard.
// Fails if the marks of any minute are more than 50 ms off in the median. The short form of this is in
// test/integration/player.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApp } from '../src/app/app';
import { cacheFolder } from '../src/assets/cacheFolder';
import { Emitter } from '../src/common/emitter';
import { silentLogger } from '../src/common/log';
import { SAMPLE_RATE } from '../src/kokoro/model';
import { Reader } from '../src/reading/reader';
import type { ReadingSettings } from '../src/reading/readingText';
import type { FromPlayer, PlayerChunk, PlayerPort } from '../src/webview/protocol';
import { launchChromium, PlayerPage, PlayerServer } from '../test/integration/support/playerPage';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
const MOST_MS = 50;
/** Samples that are compared to find a chunk in what was heard. */
const PROBE = 64;

const root = join(import.meta.dirname, '..');
const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const text = documents.map((name) => readFileSync(join(root, 'docs', name), 'utf8')).join('\n\n');

const app = createApp({
  programs: join(root, 'dist'),
  cache: cacheFolder(),
  source: () => '',
  threads: () => 0,
  idleMinutes: () => 0,
  ownModel: () => '',
  optimizedModel: () => 'make',
  logger: silentLogger,
});
const server = await PlayerServer.start();
const browser = await launchChromium('--autoplay-policy=no-user-gesture-required');
const player = await PlayerPage.openTappedFrame(browser, `${server.url}framed`);

const chunks: PlayerChunk[] = [];
const messages = new Emitter<FromPlayer>();
let sending: Promise<void> = Promise.resolve();
const port: PlayerPort = {
  post: (message) => {
    if (message.type === 'cut') chunks.length = message.after + 1;
    if (message.type === 'chunk') chunks[message.chunk.index] = message.chunk;
    sending = sending.then(() => player.send(message));
  },
  onMessage: messages.event,
  onClosed: new Emitter<void>().event,
  onReload: new Emitter<void>().event,
  reveal: () => undefined,
};
const settings: ReadingSettings = {
  ...{ voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read', volume: 1, pauseAfter: 'never' },
};
const reader = new Reader(
  app.speech,
  port,
  () => settings,
  () => [],
  silentLogger,
);
let delivered = 0;
const delivering = setInterval(() => {
  for (const message of player.posted.slice(delivered)) messages.fire(message);
  delivered = player.posted.length;
}, 20);

/** What happens in each minute, after so many seconds. */
const EVENTS: [number, () => Promise<void>][] = [
  [10, pause],
  [13, resume],
  [20, () => setSpeed(1.5)],
  [35, () => setVisibility('hidden')],
  [45, () => setSpeed(0.8)],
  [50, () => setVisibility('visible')],
  [55, () => setSpeed(1)],
];

function pause(): Promise<void> {
  reader.pause();
  return Promise.resolve();
}

function resume(): Promise<void> {
  if (reader.state === 'paused') reader.pauseOrResume();
  return Promise.resolve();
}

function setSpeed(speed: number): Promise<void> {
  settings.speed = speed;
  reader.settingsChanged();
  return Promise.resolve();
}

function setVisibility(value: string): Promise<void> {
  return player.page.evaluate(`document.querySelector('iframe').style.visibility = '${value}'`);
}

try {
  reader.read({ text, format: 'markdown', title: 'docs' });
  while (player.wordTimes.length === 0) await sleep(100);
  for (let minute = 0; minute < minutes; minute++) {
    const began = performance.now();
    for (const [second, act] of [...EVENTS, [60, () => Promise.resolve()] as const]) {
      await sleep(Math.max(0, 1000 * second - (performance.now() - began)));
      await act();
    }
    console.log(`minute ${minute + 1}: ${player.wordTimes.length} words, ${chunks.length} chunks`);
  }
  reader.stop();
  clearInterval(delivering);
  const heard = await player.heardAll();
  const clock = await player.heardClock();
  report(errorsOf(heard, clock), (heard.length / SAMPLE_RATE / 60).toFixed(1));
} finally {
  clearInterval(delivering);
  reader.dispose();
  await sending;
  await app.close();
  await browser.close();
  await server.stop();
}

/** For each word whose very samples were heard: when, in s, and how late it was marked, in ms. */
function errorsOf(heard: Float32Array, clock: (sample: number) => number): { at: number; late: number }[] {
  let from = 0;
  return chunks.flatMap((chunk) => {
    const samples = new Float32Array(chunk.pcm);
    const start = find(heard, samples, from);
    if (start === undefined) return []; // its speed was changed before it was heard
    from = start;
    const marked = player.wordTimes.filter(({ index }) => index === chunk.index);
    return marked.flatMap(({ word, time }) => {
      const begin = Math.round((chunk.words[word]?.start ?? NaN) * SAMPLE_RATE);
      const { offset, probe } = probeOf(samples, begin);
      // The speed may have been changed before this word.
      if (!probe.every((x, i) => heard[start + offset + i] === x)) return [];
      const at = clock(start + begin);
      return { at, late: 1000 * (time - at) };
    });
  });
}

/** The first samples that are no silence, from a sample on. */
function probeOf(samples: Float32Array, from: number): { offset: number; probe: Float32Array } {
  const offset = samples.findIndex((x, i) => i >= from && Math.abs(x) > 0.01);
  return { offset, probe: samples.subarray(offset, offset + PROBE) };
}

/** Where a chunk starts in what was heard. */
function find(heard: Float32Array, samples: Float32Array, from: number): number | undefined {
  const { offset, probe } = probeOf(samples, 0);
  for (let at = heard.indexOf(probe[0] ?? NaN, from + offset); at >= 0; at = heard.indexOf(probe[0] ?? NaN, at + 1))
    if (probe.every((x, i) => heard[at + i] === x)) return at - offset;
  return undefined;
}

function report(errors: readonly { at: number; late: number }[], length: string): void {
  console.log(`${length} minutes heard, ${player.wordTimes.length} words marked, ${errors.length} compared`);
  const first = errors[0]?.at ?? 0;
  for (let minute = 0; minute <= minutes; minute++) {
    const late = errors.filter(({ at }) => Math.floor((at - first) / 60) === minute).map((error) => error.late);
    if (late.length === 0) continue;
    late.sort((a, b) => a - b);
    const [median, worst] = [late[late.length >> 1] ?? NaN, Math.max(...late.map(Math.abs))];
    const over = late.filter((error) => Math.abs(error) > MOST_MS).length;
    console.log(
      `minute ${minute + 1}: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms, ${over} of ${late.length} beyond ${MOST_MS} ms`,
    );
    if (Math.abs(median) > MOST_MS) process.exitCode = 1;
  }
  if (errors.length < player.wordTimes.length / 2) throw new Error('Too few words could be compared.');
}
