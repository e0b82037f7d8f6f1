import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { playerBundles } from '../../scripts/lib/player.mjs';
import { LANGUAGES } from '../../src/language/languages';
import { symbolsOf } from '../../src/language/lexicon/symbols';
import type { FromFixPage, ToFixPage } from '../../src/webview/fixProtocol';
import { type FixedWord, fixHtml } from '../../src/webview/host/fixHtml';
import { launchChromium } from './support/playerPage';
import { PAGE_THEMES, type PageTheme } from './support/themes';

const WORD: FixedWord = {
  word: 'kubectl',
  before: 'Run <b>',
  after: ' twice & wait.',
  phonemes: 'kjˌubᵊktˈɛl',
  why: 'No lexicon has the word, so its sound was guessed from its letters.',
  language: LANGUAGES['en-us'].name,
  languageCode: 'en-us',
  symbols: symbolsOf('en-us'),
  partsOfSpeech: [{ value: 'noun', label: 'a noun' }],
  draft: { kind: 'say', text: '' },
  canSaveInWorkspace: true,
};

/** Stands in for VS Code: records what the page posts and what its policy forbids. */
const HOST = `
  window.posted = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  window.acquireVsCodeApi = () => ({ postMessage: (message) => posted.push(message) });
`;

describe('the page for pronunciations', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  let page: Page;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-fix-'));
    const bundles = playerBundles.filter(({ entryPoints }) => 'fix' in entryPoints);
    await Promise.all(bundles.map((bundle) => build({ ...bundle, outdir: folder })));
    browser = await launchChromium('--allow-file-access-from-files');
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => open(WORD));
  afterEach(() => page.close());

  async function open(word: FixedWord): Promise<void> {
    const path = join(folder, 'fix.html');
    const resources = { script: 'fix.js', style: 'fix.css', cspSource: 'file:', language: 'en' };
    await writeFile(path, fixHtml(word, resources));
    page = await browser.newPage({ viewport: { width: 520, height: 900 } });
    await page.addInitScript(HOST);
    await page.goto(pathToFileURL(path).href);
    await show(PAGE_THEMES[0]);
  }

  const show = (theme: PageTheme): Promise<void> =>
    page.evaluate(`document.body.className = ${JSON.stringify(theme.bodyClass)};
      document.documentElement.removeAttribute('style');
      for (const [name, color] of Object.entries(${JSON.stringify(theme.colors)}))
        document.documentElement.style.setProperty('--vscode-' + name, color);
      document.body.style.background = 'var(--vscode-editor-background)';`);
  const posted = (): Promise<FromFixPage[]> => page.evaluate('posted.splice(0)');
  const send = (message: ToFixPage): Promise<void> => page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.dataset.symbol ?? document.activeElement.id');

  it('is used with the keyboard alone', async () => {
    assert.equal(await focused(), 'say');
    await page.keyboard.type('cube control');
    while ((await page.evaluate<number>('posted.length')) === 0) await delay(20);
    const draft = { kind: 'say', text: 'cube control' } as const;
    assert.deepEqual(await posted(), [{ type: 'check', draft }]);
    await send({ type: 'checked', draft, phonemes: 'kjˈub kəntɹˈOl' });
    await page.getByText('kjˈub kəntɹˈOl', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), [{ type: 'play', draft, inSentence: false }]);

    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'phonemes');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'ˈ');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'i');
    await page.keyboard.press('Space');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue('#phonemes'), 'iT');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'play');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'save-workspace');
    await page.keyboard.press('Enter');
    const saved = (await posted()).filter(({ type }) => type === 'save');
    assert.deepEqual(saved, [
      {
        ...{ type: 'save', draft: { kind: 'phonemes', text: 'iT' }, target: 'workspace' },
        ...{ onlyLanguage: true, caseSensitive: false, partOfSpeech: '' },
      },
    ]);
  });

  it('puts a symbol where the cursor is', async () => {
    await page.fill('#phonemes', 'kt');
    await page.evaluate("document.getElementById('phonemes').setSelectionRange(1, 1)");
    await page.getByRole('button', { name: 'æ at' }).click();
    await page.getByRole('button', { name: 'ˈ main stress' }).click();
    assert.equal(await page.inputValue('#phonemes'), 'kæˈt');
    assert.equal(await page.isChecked('#kind-phonemes'), true);
  });

  it('tells a problem with the field, and that an entry was saved', async () => {
    await page.fill('#phonemes', 'q');
    await send({ type: 'problem', message: 'This is no phoneme.' });
    await page.getByRole('alert').getByText('This is no phoneme.').waitFor();
    assert.equal(await page.getAttribute('#phonemes', 'aria-invalid'), 'true');
    await send({ type: 'saved', message: 'Saved.' });
    await page.getByRole('status').getByText('Saved.').waitFor();
    assert.equal(await page.getByRole('alert').textContent(), '');
    assert.equal(await page.getAttribute('#phonemes', 'aria-invalid'), 'false');
  });

  it('shows words as text, whatever is in them, and keeps to its policy', async () => {
    await page.close();
    const hostile = '"><img src=x onerror=posted.push(1)>';
    await open({ ...WORD, word: hostile, before: hostile, why: hostile, draft: { kind: 'phonemes', text: hostile } });
    assert.equal(await page.inputValue('#phonemes'), hostile);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(await page.evaluate('violations'), []);
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'posted.push(2)' }))",
    );
    assert.deepEqual(await page.evaluate('[...posted, ...violations]'), ['script-src-elem']);
  });

  it('passes axe-core in every theme, narrow and wide', async () => {
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
    await send({ type: 'problem', message: '“😀” (U+1F600) at position 3 is no phoneme of Kokoro.' });
    for (const theme of PAGE_THEMES) {
      await show(theme);
      for (const width of [300, 900]) {
        await page.setViewportSize({ width, height: 900 });
        if (process.env['KOKORO_LOOKS'] !== undefined)
          await page.screenshot({
            path: join(process.env['KOKORO_LOOKS'], `fix ${theme.name} ${width}.png`),
            fullPage: true,
          });
        const found = await page.evaluate(
          'axe.run({}).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))',
        );
        assert.deepEqual(found, [], `${theme.name} ${width}`);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      }
    }
  });
});
