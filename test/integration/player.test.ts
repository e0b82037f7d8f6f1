import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { SourceRange } from '../../src/common/range';
import { SAMPLE_RATE } from '../../src/kokoro/model';
import { ENGLISH } from '../../src/webview/player/strings';
import type { ToPlayer } from '../../src/webview/protocol';
import { launchChromium, PlayerPage, PlayerServer, startOf, toPage, withoutSilence } from './support/playerPage';

/** Noise without zeros and without two equal samples in a row. */
function noise(seed: number, length: number): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state / 0x7fffffff - 0.5) * 0.2 || 0.1;
  });
}

/** The document "This is sentence 0. This is sentence 1. …" as one paragraph. */
function documentOf(count: number): ToPlayer {
  const sources = Array.from({ length: count }, (_, index) => sentenceAt(index));
  const blocks = [
    {
      kind: 'paragraph' as const,
      runs: [
        { text: sources.map((_, i) => `This is sentence ${i}.`).join(' '), source: { start: 0, end: 20 * count - 1 } },
      ],
      sentences: sources,
    },
  ];
  return { type: 'document', title: 'README.md', length: 20 * count, blocks };
}

function sentenceAt(index: number): SourceRange {
  return { start: 20 * index, end: 20 * index + 19 };
}

/** A chunk that speaks "is" of a sentence of `documentOf`. */
function chunk(session: number, index: number, samples: Float32Array<ArrayBuffer>): ToPlayer {
  const sentenceSource = sentenceAt(index);
  const source = { start: sentenceSource.start + 5, end: sentenceSource.start + 7 };
  const words = [{ source, start: 0, end: samples.length / SAMPLE_RATE }];
  return {
    type: 'chunk',
    session,
    chunk: { index, pcm: samples.buffer, speed: 1, source, sentenceSource, words, ends: 'sentence' },
  };
}

