// `npm run bench:web -- [MODEL…]`: how fast the engine's worker speaks in Chromium, and how much memory it takes, with and
// without isolation from other origins. Each MODEL is an ONNX file; by default the published model is measured.
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

/** Read first, to load the model and to compile ONNX Runtime, which V8 does as its functions are used. */
const FIRST = 'Nobody knew who had built the little house in the forest.';
/** Read with what is then there. */
const TEXT =
  'The kettle sings, and nobody remembers the name of its owner, who went away in the spring. ' +
  'The windows were dark, and the door had always been closed.';

/** What the page answers for a text. */
interface Reading {
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
    const gain = own ? 1 : modelGain(MODEL_NAME);
    await page.evaluate(`${readFileSync('bench/webPage.js', 'utf8')}\nstartInPage(${gain}, ${threads})`);
    const read = async (text: string): Promise<string> => {
      const before = usage(profile);
      const { seconds, runSeconds } = await page.evaluate<Reading>(`speakInPage(${JSON.stringify(text)})`);
      const { cpuSeconds } = usage(profile);
      const cpu = ((cpuSeconds - before.cpuSeconds) / seconds).toFixed(2);
      return `${cpu} CPU s per second of speech, real-time factor ${(runSeconds / seconds).toFixed(2)}`;
    };
    const name = `${own ? 'rebuilt' : 'published'}, ${threads} threads`;
    console.log(
      `${name}: first ${await read(FIRST)}; then ${await read(TEXT)}; peak ${usage(profile).peakMB.toFixed(0)} MB`,
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

const models = process.argv.slice(2);
for (const model of models.length > 0 ? models : [join(cacheFolder(), MODEL_NAME)])
  for (const threads of [1, 2]) await measure(model, threads);
