import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dependencies, version } from '../../package.json';
import { ASSETS, findAsset, MODEL_NAME, voiceAsset } from '../../src/assets/manifest';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { speechProblems } from './support/sound';
import { ISOLATION, VsCode } from './support/vscode';
import { until } from './support/wait';

const SPEAK = 'Kokoro: Speak Selection';
/** The first line is spoken; what follows takes longer than a second window needs to open. */
const NOTES = `The kettle sings.\n\n${'Nobody minds, and nobody hurries. '.repeat(60)}\n`;

const STORE_OPTIMIZED = readFileSync(join(__dirname, 'support', 'page', 'storeOptimized.js'), 'utf8');

/** The package for browsers, in VS Code's web worker extension host: it has no `main`, so it runs nowhere else. */
describe('Kokoro in the browser', () => {
  let vscode: VsCode;
  let server: Server;
  let settings: Record<string, unknown>;
  const requests: string[] = [];

  before(async () => {
    const source = await serveFolder(await cachedAssets());
    settings = { 'kokoro.assets.source': source, 'kokoro.threads': 2, 'kokoro.optimizedModel': false };
    vscode = await VsCode.start({
      name: 'web',
      extensions: [packagedExtension('web')],
      files: { 'notes.md': NOTES },
      settings,
      env: ISOLATION,
    });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });
  after(async () => {
    await vscode.dispose();
    server.close();
  });

  it('speaks a selection, from the browser’s storage the second time, with and without isolation', async () => {
    await speaks(false);
    assert.deepEqual(requests.sort(), [`/${MODEL_NAME}`, `/${voiceAsset('af_heart')}`]);

    await vscode.workbench.runCommand('Kokoro: Save Speech as WAV');
    await vscode.workbench.waitForNotification(/not available in the browser.*\(not-in-browser\)/);

    await vscode.load('notes.md', { isolated: true });
    await speaks(true);
    assert.equal(requests.length, 2, 'model and voice came from storage');
    assert.deepEqual(vscode.processes('dist/engine.js'), []);
  });

  it('speaks in one window at a time, and says which model and which window speaks', async () => {
    const { workbench } = vscode;
    await workbench.page.locator('.statusbar-item', { hasText: 'Kokoro' }).hover();
    await workbench.page.getByText(/Model: the published INT8 model/).waitFor();
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForStatusBar(/^Speaking, /, 60_000);
    const other = await vscode.openWindow('notes.md');
    await other.waitForStatusBar(/^Speaking in workspace/, 60_000);
    await other.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForNotification(/paused, because workspace.* speaks now/);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Speaking in workspace/);
    await other.page.close();
    await workbench.waitForStatusBar(/^Kokoro$/);
  });

  it('hands over to the optimized model at the end of a sentence, without a reload', async () => {
    const { workbench, sound } = vscode;
    const { sha256 } = findAsset(ASSETS, MODEL_NAME);
    const folder = [version, dependencies['onnxruntime-web'], sha256].join('-');
    await workbench.page.evaluate(`${STORE_OPTIMIZED}\nstoreOptimized('${MODEL_NAME}', '${folder}')`);
    await workbench.runCommand('Kokoro: Read Document Aloud');
    await workbench.waitForStatusBar(/^Speaking, /, 60_000);
    vscode.setSettings({ ...settings, 'kokoro.optimizedModel': true });
    await workbench.runCommand('Output: Show Output Channels...');
    await workbench.page.locator('.quick-input-widget .quick-input-box input').fill('Kokoro');
    await workbench.page.keyboard.press('Enter');
    const log = workbench.page.locator('.panel .view-line', { hasText: 'Continuing with the optimized model.' });
    await log.first().waitFor({ timeout: 90_000 });
    sound.reset();
    await sound.waitForSound(2);
    await workbench.page.locator('.statusbar-item', { hasText: 'Speaking' }).hover();
    await workbench.page
      .getByText(/Model: the published model optimized for this machine, 2\.0 times as fast/)
      .waitFor();
  });

  /** Speaks the first line, and checks what is heard, what is marked, and whether the engine has threads. */
  async function speaks(isolated: boolean): Promise<void> {
    const { workbench, sound } = vscode;
    sound.reset();
    const warnings: string[] = [];
    workbench.page.on('console', (message) => {
      if (message.text().includes('Falling back to single-threading')) warnings.push(message.text());
    });
    await workbench.selectLines(1);
    await workbench.runCommand(SPEAK);
    const marked = workbench.page.locator('.view-line span[class*="ced-"]');
    await until('a marked word', async () => /^(?:The|kettle|sings)/.test((await marked.allInnerTexts()).join('')), {
      timeout: 120_000,
      interval: 30,
    });
    assert.equal(await workbench.page.evaluate('crossOriginIsolated'), isolated);
    assert.equal(warnings.length, isolated ? 0 : 1, 'the engine has one thread, or those that it was told to have');
    await sound.waitForQuiet(1_500);
    assert.deepEqual(speechProblems(sound.heard()), []);
  }

  /** Serves files to pages of any origin. @returns the base URL */
  async function serveFolder(folder: string): Promise<string> {
    server = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.setHeader('Access-Control-Allow-Origin', '*');
      createReadStream(join(folder, url)).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }
});
