import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { SAMPLE_RATE } from '../../src/kokoro/model';
import { playerHtml } from '../../src/webview/host/playerHtml';
import type { SourceRange } from '../../src/common/range';
import type { FromPlayer, ToPlayer } from '../../src/webview/protocol';
import { FLAGS } from '../e2e/support/browser';
import { SoundTap } from '../e2e/support/soundTap';

/** Stands in for VS Code: records what the page posts and logs it to the console, which can be read from outside. */
const HOST = `
  window.posted = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { posted.push(message); console.info(JSON.stringify(message)); },
  });
  window.toBase64 = (floats) => {
    let text = '';
    for (const byte of new Uint8Array(floats.buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  window.send = (message) => {
    if (message.chunk) message.chunk.pcm = Uint8Array.from(atob(message.chunk.pcm), (c) => c.charCodeAt(0)).buffer;
    (window.frames[0] ?? window).postMessage(message, '*');
  };
`;

/** Taps the audio output: `heard()` returns every sample that reached it. */
const TAP = `
  const blocks = [];
  const worklet = 'registerProcessor("tap", class extends AudioWorkletProcessor {' +
    'process([[input]], [[output]]) {' +
    'this.port.postMessage((input ?? output).slice()); if (input) output.set(input); return true; } })';
  const junctions = new Map();
  const { connect } = AudioNode.prototype;
  window.tapped = [];
  function junctionOf(context) {
    if (junctions.has(context)) return junctions.get(context);
    const junction = new GainNode(context);
    junctions.set(context, junction);
    context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }))).then(() => {
      const tap = new AudioWorkletNode(context, 'tap', { outputChannelCount: [1] });
      tap.port.onmessage = ({ data }) => blocks.push(data);
      connect.call(junction, tap);
      connect.call(tap, context.destination);
      tapped.push(context);
    });
    return junction;
  }
  AudioNode.prototype.connect = function (target, ...rest) {
    return connect.call(this, target === this.context.destination ? junctionOf(this.context) : target, ...rest);
  };
  const Native = AudioContext;
  window.AudioContext = class extends Native {
    constructor(options) { super(options); junctionOf(this); }
  };
  window.heard = () => {
    const all = new Float32Array(blocks.length * 128);
    blocks.forEach((block, i) => all.set(block, i * 128));
    return toBase64(all);
  };
`;

/** Noise without zeros and without two equal samples in a row. */
function noise(seed: number, length: number): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state / 0x7fffffff - 0.5) * 0.2 || 0.1;
  });
}

/** Encodes a message for `send` in the page: PCM as base64. */
function toPage(message: ToPlayer): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString('base64') : value,
  );
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

function start(session: number): ToPlayer {
  return { type: 'start', session, title: 'README.md', from: 0, elapsed: 0 };
}

/** The samples without leading and trailing silence. */
function withoutSilence(samples: Float32Array): Float32Array {
  const isSound = (sample: number): boolean => sample !== 0;
  return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1);
}

const VIEWPORT = { width: 420, height: 600 };

