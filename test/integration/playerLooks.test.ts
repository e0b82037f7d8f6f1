import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { VOICES as VOICES_OF_KOKORO } from '../../src/language/voices';
import type { PlayerSettings, ToPlayer } from '../../src/webview/protocol';
import { launchChromium, PlayerPage, PlayerServer } from './support/playerPage';
import { readingOf } from './support/reading';
import { PAGE_THEMES, type PageTheme } from './support/themes';

const GUIDE = `## Installation

Ferrite needs Node 20 or newer. It keeps every change in a write-ahead log and survives a power cut.

\`\`\`sh
npm install ferrite
npx ferrite init
npx ferrite start
\`\`\`

## Configuration

The file is read once, at start. On Linux it lies in \`/etc/ferrite\`, on a Mac in the user's own library folder. On
Windows it lies beside the program.

- Never put secrets there; use \`FERRITE_TOKEN\` instead.
- A change takes effect after 40 ms.

## Backups

Copy the log while the daemon runs: it is append-only, so that a copy is always a valid prefix of the whole.

| Command | Effect |
| --- | --- |
| start | Runs the daemon |
| stop | Ends it |

## Upgrades

1. Stop the daemon.
2. Replace the program.
`;

const VOICES = [
  {
    ...{ name: 'narrator', label: 'narrator, American English, af_heart*0.6+af_bella*0.4', group: 'Your blends' },
    blend: 'af_heart*0.6+af_bella*0.4',
  },
  ...VOICES_OF_KOKORO.map(({ name, label, language, gender }) => ({
    ...{ name, label, group: `${language}, ${gender}`, favourite: name === 'ef_dora' },
  })),
];
const settings: PlayerSettings = { voice: 'af_heart', voices: VOICES, speed: 1.25, volume: 1, pauseAfter: 'never' };
/** UPDATE_PICTURES=1 takes the pictures of the README again, with the times of a natural pace. */
const TAKES_PICTURES = process.env['UPDATE_PICTURES'] !== undefined;
const { document: guide, chunks } = readingOf('GUIDE.md', GUIDE, TAKES_PICTURES ? 0.3 : 0.1);
const offer: ToPlayer = {
  type: 'offer',
  offer: {
    active: { title: 'GUIDE.md', minutesLeft: 4 },
    unfinished: [
      { id: 'a', title: 'ARCHITECTURE.md', minutesLeft: 12 },
      { id: 'b', title: 'server.ts', minutesLeft: 2 },
    ],
  },
};

/** The states of the page that a user can see. */
const STATES: Readonly<Record<string, (player: PlayerPage) => Promise<void>>> = {
  'nothing open': () => Promise.resolve(),
  offers: (player) => player.send(offer),
  waiting: (player) => player.send(startAt(0)),
  reading,
  scrolled: async (player) => {
    await reading(player);
    await player.page.mouse.move(200, 200);
    await player.page.mouse.wheel(0, 100);
    await player.page.getByRole('button', { name: 'Follow' }).waitFor();
  },
  downloading: (player) =>
    player.send(guide, startAt(0), { type: 'status', text: 'Downloading the voice model… 42 %', progress: 0.42 }),
  failed: (player) =>
    player.send(offer, {
      type: 'failed',
      message: 'The voice model cannot be downloaded: no network.',
      canRetry: true,
    }),
  'voice gallery': async (player) => {
    await player.send({ type: 'gallery' });
    await player.page.getByRole('button', { name: 'Play a sample of narrator' }).waitFor();
  },
  'blend in the gallery': async (player) => {
    await player.send({ type: 'gallery' });
    await player.page.getByRole('button', { name: 'New blend' }).click();
    await player.page.getByRole('button', { name: 'Another voice' }).click();
    await player.page.getByLabel('Name of the blend').fill('narrator 2');
  },
  ...Object.fromEntries(
    ['Voice: Heart', 'Speed: ', 'Sleep timer: ', 'Outline', 'Settings', 'More Actions'].map((name) => [
      `sheet ${name}`,
      async (player: PlayerPage) => {
        await reading(player);
        await player.page.getByRole('button', { name }).click();
        await player.page.locator(':popover-open').waitFor();
      },
    ]),
  ),
};

