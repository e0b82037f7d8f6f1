import assert from 'node:assert/strict';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const SENTENCE = 'The quick brown fox jumps over the lazy dog again and again.';
const NOTES = `# Notes\n\n${Array.from({ length: 40 }, () => SENTENCE).join(' ')}\n`;

/** Where the player opens in a real VS Code, and that its page does there what it does in a plain browser. */
describe('the player in VS Code', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({ 'notes.md': NOTES, 'other.txt': 'Something else.\n' });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  const groups = (): Promise<number> => vscode.workbench.page.locator('.editor-group-container').count();
  const tabs = (): Promise<number> => vscode.workbench.page.locator('.tabs-container .tab').count();

  it('opens as a view, and leaves the focus in the editor', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(3);
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(1);
    await workbench.page.locator('.part.sidebar .title-label', { hasText: /Kokoro/i }).waitFor();
    assert.equal(await groups(), 1);
    assert.equal(await tabs(), 1);
    await workbench.page.locator('.monaco-editor.focused').waitFor();
    const player = await workbench.webview('Kokoro');
    await player.locator('.word.spoken').waitFor();
    assert.equal(await player.getByRole('heading', { level: 1 }).innerText(), 'notes.md');
  });

  it('changes the speed of what is being heard', async () => {
    const player = await vscode.workbench.webview('Kokoro');
    await player.getByRole('button', { name: 'Speed: 1.00×' }).click();
    await player.getByRole('button', { name: '3.00×' }).click();
    await player.getByRole('button', { name: 'Speed: 3.00×' }).waitFor();
    const loaded = 'performance.getEntriesByType("resource").some(({ name }) => name.endsWith("stretch.js"))';
    await until('the library for speed', () => player.evaluate<boolean>(loaded));
    vscode.sound.reset();
    await vscode.sound.waitForSound(1);
    assert.doesNotMatch(vscode.readLogs('kokoro'), /The speed of a chunk cannot be changed|Content Security/);
    await player.getByRole('button', { name: '1.00×', exact: true }).click();
    await until('the setting', () => vscode.settings()['kokoro.speed'] === 1);
  });

  it('moves to an editor tab that files opened next do not cover, and goes on reading', async () => {
    const { workbench, sound } = vscode;
    const view = await workbench.webview('Kokoro');
    await view.getByRole('button', { name: 'More Actions' }).click();
    await view.getByRole('button', { name: 'Open in an Editor Tab' }).click();
    await workbench.page.locator('.tab', { hasText: 'Kokoro' }).waitFor();
    sound.reset();
    await sound.waitForSound(1);
    assert.equal(await groups(), 2);
    await workbench.openFile('other.txt');
    assert.equal(await groups(), 2);
    await until('the player beside the file', async () => {
      const player = await workbench.webview('Kokoro');
      return (await player.locator('.word.spoken').count()) === 1;
    });
  });

  it('returns after a reload of the window, and offers to go on', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Stop');
    await workbench.page.waitForTimeout(6000); // in a browser, VS Code saves its layout every five seconds
    await vscode.load();
    const player = await workbench.webview('Kokoro');
    await player
      .getByRole('button', { name: /notes\.md/ })
      .first()
      .waitFor();
    assert.equal(await workbench.page.locator('.tab', { hasText: 'Kokoro' }).count(), 1);
  });
});
