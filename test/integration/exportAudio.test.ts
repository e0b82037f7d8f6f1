import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { AssetStore } from '../../src/assets/store';
import { silentLogger } from '../../src/common/log';
import { AUDIO_FORMATS } from '../../src/speech/sinks/audioFormats';
import { encodeAudio } from '../../src/speech/sinks/encodeAudio';
import { readWav } from '../../src/speech/sinks/wav';
import { exitOf, type Result, runCli, startCli } from './support/cli';
import { ROOT } from './support/engine';
import { decode, ensureMediaTools, likeness, probe } from './support/media';

const TITLES = ['Über uns', 'The harbour', 'Ships — 船'];
const DOCUMENT = `---
title: Über uns
author: Ann Author
---

Before the first heading.

# The harbour

The harbour is old.

## Ships — 船

There are ships.
`;

interface Timings {
  words: { text: string; start: number; end: number }[];
  chunks: { text: string; start: number; end: number }[];
}

describe('kokoro export-audio', function () {
  this.timeout(180_000);
  let folder: string;
  before(ensureMediaTools);
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kokoro-audio-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kokoro = (...args: string[]): Promise<Result> => runCli(folder, ['export-audio', ...args]);

  async function write(files: Record<string, string | Buffer>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
  }
  const filesIn = async (name: string): Promise<string[]> =>
    (await readdir(join(folder, name), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1))
      .sort();

  it('writes each format with the sound, chapters and tags of its source', async () => {
    await write({ 'docs/a/b.md': DOCUMENT });
    const { code, stdout, stderr } = await kokoro(
      'docs',
      '--out',
      'out',
      '--format',
      'wav',
      '--timings',
      '--subtitles',
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${join(folder, 'out', 'a', 'b.wav')}\n`);
    assert.deepEqual(await filesIn('out'), ['.kokoro-audio.json', 'a/b.json', 'a/b.srt', 'a/b.vtt', 'a/b.wav']);
    const { words, chunks } = JSON.parse(await readFile(join(folder, 'out/a/b.json'), 'utf8')) as Timings;
    assert.equal(
      words
        .map(({ text }) => text)
        .slice(0, 4)
        .join(' '),
      'Before the first heading',
    );
    const subtitles = await readFile(join(folder, 'out/a/b.srt'), 'utf8');
    assert.match(subtitles, /-->[^\n]*\nBefore the first heading\.\n/);

    const wav = join(folder, 'out', 'a', 'b.wav');
    const source = decode(wav);
    const startOf = (said: string): number => chunks.find(({ text }) => text.startsWith(said))?.start ?? NaN;
    const starts = [0, startOf('The harbour'), startOf('Ships')];
    const end = source.length / 24_000;
    const chapters = TITLES.map((title, i) => ({ title, start: starts[i] ?? NaN, end: starts[i + 1] ?? end }));
    const cover = { mimeType: 'image/png', data: await readFile(join(ROOT, 'media', 'icon.png')) } as const;
    const tags = {
      title: 'Über uns',
      author: 'Ann Author',
      album: 'Docs',
      track: 2,
      language: 'en-US',
      cover,
      chapters,
    };
    const assets = new AssetStore({
      folder: cacheFolder(),
      source: process.env['KOKORO_ASSETS'],
      logger: silentLogger,
    });
    const codecs = { wav: 'pcm_s16le', flac: 'flac', mp3: 'mp3', opus: 'opus', m4b: 'aac' } as const;
    for (const format of AUDIO_FORMATS) {
      const path = join(folder, `b.${format}`);
      const { signal } = new AbortController();
      await encodeAudio(readWav(wav, 1), path, format, tags, assets, { signal });
      const found = probe(path);
      assert.equal(found.streams[0]?.codec_name, codecs[format]);
      const decoded = decode(path);
      const lossless = format === 'wav' || format === 'flac';
      // AAC ends at a whole frame.
      const extra = decoded.length - source.length;
      assert.ok(extra >= 0 && extra <= (format === 'm4b' ? 1024 : 0), `${format}: ${extra} samples more`);
      assert.ok(
        likeness(decoded, source, 0) > (lossless ? 0.9999 : 0.95),
        `${format}: ${likeness(decoded, source, 0)}`,
      );
      if (lossless) assert.deepEqual(decoded, source);
      if (format === 'wav') continue;
      assert.ok((await stat(path)).size < 0.75 * (await stat(wav)).size, `${format} is smaller`);
      assert.deepEqual(
        found.chapters.map((chapter) => chapter.tags.title),
        TITLES,
        format,
      );
      for (const [i, { start_time }] of found.chapters.entries())
        assert.ok(
          Math.abs(Number(start_time) - (starts[i] ?? NaN)) < 0.002,
          `${format}: chapter ${i} at ${start_time}`,
        );
      const written = [...found.streams.map((stream) => stream.tags), found.format.tags].flatMap((group) =>
        Object.entries(group ?? {}),
      );
      const read = Object.fromEntries(written.map(([key, value]) => [key.toLowerCase(), value]));
      assert.deepEqual(
        [read['title'], read['artist'], read['album'], read['track']],
        ['Über uns', 'Ann Author', 'Docs', '2'],
      );
      assert.ok(
        found.streams.some(({ codec_name }) => codec_name === 'png'),
        `${format} has a cover`,
      );
    }
  });

  it('goes on after a kill, and makes again only what has changed', async () => {
    const text = (name: string): string => `This is the text with the name ${name}. It takes a moment to say this.\n`;
    await write({ 'docs/a.md': text('one'), 'docs/b.md': text('two'), 'docs/sub/c.txt': text('three') });
    const args = ['export-audio', 'docs', '--out', 'out', '--format', 'opus'];
    const first = startCli(folder, args);
    await new Promise<void>((resolve) => {
      let seen = '';
      first.stderr.on('data', (data: Buffer) => {
        seen += data.toString();
        if (/made +a\.opus/.test(seen)) resolve();
      });
    });
    first.kill('SIGKILL');
    await once(first, 'close');
    const made = await stat(join(folder, 'out/a.opus'));

    const second = await runCli(folder, args);
    assert.equal(second.code, 0, second.stderr);
    assert.match(second.stderr, /reused +a\.opus\n/);
    assert.match(second.stderr, /made +b\.opus[^]*made +sub\/c\.opus[^]*2 made, 1 reused, 0 failed/);
    assert.equal((await stat(join(folder, 'out/a.opus'))).mtimeMs, made.mtimeMs);
    assert.deepEqual(await filesIn('out'), ['.kokoro-audio.json', 'a.opus', 'b.opus', 'sub/c.opus']);

    await write({ 'docs/b.md': 'Another text.\n', 'docs/none.md': '', 'docs/z.txt': Buffer.from([0, 1, 2]) });
    await rm(join(folder, 'out/sub/c.opus'));
    const third = await runCli(folder, args);
    assert.equal(third.code, 1);
    assert.match(third.stderr, /failed +z\.txt +.*z\.txt is not a text file/);
    assert.match(third.stderr, /reused +a\.opus[^]*made +b\.opus[^]*empty +none\.opus[^]*made +sub\/c\.opus/);
    assert.match(third.stderr, /2 made, 1 reused, 1 empty, 1 failed/);
  });

  it('does not replace what it reads', async () => {
    await write({ 'data.json': '{"name": "Ada"}' });
    const { code, stderr } = await kokoro('data.json', '--out', '.', '--timings');
    assert.equal(code, 1);
    assert.match(stderr, /failed +data\.mp3 +.*data\.json is read, so it cannot be replaced/);
    assert.equal(await readFile(join(folder, 'data.json'), 'utf8'), '{"name": "Ada"}');
  });

  it('leaves nothing half-written when it is interrupted', async () => {
    await write({ 'docs/long.md': 'This text is long enough to be interrupted. '.repeat(40) });
    const child = startCli(folder, ['export-audio', 'docs', '--out', 'out', '--subtitles', '--format', 'mp3']);
    const recordings = join(cacheFolder(), 'recordings');
    const parts = async (): Promise<string[]> =>
      (await readdir(recordings).catch(() => [])).filter((name) => name.endsWith(`.${child.pid ?? 0}.part`));
    while ((await parts()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    assert.equal(await exitOf(child), 130);
    assert.deepEqual(await parts(), []);
    await assert.rejects(stat(join(folder, 'out')), { code: 'ENOENT' });
  });
});
