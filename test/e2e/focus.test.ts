import assert from 'node:assert/strict';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const FIRST = 'The quick brown fox jumps over the lazy dog near the river and runs on without looking back.';
const SECOND = 'Another sentence takes just as long to speak, which leaves time to look at the player meanwhile.';

/** While the player has the focus, commands act on the text editor that was active last. */
describe('Kokoro with the focus in the player', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({ 'foxes.md': `${FIRST}\n\n${SECOND}\n` });
    await vscode.workbench.runCommand('Kokoro: Open Player');
    await vscode.workbench.webview('Kokoro');
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  async function focusPlayer(): Promise<void> {
    const { workbench } = vscode;
    await workbench.clickWebview(0.5, 0.05);
    const player = await workbench.webview('Kokoro');
    await until('the focus in the player', () => player.evaluate<boolean>('document.hasFocus()'));
    // VS Code hears of it a moment later.
    await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor({ state: 'detached' });
  }

  /** Waits until the player shows the sentence and speech is heard, then stops the reading. */
  async function hear(sentence: string): Promise<void> {
    const { workbench, sound } = vscode;
    const player = await workbench.webview('Kokoro');
    const shown = player.locator('.sentence');
    await until(`"${sentence}" in the player`, async () => (await shown.innerText()) === sentence, {
      timeout: 60_000,
      retryErrors: true,
    });
    assert.equal(await player.locator('.title').innerText(), 'foxes.md');
    await sound.waitForSound(1);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
    sound.reset();
  }

  it('speaks the selection on a keyboard shortcut', async () => {
    const { workbench } = vscode;
    await workbench.placeCursor(1, 11);
    await workbench.page.keyboard.press('ControlOrMeta+Shift+End');
    await focusPlayer();
    await workbench.page.keyboard.press('ControlOrMeta+Alt+K');
    await hear(FIRST.slice(10));
  });

  it('reads the document from the palette, not a visible output panel', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Output: Focus on Output View');
    await workbench.page.locator('.part.panel .monaco-editor').first().waitFor();
    await focusPlayer();
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await hear(FIRST);
    await workbench.runCommand('View: Hide Panel');
  });

  it('suggests a WAV file named after the document', async () => {
    const { workbench } = vscode;
    await focusPlayer();
    await workbench.runCommand('Kokoro: Save Speech as WAV');
    const input = workbench.page.locator('.quick-input-widget .quick-input-box input');
    await until('the suggested name', async () => (await input.inputValue()).endsWith('foxes.wav'));
    await workbench.page.keyboard.press('Escape');
  });

  it('reads nothing once the document is closed', async () => {
    const { workbench } = vscode;
    const tab = workbench.page.locator('.tab[data-resource-name="foxes.md"]');
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
    await focusPlayer();
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForNotification(/nothing to read aloud/);
  });
});
