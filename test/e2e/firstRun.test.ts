import assert from 'node:assert/strict';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { speechProblems, withoutSilence } from './support/sound';
import { VsCode } from './support/vscode';

const MODEL = 'kokoro-v1.0.int8.onnx';

/** Nothing is cached yet: the model comes from a local server, which pauses half-way so that progress can be seen. */
describe('Kokoro on its first run', () => {
  let vscode: VsCode;
  let server: Server;
  let cache: string;
  let requests: string[];
  /** Settles once the rest of the model may be sent. */
  let resumed: Promise<void>;
  let resume: () => void;

  before(async () => {
    const assets = await cachedAssets();
    requests = [];
    resumed = new Promise((resolve) => (resume = resolve));
    server = createServer((request, response) => {
      void (async () => {
        const file = join(assets, decodeURIComponent(request.url ?? ''));
        requests.push(request.url ?? '');
        const { size } = statSync(file);
        response.writeHead(200, { 'content-length': size });
        let sent = 0;
        for await (const piece of createReadStream(file, { highWaterMark: 2 ** 21 }) as AsyncIterable<Buffer>) {
          response.write(piece);
          sent += piece.length;
          if (file.endsWith('.onnx') && sent > size / 2) await resumed;
          else if (file.endsWith('.onnx')) await sleep(50);
        }
        response.end();
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cache = mkdtempSync(join(tmpdir(), 'kokoro-cache-'));
    const { port } = server.address() as AddressInfo;
    vscode = await VsCode.start({
      name: 'first-run',
      extensions: [packagedExtension()],
      files: { 'notes.txt': 'The first words that are heard on this machine.\n' },
      settings: { 'kokoro.assets.source': `http://127.0.0.1:${port}`, 'kokoro.optimizedModel': false },
      env: { KOKORO_CACHE: cache },
    });
  });
  after(async () => {
    resume();
    await vscode.dispose();
    server.close();
    rmSync(cache, { recursive: true, force: true });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  it('shows the progress of the download and then speaks', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Downloading the voice model… \d+ %$/);
    const player = await workbench.webview('Kokoro');
    await player
      .getByText(/Downloading the voice model… \d+ %/)
      .first()
      .waitFor();
    await vscode.screenshot('downloading');
    resume();
    await workbench.waitForStatusBar(/^Speaking/, 90_000);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);
    assert.deepEqual(requests, ['/voices/af_heart.bin', `/${MODEL}`]);
  });

  it('notices a model damaged on disk and fetches it again', async () => {
    const { workbench, sound } = vscode;
    const [engine] = vscode.processes('engine.js');
    if (engine) process.kill(engine.pid, 'SIGKILL');
    const file = openSync(join(cache, MODEL), 'r+');
    writeSync(file, Buffer.alloc(4096, 0x55), 0, 4096, 40_000_000);
    closeSync(file);
    requests.length = 0;
    sound.reset();
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Downloading the voice model/, 60_000);
    await workbench.waitForStatusBar(/^Speaking/, 90_000);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(requests, [`/${MODEL}`]);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);
  });
});

describe('Kokoro where sound is blocked until a click', () => {
  let vscode: VsCode | undefined;
  afterEach(async function () {
    await vscode?.afterTest(this.currentTest);
    await vscode?.dispose();
  });

  it('asks for a click, then plays everything, and needs no further click', async () => {
    vscode = await VsCode.start({
      name: 'autoplay',
      extensions: [packagedExtension()],
      files: { 'notes.txt': 'Nothing of this may be lost.\n' },
      env: { KOKORO_CACHE: await cachedAssets() },
      strictAutoplay: true,
    });
    const { workbench, sound } = vscode;
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Click to enable sound$/, 90_000);
    await vscode.screenshot('blocked');
    assert.equal(withoutSilence(sound.heard()).samples.length, 0);
    await workbench.clickWebview(0.5, 0.05);
    await workbench.waitForStatusBar(/^Speaking/);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);

    await sound.waitForState('suspended');
    sound.reset();
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Speaking/);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    assert.deepEqual(speechProblems(withoutSilence(sound.heard())), []);
    assert.equal(sound.contexts.length, 1);
  });
});
