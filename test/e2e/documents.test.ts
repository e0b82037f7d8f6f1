import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { sharedVsCode } from './support/shared';
import { measure } from './support/sound';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const SENTENCE = 'The quick brown fox jumps over the lazy dog again and again.';
const LONG = `# A long walk\n\n${Array.from({ length: 30 }, () => SENTENCE).join(' ')}\n`;
const CELLS = {
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['# Fibonacci numbers\n', '\n', 'Each is the **sum** of two.'] },
    { cell_type: 'code', metadata: {}, source: ['nextNumber = 1'], outputs: [], execution_count: null },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** The smallest EPUB with this text. */
function bookOf(body: string): Uint8Array {
  const container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>';
  const opf = '<package><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><itemref idref="a"/></package>';
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    ...{ 'META-INF/container.xml': strToU8(container), 'a.opf': strToU8(opf), 'a.xhtml': strToU8(body) },
  });
}

/** What is read beside the text of an editor, and what happens to a document while it is read. */
describe('the documents that Kokoro reads', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({ 'walk.md': LONG, 'cells.ipynb': JSON.stringify(CELLS) });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
    await vscode.workbench.runCommand('Kokoro: Stop', 5_000).catch(() => undefined); // nothing is read
  });

  /** Waits until the player shows this title and text, and speech is heard. */
  async function hear(title: string, text: RegExp): Promise<void> {
    const { workbench, sound } = vscode;
    const player = await workbench.webview('Kokoro');
    const shown = async (): Promise<boolean> => {
      const blocks = await player.locator('.text .block').allInnerTexts();
      return (
        (await player.locator('.title').innerText()) === title && text.test(blocks.join(' ').replaceAll(/\s+/g, ' '))
      );
    };
    await until(`${title} in the player`, shown, { timeout: 30_000, retryErrors: true });
    sound.reset();
    await sound.waitForSound(0.5);
  }

  const mark = () => vscode.workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first();

  it('goes on in a document that is renamed', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('walk.md', /A long walk/);
    await workbench.runCommand('File: Reveal Active File in Explorer View');
    await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'walk.md' }).click();
    await workbench.page.keyboard.press('F2');
    const input = workbench.page.locator('.explorer-folders-view input');
    await input.fill('stroll.md');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForEditor('stroll.md');
    await workbench.runCommand('Kokoro: Open Player'); // the explorer took its place
    await hear('stroll.md', /A long walk/);
    await mark().waitFor();
  });

  it('reads what a branch switch puts in place of the rest', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('stroll.md', /A long walk/);
    const changed = `# A long walk\n\n${SENTENCE} Seven zebras crossed the road and looked at us for a while.\n`;
    writeFileSync(join(vscode.workspace, 'stroll.md'), changed);
    await hear('stroll.md', /zebras/);
    const player = await workbench.webview('Kokoro');
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Shift+L');
    await player.locator('.sentence', { hasText: 'zebras' }).waitFor();
    await mark().waitFor();
  });

  it('reads the document that a Markdown preview shows', async () => {
    const { workbench } = vscode;
    writeFileSync(join(vscode.workspace, 'walk.md'), LONG);
    await workbench.openFile('walk.md');
    await workbench.runCommand('Markdown: Open Preview');
    await workbench.page.locator('.tab.active', { hasText: 'Preview walk.md' }).waitFor();
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('walk.md', /A long walk/);
    await workbench.runCommand('View: Close All Editors');
  });

  it('reads the selected cell of a notebook', async () => {
    const { workbench } = vscode;
    const { page } = workbench;
    await workbench.openTab('cells.ipynb');
    await page.locator('.notebook-editor .monaco-list-row.focused.selected').waitFor({ state: 'attached' });
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('cells.ipynb', /Fibonacci numbers Each is the sum of two/);
    await page.keyboard.press('ArrowDown');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('cells.ipynb', /next Number equals 1/);
    await workbench.runCommand('View: Close All Editors');
  });

  it('reads a book, which VS Code cannot show', async () => {
    const { workbench } = vscode;
    writeFileSync(join(vscode.workspace, 'tale.epub'), bookOf('<h1>A tale</h1><p>Once there was a <b>lamp</b>.</p>'));
    await workbench.openTab('tale.epub');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('tale.epub', /A tale Once there was a lamp/);
    await workbench.runCommand('View: Close All Editors');
  });

  it('reads what is selected in the terminal, and leaves the clipboard as it was', async () => {
    const { workbench } = vscode;
    const { page } = workbench;
    const clipboard = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
    await vscode.allowClipboard();
    await page.evaluate('navigator.clipboard.writeText("copied before")');
    await workbench.runCommand('Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active .xterm').waitFor();
    await page.keyboard.type('clear; echo Ten green bottles; touch said\n');
    await until('the shell has answered', () => existsSync(join(vscode.workspace, 'said')), { timeout: 60_000 });
    await workbench.runCommand('Terminal: Select All');
    await page.keyboard.press('ControlOrMeta+Alt+K');
    await hear('bash', /Ten green bottles/);
    assert.equal(await clipboard(), 'copied before');
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  it('plays no sample over a screen reader, but speaks when it is asked to', async () => {
    const { workbench, sound } = vscode;
    vscode.setSettings({ 'editor.accessibilitySupport': 'on' });
    await workbench.openFile('walk.md');
    await workbench.waitForStatusBar(/^Screen Reader Optimized$/);
    sound.reset();
    await workbench.runCommand('Kokoro: Choose Voice');
    await workbench.page.getByPlaceholder('Press Enter to use a voice').fill('dora');
    const heard = await sound.waitForQuiet(2000);
    assert.ok(measure(heard).sounding === 0, 'no sample is played');
    await workbench.page.keyboard.press('Escape');
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await hear('walk.md', /A long walk/);
    vscode.setSettings({});
  });

  it('speaks in one window at a time, and says in which', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('walk.md');
    const other = await vscode.openWindow('walk.md');
    await other.waitForStatusBar(/^Kokoro$/, 60_000);
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear('walk.md', /A long walk/);
    await other.waitForStatusBar(/^Speaking in workspace/);
    await other.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForNotification(/paused, because workspace.* speaks now/);
    await workbench.waitForStatusBar(/^Paused/);
    await other.waitForStatusBar(/^Speaking, /);
    sound.reset();
    await sound.waitForSound(0.5);
    await workbench.runCommand('Kokoro: Pause / Resume');
    await workbench.waitForStatusBar(/^Speaking, /);
    await other.waitForStatusBar(/^Paused/);
    await other.page.close();
  });
});
