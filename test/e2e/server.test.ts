import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './support/installation';
import { cachedAssets, EXTENSION } from './support/kokoro';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

const SENTENCE = 'The quick brown fox jumps over the lazy dog again and again.';
const KEY = 'open sesame';
const LONG = `# A far walk\n\n${Array.from({ length: 30 }, () => SENTENCE).join(' ')}\n\n# The end of a walk that has been far too long for a dog\n\n${SENTENCE}\n`;

/** Reads aloud through a server of this test, which is killed in mid-speech. */
describe('Kokoro with a speech server', () => {
  let vscode: VsCode;
  let server: ChildProcess;
  let url: string;

  before(async () => {
    const env = { ...process.env, KOKORO_CACHE: await cachedAssets(), KOKORO_API_KEY: KEY };
    const args = [join(root, 'dist', 'cli.js'), 'serve', '--port', '0', '--engines', '1'];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    server = child;
    [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    vscode = await sharedVsCode({ 'far.md': LONG }, { 'kokoro.backend': 'server', 'kokoro.server.url': url });
  });
  after(() => {
    server.kill('SIGKILL');
    vscode.setSettings({});
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  it('asks for the key, which it keeps for the server, and lists the voices', async () => {
    const { workbench } = vscode;
    const input = workbench.page.locator('.quick-input-widget .quick-input-box input');
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForNotification(/accepts no request without a key.*server-refused/, 60_000);
    await workbench.runCommand('Kokoro: Set Server API Key');
    await until('the input for the key', async () => (await input.getAttribute('type')) === 'password');
    await input.fill(KEY);
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForNotification(/the key for .* is in VS Code’s secret storage/);
    await workbench.runCommand('Kokoro: Choose Server Voice');
    const voice = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'bf_emma' });
    const first = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'af_bella' });
    await first.waitFor();
    await input.fill('bf_emma');
    await voice.click();
    await until('the setting', () => vscode.settings()['kokoro.server.voice'] === 'bf_emma');
    assert.ok(!JSON.stringify(vscode.settings()).includes(KEY) && !vscode.readLogs(EXTENSION).includes(KEY));
  });

  it('speaks through it, marks the spoken words, and reads on by itself when it is gone', async () => {
    const { workbench, sound } = vscode;
    const mark = () => workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first();
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await sound.waitForSound(2);
    await mark().waitFor();
    const headers = { authorization: `Bearer ${KEY}` };
    const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
    const spoken = Number(/^kokoro_audio_seconds_total (.+)$/m.exec(metrics)?.[1]);
    assert.ok(spoken > 2, metrics);
    server.kill('SIGKILL');
    await workbench.waitForNotification(/reads on with its own engine.*\(server-(?:unreachable|failed)\)/, 60_000);
    // Nothing that the server has spoken ahead is heard at the end.
    await workbench.runCommand('Kokoro: Next Heading');
    const player = await workbench.webview('Kokoro');
    await player.locator('.sentence', { hasText: 'The end of a walk' }).waitFor();
    sound.reset();
    await sound.waitForSound(2);
    await mark().waitFor();
    await workbench.runCommand('Kokoro: Stop');
    await until('silence', async () => (await workbench.statusBar()).includes('Kokoro'));
  });
});
