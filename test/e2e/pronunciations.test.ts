import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { measure } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const LONG = 'The quick brown fox jumps over the lazy dog near the river. '.repeat(4);
const DICTIONARY = join('.kokoro', 'pronunciations.json');

/** Fixes a word in a real VS Code, and listens. */
describe('Kokoro’s pronunciations', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'pronunciations',
      extensions: [packagedExtension()],
      files: { 'notes.md': `# Notes\n\nRun zorblatt.\n\n${LONG}\n` },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** Seconds of sound until Kokoro is idle again. */
  async function secondsHeard(begin: () => Promise<void>): Promise<number> {
    vscode.sound.reset();
    await begin();
    await vscode.sound.waitForSound(0.2);
    await vscode.workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    return measure(vscode.sound.heard()).sounding;
  }

  it('are tried, saved in the workspace and heard', async () => {
    const { workbench } = vscode;
    const readLine = async (): Promise<void> => {
      await workbench.placeCursor(3, 6);
      await workbench.runCommand('Kokoro: Speak Selection');
    };
    const before = await secondsHeard(readLine);

    await workbench.runCommand('Kokoro: Fix How This Sounds');
    const page = await workbench.webview('How “zorblatt” sounds');
    await page.locator('#now', { hasText: /^z\S+t$/ }).waitFor();
    await page.locator('#why', { hasText: 'guessed' }).waitFor();
    await page.fill('#say', 'cube control, cube control, cube control');
    await page.getByText('kjˈub kəntɹˈOl kjˈub').waitFor();
    const tried = await secondsHeard(() => page.getByRole('button', { name: 'Play', exact: true }).click());
    assert.ok(tried > before + 0.5, `${tried} s instead of ${before} s`);
    await vscode.screenshot('fix');

    await page.getByRole('button', { name: 'Save to Workspace' }).click();
    await page.getByText('Saved.').waitFor();
    assert.deepEqual(JSON.parse(readFileSync(join(vscode.workspace, DICTIONARY), 'utf8')), [
      { word: 'zorblatt', say: 'cube control, cube control, cube control', language: 'en' },
    ]);
    const after = await secondsHeard(readLine);
    assert.ok(after > before + 0.5, `${after} s instead of ${before} s`);
  });

  it('offers to hear a word of the document that is read', async () => {
    const { workbench } = vscode;
    await workbench.placeCursor(3, 6);
    await workbench.runCommand('Show or Focus Hover');
    const hear = workbench.page.locator('.monaco-hover:visible a', { hasText: 'Hear it' });
    await hear.waitFor();
    assert.ok((await secondsHeard(() => hear.click())) > 1);
  });

  it('are fixed from a word in the player', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await vscode.sound.waitForSound(0.2);
    await workbench.runCommand('Kokoro: Pause / Resume');
    const player = await workbench.webview('Kokoro');
    await player.getByText('Run zorblatt.').click({ button: 'right', position: { x: 8, y: 8 } });
    await workbench.page.getByRole('menuitem', { name: 'Fix How This Sounds' }).hover();
    await workbench.page.keyboard.press('Enter');
    const page = await workbench.webview('How “Run” sounds');
    await page.locator('#why', { hasText: 'lexicon' }).waitFor();
    await workbench.runCommand('Kokoro: Stop');
  });

  it('marks a bad entry as it is edited, and uses the good ones', async () => {
    const { workbench } = vscode;
    const entries = [
      { word: 'zorblatt', phonemes: 'k😀' },
      { word: 'run', say: 'banana, banana, banana' },
    ];
    writeFileSync(join(vscode.workspace, DICTIONARY), JSON.stringify(entries, undefined, 2));
    await workbench.openFile(join(vscode.workspace, DICTIONARY));
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const problems = workbench.page.locator('.markers-panel');
    await problems.getByText('“😀” (U+1F600) at position 2 is no phoneme of Kokoro.').waitFor();
    await vscode.screenshot('problems');
    await workbench.openFile('notes.md');
    const heard = await until('the other entry', async () => {
      const seconds = await secondsHeard(async () => {
        await workbench.placeCursor(3, 6);
        await workbench.runCommand('Kokoro: Speak Selection');
      });
      return seconds > 1.5 ? seconds : undefined;
    });
    assert.ok(heard < 5);
  });
});
