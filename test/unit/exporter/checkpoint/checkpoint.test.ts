import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { coded, fixture, fixtureBytes, Scratch, valuesOf, withCheckpoint } from './files';

const eighths = (count: number): number[] => Array.from({ length: count }, (_, i) => i / 8);

describe('openCheckpoint', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  for (const name of ['nested.pth', 'deflated.pth', 'protocol5.pth']) {
    it(`reads state_dicts under DataParallel: ${name}`, async () => {
      await withCheckpoint(fixture(name), async ({ format, tensors, path }) => {
        assert.equal(format, 'pth');
        assert.equal(path, fixture(name));
        const found = [...tensors.values()].map((tensor) => `${tensor.name} ${tensor.dtype} ${tensor.shape.join('×')}`);
        assert.deepEqual(found, [
          'bert_encoder.weight float32 2×3',
          'bert_encoder.bias float32 2',
          'predictor.counts.steps int64 3',
          'predictor.counts.flags bool 2',
          'predictor.counts.scalar float32 ',
        ]);
        const values = await Promise.all([...tensors.values()].map(async (tensor) => [...(await tensor.read())]));
        assert.deepEqual(values, [eighths(6), eighths(2), [1, -2, 2 ** 40], [1, 0], [0.5]]);
      });
    });
  }

  it('widens fp16 and bf16 and narrows fp64', async () => {
    for (const type of ['float16', 'bfloat16', 'float64']) {
      assert.deepEqual(await valuesOf(fixture('types.pth'), type), eighths(9), type);
    }
    const extremes = [0, -0, 65504, -1, 2 ** -24, 2 ** -14, Infinity, 1.5];
    assert.deepEqual(await valuesOf(fixture('types.pth'), 'extremes'), extremes);
  });

  it('follows the offsets and strides of views of one storage', async () => {
    const rows = [0, 4, 8, 12, 16, 20];
    const expected: Record<string, number[]> = {
      rows: [8, 9, 10, 11, 12, 13, 14, 15],
      columns: rows.flatMap((row) => [row + 1, row + 2]),
      transposed: [0, 1, 2, 3].flatMap((column) => rows.map((row) => row + column)),
      steps: [1, 6, 11, 16, 21],
      expanded: [4, 4, 4, 4, 4, 4],
      empty: [],
      whole: Array.from({ length: 24 }, (_, i) => i),
    };
    for (const [name, values] of Object.entries(expected)) {
      const read = await valuesOf(fixture('views.pth'), name);
      assert.deepEqual(
        read.map((value) => value * 8),
        values,
        name,
      );
    }
  });

  it('gives the parts of weight norm their old names', async () => {
    await withCheckpoint(fixture('weight-norm.pth'), ({ tensors }) => {
      const names = ['conv', 'up'].flatMap((m) => ['bias', 'weight_g', 'weight_v'].map((p) => `decoder.${m}.${p}`));
      assert.deepEqual([...tensors.keys()].sort(), [...names, 'folded.conv', 'folded.up']);
    });
  });

  it('reads into a new buffer each time', async () => {
    await withCheckpoint(fixture('nested.pth'), async ({ tensors }) => {
      const tensor = tensors.get('bert_encoder.weight');
      const first = await tensor?.read();
      first?.fill(9);
      assert.deepEqual([...((await tensor?.read()) ?? [])], eighths(6));
    });
  });

  it('reads a file without checksums, which torch.save can write', async () => {
    assert.deepEqual(await valuesOf(fixture('without-sums.pth'), 'a'), [0, 0.125]);
  });

  it('computes the hash of the file', async () => {
    const expected = createHash('sha256').update(fixtureBytes('nested.pth')).digest('hex');
    assert.equal(await withCheckpoint(fixture('nested.pth'), (checkpoint) => checkpoint.sha256()), expected);
  });

  it('recognizes a format by content, not by name', async () => {
    const safetensors = scratch.write('a.pth', fixtureBytes('tensors.safetensors'));
    assert.equal(await withCheckpoint(safetensors, ({ format }) => format), 'safetensors');
    const torch = scratch.write('b.safetensors', fixtureBytes('nested.pth'));
    assert.equal(await withCheckpoint(torch, ({ format }) => format), 'pth');
  });

  it('says how to convert legacy formats', async () => {
    await assert.rejects(
      valuesOf(fixture('legacy.pth'), 'a'),
      coded('checkpoint-legacy', /torch\.save\(state, path\)/),
    );
    const tar = Buffer.alloc(1024);
    tar.write('ustar', 257);
    await assert.rejects(valuesOf(scratch.write('tar.pth', tar), 'a'), coded('checkpoint-legacy', /tar archive/));
  });

  it('refuses other files', async () => {
    const others: [Uint8Array | string, RegExp][] = [
      ['', /is empty/],
      ['hello', /neither a PyTorch nor a safetensors file/],
      ['<!DOCTYPE html><html>not found</html>', /neither/],
      ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n', /git lfs pull/],
      [fixtureBytes('voices.npz'), /not one that torch\.save wrote/],
      [fixtureBytes('xx_voice.pt'), /not hold a dict of tensors/],
    ];
    for (const [content, message] of others) {
      await assert.rejects(valuesOf(scratch.write('other', content), 'a'), coded('checkpoint-corrupt', message));
    }
    await assert.rejects(valuesOf(`${scratch.folder}/none.pth`, 'a'), coded('input-unreadable', /none\.pth/));
    await assert.rejects(valuesOf(scratch.folder, 'a'), coded('input-unreadable'));
  });
});
