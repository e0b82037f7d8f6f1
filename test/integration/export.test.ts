import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { exitOf, type Result, runCli, startCli } from './support/cli';

/** A checkpoint becomes a model that is inspected, made smaller and spoken with, all by the command line. */
describe('kokoro export, quantize and inspect', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-export-'));
    writeTinyCheckpoint(join(folder, 'tiny'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const kokoro = (...args: string[]): Promise<Result> => runCli(folder, args);
  const tiny = (name = ''): string => join('tiny', name);

  it('exports a folder, the file beside the checkpoint, and says what it does', async () => {
    const { code, stdout, stderr } = await kokoro('export', 'tiny');
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${tiny('kokoro-fp32.onnx')}\n`);
    assert.match(stderr, /^Reading the weights\nBuilding the graph\nWriting the file\n\d+ MB in [\d.]+ s\n$/);
    assert.deepEqual((await readdir(join(folder, 'tiny'))).sort(), [
      'config.json',
      'kokoro-fp32.onnx',
      'tiny.pth',
      'voices',
    ]);
  });

  it('makes it smaller', async () => {
    const { code, stderr } = await kokoro('quantize', tiny('kokoro-fp32.onnx'), '--to', 'fp16', '--out', 'half.onnx');
    assert.equal(code, 0, stderr);
    const [before, after] = await Promise.all([
      stat(join(folder, tiny('kokoro-fp32.onnx'))),
      stat(join(folder, 'half.onnx')),
    ]);
    assert.ok(after.size < 0.52 * before.size, `${after.size} of ${before.size} bytes`);
  });

  it('takes names, types and noise from the options', async () => {
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

  it('tells what is in a checkpoint and in a voice', async () => {
    const checkpoint = await kokoro('inspect', 'tiny');
    assert.equal(checkpoint.code, 0, checkpoint.stderr);
    assert.match(checkpoint.stdout, /checkpoint, PyTorch \(zip\), 13\.\d MB, \d+ tensors/);
    assert.match(checkpoint.stdout, /ALBERT: 3 layers of 96, 4 heads, context 512/);
    assert.match(checkpoint.stdout, /^ +decoder\.generator +\d/m);
    const voice = await kokoro('inspect', tiny(join('voices', 'af_tiny.pt')));
    assert.match(voice.stdout, /^voice: +af_tiny, 510 × 256 float32$/m);
  });

  it('explains what it cannot export or make smaller, and leaves nothing behind', async () => {
    const before = await readdir(folder);
    await writeFile(join(folder, 'no.onnx'), 'This is no model.');
    const cases: [string[], number, RegExp][] = [
      [['export', 'missing', '--out', 'x.onnx'], 1, /missing cannot be read/],
      [['export', tiny('config.json'), '--out', 'x.onnx'], 1, /neither a PyTorch nor a safetensors file/],
      [['export', 'tiny', '--out', join('no', 'such', 'folder.onnx')], 1, /cannot be written.*Choose another place/],
      [['quantize', 'no.onnx', '--to', 'fp16', '--out', 'x.onnx'], 1, /no ONNX file/],
      [['inspect', 'no.onnx'], 1, /no ONNX file/],
      [['export'], 2, /Name a checkpoint/],
      [['export', 'tiny', '--precision', 'fp7'], 2, /--precision must be one of fp32, fp16/],
      [['quantize', 'no.onnx', '--to', 'fp16'], 2, /--out must be given/],
      [['quantize', 'no.onnx', '--out', 'x.onnx'], 2, /--to must be one of/],
      [['inspect'], 2, /Name a file/],
    ];
    for (const [args, expected, message] of cases) {
      const { code, stderr } = await kokoro(...args);
      assert.equal(code, expected, args.join(' '));
      assert.match(stderr, message);
    }
    await rm(join(folder, 'no.onnx'));
    assert.deepEqual(await readdir(folder), before);
  });

  it('stops on an interrupt and leaves nothing behind', async () => {
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
