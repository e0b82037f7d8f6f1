import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { playerBundles } from '../../../scripts/lib/player.mjs';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import { playerHtml } from '../../../src/webview/host/playerHtml';
import { ENGLISH } from '../../../src/webview/player/strings';
import type { FromPlayer, ToPlayer } from '../../../src/webview/protocol';
import { FLAGS } from '../../e2e/support/browser';
import { SoundTap } from '../../e2e/support/soundTap';

/** Stands in for VS Code: records what the page posts and logs it to the console, which can be read from outside. */
const HOST = `
  window.posted = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      posted.push(message);
      const context = window.tapped?.at(-1);
      console.info(JSON.stringify({ ...message, audible: context && context.currentTime - context.outputLatency }));
    },
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

/**
 * Taps the audio output: `heard()` returns every sample that reached it, and `heardTimes()` the time of each 128 samples
 * on the context's clock.
 */
const TAP = `
  const blocks = [];
  const times = [];
  const worklet = 'registerProcessor("tap", class extends AudioWorkletProcessor {' +
    'process([[input]], [[output]]) {' +
    'this.port.postMessage([currentTime, (input ?? output).slice()]); if (input) output.set(input); return true; } })';
  const junctions = new Map();
  const { connect } = AudioNode.prototype;
  window.tapped = [];
  function junctionOf(context) {
    if (junctions.has(context)) return junctions.get(context);
    const junction = new GainNode(context);
    junctions.set(context, junction);
    context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }))).then(() => {
      const tap = new AudioWorkletNode(context, 'tap', { outputChannelCount: [1] });
      tap.port.onmessage = ({ data: [time, block] }) => {
        times.push(time);
        blocks.push(block);
      };
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
  window.heardTimes = () => times;
  window.heard = () => {
    const all = new Float32Array(blocks.length * 128);
    blocks.forEach((block, i) => all.set(block, i * 128));
    return toBase64(all);
  };
`;

/** Encodes a message for `send` in the page: PCM as base64. */
export function toPage(message: ToPlayer): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString('base64') : value,
  );
}

/** The samples without leading and trailing silence. */
export function withoutSilence(samples: Float32Array): Float32Array {
  const isSound = (sample: number): boolean => sample !== 0;
  return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1);
}

const VIEWPORT = { width: 420, height: 600 };

/** The player's page, open in a browser. */
export class PlayerPage {
  readonly page: Page;
  readonly posted: FromPlayer[] = [];
  /** Each word reported, with the time of the sound that left the loudspeaker then, on the context's clock. */
  readonly wordTimes: { index: number; word: number; time: number }[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() !== 'info') return;
      const { audible, ...posted } = JSON.parse(message.text()) as FromPlayer & { audible?: number };
      this.posted.push(posted);
      if (posted.type === 'word') this.wordTimes.push({ index: posted.index, word: posted.word, time: audible ?? NaN });
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

  /** Opens a page that shows the player in a frame, with its sound recorded there. */
  static async openTappedFrame(browser: Browser, url: string): Promise<PlayerPage> {
    return PlayerPage.#load(await browser.newContext({ bypassCSP: true, viewport: VIEWPORT }), url, HOST + TAP);
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
    await this.send(startOf(session));
    await this.frame.waitForFunction('tapped.length > 0 && tapped.at(-1).state === "running"');
  }

  /** Clicks a button of the page, which may be in a frame. The mouse only, so that nothing else counts as a gesture. */
  async click(name: string): Promise<void> {
    const box = await this.frame.getByRole('button', { name }).boundingBox();
    if (!box) throw new Error(`There is no button "${name}".`);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (
      const deadline = Date.now() + 10_000;
      !(await condition());
      await new Promise((resolve) => setTimeout(resolve, 20))
    )
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

  /** What was heard, without the silence around it. */
  async heard(): Promise<Float32Array> {
    return withoutSilence(await this.heardAll());
  }

  /** Everything that was heard. */
  async heardAll(): Promise<Float32Array> {
    const bytes = Buffer.from(await this.frame.evaluate<string>('heard()'), 'base64');
    return new Float32Array(new Uint8Array(bytes).buffer);
  }

  /** The time of a sample of `heardAll` on the context's clock. */
  async heardClock(): Promise<(sample: number) => number> {
    const times = await this.frame.evaluate<number[]>('heardTimes()');
    return (sample) => (times[Math.floor(sample / 128)] ?? NaN) + (sample % 128) / SAMPLE_RATE;
  }

  /** The frame that holds the player. */
  get frame(): Frame {
    return this.page.mainFrame().childFrames()[0] ?? this.page.mainFrame();
  }

  clock(): Promise<number> {
    return this.frame.evaluate<number>('tapped.at(-1).currentTime');
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** Stands in for a translation: the name of each text in brackets, with its placeholders. */
const MARKED = Object.fromEntries(
  Object.entries(ENGLISH).map(([name, text]) => [text, `⟦${name}${(text.match(/\{\d\}/g) ?? []).join(' ')}⟧`]),
);

/** Style of a frame that fills the page. */
const COVERING = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the player's page and serves it as VS Code would. */
export class PlayerServer {
  readonly url: string;
  readonly #folder: string;
  readonly #server: Server;

  private constructor(folder: string, server: Server) {
    this.#folder = folder;
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  static async start(): Promise<PlayerServer> {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-player-'));
    await Promise.all(playerBundles.map((bundle) => build({ ...bundle, outdir: folder })));
    const server = createServer((request, response) => {
      const name = basename(request.url ?? '');
      const origin = `http://${request.headers.host ?? ''}`;
      const answer = (type: string, body: string | Buffer): void => {
        response.writeHead(200, { 'content-type': type }).end(body);
      };
      if (name === '' || name === 'translated')
        answer(
          'text/html',
          playerHtml({
            script: '/player.js',
            stretch: '/stretch.js',
            style: '/player.css',
            language: 'ja',
            translations: name === '' ? undefined : MARKED,
            cspSource: origin,
          }),
        );
      else if (name === 'framed')
        answer('text/html', `<iframe src="${origin.replace('localhost', '127.0.0.1')}" style="${COVERING}"></iframe>`);
      else {
        readFile(join(folder, name)).then(
          (body) => {
            answer(TYPES[extname(name)] ?? '', body);
          },
          (error: unknown) => {
            response.writeHead(404).end(String(error));
          },
        );
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlayerServer(folder, server);
  }

  async stop(): Promise<void> {
    this.#server.close();
    await rm(this.#folder, { recursive: true });
  }
}

export function launchChromium(...flags: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
  });
}

export function startOf(session: number, from = 0): ToPlayer {
  return { type: 'start', session, title: 'README.md', from, elapsed: 0 };
}
