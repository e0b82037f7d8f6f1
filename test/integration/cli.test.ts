import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { MODEL_NAME, voiceAsset } from '../../src/assets/manifest';
import { AssetStore } from '../../src/assets/store';
import { silentLogger } from '../../src/common/log';
import { loadKernels } from '../../src/generator/kernels';
import { DEFAULT_VOICE } from '../../src/kokoro/voices';
import { LANGUAGE_CODES } from '../../src/language/languages';
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

  it('speaks words into a WAV file and reports the speed', async () => {
    const { code, stdout, stderr } = await kokoro(['speak', 'Hello', 'there.', '--out', 'hello.wav']);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'hello.wav\n');
    assert.match(stderr, /s of audio in .* s \(real-time factor [\d.]+\), first audio after [\d.]+ s/);
    assert.ok((await seconds('hello.wav')) > 0.5);
    assert.deepEqual(await readdir(folder), ['hello.wav']);
  });

  it('reads a Markdown file and writes its timings', async () => {
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

  it('reads a source file by its ending, and another format by name', async () => {
    const source = '/**\n * Adds one.\n *\n * @param base the number\n */\nconst addOne = (base) => base + 1;\n';
    await writeFile(join(folder, 'add.ts'), source);
    const said = async (...args: string[]): Promise<{ text: string; source: { start: number; end: number } }[]> => {
      const { code, stderr } = await kokoro(
        ['speak', ...args, '--out', 'a.wav', '--timings', 't.json'],
        '{"userName": "Ada"}',
      );
      assert.equal(code, 0, stderr);
      const timings = await readFile(join(folder, 't.json'), 'utf8');
      return (JSON.parse(timings) as { chunks: Awaited<ReturnType<typeof said>> }).chunks;
    };
    const chunks = await said('add.ts');
    assert.equal(
      chunks.map(({ text }) => text).join(' '),
      'Adds one. parameter base: the number const add One equals, base, arrow base plus 1',
    );
    const code = chunks.find(({ text }) => text.startsWith('const'))?.source;
    assert.ok(code && source.slice(code.start).startsWith('const addOne'));
    const json = await said('-', '--format', 'json');
    assert.equal(json.map(({ text }) => text).join(' '), 'user Name: Ada');
    const wrong = await kokoro(['speak', 'x', '--format', 'code:nothing']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /must be a format/);
  });

  it('lists and deletes what is stored', async () => {
    const cache = join(folder, 'cache');
    const voice = join(cache, 'voices', 'af_heart.bin');
    await mkdir(dirname(voice), { recursive: true });
    await writeFile(voice, Buffer.alloc(522_240));
    const env = { KOKORO_CACHE: cache };
    const list = await kokoro(['storage'], '', env);
    assert.match(list.stdout, /^ +0\.5 MB {2}voices\/af_heart\.bin {2}\(Voice\)\n +0\.5 MB {2}in /);
    const wrong = await kokoro(['storage', '--delete', 'voices/none.bin'], '', env);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /there is no voices\/none\.bin in /);
    assert.ok(existsSync(voice));
    const deleted = await kokoro(['storage', '--delete', 'voices/af_heart.bin'], '', env);
    assert.deepEqual([deleted.code, deleted.stdout], [0, '0.5 MB deleted\n']);
    assert.ok(!existsSync(voice));
  });

  it('reads standard input', async () => {
    const { code, stdout } = await kokoro(['speak', '-', '--voice', 'bm_george'], 'From a pipe.');
    assert.equal(code, 0);
    assert.equal(stdout, 'speech.wav\n');
  });

  it('prints one line of phonemes per line', async () => {
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
    assert.match(stdout, new RegExp(`kernels:\\s+${loadKernels()?.sets[0] ?? 'none'}`));
    assert.match(stdout, /model:\s+kokoro-v1.0.int8.onnx: verified/);
    assert.match(stdout, /audio:\s+works/);
  });

  it('fails the check when nothing has been downloaded', async () => {
    const { code, stdout } = await kokoro(['doctor'], '', { KOKORO_CACHE: join(folder, 'empty') });
    assert.equal(code, 1);
    assert.match(stdout, /kokoro fetch/);
  });

  it('explains what each stretch of a line was taken for', async () => {
    const { code, stdout } = await kokoro(['normalize', '--explain'], 'Pay $5 on 3 May.\n12 km\n');
    assert.equal(code, 0);
    const rows = stdout.split('\n').map((line) => line.split('\t'));
    assert.deepEqual(rows, [
      ...[
        ['word', 'Pay', 'Pay'],
        ['money', '$5', 'five dollars'],
        ['word', 'on', 'on'],
      ],
      ...[['date', '3 May', 'the third of may'], ['punctuation', '.', '.'], ['']],
      ...[['measure', '12 km', 'twelve kilometers'], [''], ['']],
    ]);
  });

  it('speaks with the pauses of marked-up text', async () => {
    const marked = { ssml: '<speak>Yes.<break time="3s"/>No.</speak>', tags: 'Yes. [pause:3s] No.' };
    for (const [kind, text] of Object.entries(marked)) {
      const { code, stderr } = await kokoro(['speak', '--markup', kind, '--out', `${kind}.wav`], text);
      assert.equal(code, 0, stderr);
      const heard = await seconds(`${kind}.wav`);
      assert.ok(heard > 3.5 && heard < 7, `${kind}: ${heard} s`);
    }
    const plain = await kokoro(['speak', '--markup', 'xml', 'Yes.']);
    assert.equal(plain.code, 2);
    assert.match(plain.stderr, /ssml.*tags/);
  });

  it('explains wrong usage with exit code 2', async () => {
    const cases: [string[], string][] = [
      [[], 'kokoro --help'],
      [['sing'], 'kokoro --help'],
      [['speak', '--pitch', '2', 'x'], 'kokoro speak --help'],
      [['speak', 'x', '--speed', '9'], 'kokoro speak --help'],
      [['speak', 'x', '--threads', '1.5'], 'kokoro speak --help'],
      [['speak', 'x', '--out', ''], 'kokoro speak --help'],
      [['phonemize', '--lang', 'xx'], 'kokoro phonemize --help'],
      [['quantize', 'x.onnx', '--to', 'fp16', '--out', 'y.onnx', '--report'], 'kokoro quantize --help'],
      [['inspect'], 'kokoro inspect --help'],
    ];
    for (const [args, help] of cases) {
      const { code, stderr, stdout } = await kokoro(args);
      assert.equal(code, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^kokoro: .+\nTry "(kokoro.*)"\.\n$/);
      assert.ok(stderr.includes(`"${help}"`), stderr);
    }
  });

  it('speaks with a voice pack whose name does not tell its language', async () => {
    const fetched = await kokoro(['fetch', 'af_heart']);
    const pack = fetched.stdout.trim().split('\n').at(-1) ?? '';
    await copyFile(pack, join(folder, 'mine.bin'));
    const args = ['speak', 'Ciao a tutti.', '--voice', 'mine.bin', '--out', 'ciao.wav'];
    const { code, stderr } = await kokoro([...args, '--lang', 'it']);
    assert.equal(code, 0, stderr);
    assert.ok((await seconds('ciao.wav')) > 0.5);
    assert.match((await kokoro(args)).stderr, /“mine” is not a voice/);
  });

  it('prints help for the program and each command', async () => {
    const { code, stdout } = await kokoro(['--help']);
    assert.equal(code, 0);
    const commands = [...stdout.matchAll(/^ {2}(\w+) .*$/gm)].map(([, name]) => name ?? '');
    for (const name of ['speak', 'normalize', 'voices', 'fetch', 'doctor', 'export', 'inspect'])
      assert.ok(commands.includes(name), name);
    for (const name of ['speak', 'export', 'doctor']) {
      const help = await kokoro([name, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.stdout, new RegExp(`^Usage: kokoro ${name}`));
      assert.deepEqual(await kokoro(['help', name]), help);
    }
    const { stdout: options } = await kokoro(['speak', '--help']);
    for (const code of LANGUAGE_CODES) assert.ok(options.includes(`"${code}"`), code);
  });

  it('explains unreadable inputs and unwritable outputs with exit code 1, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'binary.dat'), Buffer.from([1, 0, 2, 0, 255]));
    const beforeWork: [string[], RegExp][] = [
      [['speak', 'binary.dat'], /not a text file/],
      [['speak', 'hi', '--out', 'no/such/folder.wav'], /cannot be written/],
      [['speak', '   '], /nothing to read/],
      [['speak', 'hi', '--voice', folder, '--lang', 'it'], /not a regular file/],
      [['speak', 'hi', '--out', 'folder'], /folder cannot be written: it is a folder/],
      [['speak', 'hi', '--timings', 'no/t.json'], /there is no folder no/],
      [['speak', 'hi', '--out', 'x.wav', '--timings', './x.wav'], /it is both --out and --timings/],
      [['speak', 'text.txt', '--out', 'link.txt'], /it is both the input and --out/],
      [['quantize', 'binary.dat', '--to', 'fp16', '--out', 'folder'], /it is a folder/],
      [['inspect', '\u001b[31mred'], /\\u001b\[31mred/],
      [['speak', 'hi', '--voice', 'af_hart'], /af_heart/],
    ];
    const afterReading: [string[], RegExp][] = [
      [['speak', '...', '--out', 'x.wav'], /nothing to read/],
      [['speak', 'これは日本語です。'], /Japanese; .* such as jf_alpha/],
    ];
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'text.txt'), 'Hello.');
    await symlink('text.txt', join(folder, 'link.txt'));
    for (const [cases, startsReading] of [
      [beforeWork, false],
      [afterReading, true],
    ] as const) {
      for (const [args, message] of cases) {
        const { code, stderr } = await kokoro(args);
        assert.equal(code, 1, args.join(' '));
        assert.match(stderr, message);
        assert.equal(stderr.includes('Reading aloud'), startsReading, stderr);
      }
    }
    assert.deepEqual((await readdir(folder)).sort(), ['binary.dat', 'folder', 'link.txt', 'text.txt']);
    assert.equal(await readFile(join(folder, 'text.txt'), 'utf8'), 'Hello.');
  });

  it('finishes the file although its output pipes are closed', async () => {
    const child = startCli(folder, ['speak', 'Hello there.', '--out', 'hello.wav']);
    child.stderr.destroy();
    child.stdout.destroy();
    assert.equal(await exitOf(child), 0);
    assert.ok((await seconds('hello.wav')) > 0.5);
  });

  it('stops converting lines when its output pipe is closed', async () => {
    const child = startCli(folder, ['normalize']);
    const exit = exitOf(child);
    child.stdin.on('error', () => undefined); // it exits before reading everything
    child.stdin.write('one\n');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.write('two\n');
    assert.equal(await exit, 0);
  });

  describe('with only the published model', () => {
    let cache: string;
    let env: NodeJS.ProcessEnv;
    before(async () => {
      cache = await mkdtemp(join(tmpdir(), 'kokoro-cli-cache-'));
      const store = new AssetStore({
        folder: cacheFolder(),
        source: process.env['KOKORO_ASSETS'],
        logger: silentLogger,
      });
      for (const name of [MODEL_NAME, voiceAsset(DEFAULT_VOICE)]) {
        await mkdir(dirname(join(cache, name)), { recursive: true });
        await copyFile(await store.ensure(name), join(cache, name));
      }
      env = { KOKORO_CACHE: cache, KOKORO_DEBUG: '1' };
    });
    after(() => rm(cache, { recursive: true, force: true }));

    it('does not optimize the model for a phrase', async () => {
      const { code, stderr } = await kokoro(['speak', 'Hello.', '--out', 'x.wav'], '', env);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /^Reading aloud with the published model$/m);
      assert.doesNotMatch(stderr, /exporter starts/);
      assert.ok(!existsSync(join(cache, 'optimized')));
    });

    it('starts to optimize the model for a long text, and leaves nothing behind when the text ends first', async () => {
      const text = `Hello.\n\n\`\`\`\n${'const x = 1;\n'.repeat(300)}\`\`\`\n`;
      await writeFile(join(folder, 'code.md'), text);
      const { code, stderr } = await kokoro(['speak', 'code.md'], '', env);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /exporter starts as process/);
      assert.match(stderr, /^Reading aloud with the published model while it is being optimized$/m);
      assert.deepEqual(await readdir(join(cache, 'optimized')), []);
    });
  });

  it('stops when interrupted and leaves nothing behind', async () => {
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
