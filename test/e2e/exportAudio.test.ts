import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureMediaTools, probe } from '../integration/support/media';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

describe('Kokoro: Export Audio', () => {
  let vscode: VsCode;

  before(async () => {
    await ensureMediaTools();
    vscode = await VsCode.start({
      name: 'export-audio',
      extensions: [packagedExtension()],
      files: {
        'note.md': '# A note\n\nThis is short.\n',
        'book/SUMMARY.md': '- [Second](second.md)\n- [First](first.md)\n',
        'book/first.md': '# The first\n\nIt comes last.\n',
        'book/second.md': '# The second\n\nIt comes first.\n',
      },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  async function pickFormat(name: string): Promise<void> {
    const rows = vscode.workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.first().waitFor();
    await vscode.screenshot('formats');
    await rows.getByText(name, { exact: true }).click();
  }

  /** Accepts the file that VS Code's file dialog proposes. */
  async function acceptFile(name: string): Promise<void> {
    const input = vscode.workbench.page.locator('.quick-input-widget .quick-input-box input');
    await until('the suggested name', async () => (await input.inputValue()).endsWith(name));
    await vscode.workbench.page.keyboard.press('Enter');
  }

  it('saves the document in the chosen format', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Export Audio');
    await pickFormat('MP3');
    await acceptFile('note.mp3');
    await workbench.waitForNotification(/saved .*note\.mp3/, 60_000);
    await vscode.screenshot('saved');
    const { streams, chapters, format } = probe(join(vscode.workspace, 'note.mp3'));
    assert.equal(streams[0]?.codec_name, 'mp3');
    assert.equal(format.tags?.['title'], 'A note');
    assert.deepEqual(
      chapters.map(({ tags }) => tags.title),
      ['A note'],
    );
  });

  it('makes an audiobook of a folder in the explorer, in the order of its table of contents', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('View: Show Explorer');
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^book$/ });
    await row.click({ button: 'right' });
    const item = workbench.page.locator('.monaco-menu .action-item', { hasText: 'Export Audio' });
    await item.hover();
    await workbench.page.keyboard.press('Enter'); // a new menu ignores clicks for a moment
    await pickFormat('M4B');
    await acceptFile('book.m4b');
    await workbench.waitForNotification(/saved .*book\.m4b/, 60_000);
    const path = join(vscode.workspace, 'book.m4b');
    const { streams, chapters } = probe(path);
    assert.equal(streams[0]?.codec_name, 'aac');
    assert.deepEqual(
      chapters.map(({ tags }) => tags.title),
      ['The second', 'The first'],
    );
    assert.ok(statSync(path).size > 20_000);
  });
});
