import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGE_CODES } from '../../src/engine/phonemes/languages';
import { exitOf, type Result, runCli, startCli } from './support/cli';

describe('kokoro, the command line', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kokoro-cli-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kokoro = (args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Result> =>
    runCli(folder, args, input, env);

  async function seconds(path: string): Promise<number> {
    const wav = await readFile(join(folder, path));
    assert.equal(wav.readUInt32LE(40), wav.length - 44);
    return (wav.length - 44) / 2 / 24_000;
  }

  it('speaks words into a WAV and says how fast', async () => {
    const { code, stdout, stderr } = await kokoro(['speak', 'Hello', 'there.', '--out', 'hello.wav']);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'hello.wav\n');
    assert.match(stderr, /s of audio in .* s \(real-time factor [\d.]+\), first audio after [\d.]+ s/);
    assert.ok((await seconds('hello.wav')) > 0.5);
    assert.deepEqual(await readdir(folder), ['hello.wav']);
  });

  it('reads a Markdown file as a person would, with timings', async () => {
    const markdown = '# Title\n\nRead **this** [link](https://example.org/not-read).\n\n```ts\nconst x = 1;\n```\n';
    await writeFile(join(folder, 'doc.md'), markdown);
    const { code, stderr } = await kokoro(['speak', 'doc.md', '--timings', 't.json', '--speed', '1.5']);
    assert.equal(code, 0, stderr);
    const { chunks } = JSON.parse(await readFile(join(folder, 't.json'), 'utf8')) as {
      chunks: { text: string; source: { start: number; end: number }; start: number; end: number }[];
    };
    const said = chunks.map(({ text }) => text).join(' ');
    assert.match(said, /Title.*Read this link.*Code block/);
    assert.doesNotMatch(said, /example|const/);
    assert.equal(markdown.slice(chunks[0]?.source.start, chunks[0]?.source.end), 'Title');
    assert.equal(chunks[0]?.start, 0);
    for (const [i, chunk] of chunks.entries()) {
      assert.ok(chunk.end > chunk.start);
      if (i > 0) assert.equal(chunk.start, chunks[i - 1]?.end);
    }
    assert.ok(Math.abs((chunks.at(-1)?.end ?? 0) - (await seconds('doc.wav'))) < 0.001);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await kokoro(['speak', '-', '--voice', 'bm_george'], 'From a pipe.');
    assert.equal(code, 0);
    assert.equal(stdout, 'speech.wav\n');
  });

  it('prints one line of phonemes for each line', async () => {
    const { code, stdout } = await kokoro(['phonemize'], 'Hello world!\n\nSecond line.\n');
    assert.equal(code, 0);
    const lines = stdout.split('\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /həlˈO wˈɜɹld!/);
    assert.equal(lines[1], '');
  });

  it('lists voices', async () => {
    const { code, stdout } = await kokoro(['voices']);
    assert.equal(code, 0);
    assert.match(stdout, /af_heart/);
    assert.match(stdout, /jf_alpha/);
  });

  it('checks the installation', async () => {
    const { code, stdout } = await kokoro(['doctor']);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /onnxruntime:\s+1\./);
    assert.match(stdout, /model:\s+kokoro-v1.0.int8.onnx: verified/);
    assert.match(stdout, /audio:\s+works/);
  });

  it('fails the check where nothing is fetched', async () => {
    const { code, stdout } = await kokoro(['doctor'], '', { KOKORO_CACHE: join(folder, 'empty') });
    assert.equal(code, 1);
    assert.match(stdout, /kokoro fetch/);
  });

  it('explains wrong usage with exit code 2', async () => {
    for (const args of [
      [],
      ['sing'],
      ['speak', '--pitch', '2', 'x'],
      ['speak', 'x', '--speed', '9'],
      ['speak', 'x', '--threads', '1.5'],
      ['phonemize', '--lang', 'xx'],
    ]) {
      const { code, stderr, stdout } = await kokoro(args);
      assert.equal(code, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /kokoro: .+\nTry "kokoro --help"/);
    }
    const help = await kokoro(['--help']);
    assert.equal(help.code, 0);
    assert.ok(help.stdout.includes(` ${LANGUAGE_CODES.join(', ')} (`), help.stdout);
  });

  it('speaks with a voice pack in a language that its name does not tell', async () => {
    const fetched = await kokoro(['fetch', 'af_heart']);
    const pack = fetched.stdout.trim().split('\n').at(-1) ?? '';
    await copyFile(pack, join(folder, 'mine.bin'));
    const args = ['speak', 'Ciao a tutti.', '--voice', 'mine.bin', '--out', 'ciao.wav'];
    const { code, stderr } = await kokoro([...args, '--lang', 'it']);
    assert.equal(code, 0, stderr);
    assert.ok((await seconds('ciao.wav')) > 0.5);
    assert.match((await kokoro(args)).stderr, /“mine” is not a voice/);
  });

  it('explains what cannot be read or written with exit code 1, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'binary.dat'), Buffer.from([1, 0, 2, 0, 255]));
    const cases: [string[], RegExp][] = [
      [['speak', 'binary.dat'], /not a text file/],
      [['speak', 'hi', '--out', 'no/such/folder.wav'], /cannot be written/],
      [['speak', '   '], /nothing to read/],
      [['speak', '...', '--out', 'x.wav'], /nothing to read/],
      [['speak', 'hi', '--voice', 'af_hart'], /af_heart/],
      [['speak', 'hi', '--voice', folder, '--lang', 'it'], /not a regular file/],
      [['speak', 'これは日本語です。'], /Japanese; .* such as jf_alpha/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await kokoro(args);
      assert.equal(code, 1, args.join(' '));
      assert.match(stderr, message);
    }
    assert.deepEqual(await readdir(folder), ['binary.dat']);
  });

  it('stops on an interrupt and leaves nothing behind', async () => {
    const child = startCli(folder, ['speak', 'word '.repeat(500), '--out', 'long.wav']);
    const exit = exitOf(child);
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (data: Buffer) => data.includes('Reading') && resolve()),
    );
    child.kill('SIGINT');
    assert.equal(await exit, 130);
    assert.deepEqual(await readdir(folder), []);
  });
});