class PlayerPage {
  readonly page: Page;
  readonly posted: FromPlayer[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'info') this.posted.push(JSON.parse(message.text()) as FromPlayer);
    });
  }

  /** Opens the player. `tap` records its sound, for which the page's content security policy is bypassed. */
  static async open(browser: Browser, url: string, { tap = true, script = '' } = {}): Promise<PlayerPage> {
    const context = await browser.newContext({ bypassCSP: tap, viewport: VIEWPORT });
    return PlayerPage.#load(context, url, HOST + (tap ? TAP : '') + script);
  }

  /**
   * Opens a page of another site that shows the player in a frame, as VS Code does. Neither sending nor listening
   * touches the frame, so neither counts as a user gesture in it.
   */
  static async openFramed(browser: Browser, url: string): Promise<{ player: PlayerPage; sound: SoundTap }> {
    const context = await browser.newContext({ bypassCSP: true, viewport: VIEWPORT });
    const sound = await SoundTap.install(context);
    return { player: await PlayerPage.#load(context, url, HOST), sound };
  }

  static async #load(context: BrowserContext, url: string, script: string): Promise<PlayerPage> {
    await context.addInitScript(script);
    const player = new PlayerPage(context, await context.newPage());
    await player.page.goto(url);
    await player.until(() => player.posted.some(({ type }) => type === 'ready'), 'ready');
    return player;
  }

  async send(...messages: ToPlayer[]): Promise<void> {
    for (const message of messages) await this.page.evaluate(`send(${toPage(message)})`);
  }

  /** Starts a reading and waits until the tap is listening. */
  async start(session: number): Promise<void> {
    await this.send(start(session));
    await this.page.waitForFunction('tapped.length > 0 && tapped.at(-1).state === "running"');
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    for (const deadline = Date.now() + 10_000; !condition(); await new Promise((resolve) => setTimeout(resolve, 20)))
      if (Date.now() > deadline) throw new Error(`never ${what}: ${JSON.stringify(this.posted)}`);
  }

  untilState(state: string): Promise<void> {
    return this.until(() => this.states.at(-1) === state, state);
  }

  get states(): string[] {
    return this.posted.flatMap((message) => (message.type === 'state' ? [message.state] : []));
  }

  get finished(): number {
    return this.posted.filter(({ type }) => type === 'finished').length;
  }

  async heard(): Promise<Float32Array> {
    const bytes = Buffer.from(await this.page.evaluate<string>('heard()'), 'base64');
    return withoutSilence(new Float32Array(new Uint8Array(bytes).buffer));
  }

  clock(): Promise<number> {
    return this.page.evaluate<number>('tapped.at(-1).currentTime');
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** Style of a frame that fills the page. */
const COVERING = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';

describe('the player in a real browser', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Server;
  let url: string;
  let browser: Browser;
  let player: PlayerPage;

  const launch = (...flags: string[]): Promise<Browser> =>
    chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [...FLAGS, ...flags],
    });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-player-'));
    const entryPoints = { player: 'src/webview/player/main.ts' };
    await build({ entryPoints, bundle: true, format: 'iife', target: 'chrome128', outdir: folder });
    await build({ entryPoints: { player: 'src/webview/player/player.css' }, bundle: true, outdir: folder });
    server = createServer((request, response) => {
      const name = basename(request.url ?? '');
      const cspSource = `http://${request.headers.host ?? ''}`;
      const answer = (type: string, body: string | Buffer): void => {
        response.writeHead(200, { 'content-type': type }).end(body);
      };
      if (name === '') answer('text/html', playerHtml({ script: '/player.js', style: '/player.css', cspSource }));
      else if (name === 'framed') answer('text/html', `<iframe src="${url}" style="${COVERING}"></iframe>`);
      else if (!/^player\.(js|css)$/.test(name)) response.writeHead(404).end();
      else {
        readFile(join(folder, name)).then(
          (body) => {
            answer(name.endsWith('.js') ? 'text/javascript' : 'text/css', body);
          },
          (error: unknown) => {
            response.writeHead(500).end(String(error));
          },
        );
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await launch('--autoplay-policy=no-user-gesture-required');
  });

  after(async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
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
    const strict = await launch('--autoplay-policy=user-gesture-required');
    try {
      const framed = await PlayerPage.openFramed(strict, `${url.replace('127.0.0.1', 'localhost')}framed`);
      player = framed.player;
      const { sound } = framed;
      await player.send(start(1), chunk(1, 0, noise(9, 12_000)));
      await player.untilState('blocked');
      await player.page.mouse.click(210, 40);
      await player.send({ type: 'end', session: 1 });
      await player.untilState('idle');
      // A click only unblocks a context that is created or resumed within 5 s; the idle period is longer.
      await sound.waitForState('suspended');

      sound.reset();
      const samples = noise(10, 12_000);
      await player.send(start(2), chunk(2, 0, samples), { type: 'end', session: 2 });
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
    const strict = await launch('--autoplay-policy=document-user-activation-required');
    try {
      const samples = noise(7, 12_000);
      const messages = [start(1), chunk(1, 0, samples)];
      // Playwright's calls count as user gestures, so until the click the page runs a script of its own.
      const script = `addEventListener('load', () => { ${messages.map((m) => `send(${toPage(m)});`).join('')} });`;
      player = await PlayerPage.open(strict, url, { script });
      await player.untilState('blocked');
      assert.deepEqual(player.states, ['waiting', 'blocked']);
      await player.page.mouse.click(210, 40);
      await player.untilState('playing');
      await player.send({ type: 'end', session: 1 });
      await player.until(() => player.finished > 0, 'finished');
      assert.deepEqual(await player.heard(), samples);
    } finally {
      await strict.close();
    }
  });

  it('obeys its content security policy and shows its state', async () => {
    player = await PlayerPage.open(browser, url, { tap: false });
    const { page } = player;
    const voices = [
      { name: 'af_heart', label: 'Heart — US English, female' },
      { name: 'bm_george', label: 'George — British English, male' },
    ];
    await page.getByText('Kokoro: Speak Selection').waitFor();
    await player.send({ type: 'settings', voice: 'af_heart', speed: 1.25, voices, volume: 1, pauseAfter: 'never' });
    await player.send({ type: 'status', text: 'Downloading the voice model… 42 %', progress: 0.42 });
    await page.getByRole('progressbar', { name: 'Download' }).waitFor();
    assert.equal(await page.getByRole('status').textContent(), 'Downloading the voice model… 42 %');
    await player.send({ type: 'status', text: 'Downloading the voice model… 43 %', progress: 0.43 });
    assert.equal(await page.getByRole('status').textContent(), 'Downloading the voice model… 42 %');
    await player.send({ type: 'status', text: undefined });
    await player.send(documentOf(2), start(1), chunk(1, 0, noise(8, 5 * SAMPLE_RATE)));
    await player.untilState('playing');
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
    assert.equal(await page.locator('mark').textContent(), 'is');
    assert.equal(await page.getByRole('heading').textContent(), 'README.md');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press(']');
    await page.getByRole('combobox', { name: 'Voice' }).selectOption('bm_george');
    await player.until(() => player.posted.some(({ type }) => type === 'speed'), 'a new speed');
    await page.getByRole('button', { name: 'Stop' }).click();
    await player.untilState('idle');
    const asked = player.posted.filter(({ type }) => ['command', 'speed', 'voice', 'problem'].includes(type));
    assert.deepEqual(
      new Set(asked.map((message) => JSON.stringify(message))),
      new Set(
        [
          { type: 'command', command: 'pause' },
          { type: 'command', command: 'resume' },
          { type: 'voice', voice: 'bm_george' },
          { type: 'speed', speed: 1.3 },
          { type: 'command', command: 'stop' },
        ].map((message) => JSON.stringify(message)),
      ),
    );
    assert.deepEqual(await page.evaluate('violations'), []);
  });
});
