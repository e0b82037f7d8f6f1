import assert from 'node:assert/strict';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makePipe } from '../support/oddFiles';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const SETTINGS = join('.vscode', 'settings.json');

/** An untrusted workspace whose settings name files and a server of its own. */
describe('Kokoro in Restricted Mode', () => {
  let vscode: VsCode;
  let folder: string;
  let pipe: string;
  let server: Server;
  let hostile: Record<string, unknown>;
  const requests: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-restricted-'));
    pipe = makePipe(join(folder, 'af_pipe.bin'));
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    hostile = {
      'kokoro.model': pipe,
      'kokoro.assets.source': `http://127.0.0.1:${port}`,
      'kokoro.optimizedModel': true,
      'kokoro.backend': 'server',
      'kokoro.server.url': `http://127.0.0.1:${port}`,
    };
    vscode = await VsCode.start({
      name: 'restricted',
      extensions: [packagedExtension()],
      files: {
        'notes.txt': 'These words are heard.\n',
        [SETTINGS]: JSON.stringify({ ...hostile, 'kokoro.voice': pipe }),
      },
      settings: { 'kokoro.optimizedModel': false },
      env: { KOKORO_CACHE: join(folder, 'cache'), KOKORO_ASSETS: await cachedAssets() },
      restricted: true,
    });
    await vscode.workbench.waitForStatusBar(/^Restricted Mode$/);
  });
  after(async () => {
    await vscode.dispose();
    server.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
    await vscode.workbench.runCommand('Notifications: Clear All Notifications');
    vscode.sound.reset();
  });

  /** Writes the workspace's settings; VS Code notices within a second. */
  function setWorkspaceSettings(settings: Record<string, unknown>): void {
    writeFileSync(join(vscode.workspace, SETTINGS), JSON.stringify(settings));
  }

  /** A non-blocking open for writing succeeds only while someone reads the pipe. */
  function assertPipeUnread(): void {
    const open = (): void => closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    assert.throws(open, { code: 'ENXIO' }, 'the pipe is open');
  }

  it('refuses a file that the workspace names as a voice, without opening it', async () => {
    const { workbench } = vscode;
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForNotification(/There is no voice .*voice-unknown/);
    assertPipeUnread();
  });

  it('speaks with the user’s model and source, not the workspace’s', async () => {
    const { workbench, sound } = vscode;
    setWorkspaceSettings({ ...hostile, 'kokoro.voice': 'bf_emma' });
    await until('the voice of the workspace', async () => {
      await workbench.runCommand('Kokoro: Open Player');
      const player = await workbench.webview('Kokoro');
      return player.getByRole('button', { name: 'Voice: Emma' }).isVisible();
    });
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await sound.waitForSound(0.5);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(requests, []);
    assert.deepEqual(vscode.processes('exporter.js'), []);
    assertPipeUnread();
  });

  it('changes a setting in the scope that sets it', async () => {
    const player = await vscode.workbench.webview('Kokoro');
    await player.getByRole('button', { name: /^Voice:/ }).click();
    await player.getByRole('combobox', { name: 'Voice' }).fill('heart');
    await vscode.workbench.page.keyboard.press('Enter');
    await player.getByRole('button', { name: /^Speed:/ }).click();
    await player.getByRole('slider', { name: 'Speed' }).fill('1.5');
    await until('the setting', () => vscode.settings()['kokoro.speed'] === 1.5);
    const expected = { ...hostile, 'kokoro.voice': 'af_heart' };
    const workspaceSettings = (): unknown => JSON.parse(readFileSync(join(vscode.workspace, SETTINGS), 'utf8'));
    await until('the workspace’s setting', () => isDeepStrictEqual(workspaceSettings(), expected), {
      retryErrors: true,
    });
  });
});
