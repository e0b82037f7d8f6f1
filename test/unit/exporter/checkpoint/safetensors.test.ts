import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StoredTensor, writeSafetensors } from '../../../../src/exporter/checkpoint/safetensorsWriter';
import { bytesOf } from '../../../../src/exporter/onnx/model';
import { coded, fixture, Scratch, valuesOf, withCheckpoint } from './files';

type Header = Record<string, unknown>;

/** A file with this header (an object or its text) and data. */
function file(header: Header | string, data: Uint8Array, length?: bigint): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(length ?? BigInt(json.length));
  return Buffer.concat([prefix, json, data]);
}

const entry = (shape: unknown, offsets: unknown, dtype = 'F32'): Header => ({ dtype, shape, data_offsets: offsets });

describe('safetensors', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  const refuses = (bytes: Uint8Array, message: RegExp): Promise<void> =>
    assert.rejects(
      withCheckpoint(scratch.write('a.safetensors', bytes), () => undefined),
      coded('checkpoint-corrupt', message),
    );

  it('reads files by the original library', async () => {
    const path = fixture('tensors.safetensors');
    await withCheckpoint(path, ({ format, tensors }) => {
      assert.equal(format, 'safetensors');
      assert.deepEqual([...tensors.keys()].sort(), ['c', 'decoder.b', 'text_encoder.a']);
      assert.deepEqual(tensors.get('text_encoder.a')?.shape, [2, 3]);
      assert.equal(tensors.get('decoder.b')?.dtype, 'bfloat16');
    });
    assert.deepEqual(await valuesOf(path, 'text_encoder.a'), [0, 0.125, 0.25, 0.375, 0.5, 0.625]);
    assert.deepEqual(await valuesOf(path, 'decoder.b'), [0, 0.125, 0.25, 0.375]);
    assert.deepEqual(await valuesOf(path, 'c'), [7]);
  });

  it('reads every type', async () => {
    const all: [string, ArrayBuffer, number[]][] = [
      ['F64', Float64Array.of(-0.5).buffer, [-0.5]],
      ['F32', Float32Array.of(1.5).buffer, [1.5]],
      ['I64', BigInt64Array.of(-3n).buffer, [-3]],
      ['I32', Int32Array.of(-4).buffer, [-4]],
      ['I16', Int16Array.of(-5).buffer, [-5]],
      ['F16', Uint16Array.of(0xc100).buffer, [-2.5]],
      ['BF16', Uint16Array.of(0xc020).buffer, [-2.5]],
      ['I8', Int8Array.of(-6).buffer, [-6]],
      ['U8', Uint8Array.of(200).buffer, [200]],
      ['BOOL', Uint8Array.of(1).buffer, [1]],
    ];
    for (const [dtype, buffer, values] of all) {
      const path = scratch.write('a', file({ a: entry([1], [0, buffer.byteLength], dtype) }, new Uint8Array(buffer)));
      assert.deepEqual(await valuesOf(path, 'a'), values, dtype);
    }
  });

  it('reads what was written, with aligned tensors and metadata', async () => {
    const path = join(scratch.folder, 'written.safetensors');
    const tensors: StoredTensor[] = [
      { name: 'bytes', dtype: 'uint8', shape: [3], data: Uint8Array.of(1, 2, 255) },
      { name: 'codes', dtype: 'int8', shape: [1, 2], data: bytesOf(Int8Array.of(-63, 63)) },
      { name: 'halves', dtype: 'float16', shape: [3, 1], data: bytesOf(Uint16Array.of(0x3c00, 0xc000, 0x3800)) },
      { name: 'floats', dtype: 'float32', shape: [2], data: bytesOf(Float32Array.of(0.1, -3)) },
    ];
    await writeSafetensors(tensors, new Map([['made by', 'a “test”']]), path);
    assert.deepEqual(await valuesOf(path, 'bytes'), [1, 2, 255]);
    assert.deepEqual(await valuesOf(path, 'codes'), [-63, 63]);
    assert.deepEqual(await valuesOf(path, 'halves'), [1, -2, 0.5]);
    assert.deepEqual(await valuesOf(path, 'floats'), [Math.fround(0.1), -3]);
    await withCheckpoint(path, ({ tensors: read }) => {
      for (const { name, dtype, shape } of tensors) {
        assert.equal(read.get(name)?.dtype, dtype);
        assert.deepEqual(read.get(name)?.shape, shape);
      }
    });
    const bytes = readFileSync(path);
    const length = Number(bytes.readBigUInt64LE());
    assert.equal((8 + length) % 8, 0);
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as Record<string, Header>;
    assert.deepEqual(header['__metadata__'], { 'made by': 'a “test”' });
    assert.deepEqual(header['floats']?.['data_offsets'], [0, 8]);
    assert.deepEqual(header['halves']?.['data_offsets'], [8, 14]);
  });

  it('refuses a header that is too long, cut off, or not a JSON object', async () => {
    const data = new Uint8Array(4);
    await refuses(file('{}', data, 9n << 20n), /header has 9437184 bytes/);
    await refuses(file('{}', data, 100n), /ends after/);
    await refuses(file('{"a": ', data), /header cannot be read/);
    await refuses(file('{"a": "\xff', data), /header cannot be read/);
    await refuses(file(`{"a":${'['.repeat(1 << 20)}`, data), /header cannot be read/);
  });

  it('refuses tensors that are not where they should be', async () => {
    const data = new Uint8Array(16);
    const whole = entry([4], [0, 16]);
    const wrong: [Header, RegExp][] = [
      [{ a: entry([4], [0, 12]) }, /tensor a has 12 bytes for 4 elements/],
      [{ a: entry([4], [16, 0]) }, /tensor a has -16 bytes/],
      [{ a: entry([4], [4, 20]) }, /starts at 4, not at 0/],
      [{ a: entry([2], [0, 8]), b: entry([2], [4, 12]) }, /tensor b starts at 4, not at 8/],
      [{ a: entry([2], [0, 8]) }, /its tensors end at \d+, but the file ends at \d+/],
      [{ a: whole, b: entry([1], [16, 20]) }, /its tensors end at/],
      [{ a: whole, b: whole }, /tensor [ab] starts at 0, not at 16/],
      [{ a: entry([-4], [0, 16]) }, /impossible shape/],
      [{ a: entry([1.5], [0, 16]) }, /impossible shape/],
      [{ a: entry('4', [0, 16]) }, /impossible shape/],
      [{ a: entry(new Array(9).fill(1), [0, 4]) }, /impossible shape/],
      [{ a: entry([2 ** 50, 2 ** 50], [0, 16]) }, /more than 67108864 elements/],
      [{ a: entry([4], [0]) }, /no offsets/],
      [{ a: entry([4], [0, 16], 'F8_E4M3') }, /type F8_E4M3/],
      [{ a: entry([4], [0, 16], 'constructor') }, /type constructor/],
      [{ a: null }, /tensor a is not described/],
      [{ a: whole, '__proto__.b': entry([0], [8, 8]) }, /starts at 8, not at 16/],
      [{ 'x.module.y': whole, 'x.y': entry([0], [16, 16]) }, /two tensors are called x\.y/],
      [{ ['n'.repeat(400)]: whole }, /a tensor is called n+…/],
    ];
    for (const [header, message] of wrong) await refuses(file(header, data), message);
  });
});
