import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/installation';
import { cachedAssets, EXTENSION, packagedExtension } from './support/kokoro';
import { measure, type Sound, speechProblems, withoutSilence } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const FOX = 'The quick brown fox jumps over the lazy dog near the river.';
const NOTES = `# Notes

${FOX}

A second paragraph, which nobody should hear.
`;

const README = readFileSync(join(root, 'README.md'), 'utf8');

/** Speaks in a real VS Code with the packaged extension and the real model, and listens to the audio output. */
describe('Kokoro in VS Code', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'speaking',
      extensions: [packagedExtension()],
      files: {
        'notes.md': NOTES,
        'README.md': README,
        'leeme.md': 'Esta es la guía para los que quieren leer también en otra lengua, y para todos los demás.\n',
        'empty.txt': '\n\n',
        'yomu.txt': 'これは日本語です。\n',
        'list.md': `- one\n    - ${FOX}\n`,
      },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
    await vscode.workbench.runCommand('Notifications: Clear All Notifications');
    vscode.sound.reset();
  });

  async function stop(): Promise<void> {
    await vscode.workbench.runCommand('Kokoro: Stop');
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  }

  it('starts no engine and no audio before it is asked to speak', () => {
    assert.deepEqual(vscode.processes('engine.js'), []);
    assert.equal(vscode.sound.context, undefined);
  });

  it('speaks the selection from the palette', async () => {
    const { workbench, sound } = vscode;
    await workbench.selectText(FOX);
    await workbench.runCommand('Kokoro: Speak Selection');
    await sound.waitForSound(1);
    await vscode.screenshot('speaking');
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    const heard = withoutSilence(sound.heard());
    assert.deepEqual(speechProblems(heard), []);
    assertTwelveWords(heard);
    assert.equal(sound.context?.sampleRate, 24_000);
  });

  it('speaks the current line on a keyboard shortcut when nothing is selected', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(3, 5);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+K');
    await workbench.waitForStatusBar(/^Speaking/, 60_000);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assertTwelveWords(withoutSilence(sound.heard()));
  });

  it('reads a document aloud, shows and marks the spoken sentence, and stops at once', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('README.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(4);
    await workbench.waitForStatusBar(/^Speaking, \d+ (min|s) left$/);
    const player = await workbench.webview('Kokoro');
    assert.match(await player.locator('body').innerText(), /README\.md/);
    await player.locator('.sentence:not(:empty)').waitFor();
    await workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor();
    await vscode.screenshot('reading');
    await stop();
    sound.reset();
    const after = await sound.waitForQuiet(1500);
    assert.ok(measure(after).sounding < 1, 'it is silent within a second');
  });

  it('pauses and resumes', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('README.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(1.5);
    await workbench.runCommand('Kokoro: Pause / Resume');
    await workbench.waitForStatusBar(/^Paused/);
    await sound.waitForState('suspended');
    await sound.waitForQuiet(1000);
    sound.reset();
    await workbench.runCommand('Kokoro: Pause / Resume');
    await sound.waitForSound(1.5);
    await stop();
  });

  it('changes speed and voice of the current reading from the player', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('README.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(1);
    const player = await workbench.webview('Kokoro');
    await player.getByRole('button', { name: /^Voice:/ }).click();
    await player.getByRole('combobox', { name: 'Voice' }).fill('emma');
    await workbench.page.keyboard.press('Enter');
    await until('the setting', () => vscode.settings()['kokoro.voice'] === 'bf_emma');
    await player.getByRole('button', { name: /^Speed:/ }).click();
    await player.getByRole('slider', { name: 'Speed' }).fill('1.5');
    await until('the setting', () => vscode.settings()['kokoro.speed'] === 1.5);
    sound.reset();
    await sound.waitForSound(1);
    await stop();
  });

  it('restarts an engine that is killed in mid-speech, says so, and goes on', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('README.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(0.5);
    const [engine] = vscode.processes('engine.js');
    assert.ok(engine);
    process.kill(engine.pid, 'SIGKILL');
    await workbench.waitForNotification(/stopped unexpectedly and was restarted/, 60_000);
    const [again] = await until('a new engine', () => {
      const found = vscode.processes('engine.js');
      return found.length > 0 && found;
    });
    assert.notEqual(again?.pid, engine.pid);
    sound.reset();
    await sound.waitForSound(3);
    await stop();
  });

  it('goes on when the editor is closed, and says so', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('README.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(1);
    await workbench.runCommand('View: Close All Editors');
    await workbench.waitForStatusBar(/README\.md is still being read/);
    sound.reset();
    await sound.waitForSound(1);
    await stop();
    await workbench.openFile('notes.md');
  });

  it('plays a sample of each voice while one is being chosen', async () => {
    const { workbench, sound } = vscode;
    await workbench.runCommand('Kokoro: Choose Voice');
    const filter = workbench.page.getByPlaceholder('Focus a voice to hear it');
    const names = workbench.page.locator('.quick-input-list .monaco-list-row .label-name');
    for (const [text, name] of [
      ['spanish', 'Dora'],
      ['british', 'Emma'],
      [', male', 'Michael'],
    ] as const) {
      await filter.fill(text);
      await names.filter({ hasText: name }).first().waitFor();
    }
    await filter.fill('af_heart');
    await sound.waitForSound(1);
    await vscode.screenshot('choosing');
    await workbench.page.keyboard.press('Enter');
    await until('the setting', () => vscode.settings()['kokoro.voice'] === 'af_heart');
    await workbench.waitForStatusBar(/^Kokoro$/);
  });

  it('saves speech as a WAV file', async () => {
    const { workbench } = vscode;
    await workbench.reset(); // in a narrow editor the find widget shows no count of matches
    await workbench.openFile('notes.md');
    await workbench.selectText(FOX);
    await workbench.runCommand('Kokoro: Save Speech as WAV');
    const input = workbench.page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor();
    await until('the suggested name', async () => (await input.inputValue()).endsWith('notes.wav'));
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForNotification(/saved .*notes\.wav/, 60_000);
    const bytes = statSync(join(vscode.workspace, 'notes.wav')).size;
    assert.ok(bytes > 2.5 * 48_000 && bytes < 7 * 48_000, `${bytes} bytes`);
  });

  it('reads an indented line as text, not as code', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('list.md');
    await workbench.placeCursor(2, 10);
    await workbench.runCommand('Kokoro: Speak Selection');
    await sound.waitForSound(0.5);
    const player = await workbench.webview('Kokoro');
    await player.locator('.sentence', { hasText: /quick brown fox/ }).waitFor();
    await stop();
  });

  it('offers a voice for a document in another language and reads with it', async () => {
    const { workbench, sound } = vscode;
    await workbench.openFile('leeme.md');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForNotification(/seems to be in Spanish, but your voice speaks American English/);
    await vscode.screenshot('offering');
    await workbench.page.locator('.notifications-toasts .monaco-button', { hasText: 'Read with Dora' }).click();
    await workbench.waitForStatusBar(/^Speaking/, 60_000);
    sound.reset();
    await sound.waitForSound(1);
    assert.equal(vscode.settings()['kokoro.voice'], 'af_heart');
    await stop();
  });

  it('says so when there is nothing to read', async () => {
    const { workbench } = vscode;
    await workbench.openFile('empty.txt');
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForNotification(/nothing to read aloud/);
  });

  it('names a voice for text that the chosen one cannot speak', async () => {
    const { workbench } = vscode;
    await workbench.openFile('yomu.txt');
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForNotification(/seems to be in Japanese.*such as jf_alpha.*voice-mismatch/, 60_000);
    await workbench.page.locator('.notifications-toasts .monaco-button', { hasText: 'Choose Voice' }).click();
    await workbench.page.getByPlaceholder('Focus a voice to hear it').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('logs its activation time, and no error', () => {
    const log = vscode.readLogs(EXTENSION);
    const took = /Activated in ([\d.]+) ms/.exec(log)?.[1];
    assert.ok(took !== undefined, log);
    console.log(`      activated in ${took} ms`);
    assert.doesNotMatch(log, /\[error\]/);
  });
});

/** Measures sound only: on a busy machine the silence between chunks grows. */
function assertTwelveWords(heard: Sound): void {
  const { sounding } = measure(heard);
  assert.ok(sounding > 2.2 && sounding < 5, `12 words in ${sounding} s`);
}
