import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import calibration from '../../models/calibration.json';
import { benchmarkModel } from '../../src/exporter/benchmark';
import { readVoices, voiceAsBin } from '../../src/exporter/checkpoint/voices';
import { PIECES } from '../../src/exporter/network/pieces';
import type { TimedWord } from '../../src/speech/sinks/timedWords';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { exitOf, type Result, runCli, startCli } from './support/cli';
import { ROOT } from './support/engine';

/** Exports, inspects, quantizes and speaks with a model of a small checkpoint, on the command line. */
describe('kokoro export, quantize and inspect', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-export-'));
    writeTinyCheckpoint(join(folder, 'tiny'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const kokoro = (...args: string[]): Promise<Result> => runCli(folder, args);
  const tiny = (name = ''): string => join('tiny', name);

  it('exports a folder, writes the model beside the checkpoint and reports each step', async () => {
    const { code, stdout, stderr } = await kokoro('export', 'tiny');
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${tiny('kokoro-fp32.onnx')}\n`);
    assert.match(
      stderr,
      /^Reading the weights\nBuilding the graph\nWriting the file\n\d+ MB in [\d.]+ s\n1 voice beside it, in .*voices\n$/,
    );
    assert.deepEqual((await readdir(join(folder, 'tiny'))).sort(), [
      'config.json',
      'kokoro-fp32.onnx',
      'tiny.pth',
      'voices',
    ]);
  });

  it('exports in pieces', async () => {
    const args = ['export', 'tiny', '--split', 'coreml', '--frames', '60', '--out', 'pieces'];
    const { code, stdout, stderr } = await kokoro(...args);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'pieces\n');
    assert.deepEqual((await readdir(join(folder, 'pieces'))).sort(), PIECES.map((name) => `${name}.onnx`).sort());
    assert.match((await kokoro(...args, '--precision', 'int8')).stderr, /--split works only with fp32/);
  });

  it('quantizes a model to FP16', async () => {
    const { code, stderr } = await kokoro('quantize', tiny('kokoro-fp32.onnx'), '--to', 'fp16', '--out', 'half.onnx');
    assert.equal(code, 0, stderr);
    const [before, after] = await Promise.all([
      stat(join(folder, tiny('kokoro-fp32.onnx'))),
      stat(join(folder, 'half.onnx')),
    ]);
    assert.ok(after.size < 0.52 * before.size, `${after.size} of ${before.size} bytes`);
  });

  it('quantizes a model to dynamic INT8, a third of its size, but not twice', async () => {
    const to = ['--to', 'int8-dynamic', '--out'];
    const { code, stderr } = await kokoro('quantize', tiny('kokoro-fp32.onnx'), ...to, 'dynamic.onnx');
    assert.equal(code, 0, stderr);
    const [before, after] = await Promise.all([
      stat(join(folder, tiny('kokoro-fp32.onnx'))),
      stat(join(folder, 'dynamic.onnx')),
    ]);
    assert.ok(after.size < 0.36 * before.size, `${after.size} of ${before.size} bytes`);
    assert.match((await kokoro('inspect', 'dynamic.onnx')).stdout, /ConvInteger/);
    const again = await kokoro('quantize', 'dynamic.onnx', ...to, 'again.onnx');
    assert.equal(again.code, 1);
    assert.match(again.stderr, /is already quantized/);
  });

  it('exports INT8 with a report, and the model speaks', async () => {
    await writeFile(join(folder, 'little.json'), JSON.stringify(calibration.slice(-1))); // the shortest
    const options = ['--precision', 'int8', '--calibration', 'little.json', '--report', '--out', 'tiny.int8.onnx'];
    const { code, stdout, stderr } = await kokoro('export', 'tiny', ...options);
    assert.equal(code, 0, stderr);
    const [file, header, ...rows] = stdout.trimEnd().split('\n');
    assert.equal(file, 'tiny.int8.onnx');
    assert.match(header ?? '', /^block +alone, dB +MB +as FP32 +ms +%$/);
    const row = (block: string): string[] => rows.find((line) => line.startsWith(`${block} `))?.split(/ +/) ?? [];
    for (const block of ['decoder.encode', 'decoder.decode.3', 'decoder.generator.resblocks.1', 'all']) {
      const [, decibels, ...numbers] = row(block).map(Number);
      assert.ok((decibels ?? NaN) >= 0, block);
      assert.ok(numbers.length === 4 && numbers.every((number) => number > 0), `${block}: ${numbers.join(', ')}`);
    }
    const [, , size = NaN, floatSize = NaN] = row('decoder.generator.resblocks.1').map(Number);
    assert.ok(size < 0.4 * floatSize, `${size} of ${floatSize} MB`);
    assert.equal(row('bert')[1], 'float');
    const inspected = await kokoro('inspect', 'tiny.int8.onnx');
    assert.match(inspected.stdout, /QLinearConv/);
    const { loadSeconds, realTimeFactor } = await benchmarkModel(join(folder, 'tiny.int8.onnx'));
    assert.ok(loadSeconds > 0 && realTimeFactor > 0);
    // The weights of our INT8 are folded, so the checkpoint's cannot be recovered from them.
    const again = await kokoro('quantize', 'tiny.int8.onnx', '--to', 'int8', '--out', 'again.onnx');
    assert.equal(again.code, 1);
    assert.match(again.stderr, /Export INT8 from the checkpoint/);
  });

  it('keeps excluded layers in float32', async () => {
    const options = ['--precision', 'int8', '--exclude', 'decoder', '--out', 'excluded.onnx'];
    assert.equal((await kokoro('export', 'tiny', ...options)).code, 0);
    const inspected = await kokoro('inspect', 'excluded.onnx');
    assert.doesNotMatch(inspected.stdout, /QLinearConv/);
    const wrong = await kokoro('export', 'tiny', '--precision', 'int8', '--exclude', '(', '--out', 'x.onnx');
    assert.deepEqual([wrong.code, wrong.stderr.includes('--exclude')], [2, true]);
  });

  it('takes input names, types and noise from the options', async () => {
    const options = ['--contract', 'kokoro-onnx', '--speed-type', 'double', '--noise', 'input', '--precision', 'fp16'];
    const { code, stderr } = await kokoro('export', tiny('tiny.pth'), '--out', 'other.onnx', ...options);
    assert.equal(code, 0, stderr);
    const { stdout } = await kokoro('inspect', 'other.onnx');
    for (const line of [
      'input:      tokens: int64 [1, sequence]',
      'input:      style: float32 [1, 256]',
      'input:      speed: float64 [1]',
      'input:      noise: float32 [1, noise_samples, 9]',
      'output:     audio: float32 [samples]',
      'output:     duration: int64 [sequence]',
      'metadata:   kokoro.precision = fp16',
      'metadata:   kokoro.vocab = 114 symbols',
    ]) {
      assert.ok(stdout.split('\n').includes(line), `${line}\nin\n${stdout}`);
    }
    assert.match(stdout, /^weights: {4}float16 .* MB/m);
  });

  it('inspects a checkpoint and a voice', async () => {
    const checkpoint = await kokoro('inspect', 'tiny');
    assert.equal(checkpoint.code, 0, checkpoint.stderr);
    assert.match(checkpoint.stdout, /checkpoint, PyTorch \(zip\), 13\.\d MB, \d+ tensors/);
    assert.match(checkpoint.stdout, /ALBERT: 3 layers of 96, 4 heads, context 512/);
    assert.match(checkpoint.stdout, /^ +decoder\.generator +\d/m);
    const voice = await kokoro('inspect', tiny(join('voices', 'af_tiny.pt')));
    assert.match(voice.stdout, /^voice: +af_tiny, 510 × 256 float32$/m);
  });

  it('explains what it cannot export or quantize, and leaves nothing behind', async () => {
    const before = await readdir(folder);
    await writeFile(join(folder, 'no.onnx'), 'This is no model.');
    const cases: [string[], number, RegExp][] = [
      [['export', 'missing', '--out', 'x.onnx'], 1, /missing cannot be read/],
      [['export', tiny('config.json'), '--out', 'x.onnx'], 1, /neither a PyTorch nor a safetensors file/],
      [
        ['export', 'tiny', '--out', join('no', 'such', 'folder.onnx')],
        1,
        /cannot be written: there is no folder .*such\. Create it first/,
      ],
      [['quantize', 'no.onnx', '--to', 'fp16', '--out', 'x.onnx'], 1, /not an ONNX file/],
      [['inspect', 'no.onnx'], 1, /not an ONNX file/],
      [['export'], 2, /Name either a checkpoint or a repository/],
      [['export', 'tiny', '--precision', 'fp7'], 2, /'--precision <name>'.* Allowed choices are int8, fp16, fp32/],
      [['quantize', 'no.onnx', '--to', 'fp16'], 2, /required option '--out <file>' not specified/],
      [['quantize', 'no.onnx', '--out', 'x.onnx'], 2, /required option '--to <kind>' not specified/],
      [['export', 'tiny', '--report'], 2, /--report works only with int8/],
      [['inspect'], 2, /missing required argument 'file'/],
    ];
    for (const [args, expected, message] of cases) {
      const { code, stderr } = await kokoro(...args);
      assert.equal(code, expected, args.join(' '));
      assert.match(stderr, message);
    }
    await rm(join(folder, 'no.onnx'));
    assert.deepEqual(await readdir(folder), before);
  });

  it('stops when interrupted and leaves nothing behind', async () => {
    const before = await readdir(folder);
    const child = startCli(folder, ['export', 'tiny', '--out', 'stopped.onnx']);
    const exit = exitOf(child);
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (data: Buffer) => data.includes('Writing') && resolve()),
    );
    child.kill('SIGINT');
    assert.equal(await exit, 130);
    assert.deepEqual(await readdir(folder), before);
  });
});

/** The engine speaks with exported models of every signature. The weights are random, so the speech makes no sense. */
describe('kokoro speak --model', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-own-model-'));
    writeTinyCheckpoint(join(folder, 'tiny'));
    // The engine finds voices in this folder beside the model.
    const [voice] = await readVoices(join(folder, 'tiny', 'voices', 'af_tiny.pt'));
    assert.ok(voice);
    await mkdir(join(folder, 'voices'));
    await writeFile(join(folder, 'voices', 'af_tiny.bin'), voiceAsBin(voice));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [contract, ...options] of [
    ['hexgrad'],
    ['kokoro-js', '--speed-type', 'double'],
    ['kokoro-onnx', '--noise', 'input'],
  ] as const) {
    it(`speaks with a model of the signature ${[contract, ...options].join(' ')}`, async () => {
      const out = `${contract}.onnx`;
      const exported = await runCli(folder, ['export', 'tiny', '--out', out, '--contract', contract, ...options]);
      assert.equal(exported.code, 0, exported.stderr);
      const args = ['speak', 'Hello there.', '--model', out, '--out', `${contract}.wav`];
      const byName = await runCli(folder, [...args, '--voice', 'af_tiny']);
      assert.equal(byName.code, 0, byName.stderr);
      const { size } = await stat(join(folder, `${contract}.wav`));
      assert.ok(size > 44 + 2 * 2400, `${size} bytes`);
      const path = join('voices', 'af_tiny.bin');
      assert.equal((await runCli(folder, [...args, '--voice', path, '--timings', 't.json'])).code, 0);
      const timings = JSON.parse(await readFile(join(folder, 't.json'), 'utf8')) as {
        words: TimedWord[];
        chunks: { end: number; words: { source: { start: number }; start: number; end: number }[] }[];
      };
      const seconds = ((await stat(join(folder, `${contract}.wav`))).size - 44) / 48_000;
      assert.ok(Math.abs((timings.chunks.at(-1)?.end ?? 0) - seconds) < 0.001);
      const words = timings.chunks.flatMap((chunk) => chunk.words);
      assert.deepEqual(
        words.map(({ source }) => source.start),
        [0, 6],
      );
      for (const [i, word] of words.entries()) {
        assert.ok(word.end >= word.start && word.end <= seconds);
        assert.ok(word.start >= (words[i - 1]?.end ?? 0));
      }
      const [hello, there] = words;
      assert.ok(hello && there);
      assert.deepEqual(timings.words, [
        { text: 'Hello', from: 0, to: 5, start: hello.start, end: hello.end },
        { text: 'there', from: 6, to: 11, start: there.start, end: there.end },
      ]);
    });
  }

  it('explains a missing model and a file that is not a Kokoro model', async () => {
    const missing = await runCli(folder, ['speak', 'Hi.', '--model', 'nowhere.onnx', '--voice', 'voices/af_tiny.bin']);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /There is no model file .*nowhere\.onnx\. Choose another one, or none/);
    const wrong = await runCli(folder, [
      'speak',
      'Hi.',
      '--model',
      join(ROOT, 'models', 'english', 'letter-to-sound.onnx'),
      '--voice',
      'voices/af_tiny.bin',
    ]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /is not a Kokoro model: it has none of input_ids, tokens\. Choose another file/);
  });
});