describe('the player in a real browser', function () {
  this.timeout(60_000);
  let server: PlayerServer;
  let url: string;
  let browser: Browser;
  let player: PlayerPage;

  before(async () => {
    server = await PlayerServer.start();
    url = server.url;
    browser = await launchChromium('--autoplay-policy=no-user-gesture-required');
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  afterEach(() => player.close());

  it('plays exactly the samples it receives, chunk after chunk without a gap', async () => {
    player = await PlayerPage.open(browser, url);
    const parts = [noise(1, 12_345), noise(2, 7_001), noise(3, 257), noise(4, 9_999)];
    await player.start(1);
    for (const [index, samples] of parts.entries()) await player.send(chunk(1, index, samples));
    await player.send({ type: 'end', session: 1 });
    await player.until(() => player.finished > 0, 'finished');
    await player.untilState('idle');
    const sent = Float32Array.from(parts.flatMap((part) => [...part]));
    const heard = await player.heard();
    assert.equal(heard.length, sent.length);
    assert.deepEqual(Buffer.from(heard.buffer), Buffer.from(sent.buffer));
    assert.equal(player.finished, 1);
    assert.deepEqual(player.states, ['waiting', 'playing', 'idle']);
    const indices = player.posted.flatMap((message) => (message.type === 'position' ? [message.index] : []));
    assert.deepEqual([...new Set(indices)], [0, 1, 2, 3]);
  });

  it('shows the texts of another language, and no English ones', async () => {
    player = await PlayerPage.open(browser, `${url}translated`);
    const seen = (): Promise<string[]> =>
      player.page.evaluate(`[...document.querySelectorAll('body, body *')].flatMap((element) => [
        ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.data] : [])),
        ...['aria-label', 'title', 'placeholder', 'aria-valuetext'].flatMap((name) => element.getAttribute(name) ?? []),
      ])`);
    const texts = await seen();
    const voices = [{ name: 'af_heart', label: 'Heart' }];
    const settings = { voice: 'af_heart', voices, speed: 1, volume: 1, pauseAfter: 'never' } as const;
    await player.start(1);
    await player.send({ type: 'settings', ...settings }, documentOf(3), chunk(1, 0, noise(7, SAMPLE_RATE)));
    await player.untilState('playing');
    texts.push(...(await seen()));
    assert.deepEqual(
      texts.filter((text) => Object.values(ENGLISH).some((english) => english !== 'Kokoro' && english === text.trim())),
      [],
    );
    for (const name of ['play', 'pause', 'stop', 'speedChip', 'searchVoices', 'enableSound', 'outline'] as const)
      assert.ok(
        texts.some((text) => text.includes(`⟦${name}`)),
        name,
      );
  });

  it('stands still while paused and resumes without losing a sample', async () => {
    player = await PlayerPage.open(browser, url);
    const samples = noise(5, SAMPLE_RATE);
    await player.start(1);
    await player.send(chunk(1, 0, samples), { type: 'end', session: 1 });
    await player.untilState('playing');
    await player.page.keyboard.press('k');
    await player.untilState('paused');
    await player.page.waitForFunction('tapped[0].state === "suspended"');
    const before = await player.clock();
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(await player.clock(), before);
    await player.page.keyboard.press('Space');
    await player.until(() => player.finished > 0, 'finished');
    assert.deepEqual(await player.heard(), samples);
  });

  it('is silent at once when stopped, and releases the audio stream after a while', async () => {
    player = await PlayerPage.open(browser, url);
    const internals = await player.page.context().newPage();
    await internals.goto('chrome://media-internals');
    const stream = internals.getByText(/^Controller \d+:\d+$/);
    await player.start(1);
    await player.send(chunk(1, 0, noise(6, 3 * SAMPLE_RATE)));
    await player.untilState('playing');
    await stream.waitFor({ state: 'attached' });
    await player.page.keyboard.press('Escape');
    await player.untilState('idle');
    const heard = (await player.heard()).length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const later = (await player.heard()).length;
    assert.ok(later - heard < 0.15 * SAMPLE_RATE, `${later - heard} samples after the stop`);
    assert.equal(player.finished, 0);
    await player.page.waitForFunction('tapped[0].state === "suspended"');
    await stream.waitFor({ state: 'detached' });
  });

  it('needs only one click: after an idle period it plays again without another', async () => {
    const strict = await launchChromium('--autoplay-policy=user-gesture-required');
    try {
      const framed = await PlayerPage.openFramed(strict, `${url.replace('127.0.0.1', 'localhost')}framed`);
      player = framed.player;
      const { sound } = framed;
      await player.send(startOf(1), chunk(1, 0, noise(9, 12_000)));
      await player.untilState('blocked');
      await player.click('Enable sound');
      await player.send({ type: 'end', session: 1 });
      await player.untilState('idle');
      // A click only unblocks a context that is created or resumed within 5 s; the idle period is longer.
      await sound.waitForState('suspended');

      sound.reset();
      const samples = noise(10, 12_000);
      await player.send(startOf(2), chunk(2, 0, samples), { type: 'end', session: 2 });
      await player.until(() => player.finished === 2, 'finished');
      await sound.waitForSound(samples.length / SAMPLE_RATE);
      assert.deepEqual(withoutSilence(sound.heard().samples), samples);
      assert.deepEqual(player.states, ['waiting', 'blocked', 'playing', 'idle', 'waiting', 'playing', 'idle']);
      assert.deepEqual(
        sound.contexts.map(({ state }) => state),
        ['running'],
      );
    } finally {
      await strict.close();
    }
  });

  it('shows a button when sound is blocked, and plays from the first sample after a click', async () => {
    const strict = await launchChromium('--autoplay-policy=document-user-activation-required');
    try {
      const samples = noise(7, 12_000);
      const messages = [startOf(1), chunk(1, 0, samples)];
      // Playwright's calls count as user gestures, so until the click the page runs a script of its own.
      const script = `addEventListener('load', () => { ${messages.map((m) => `send(${toPage(m)});`).join('')} });`;
      player = await PlayerPage.open(strict, url, { script });
      await player.untilState('blocked');
      assert.deepEqual(player.states, ['waiting', 'blocked']);
      await player.click('Enable sound');
      await player.untilState('playing');
      await player.send({ type: 'end', session: 1 });
      await player.until(() => player.finished > 0, 'finished');
      assert.deepEqual(await player.heard(), samples);
    } finally {
      await strict.close();
    }
  });

  it('obeys its content security policy and the user', async () => {
    player = await PlayerPage.open(browser, url, { tap: false });
    const { page } = player;
    const voices = [
      { name: 'af_heart', label: 'Heart, American English, female' },
      { name: 'am_adam', label: 'Adam, American English, male' },
      { name: 'bm_george', label: 'George, British English, male' },
    ];
    await page.getByText('Kokoro: Speak Selection').waitFor();
    await player.send({ type: 'settings', voice: 'af_heart', speed: 1.25, voices, volume: 1, pauseAfter: 'never' });
    await player.send({ type: 'status', text: 'Downloading the voice model… 42 %', progress: 0.42 });
    await page.getByRole('progressbar', { name: 'Download' }).waitFor();
    assert.equal(await page.getByRole('status').textContent(), 'Downloading the voice model… 42 %');
    await player.send({ type: 'status', text: 'Downloading the voice model… 43 %', progress: 0.43 });
    assert.equal(await page.getByRole('status').textContent(), 'Downloading the voice model… 42 %');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await player.send({ type: 'status', text: undefined });
    await player.send(documentOf(2), startOf(1), chunk(1, 0, noise(8, 5 * SAMPLE_RATE)));
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
    assert.equal(await page.locator('.sentence').textContent(), 'This is sentence 0.');
    assert.equal(await page.locator('.spoken').textContent(), 'is');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'README.md');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press(']');
    await page.getByRole('button', { name: 'Voice: Heart' }).click();
    await page.getByRole('combobox', { name: 'Voice' }).fill('male british');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Voice: George' }).waitFor();
    await page.getByRole('button', { name: 'Next sentence' }).click();
    await page.getByRole('button', { name: 'Sleep timer: Off' }).click();
    await page.getByRole('button', { name: 'End of section' }).click();
    await player.until(() => player.posted.some(({ type }) => type === 'speed'), 'a new speed');
    await page.getByRole('button', { name: 'Stop' }).click();
    await player.untilState('idle');
    const reports = ['ready', 'state', 'position', 'word'];
    assert.deepEqual(
      player.posted.filter(({ type }) => !reports.includes(type) && type !== 'speed'),
      [
        { type: 'request', request: 'cancelDownload' },
        { type: 'command', command: 'pause' },
        { type: 'command', command: 'resume' },
        { type: 'voice', voice: 'bm_george' },
        { type: 'skip', skip: 'nextSentence' },
        { type: 'sleep', atSection: true },
        { type: 'command', command: 'stop' },
      ],
    );
    assert.deepEqual(
      player.posted.find(({ type }) => type === 'speed'),
      { type: 'speed', speed: 1.3 },
    );
    assert.deepEqual(await page.evaluate('violations'), []);
  });

  it('reads from the word that is clicked, before and after the block is divided into words', async () => {
    player = await PlayerPage.open(browser, url);
    const clickWord = async (word: string): Promise<void> => {
      await player.page.getByText(word).first().waitFor(); // on a busy machine the text may not be laid out yet
      const [x, y] = await player.page.evaluate<number[]>(`(() => {
        const content = document.querySelector('.content');
        const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const at = node.data.indexOf(${JSON.stringify(word)});
          if (at < 0) continue;
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + ${word.length});
          const { x, y, width, height } = range.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        }
      })()`);
      await player.page.mouse.click(x ?? 0, y ?? 0);
    };
    const seeks = (): number[] => player.posted.flatMap((message) => (message.type === 'seek' ? [message.offset] : []));
    await player.send(documentOf(5), startOf(1));
    await clickWord('4');
    await player.send(chunk(1, 0, noise(8, 5 * SAMPLE_RATE)));
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
    await clickWord('sentence');
    await clickWord('1');
    await player.until(() => seeks().length === 3, 'three seeks');
    assert.deepEqual(seeks(), [97, 8, 37]);
  });

  const settingsAt = (speed: number): ToPlayer => ({
    ...{ type: 'settings', voice: '', voices: [], volume: 1, pauseAfter: 'never' },
    speed,
  });

  it('changes the speed of what is heard at once, without a click, and keeps the pitch', async function () {
    this.retries(2); // on a busy machine the tap may lose samples, which looks like a change before its time
    player = await PlayerPage.open(browser, url);
    const tone = Float32Array.from(
      { length: 6 * SAMPLE_RATE },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 220 * (i + 1)) / SAMPLE_RATE),
    );
    await player.start(1);
    await player.send(chunk(1, 0, tone), { type: 'end', session: 1 });
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
    const told = await player.frame.evaluate<number>(
      `(() => { const told = tapped[0].currentTime; send(${toPage(settingsAt(1.5))}); return told; })()`,
    );
    await player.until(() => player.finished > 0, 'finished');
    const all = await player.heardAll();
    const clock = await player.heardClock();
    const first = all.findIndex((x) => x !== 0);
    const changed = all.findIndex((x, i) => i >= first && x !== tone[i - first]);
    const delay = clock(changed) - told;
    console.log(`      new speed after ${(1000 * delay).toFixed(0)} ms`);
    assert.ok(delay > 0 && delay < 0.3, `${delay.toFixed(3)} s`);
    const heard = withoutSilence(all);
    const expected = (changed - first) / SAMPLE_RATE + (tone.length - (changed - first)) / 1.5 / SAMPLE_RATE;
    assert.ok(Math.abs(heard.length / SAMPLE_RATE - expected) < 0.05, `${heard.length} samples`);
    // The steepest step of the tone is 0.017.
    const steps = heard.slice(1).map((x, i) => Math.abs(x - (heard[i] ?? 0)));
    assert.ok(Math.max(...steps.slice(0, -200)) < 0.035);
    const after = heard.subarray(changed - first + 2400, heard.length - 2400);
    let crossings = 0;
    for (let i = 1; i < after.length; i++) if ((after[i - 1] ?? 0) < 0 && (after[i] ?? 0) >= 0) crossings++;
    assert.ok(Math.abs((crossings * SAMPLE_RATE) / after.length - 220) < 5);
  });

  it('loads what changes the speed within its content security policy, and only when it is needed', async () => {
    player = await PlayerPage.open(browser, url, { tap: false });
    const loaded = (): Promise<boolean> =>
      player.page.evaluate('performance.getEntriesByType("resource").some(({ name }) => name.endsWith("stretch.js"))');
    await player.send(startOf(1), chunk(1, 0, noise(11, 3 * SAMPLE_RATE)));
    await player.untilState('playing');
    assert.equal(await loaded(), false);
    await player.send(settingsAt(3), { type: 'end', session: 1 });
    await player.until(() => player.finished > 0, 'finished');
    assert.equal(await loaded(), true);
    assert.deepEqual(await player.page.evaluate('violations'), []);
    assert.deepEqual(
      player.posted.filter(({ type }) => type === 'problem'),
      [],
    );
  });

  it('reports each word when it is heard, also after pauses, at other speeds and while hidden', async () => {
    player = await PlayerPage.openTappedFrame(browser, `${url}framed`);
    const count = 72;
    // Each chunk is a word of 0.1 s after 0.1 s of silence.
    const [silence, length] = [0.1 * SAMPLE_RATE, 0.3 * SAMPLE_RATE];
    const word = (session: number, index: number): ToPlayer => {
      const samples = new Float32Array(length);
      for (let i = silence; i < 2 * silence; i++)
        samples[i] = 0.3 * Math.sin((2 * Math.PI * 440 * (i - silence)) / SAMPLE_RATE);
      const sent = chunk(session, index, samples);
      if (sent.type === 'chunk') sent.chunk.words = [{ source: sent.chunk.source, start: 0.1, end: 0.2 }];
      return sent;
    };
    const heardWords = (many: number): Promise<void> =>
      player.until(() => (player.wordTimes.at(-1)?.index ?? 0) >= many, `${many} words`);
    await player.start(1);
    await player.send(...Array.from({ length: count }, (_, index) => word(1, index)), { type: 'end', session: 1 });
    await heardWords(10);
    await player.send({ type: 'control', action: 'pause' });
    await player.untilState('paused');
    await player.send({ type: 'control', action: 'resume' });
    await heardWords(20);
    await player.send(settingsAt(1.5));
    await heardWords(32);
    await player.page.evaluate('document.querySelector("iframe").style.visibility = "hidden"');
    await heardWords(44);
    await player.send(settingsAt(0.8));
    await heardWords(56);
    await player.send(settingsAt(1));
    await player.until(() => player.finished > 0, 'finished');

    const all = await player.heardAll();
    const clock = await player.heardClock();
    const onsets: number[] = [];
    let quiet = Infinity;
    for (const [i, x] of all.entries()) {
      if (Math.abs(x) > 0.06) {
        if (quiet > 0.05 * SAMPLE_RATE) onsets.push(clock(i));
        quiet = 0;
      } else quiet++;
    }
    assert.equal(onsets.length, count);
    // A machine that stalls for the length of a word skips it.
    assert.ok(player.wordTimes.length > 0.9 * count, `${player.wordTimes.length} words`);
    const errors = player.wordTimes.map(({ index, time }) => time - (onsets[index] ?? NaN));
    const worst = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
    const median = errors.toSorted((a, b) => a - b)[errors.length >> 1] ?? NaN;
    console.log(`      words: median ${(1000 * median).toFixed(1)} ms, worst ${(1000 * worst).toFixed(1)} ms`);
    // A loaded machine may wake the page late now and then; drift would move every word.
    const late = errors.filter((error) => Math.abs(error) > 0.05);
    assert.ok(late.length <= 0.1 * count && Math.abs(median) < 0.05, errors.map((error) => error.toFixed(3)).join(' '));
  });
});
