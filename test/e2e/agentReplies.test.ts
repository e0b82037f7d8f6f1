import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXTENSION } from './support/kokoro';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

/** Words that occur once each, so that a word tells its place. */
const WORDS =
  'alpha bravo charlie delta foxtrot golf hotel india juliet kilo lima mike november oscar papa romeo sierra tango';
const REPLY = `The stations are ${WORDS.replaceAll(' ', ', ')}.\n\n\`\`\`js\nneverHeard();\n\`\`\`\n`;
/** Settings of Claude Code that a user has written. */
const SETTINGS = '{\n\t// mine\n\t"model": "opus",\n\t"hooks": { "PreToolUse": [] } // none yet\n}\n';

/** Has the replies of an agent read in a real VS Code, by the hook that the user installs there. */
describe('Kokoro reading replies of agents', () => {
  let vscode: VsCode;
  let home: string;
  let settings: string;

  before(async () => {
    vscode = await sharedVsCode({ 'replies.txt': 'Nothing to see here.\n' });
    home = join(dirname(vscode.workspace), 'home');
    settings = join(home, '.claude', 'settings.json');
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, SETTINGS);
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** Checks or unchecks Claude Code in the list, and confirms the change. */
  async function toggle(): Promise<void> {
    const { page } = vscode.workbench;
    await vscode.workbench.runCommand('Kokoro: Read Agent Replies Aloud');
    const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Claude Code' });
    await row.getByText(settings).waitFor();
    await row.click();
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(settings).first().waitFor();
    await dialog.locator('.monaco-button', { hasText: /^Change$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Runs the hook as Claude Code does. */
  async function runHook(): Promise<void> {
    const text = readFileSync(settings, 'utf8').replace(/\/\/.*/g, '');
    const { hooks } = JSON.parse(text) as { hooks: { Stop: { hooks: { command: string }[] }[] } };
    const command = hooks.Stop[0]?.hooks[0]?.command ?? '';
    const env = { ...process.env, HOME: home, TMPDIR: join(home, '..', 'tmp') };
    const child = spawn('/bin/sh', ['-c', command], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const session = { session_id: 'e2e', transcript_path: '/none', cwd: '/', permission_mode: 'default' };
    child.stdin.end(
      JSON.stringify({ ...session, hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: REPLY }),
    );
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    assert.equal(child.stdout.read(), null);
  }

  /** The place of the word that the player marks; -1 for none. */
  async function spokenWord(): Promise<number> {
    const player = await vscode.workbench.webview('Kokoro');
    const word = await player.locator('.word.spoken').innerText({ timeout: 1000 });
    return WORDS.split(' ').indexOf(word.toLowerCase().replace(/\W/g, ''));
  }

  /** Waits until a word is marked that the test accepts. @returns its place */
  async function wordAt(accepts: (place: number) => boolean): Promise<number> {
    let found = -1;
    const probe = async (): Promise<boolean> => accepts((found = await spokenWord()));
    await until('the word', probe, { interval: 20, timeout: 60_000, retryErrors: true });
    return found;
  }

  it('installs the hook that the user has checked', async () => {
    await toggle();
    await until('the hook', () => readFileSync(settings, 'utf8').includes('kokoro-agent hook claude'));
    assert.match(readFileSync(settings, 'utf8'), /^\{\n\t\/\/ mine\n\t"model": "opus",\n/);
    assert.ok(existsSync(join(home, '.kokoro', 'bin', 'kokoro-agent')));
    await vscode.workbench.waitForNotification(/^Kokoro changed the hooks\./);
  });

  it('reads a reply, stops, and goes on at the word', async () => {
    const { workbench, sound } = vscode;
    sound.reset();
    await runHook();
    await sound.waitForSound(1);
    await workbench.waitForStatusBar(/^Claude Code: /);
    const heard = await wordAt((place) => place >= 2);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
    sound.reset();
    await workbench.runCommand('Kokoro: Resume');
    // Not from the beginning; a few more words may have been heard before it stopped.
    const resumed = await wordAt((place) => place >= 0);
    assert.ok(resumed >= heard, `went on with word ${resumed} after word ${heard}`);
    await sound.waitForSound(0.5);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
  });

  it('removes the hook, and leaves the file as it was', async () => {
    await toggle();
    await until('the settings of before', () => readFileSync(settings, 'utf8') === SETTINGS);
  });

  it('logs no error', () => {
    assert.doesNotMatch(vscode.readLogs(EXTENSION), /\[error\]/);
  });
});
