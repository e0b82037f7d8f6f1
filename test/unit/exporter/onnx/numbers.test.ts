import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bytesOf, ELEMENT_TYPES, type ElementType, floatsOf, type Tensor } from '../../../../src/exporter/onnx/model';
import { decodeModel } from '../../../../src/exporter/onnx/read';
import { Message } from '../../../../src/exporter/onnx/wire';
import { Scratch } from '../checkpoint/files';

// Numbers as other exporters store them (onnx.proto): packed, in several pieces, or one by one.

/** More than the number of arguments that a call accepts. */
const MANY = 300_000;

const DATA_FIELD: Partial<Record<ElementType, number>> = { float32: 4, int32: 5, int8: 5, float16: 5, int64: 7, float64: 10, uint64: 11, uint32: 11 }; // prettier-ignore

/** Varints as a protobuf library packs them. */
function varints(values: Iterable<bigint>): Uint8Array {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = BigInt.asUintN(64, value);
    for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
    bytes.push(Number(rest));
  }
  return Uint8Array.from(bytes);
}

const modelOf = (graph: Message): Uint8Array =>
  Buffer.concat(new Message().int(1, 8).message(7, graph).message(8, new Message().int(2, 17)).parts);

const tensorOf = (type: ElementType, count: number): Message => new Message().int(1, count).int(2, ELEMENT_TYPES[type]);

function decodeTensor(tensor: Message): Tensor {
  const [decoded] = decodeModel(modelOf(new Message().message(5, tensor))).graph.initializers;
  assert.ok(decoded);
  return decoded;
}

/** Reads the only attribute of the only node. */
function decodeAttribute(attribute: Message) {
  const node = new Message().message(5, attribute.string(1, 'a'));
  return decodeModel(modelOf(new Message().message(1, node))).graph.nodes[0]?.attributes.get('a');
}

describe('numbers in ONNX files', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  it('are read from packed arrays of any length', () => {
    const ints = Array.from({ length: MANY }, (_, i) => (i % 3 === 0 ? -i - 1 : i * 2 ** 20));
    const floats = Float32Array.from(ints, (value) => value / 7);
    const packedInts = new Message().bytes(8, varints(ints.map(BigInt))).int(20, 7);
    assert.deepEqual(decodeAttribute(packedInts), { kind: 'ints', value: ints });
    const packedFloats = new Message().bytes(7, bytesOf(floats)).int(20, 6);
    assert.deepEqual(decodeAttribute(packedFloats), { kind: 'floats', value: [...floats] });
    const doubles = Float64Array.from(ints, Math.sqrt);
    assert.deepEqual(decodeTensor(tensorOf('float64', MANY).bytes(10, bytesOf(doubles))).data, bytesOf(doubles));
    assert.deepEqual(floatsOf(decodeTensor(tensorOf('float32', MANY).bytes(4, bytesOf(floats)))), floats);
  });

  it('keep their bits in every type', () => {
    const values: [ElementType, bigint[], ArrayBufferView][] = [
      ['int64', [-1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n], BigInt64Array.of(-1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n)], // prettier-ignore
      ['uint64', [2n ** 64n - 1n, 2n ** 35n + 5n], BigUint64Array.of(2n ** 64n - 1n, 2n ** 35n + 5n)],
      ['int32', [-1n, -(2n ** 31n), 12n], Int32Array.of(-1, -(2 ** 31), 12)],
      ['uint32', [2n ** 32n - 1n, 0n], Uint32Array.of(2 ** 32 - 1, 0)],
      ['float16', [0x3c00n, 0xfbffn], Uint16Array.of(0x3c00, 0xfbff)],
      ['int8', [-128n, 127n, -1n], Int8Array.of(-128, 127, -1)],
    ];
    for (const [type, ints, expected] of values) {
      const field = DATA_FIELD[type] ?? 0;
      const packed = tensorOf(type, ints.length).bytes(field, varints(ints));
      assert.deepEqual(decodeTensor(packed).data, bytesOf(expected), type);
      const single = ints.reduce((tensor, value) => tensor.int(field, value), tensorOf(type, ints.length));
      assert.deepEqual(decodeTensor(single).data, bytesOf(expected), `${type} one by one`);
    }
  });

  it('may come in several pieces, before their type, or not at all', () => {
    const pieces = new Message()
      .bytes(7, varints([1n, 300n]))
      .int(7, -2)
      .bytes(7, varints([]))
      .int(2, 7)
      .int(1, 3);
    assert.deepEqual(decodeTensor(pieces).data, bytesOf(BigInt64Array.of(1n, 300n, -2n)));
    const empty = tensorOf('int64', 0).bytes(7, varints([]));
    assert.equal(decodeTensor(empty).data.byteLength, 0);
    const floats = tensorOf('float32', 3)
      .float(4, 1.5)
      .bytes(4, bytesOf(Float32Array.of(-2, 0.25)));
    assert.deepEqual(floatsOf(decodeTensor(floats)), Float32Array.of(1.5, -2, 0.25));
  });

  it('are refused if they are cut off', () => {
    const cut = tensorOf('int64', 2).bytes(7, Uint8Array.of(1, 0x80));
    assert.throws(() => decodeTensor(cut), { code: 'model-invalid' });
    const odd = tensorOf('float32', 1).bytes(4, new Uint8Array(5));
    assert.throws(() => decodeTensor(odd), { code: 'model-invalid' });
  });

  it('take no more memory than their raw form', function () {
    this.timeout(120_000);
    // Eight million JavaScript numbers would take several times the memory that the process may use.
    const count = 8_000_000;
    const tensor = tensorOf('int64', count).bytes(7, new Uint8Array(count).fill(3));
    const path = scratch.write('packed.onnx', modelOf(new Message().message(5, tensor)));
    const script = join(__dirname, 'readProcess.ts');
    const child = spawnSync(process.execPath, ['--max-old-space-size=100', '--import=tsx', script, path], {
      encoding: 'utf8',
    });
    assert.equal(child.stdout, `${3 * count}\n`, child.stderr);
  });
});
