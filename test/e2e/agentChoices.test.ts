import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { Locator } from 'playwright-core';
import { EXTENSION } from './support/kokoro';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const LONG = 'This sentence is one of many, and takes a few seconds to be heard. '.repeat(10);

describe('the choices for agents', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({ 'choices.txt': 'Nothing to see here.\n' });
    await vscode.allowClipboard();
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** Sends a message as a program outside of VS Code. @returns what became of it */
  async function speak(...args: string[]): Promise<string> {
    const child = vscode.startBundle(EXTENSION, 'agents.js', ['speak', ...args]);
    child.stdin.end();
    const [output, messages] = await Promise.all([readAll(child.stdout), readAll(child.stderr)]);
    return output.trim() + messages;
  }

  /** The file that the extension writes for other programs. */
  function muted(): string | undefined {
    const file = join(dirname(vscode.workspace), 'home', '.kokoro', 'agents.json');
    if (!existsSync(file)) return undefined;
    return (JSON.parse(readFileSync(file, 'utf8')) as { muted: string[] }).muted.join();
  }

  const row = (text: string | RegExp): Locator =>
    vscode.workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text });

  /** Checks or unchecks an agent in the list. */
  async function toggle(agent: RegExp, picture?: string): Promise<void> {
    await vscode.workbench.runCommand('Kokoro: Mute Agents');
    await row(agent).first().click();
    if (picture !== undefined) await vscode.screenshot(picture);
    await vscode.workbench.page.keyboard.press('Enter');
    await row(agent).first().waitFor({ state: 'hidden' });
  }

  it('mute an agent that is speaking, in every program, until the user wants to hear it again', async () => {
    const { workbench } = vscode;
    const message = speak(LONG, '--agent', 'Muted Agent', '--session', 'web 1');
    await workbench.waitForStatusBar(/^Muted Agent: Speaking/, 60_000);
    await toggle(/Muted Agent/, 'muting');
    assert.equal(await message, 'stopped');
    await until('the choice', () => muted() === 'Muted Agent');
    assert.equal(await speak('Hello.', '--agent', 'muted-agent'), 'muted');
    await toggle(/muted-agent/); // the name under which it was heard last
    await until('the choice', () => muted() === '');
    assert.equal(await speak('Hello.', '--agent', 'Muted Agent'), 'spoken');
    await workbench.waitForStatusBar(/^Kokoro$/);
  });

  it('begin with what connects an agent', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Connect Agent');
    await row('Codex').waitFor();
    await vscode.screenshot('connecting');
    await row('Codex').click();
    await workbench.waitForNotification(/a command was copied.*start Codex again/);
    const launcher = join(dirname(vscode.workspace), 'home', '.kokoro', 'bin', 'kokoro-agent');
    assert.ok(existsSync(launcher));
    const copied = await workbench.page.evaluate('navigator.clipboard.readText()');
    assert.equal(copied, `codex mcp add kokoro -- ${launcher} mcp`);
  });
});
