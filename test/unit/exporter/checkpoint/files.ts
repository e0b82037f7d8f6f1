import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, KokoroError } from '../../../../src/common/errors';
import { type Checkpoint, openCheckpoint } from '../../../../src/exporter/checkpoint/checkpoint';
import { OP } from '../../../../src/exporter/checkpoint/torch/opcodes';
import { storedZip } from '../../../../src/exporter/checkpoint/zipWriter';

/** The path of a file that scripts/fixtures/checkpoints.py wrote. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../fixtures/checkpoints/${name}`, import.meta.url));
}

export function fixtureBytes(name: string): Buffer {
  return readFileSync(fixture(name));
}

/** A temporary folder of files, which `remove` deletes. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'kokoro-checkpoint-'));

  write(name: string, bytes: Uint8Array | string): string {
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Opens a checkpoint while `use` runs. */
export async function withCheckpoint<T>(path: string, use: (checkpoint: Checkpoint) => Promise<T> | T): Promise<T> {
  const checkpoint = await openCheckpoint(path);
  try {
    return await use(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

/** The values of a tensor. */
export function valuesOf(path: string, name: string): Promise<number[]> {
  return withCheckpoint(path, async ({ tensors }) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`${name} is not among ${[...tensors.keys()].join(', ')}`);
    return [...(await tensor.read())];
  });
}

/** For assert.rejects: a KokoroError of this code whose message matches. */
export function coded(code: ErrorCode, message = /./): (error: unknown) => boolean {
  return (error) => {
    if (error instanceof KokoroError && error.code === code && message.test(error.message)) return true;
    throw new Error(`expected ${code} with ${message.source}, got ${String(error)}`, { cause: error });
  };
}

/** A file like those of torch.save, with this pickle and one storage. */
export function torchZip(pickle: Uint8Array, storage: Uint8Array = new Uint8Array(16)): Uint8Array {
  return storedZip([
    { name: 'x/data.pkl', data: pickle },
    { name: 'x/data/0', data: storage },
  ]);
}

/** Builds pickles byte by byte, including those that Python would not write. */
export const pickle = {
  of: (...parts: readonly Uint8Array[]): Buffer =>
    Buffer.concat([Buffer.from([OP.PROTO, 2]), ...parts, pickle.op(OP.STOP)]),
  op: (...codes: number[]): Buffer => Buffer.from(codes),
  text: (value: string): Buffer => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([pickle.op(OP.BINUNICODE), length, bytes]);
  },
  int: (value: number | bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return Buffer.concat([pickle.op(OP.LONG1, 8), bytes]);
  },
  global: (module: string, name: string): Buffer => Buffer.from(`c${module}\n${name}\n`),
  tuple: (...items: readonly Uint8Array[]): Buffer =>
    Buffer.concat([pickle.op(OP.MARK), ...items, pickle.op(OP.TUPLE)]),
  dict: (...items: readonly Uint8Array[]): Buffer =>
    Buffer.concat([pickle.op(OP.EMPTY_DICT, OP.MARK), ...items, pickle.op(OP.SETITEMS)]),
  call: (callee: Uint8Array, ...args: readonly Uint8Array[]): Buffer =>
    Buffer.concat([callee, pickle.tuple(...args), pickle.op(OP.REDUCE)]),

  /** A float32 tensor in storage 0. */
  tensor: (
    elements: number | bigint,
    offset: number | bigint,
    shape: readonly number[],
    strides: readonly number[],
  ): Buffer => {
    const type = pickle.global('torch', 'FloatStorage');
    const id = pickle.tuple(pickle.text('storage'), type, pickle.text('0'), pickle.text('cpu'), pickle.int(elements));
    return pickle.call(
      pickle.global('torch._utils', '_rebuild_tensor_v2'),
      Buffer.concat([id, pickle.op(OP.BINPERSID)]),
      pickle.int(offset),
      pickle.tuple(...shape.map(pickle.int)),
      pickle.tuple(...strides.map(pickle.int)),
      pickle.op(OP.NEWFALSE),
      pickle.call(pickle.global('collections', 'OrderedDict')),
    );
  },
};
