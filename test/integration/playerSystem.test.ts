import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { SAMPLE_RATE } from '../../src/kokoro/model';
import { launchChromium, PlayerPage, PlayerServer, startOf } from './support/playerPage';
import { readingOf } from './support/reading';

const TEXT = `One sentence to begin with. ${'And another one follows. '.repeat(60)}`;
const { document, chunks } = readingOf('WALK.md', TEXT);
/** Keeps what the page tells the system, and lets the test act as the system. */
const SYSTEM = `
  const { setActionHandler, setPositionState } = MediaSession.prototype;
  window.actions = {};
  window.positions = [];
  MediaSession.prototype.setActionHandler = function (action, handler) {
    actions[action] = handler;
    return setActionHandler.call(this, action, handler);
  };
  MediaSession.prototype.setPositionState = function (state) {
    positions.push(state);
    return setPositionState.call(this, state);
  };
`;

/** What the player shows to the system, and takes from it. */
describe('the player and the system', function () {
  this.timeout(60_000);
  let server: PlayerServer;
  let browser: Browser;
  let player: PlayerPage;

  before(async () => {
    server = await PlayerServer.start();
    browser = await launchChromium(
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream', // besides cameras and microphones, it has loudspeakers
    );
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
  afterEach(() => player.close());

  /** Reads until the first word is heard. */
  async function read(): Promise<void> {
    await player.send(document, { type: 'start', session: 1, title: 'WALK.md', from: 0, elapsed: 0 });
    for (const chunk of chunks.slice(0, 4)) await player.send({ type: 'chunk', session: 1, chunk: audible(chunk) });
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
  }

  it('is shown and controlled by the system’s media controls', async () => {
    player = await PlayerPage.open(browser, server.url, { script: SYSTEM });
    const session = (what: string): Promise<unknown> => player.page.evaluate(`navigator.mediaSession.${what}`);
    const press = (action: string): Promise<unknown> => player.page.evaluate(`actions.${action}()`);
    await read();
    assert.equal(await session('metadata.title'), 'WALK.md');
    assert.equal(await session('playbackState'), 'playing');
    // Whether Chromium gives media keys to this page, which has no media element.
    const internals = await player.page.context().newPage();
    await internals.goto('chrome://media-internals');
    await internals
      .getByText(/Active.*Playing.*Controllable/)
      .first()
      .waitFor({ state: 'attached' });
    await internals.close();
    await press('pause');
    await player.untilState('paused');
    assert.equal(await session('playbackState'), 'paused');
    await press('play');
    await player.untilState('playing');
    await press('nexttrack');
    await press('previoustrack');
    await press('stop');
    await player.untilState('idle');
    assert.equal(await session('playbackState'), 'none');
    assert.deepEqual(
      player.posted.filter(({ type }) => type === 'command' || type === 'skip'),
      [
        { type: 'command', command: 'pause' },
        { type: 'command', command: 'resume' },
        { type: 'skip', skip: 'nextSentence' },
        { type: 'skip', skip: 'previousSentence' },
        { type: 'command', command: 'stop' },
      ],
    );
    const positions = await player.page.evaluate<{ duration: number; position: number }[]>('positions');
    assert.ok(positions.some(({ duration, position }) => position > 0 && duration > position));
    for (const { duration, position } of positions) assert.ok(position <= duration);
  });

  it('sends the sound to the device that is chosen', async () => {
    player = await PlayerPage.open(browser, server.url);
    const { page } = player;
    await page.context().grantPermissions(['microphone']); // without it, the names of devices are hidden
    await read();
    const sink = (): Promise<string> => page.evaluate<string>('tapped[0].sinkId');
    assert.equal(await sink(), '');
    await page.getByRole('button', { name: 'Settings' }).click();
    const devices = page.getByLabel('Output device');
    const names = devices.locator('option');
    await names.nth(2).waitFor({ state: 'attached' });
    const label = (await names.nth(2).textContent()) ?? '';
    await devices.selectOption({ label });
    await page.waitForFunction('tapped[0].sinkId !== ""');
    assert.equal(await sink(), await names.nth(2).getAttribute('value'));
    assert.deepEqual(
      player.posted.filter(({ type }) => type === 'problem'),
      [],
    );
  });

  it('marks the word and all buttons where the system chooses the colors', async () => {
    player = await PlayerPage.open(browser, server.url, { tap: false });
    const { page } = player;
    await page.emulateMedia({ forcedColors: 'active' });
    await read();
    const style = (selector: string, property: string): Promise<string> =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    assert.equal(await style('.word.spoken', 'outlineStyle'), 'solid');
    assert.equal(await style('.sentence', 'outlineStyle'), 'dashed');
    const edges = await page.evaluate<string[]>(`[...document.querySelectorAll('.chip')].map((chip) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(chip);
      return borderTopStyle + ' ' + borderTopWidth;
    })`);
    assert.ok(edges.length > 0);
    assert.deepEqual([...new Set(edges)], ['solid 1px']);
  });

  it('moves nothing smoothly where the system asks for reduced motion', async () => {
    player = await PlayerPage.open(browser, server.url, { tap: false });
    const { page } = player;
    await page.setViewportSize({ width: 240, height: 400 });
    await page.evaluate(`{
      const { scrollBy } = Element.prototype;
      Element.prototype.scrollBy = function (options) {
        window.scrolled = options.behavior;
        return scrollBy.call(this, options);
      };
    }`);
    /** Reads a sentence below the visible ones. @returns how the text moves there */
    const scrollTo = async (session: number, sentence: number): Promise<string> => {
      const chunk = chunks[sentence];
      assert.ok(chunk);
      await page.evaluate('window.scrolled = ""');
      await player.send(startOf(session), { type: 'chunk', session, chunk: { ...chunk, index: 0 } });
      const scrolled = (): Promise<string> => page.evaluate<string>('scrolled');
      await player.until(async () => (await scrolled()) !== '', 'the text to move');
      return scrolled();
    };
    await player.send(document);
    assert.equal(await scrollTo(1, 6), 'smooth');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await scrollTo(2, 11), 'instant');
  });
});

/** The chunk with a tone in place of silence. */
function audible<T extends { pcm: ArrayBuffer }>(chunk: T): T {
  const samples = new Float32Array(chunk.pcm.byteLength / Float32Array.BYTES_PER_ELEMENT);
  return { ...chunk, pcm: samples.map((_, i) => 0.2 * Math.sin((2 * Math.PI * 220 * i) / SAMPLE_RATE)).buffer };
}
