import assert from 'node:assert/strict';
import { text as readAll } from 'node:stream/consumers';
import { EXTENSION } from './support/kokoro';
import { sharedVsCode } from './support/shared';
import { speechProblems, withoutSilence } from './support/sound';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const DONE = 'All tests pass now, and the change is ready for review.';
const LONG = `The first sentence. ${DONE} The last sentence of an answer.`;
const NOTES = 'The notes.';

/** Messages of programs outside of VS Code, sent with the packaged program. */
describe('Kokoro speaking for agents', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({ 'agents.txt': `${NOTES}\n` });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** Runs the program for agents. @returns what it prints, and its messages if it fails */
  async function agent(...args: string[]): Promise<string> {
    const child = vscode.startBundle(EXTENSION, 'agents.js', args);
    child.stdin.end();
    const [output, messages] = await Promise.all([readAll(child.stdout), readAll(child.stderr)]);
    return output.trim() + messages;
  }

  it('are heard in the window, one after the other', async () => {
    const { workbench, sound } = vscode;
    const first = agent('speak', `${LONG} ${LONG}`, '--agent', 'Claude Code');
    await workbench.waitForStatusBar(/^Claude Code: Speaking/, 60_000);
    const second = agent('speak', 'Copilot is done as well.', '--agent', 'Copilot', '--voice', 'bf_emma');
    await until('both are in the queue', async () => {
      const queue = JSON.parse(await agent('status')) as { agent: string; state: string }[];
      return queue.map(({ agent, state }) => `${agent} ${state}`).join() === 'Claude Code playing,Copilot waiting';
    });
    await sound.waitForSound(1);
    assert.equal(await agent('stop', '--agent', 'Claude Code'), '1');
    assert.equal(await first, 'stopped');
    await workbench.waitForStatusBar(/^Copilot: Speaking/, 60_000);
    const player = await workbench.webview('Kokoro');
    await until('the agent in the player', async () => (await player.locator('.title').innerText()) === 'Copilot');
    await vscode.screenshot('agent');
    assert.equal(await second, 'spoken');
    await workbench.waitForStatusBar(/^Kokoro$/);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);
  });

  it('are interrupted by the user, who can resume them where they were', async () => {
    const { workbench } = vscode;
    const interrupted = agent('speak', LONG, '--agent', 'Claude Code');
    const player = await workbench.webview('Kokoro');
    const isSaid = async (part: string): Promise<boolean> =>
      (await player.locator('.sentence').innerText()).includes(part);
    await until('the second sentence', () => isSaid('All tests pass'), { timeout: 60_000, retryErrors: true });
    await workbench.runCommand('Kokoro: Read Document Aloud');
    assert.equal(await interrupted, 'stopped');
    await until('the user’s document', () => isSaid('The notes'), { timeout: 60_000, retryErrors: true });
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    await workbench.runCommand('Kokoro: Resume');
    await until('the rest of the message', () => isSaid('All tests pass'), { timeout: 60_000, retryErrors: true });
    await workbench.waitForStatusBar(/^Claude Code: Speaking/);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
  });
});
