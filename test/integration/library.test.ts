import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import { version } from '../../package.json';
import { platformOf } from '../../scripts/lib/binaries.mjs';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { ROOT } from './support/engine';
import { launchChromium } from './support/playerPage';

/** The programs in the package's documentation. */
const EXAMPLES = [...readFileSync(join(ROOT, 'docs', 'library.md'), 'utf8').matchAll(/```js\n([^]*?)\n```/g)].map(
  (match) => match[1] ?? '',
);

describe('kokoro-engine, the package', function () {
  this.timeout(180_000);
  let folder: string;

  before(() => {
    execFileSync(process.execPath, ['scripts/packLibrary.mjs', '--built'], { cwd: ROOT, stdio: 'pipe' });
    folder = mkdtempSync(join(tmpdir(), 'kokoro-library-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    const tarball = join(ROOT, 'dist', `kokoro-engine-${version}.tgz`);
    execFileSync('npm', ['install', ...flags, tarball], { cwd: folder, stdio: 'pipe' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (name: string, program: string): string => {
    writeFileSync(join(folder, name), program);
    return execFileSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
  };
  const secondsOf = (name: string): number => {
    const wav = readFileSync(join(folder, name));
    assert.equal(wav.toString('latin1', 0, 4), 'RIFF');
    assert.equal(wav.readUInt32LE(40), wav.length - 44);
    return (wav.length - 44) / 2 / 24_000;
  };

  it('speaks a text, and tells when its words are heard', () => {
    const lines = run('generate.mjs', EXAMPLES[0] ?? '')
      .trim()
      .split('\n');
    assert.ok(secondsOf('tea.wav') > 2);
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['The', 'kettle', 'has', 'just', 'boiled', 'Would', 'you', 'like', 'some', 'tea'],
    );
    const last = Number(lines.at(-1)?.split(' ')[2]);
    assert.ok(last > 1.5 && last <= secondsOf('tea.wav'), String(last));
  });

  it('speaks a text that arrives over time', () => {
    const lines = run('stream.mjs', EXAMPLES[1] ?? '')
      .trim()
      .split('\n');
    assert.match(lines[0] ?? '', /^Once it has stopped raining, \S*wˈʌns/);
    assert.equal(lines.length, 3);
    for (const i of [0, 1, 2]) assert.ok(secondsOf(`part-${i}.wav`) > 0.4);
  });

  it('can be required, and reports what is wrong', () => {
    const program = `
      const { KokoroTTS } = require('kokoro-engine');
      KokoroTTS.from_pretrained('any', { dtype: 'q8', device: 'cpu' }).then(async (tts) => {
        console.log(Object.keys(tts.voices).length, tts.voices.bf_emma.language);
        await tts.generate('x', { voice: 'af_nobody' }).catch((error) => console.log(error.code));
        await tts.generate('?!').catch((error) => console.log(error.code));
        await tts.dispose();
      });`;
    assert.deepEqual(run('required.cjs', program).trim().split('\n'), ['54 en-gb', 'voice-unknown', 'nothing-to-read']);
  });

  it('holds the kernels of every platform that has some, as told from their bytes', () => {
    const kernels = join(folder, 'node_modules', 'kokoro-engine', 'dist', 'kernels');
    const names = readdirSync(kernels).sort();
    assert.deepEqual(
      names.map((name) => name.replace('.node', '')),
      ['darwin-arm64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'],
    );
    for (const name of names) assert.equal(`${platformOf(readFileSync(join(kernels, name)))}.node`, name);
  });

  it('has types', () => {
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--lib', 'es2023,dom'];
    const [first = '', second = ''] = EXAMPLES;
    const programs = { 'typed.mts': first, 'streamed.mts': second, 'wrong.mts': first.replace("'af_heart'", '5') };
    for (const [name, program] of Object.entries(programs)) writeFileSync(join(folder, name), program);
    const command = [tsc, ...options, ...Object.keys(programs)];
    const { stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
    assert.match(stdout, /^wrong\.mts\(\d+,\d+\): error \S+ Type 'number' is not assignable to type 'string'\.\n$/);
  });

  it('brings the command line', () => {
    const command = join(folder, 'node_modules', '.bin', 'kokoro');
    assert.equal(execFileSync(process.execPath, [command, '--version'], { encoding: 'utf8' }).trim(), version);
    const agents = join(folder, 'node_modules', 'kokoro-engine', 'dist', 'agents.js'); // which hooks start
    assert.equal(execFileSync(process.execPath, [agents, '--version'], { encoding: 'utf8' }).trim(), version);
    const worker = ['worker', '--queue', 'redis://127.0.0.1:1', '--out', folder];
    const { status, stderr } = spawnSync(process.execPath, [command, ...worker], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^kokoro: The queue needs two packages\. Run "npm install bullmq ioredis"/);
  });

  describe('in a browser', () => {
    let server: Server;
    let browser: Browser;

    before(async () => {
      server = createServer(({ url = '/' }, response) => {
        response.setHeader('cross-origin-opener-policy', 'same-origin');
        response.setHeader('cross-origin-embedder-policy', 'require-corp');
        const path = normalize(url.replace(/\?.*/, ''));
        if (path === '/') response.setHeader('content-type', 'text/html').end('<title>library</title>');
        else if (path.endsWith('.ico')) response.writeHead(404).end();
        else {
          const isAsset = path.startsWith('/assets/');
          const file = isAsset ? join(cacheFolder(), path.slice('/assets/'.length)) : join(folder, path);
          const isScript = /\.m?js$/.test(path);
          response.setHeader('content-type', isScript ? 'text/javascript' : 'application/octet-stream');
          response.end(readFileSync(file));
        }
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      browser = await launchChromium();
    });
    after(async () => {
      await browser.close();
      server.close();
    });

    it('speaks', async () => {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      const program = `(async () => {
        const { KokoroTTS } = await import('/node_modules/kokoro-engine/dist/library/browser.mjs');
        let fetched = 0;
        const tts = await KokoroTTS.from_pretrained('any', {
          source: new URL('/assets', location.href).href,
          optimize: false,
          progress_callback: ({ loaded, total }) => (fetched += loaded === total),
        });
        const { audio, words, sampling_rate } = await tts.generate('Hello there.');
        await tts.dispose();
        return { fetched, seconds: audio.length / sampling_rate, peak: Math.max(...audio), words: words.map((w) => w.text) };
      })()`;
      const { fetched, seconds, peak, words } = await page.evaluate<{
        fetched: number;
        seconds: number;
        peak: number;
        words: string[];
      }>(program);
      assert.ok(fetched >= 2);
      assert.ok(seconds > 0.5 && seconds < 2 && peak > 0.1, `${seconds} s, peak ${peak}`);
      assert.deepEqual(words, ['Hello', 'there']);
    });
  });
});
