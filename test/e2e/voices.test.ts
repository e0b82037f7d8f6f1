import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { speechProblems, withoutSilence } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

/** The gallery of voices in a real VS Code, with the packaged extension and the real model. */
describe('the voice gallery', () => {
  let vscode: VsCode;
  let player: Frame;

  before(async () => {
    vscode = await VsCode.start({
      name: 'voices',
      extensions: [packagedExtension()],
      files: { 'notes.md': '# Notes\n\nThe quick brown fox jumps over the lazy dog near the river.\n' },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  const button = (name: string): Locator => player.getByRole('button', { name, exact: true });

  it('finds, plays and marks voices, blends them, and reads with the blend', async () => {
    const { workbench, sound } = vscode;
    await workbench.runCommand('Kokoro: Voice Gallery');
    player = await workbench.webview('Kokoro');
    await player.getByRole('heading', { name: 'Voice gallery' }).waitFor();
    const search = player.getByRole('textbox', { name: /^Search voices/ });
    await search.fill('spanish female');
    await until('one voice', async () => (await player.locator('.voice-row').count()) === 1);

    await button('Play a sample of Dora').click();
    await sound.waitForSound(1);
    await button('Stop the sample of Dora').waitFor();
    await search.fill('emma');
    await button('Play a sample of Emma').click();
    await button('Stop the sample of Emma').waitFor();
    await button('Stop the sample of Emma').click();
    await button('Play a sample of Emma').waitFor();
    await sound.waitForQuiet(1000);

    await button('Favourite: Emma').click();
    await player.getByRole('heading', { name: 'Favourites' }).waitFor();
    await player.getByRole('button', { name: 'Favourite: Emma', exact: true, pressed: true }).waitFor();

    await search.fill('');
    await button('New blend').click();
    await player.getByRole('combobox', { name: 'Voice 2' }).selectOption('bf_emma');
    await player.getByRole('slider', { name: 'Share of voice 1' }).fill('70');
    sound.reset();
    await button('Listen').click();
    await sound.waitForSound(1);
    await vscode.screenshot('voice-gallery');
    await player.getByRole('textbox', { name: 'Name of the blend' }).fill('night reader');
    await button('Save').click();
    const saved = { 'night reader': 'af_heart*0.7+bf_emma*0.3' };
    await until('the saved blend', () => JSON.stringify(vscode.settings()['kokoro.voices']) === JSON.stringify(saved));

    await player.getByRole('button', { name: /^night reader/ }).click();
    await until('the setting', () => vscode.settings()['kokoro.voice'] === 'night reader');
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    sound.reset();
    await workbench.openFile('notes.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(2);
    await player.getByRole('heading', { name: 'Voice gallery' }).waitFor({ state: 'hidden' });
    await player.locator('.chips', { hasText: 'night reader' }).waitFor();
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);
  });
});
