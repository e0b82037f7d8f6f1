import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MODEL_NAME, voiceAsset } from '../../src/assets/manifest';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { speechProblems } from './support/sound';
import { ISOLATION, VsCode } from './support/vscode';
import { until } from './support/wait';

const SPEAK = 'Kokoro: Speak Selection';

/** The package for browsers, in VS Code's web worker extension host: it has no `main`, so it runs nowhere else. */
describe('Kokoro in the browser', () => {
  let vscode: VsCode | undefined;
  let server: Server | undefined;
  const requests: string[] = [];

  afterEach(async function () {
    await vscode?.afterTest(this.currentTest);
    await vscode?.dispose();
    server?.close();
  });

  it('speaks a selection, from the browser’s storage the second time, with and without isolation', async () => {
    const source = await serveFolder(await cachedAssets());
    vscode = await VsCode.start({
      name: 'web',
      extensions: [packagedExtension('web')],
      files: { 'notes.md': 'The kettle sings.\n\nSomething else.\n' },
      settings: { 'kokoro.assets.source': source, 'kokoro.threads': 2 },
      env: ISOLATION,
    });
    await speaks(vscode, false);
    assert.deepEqual(requests.sort(), [`/${MODEL_NAME}`, `/${voiceAsset('af_heart')}`]);

    await vscode.workbench.runCommand('Kokoro: Save Speech as WAV');
    await vscode.workbench.waitForNotification(/not available in the browser.*\(not-in-browser\)/);

    await vscode.load('notes.md', { isolated: true });
    await speaks(vscode, true);
    assert.equal(requests.length, 2, 'model and voice came from storage');
    assert.deepEqual(vscode.processes('dist/engine.js'), []);
  });

  /** Speaks the first line, and checks what is heard, what is marked, and whether the engine has threads. */
  async function speaks({ workbench, sound }: VsCode, isolated: boolean): Promise<void> {
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
    const made = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.setHeader('Access-Control-Allow-Origin', '*');
      createReadStream(join(folder, url)).pipe(response);
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    return `http://localhost:${(made.address() as AddressInfo).port}`;
  }
});