function startAt(from: number): ToPlayer {
  return { type: 'start', session: 1, title: 'GUIDE.md', from, elapsed: 252 };
}

/** Reads to the word "Mac" and pauses there. */
async function reading(player: PlayerPage): Promise<void> {
  const first = chunks.findIndex(({ words }) =>
    words.some(({ source }) => GUIDE.slice(source.start, source.end) === 'Mac'),
  );
  const chunk = chunks[first];
  assert.ok(chunk);
  const word = chunk.words.findIndex(({ source }) => GUIDE.slice(source.start, source.end) === 'Mac');
  await player.send(guide, startAt(chunk.source.start), { type: 'chunk', session: 1, chunk });
  await player.until(() => player.posted.some((message) => message.type === 'word' && message.word === word), 'Mac');
  await player.send({ type: 'control', action: 'pause' });
  await player.untilState('paused');
}

describe('the player’s looks', function () {
  this.timeout(120_000);
  let server: PlayerServer;
  let browser: Browser;

  before(async () => {
    server = await PlayerServer.start();
    browser = await launchChromium('--autoplay-policy=no-user-gesture-required');
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  async function open(theme: PageTheme, width: number): Promise<PlayerPage> {
    const player = await PlayerPage.open(browser, server.url, { tap: false });
    await player.page.setViewportSize({ width, height: 640 });
    await show(player, theme);
    await player.send({ type: 'settings', ...settings });
    return player;
  }

  /** Gives the page another theme, as VS Code does. */
  async function show(player: PlayerPage, theme: PageTheme): Promise<void> {
    await player.page.evaluate(
      `document.body.className = ${JSON.stringify(theme.bodyClass)};
      document.documentElement.removeAttribute('style');
      for (const [name, color] of Object.entries(${JSON.stringify(theme.colors)}))
        document.documentElement.style.setProperty('--vscode-' + name, color);
      document.body.style.background = 'var(--vscode-editor-background)';`,
    );
  }

  it('passes axe-core in every state and theme', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
    for (const [state, enter] of Object.entries(STATES)) {
      const player = await open(PAGE_THEMES[0], 320);
      await enter(player);
      await player.page.evaluate(axe);
      for (const theme of PAGE_THEMES) {
        await show(player, theme);
        if (process.env['KOKORO_LOOKS'] !== undefined)
          await player.page.screenshot({ path: join(process.env['KOKORO_LOOKS'], `${theme.name} ${state}.png`) });
        const found = await player.page.evaluate<Finding[]>(
          `axe.run(${JSON.stringify(theme === PAGE_THEMES[0] ? {} : COLORS_ONLY)}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => html + failureSummary) })))`,
        );
        assert.deepEqual(found, [], `${state}, ${theme.name}`);
      }
      await player.close();
    }
  });

  it('shows its text and all of its controls in a narrow view', async () => {
    const player = await open(PAGE_THEMES[0], 240);
    await reading(player);
    const sizes = await player.page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]',
    );
    assert.deepEqual(sizes, [240, 640]);
    const hidden = await player.page.evaluate<string[]>(`[...document.querySelectorAll('#player button')]
      .filter((button) => button.checkVisibility() && !button.closest('.text'))
      .filter((button) => { const { left, right, bottom } = button.getBoundingClientRect(); return left < 0 || right > innerWidth || bottom > innerHeight; })
      .map((button) => button.ariaLabel ?? button.textContent)`);
    assert.deepEqual(hidden, []);
  });

  it('shows the gallery and a blend of eight voices, narrow and wide', async () => {
    for (const width of [240, 900]) {
      const player = await open(PAGE_THEMES[0], width);
      await player.send({ type: 'gallery' });
      const button = (name: string) => player.page.getByRole('button', { name, exact: true });
      await button('New blend').click();
      for (let i = 2; i < 8; i++) await button('Another voice').click();
      assert.ok(await button('Another voice').isDisabled());
      await button('Save').scrollIntoViewIfNeeded();
      if (process.env['KOKORO_LOOKS'] !== undefined)
        await player.page.screenshot({ path: join(process.env['KOKORO_LOOKS'], `gallery ${width}.png`) });
      const wider = await player.page.evaluate<string[]>(`[...document.querySelectorAll('.gallery, .gallery *')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth)
        .map((element) => element.outerHTML.slice(0, 100))`);
      assert.deepEqual(wider, [], String(width));
      const slider = await player.page.getByRole('slider', { name: 'Share of voice 8' }).boundingBox();
      assert.ok((slider?.width ?? 0) >= 60, `the slider is ${slider?.width ?? 0} px wide`);
      await player.close();
    }
  });

  it('is used with the keyboard alone', async () => {
    const player = await open(PAGE_THEMES[0], 320);
    await player.send({ type: 'gallery' });
    const untilFocused = (name: RegExp): Promise<unknown> =>
      player.page.waitForFunction(`${String(name)}.test(document.activeElement.ariaLabel)`);
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await player.page.keyboard.press(key);
    };
    await untilFocused(/^Search voices/);
    await player.page.keyboard.type('dora');
    await press('ArrowDown');
    await untilFocused(/^Play a sample of Dora$/);
    await press('Enter', 'ArrowRight', 'Enter', 'ArrowRight');
    await untilFocused(/^Favourite: Dora$/);
    await press('Enter', 'ArrowUp');
    await untilFocused(/^Search voices/);
    await press('Escape');
    await player.page.getByRole('heading', { name: 'Voice gallery' }).waitFor({ state: 'hidden' });
    await untilFocused(/^Voice: Dora/);
    const expected = [
      { type: 'sample', voice: 'ef_dora' },
      { type: 'voice', voice: 'ef_dora' },
      { type: 'favourite', voice: 'ef_dora', on: false },
    ];
    await player.until(() => player.posted.some(({ type }) => type === 'favourite'), 'the favourite');
    assert.deepEqual(
      player.posted.filter(({ type }) => expected.some((message) => message.type === type)),
      expected,
    );
  });

  it('shows documents of ten thousand paragraphs without delay', async () => {
    const player = await open(PAGE_THEMES[0], 320);
    const { document: long, chunks: spoken } = readingOf(
      'LONG.md',
      'One sentence with six words here.\n\n'.repeat(10_000),
    );
    const last = spoken.at(-1);
    assert.ok(last);
    await player.send(long, startAt(0));
    const [shown, jumped] = await player.page.evaluate<number[]>(`(async () => {
      const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times = [];
      for (const message of ${JSON.stringify([long, startAt(last.source.start)])}) {
        const began = performance.now();
        send(message);
        await painted();
        times.push(performance.now() - began);
      }
      return times;
    })()`);
    console.log(`      an edit: ${shown?.toFixed(0)} ms, a jump to the end: ${jumped?.toFixed(0)} ms`);
    await player.send({ type: 'chunk', session: 1, chunk: last });
    await player.until(() => player.posted.some(({ type }) => type === 'word'), 'a word');
    const { y = -1 } = (await player.page.locator('.word.spoken').boundingBox()) ?? {};
    assert.ok(y > 0 && y < 640, `the word is at ${y}`);
    assert.ok((await player.page.locator('.word').count()) < 20);
  });

  it('has the pictures of the README', async () => {
    for (const theme of PAGE_THEMES.slice(0, 3)) {
      const path = join('media', `player-${theme.name}.png`);
      if (TAKES_PICTURES) await takePicture(theme, path);
      assert.ok((await stat(path)).size < 60_000);
    }
  });

  async function takePicture(theme: PageTheme, path: string): Promise<void> {
    const player = await open(theme, 420);
    await reading(player);
    await player.send({ type: 'control', action: 'resume' });
    await player.untilState('playing');
    await player.page.screenshot({ path });
    await player.close();
  }
});

/** Only colors differ between themes. */
const COLORS_ONLY = { runOnly: ['color-contrast'] };

interface Finding {
  id: string;
  nodes: string[];
}
