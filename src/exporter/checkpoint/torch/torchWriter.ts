import { contiguousStrides } from '../tensor';
import { storedZip } from '../zipWriter';
import { OP } from './opcodes';

/**
 * One float32 tensor as a file for torch.load(path, weights_only=True), as torch.save would write it.
 * @param name the folder in the archive, which torch names after the file
 */
export function torchFileOf(name: string, data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  return storedZip([
    { name: `${name}/data.pkl`, data: pickleOf(data.length, shape) },
    { name: `${name}/byteorder`, data: Buffer.from('little') },
    { name: `${name}/data/0`, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) },
    { name: `${name}/version`, data: Buffer.from('3\n') },
  ]);
}

/** `_rebuild_tensor_v2(storage 0, offset 0, shape, strides, requires_grad=False, OrderedDict())` in protocol 2. */
function pickleOf(elements: number, shape: readonly number[]): Uint8Array {
  const global = (module: string, name: string): Buffer[] => [byte(OP.GLOBAL), Buffer.from(`${module}\n${name}\n`)];
  const tuple = (...items: readonly Buffer[]): Buffer[] => [byte(OP.MARK), ...items, byte(OP.TUPLE)];
  const storage = [
    ...tuple(text('storage'), ...global('torch', 'FloatStorage'), text('0'), text('cpu'), int(elements)),
    byte(OP.BINPERSID),
  ];
  const hooks = [...global('collections', 'OrderedDict'), byte(OP.EMPTY_TUPLE), byte(OP.REDUCE)];
  const sizes = tuple(...shape.map(int));
  const strides = tuple(...contiguousStrides(shape).map(int));
  return Buffer.concat([
    byte(OP.PROTO, 2),
    ...global('torch._utils', '_rebuild_tensor_v2'),
    ...tuple(...storage, int(0), ...sizes, ...strides, byte(OP.NEWFALSE), ...hooks),
    byte(OP.REDUCE, OP.STOP),
  ]);
}

function byte(...values: number[]): Buffer {
  return Buffer.from(values);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(5, OP.BININT);
  bytes.writeInt32LE(value, 1);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.alloc(5, OP.BINUNICODE);
  bytes.writeUInt32LE(value.length, 1);
  return Buffer.concat([bytes, Buffer.from(value, 'latin1')]);
}
