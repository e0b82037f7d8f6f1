// `npm run bench:web -- [MODEL]`: how fast the engine's worker speaks in Chromium, and how much memory it takes, with
// and without isolation from other origins. MODEL is an ONNX file; by default the published model.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { cacheFolder } from '../src/assets/cacheFolder';
import { MODEL_NAME, modelGain, voiceAsset } from '../src/assets/manifest';
import { FLAGS } from '../test/e2e/support/browser';
import { ensureInstallation } from '../test/e2e/support/installation';

const TEXT =
  'The kettle sings. Nobody knew who had built the little house in the forest, or could remember its owner. ' +
  'The windows were dark, and the door had always been closed.';

interface Result {
  loadSeconds: number;
  seconds: number;
  runSeconds: number;
}

async function measure(model: string, threads: number): Promise<void> {
  const own = !model.endsWith(MODEL_NAME);
  const paths: Record<string, string> = {
    '/model.onnx': model,
    '/voice.bin': join(cacheFolder(), voiceAsset('af_heart')),
  };
  const server = createServer(({ url = '' }, response) => {
    if (threads > 1) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    response.setHeader('content-type', url === '/' ? 'text/html' : 'application/octet-stream');
    const path = url.startsWith('/dist/web/ort')
      ? url.replace('/dist/web', 'node_modules/onnxruntime-web/dist')
      : url.slice(1);
    response.end(
      url === '/' ? '<title>bench</title><link rel="icon" href="data:,">' : readFileSync(paths[url] ?? path),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = join(tmpdir(), `kokoro-bench-web-${process.pid}`);
  const { chromium: executablePath } = ensureInstallation();
  const browser = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const before = usage(profile);
    const script = readFileSync('bench/webPage.js', 'utf8');
    const gain = own ? 1 : modelGain(MODEL_NAME);
    const result = await page.evaluate<Result>(`${script}\nspeakInPage(${JSON.stringify(TEXT)}, ${gain}, ${threads})`);
    const after = usage(profile);
    const rtf = (result.runSeconds / result.seconds).toFixed(2);
    const cpu = (after.cpuSeconds - before.cpuSeconds).toFixed(1);
    console.log(
      `${own ? 'rebuilt' : 'published'}, ${threads} threads: loaded in ${result.loadSeconds.toFixed(1)} s, ` +
        `${result.seconds.toFixed(1)} s of speech, real-time factor ${rtf}, ${cpu} CPU s in all, peak ${after.peakMB.toFixed(0)} MB`,
    );
  } finally {
    await close(browser);
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** CPU seconds and peak memory of the page's process, the largest of the browser's renderers. */
function usage(profile: string): { cpuSeconds: number; peakMB: number } {
  const list = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,rss=,args='], { encoding: 'utf8' });
  const renderers = list.split('\n').filter((line) => line.includes('--type=renderer') && line.includes(profile));
  const all = renderers
    .flatMap((line) => /^\s*(\d+)/.exec(line)?.[1] ?? [])
    .map((pid) => {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const [user = '0', system = '0'] =
        readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
      return { cpuSeconds: (Number(user) + Number(system)) / 100, peakMB: Number(peak) / 1024 };
    });
  return all.reduce((a, b) => (a.peakMB > b.peakMB ? a : b), { cpuSeconds: 0, peakMB: 0 });
}

async function close(browser: BrowserContext): Promise<void> {
  await browser.close();
}

const [model = join(cacheFolder(), MODEL_NAME)] = process.argv.slice(2);
for (const threads of [1, 2]) await measure(model, threads);
