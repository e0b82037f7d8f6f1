import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { openCheckpoint } from '../../../../src/exporter/checkpoint/checkpoint';
import { OP } from '../../../../src/exporter/checkpoint/torch/opcodes';
import { storedZip } from '../../../../src/exporter/checkpoint/zipWriter';
import { coded, fixtureBytes, pickle as p, Scratch, torchZip, valuesOf, withCheckpoint } from './files';

describe('hostile and damaged PyTorch files', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  const open = async (bytes: Uint8Array): Promise<void> => {
    await withCheckpoint(scratch.write('hostile.pth', bytes), () => undefined);
  };
  const refuses = (
    bytes: Uint8Array,
    code: 'checkpoint-unsafe' | 'checkpoint-corrupt',
    message: RegExp,
  ): Promise<void> => assert.rejects(open(bytes), coded(code, message));

  it('reads a valid hand-made tensor, so that the others fail for their own reasons', async () => {
    const path = scratch.write('good.pth', torchZip(p.of(p.dict(p.text('a'), p.tensor(4, 1, [3], [1])))));
    assert.deepEqual(await valuesOf(path, 'a'), [0, 0, 0]);
  });

  it('calls only what a checkpoint needs, and names anything else', async () => {
    const dangerous: [string, string][] = [
      ['os', 'system'],
      ['posix', 'system'],
      ['builtins', 'eval'],
      ['builtins', 'getattr'],
      ['torch', 'load'],
      ['torch._utils', '_rebuild_tensor_v3'],
      ['torch.hub', 'load'],
      ['collections', 'defaultdict'],
      ['collections.OrderedDict', '__init__'],
      ['__proto__', 'constructor'],
      ['torch', 'FloatStorage.__class__'],
    ];
    for (const [module, name] of dangerous) {
      const call = p.call(p.global(module, name), p.text('touch /tmp/owned'));
      const asked = new RegExp(`wants to use ${module}.${name}, and`);
      await refuses(torchZip(p.of(call)), 'checkpoint-unsafe', asked);
      const stacked = Buffer.concat([p.text(module), p.text(name), p.op(OP.STACK_GLOBAL)]);
      await refuses(torchZip(p.of(stacked)), 'checkpoint-unsafe', /wants to use/);
    }
  });

  it('refuses other opcodes that could run code', async () => {
    const odict = p.global('collections', 'OrderedDict');
    const operations: [string, Uint8Array][] = [
      ['INST', Buffer.from('(ios\nsystem\n')],
      ['OBJ', Buffer.concat([p.op(OP.MARK), odict, Buffer.from('o')])],
      ['NEWOBJ', Buffer.concat([odict, p.op(OP.EMPTY_TUPLE, 0x81)])],
      ['NEWOBJ_EX', Buffer.concat([odict, p.op(OP.EMPTY_TUPLE, OP.EMPTY_DICT, 0x92)])],
      ['EXT1', Buffer.from([0x82, 1])],
      ['PERSID', Buffer.from('P0\n')],
      ['NEXT_BUFFER', Buffer.from([0x97])],
      ['calling a storage type', p.call(p.global('torch', 'FloatStorage'), p.int(4))],
      ['calling a dict', Buffer.concat([p.op(OP.EMPTY_DICT, OP.EMPTY_TUPLE, OP.REDUCE)])],
      ['calling None', p.op(OP.NONE, OP.EMPTY_TUPLE, OP.REDUCE)],
      ['state of a function', Buffer.concat([odict, p.op(OP.EMPTY_DICT, OP.BUILD)])],
      ['state of a list', p.op(OP.EMPTY_LIST, OP.EMPTY_DICT, OP.BUILD)],
    ];
    for (const [name, bytes] of operations) {
      await assert.rejects(open(torchZip(p.of(bytes))), coded('checkpoint-unsafe'), name);
    }
  });

  it('refuses tensors that exceed their storage or exhaust memory', async () => {
    const huge = 2n ** 62n;
    const tensors: [string, Uint8Array][] = [
      ['offset beyond', p.tensor(4, 2, [3], [1])],
      ['stride beyond', p.tensor(4, 0, [2, 2], [4, 1])],
      ['negative offset', p.tensor(4, -1, [1], [1])],
      ['negative size', p.tensor(4, 0, [-1], [1])],
      ['negative stride', p.tensor(4, 3, [2], [-1])],
      ['negative storage', p.tensor(-4, 0, [0], [1])],
      ['more strides', p.tensor(4, 0, [2], [1, 1])],
      ['too many axes', p.tensor(4, 0, new Array<number>(9).fill(1), new Array<number>(9).fill(1))],
      ['expanded to no end', p.tensor(4, 0, [2 ** 30, 2 ** 30], [0, 0])],
      ['sizes whose product overflows', p.tensor(4, 0, [2 ** 50, 2 ** 50, 2 ** 50], [0, 0, 0])],
      ['storage larger than its entry', p.tensor(5, 0, [4], [1])],
      ['storage of 2⁶² elements', p.tensor(huge, 0, [4], [1])],
    ];
    for (const [name, tensor] of tensors) {
      const bytes = torchZip(p.of(p.dict(p.text('a'), tensor)));
      await assert.rejects(open(bytes), coded('checkpoint-corrupt'), name);
    }
    const type = p.global('torch', 'FloatStorage');
    const path = p.tuple(p.text('storage'), type, p.text('../../etc/passwd'), p.text('cpu'), p.int(4));
    await refuses(torchZip(p.of(path, p.op(OP.BINPERSID))), 'checkpoint-corrupt', /does not name a storage/);
  });

  it('bounds time and memory, however often a pickle repeats things', async () => {
    const many = (count: number, ...codes: number[]): Buffer => Buffer.alloc(count * codes.length, Buffer.from(codes));
    await refuses(torchZip(p.of(many(1_000_000, OP.EMPTY_LIST))), 'checkpoint-corrupt', /more than 500000 operations/);
    await refuses(torchZip(p.of(p.op(OP.NONE), many(400_000, OP.TUPLE1))), 'checkpoint-corrupt', /not hold a dict/);
    await refuses(torchZip(p.of(many(400_000, OP.MARK))), 'checkpoint-corrupt', /cannot be read/);
    // Dicts that each hold the next one many times: 1000⁴ paths
    const level = (inner: Uint8Array): Buffer => {
      const keys = Array.from({ length: 1000 }, (_, i) => Buffer.concat([p.text(`k${i}`), p.op(OP.BINGET, 0)]));
      return Buffer.concat([inner, p.op(OP.BINPUT, 0, OP.POP), p.dict(...keys)]);
    };
    const bomb = level(level(level(p.op(OP.EMPTY_DICT))));
    await refuses(torchZip(p.of(bomb)), 'checkpoint-corrupt', /more than 20000 items/);
    const own = Buffer.concat([p.op(OP.EMPTY_DICT, OP.BINPUT, 0), p.text('me'), p.op(OP.BINGET, 0, OP.SETITEM)]);
    await refuses(torchZip(p.of(own)), 'checkpoint-corrupt', /nested more than 4 deep/);
    await refuses(
      torchZip(p.of(p.op(OP.NONE, OP.LONG_BINPUT, 255, 255, 255, 255))),
      'checkpoint-corrupt',
      /not hold a dict/,
    );
  });

  it('refuses lengths beyond the pickle, unknown protocols and an empty stack', async () => {
    const ff = [255, 255, 255, 255];
    const broken: [string, Uint8Array][] = [
      ['text of 4 GB', Buffer.concat([p.op(OP.BINUNICODE), Buffer.from(ff)])],
      ['text of 2⁶⁴ bytes', Buffer.concat([p.op(OP.BINUNICODE8), Buffer.from([...ff, ...ff])])],
      ['integer of 4 GB', Buffer.concat([p.op(OP.LONG4), Buffer.from(ff)])],
      ['integer of 200 bytes', Buffer.concat([p.op(OP.LONG1, 200), Buffer.alloc(200)])],
      ['global without end', Buffer.from('cos')],
      ['protocol 9', p.op(OP.PROTO, 9)],
      ['stop at once', Buffer.alloc(0)],
      ['pop of nothing', p.op(OP.POP)],
      ['below the mark', p.op(OP.NONE, OP.MARK, OP.POP)],
      ['tuple of too few', p.op(OP.NONE, OP.TUPLE3)],
      ['no mark', p.op(OP.TUPLE)],
      ['never remembered', p.op(OP.BINGET, 7)],
      ['append to None', p.op(OP.NONE, OP.NONE, OP.APPEND)],
      ['odd items', p.op(OP.EMPTY_DICT, OP.MARK, OP.NONE, OP.SETITEMS)],
      ['persistent id of None', p.op(OP.NONE, OP.BINPERSID)],
      ['OrderedDict of something', p.call(p.global('collections', 'OrderedDict'), p.int(1))],
      ['parameter of nothing', p.call(p.global('torch._utils', '_rebuild_parameter'))],
      ['tensor of nothing', p.call(p.global('torch._utils', '_rebuild_tensor_v2'))],
    ];
    for (const [name, bytes] of broken) {
      await assert.rejects(open(torchZip(p.of(bytes))), coded('checkpoint-corrupt'), name);
    }
    const whole = p.of(p.dict(p.text('a'), p.tensor(4, 1, [3], [1])));
    for (let length = 0; length < whole.length; length++) {
      await assert.rejects(open(torchZip(whole.subarray(0, length))), coded('checkpoint-corrupt'), `cut at ${length}`);
    }
  });

  it('fails only with its own codes, wherever a file is cut or a bit flips', async () => {
    for (const name of ['nested.pth', 'deflated.pth', 'protocol5.pth', 'tensors.safetensors']) {
      const bytes = fixtureBytes(name);
      let refused = 0;
      for (let at = 0; at < bytes.length; at += 29) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
        for (const damaged of [flipped, bytes.subarray(0, at)]) {
          try {
            const path = scratch.write('damaged', damaged);
            await withCheckpoint(path, async ({ tensors }) => {
              for (const tensor of tensors.values()) await tensor.read();
            });
          } catch (error) {
            refused++;
            assert.match(
              String((error as { code?: unknown }).code),
              /^checkpoint-/,
              `${name} at ${at}: ${String(error)}`,
            );
          }
        }
      }
      assert.ok(refused > 0, `every damaged ${name} was accepted`);
    }
  });

  it('detects damaged values by their checksum, also in a view, and names the tensor', async () => {
    for (const [file, tensor] of [
      ['nested.pth', 'bert_encoder.weight'],
      ['views.pth', 'rows'],
    ] as const) {
      const bytes = fixtureBytes(file);
      const at = bytes.indexOf(Buffer.from(Float32Array.of(0.125, 0.25, 0.375).buffer));
      assert.ok(at > 0);
      bytes.writeUInt8(1, at);
      const path = scratch.write(file, bytes);
      await assert.rejects(
        valuesOf(path, tensor),
        coded('checkpoint-corrupt', new RegExp(`${tensor}.*checksum is wrong`)),
      );
    }
  });

  it('names a tensor whose storage is missing', async () => {
    const pickle = p.of(p.dict(p.text('bert.x'), p.tensor(4, 0, [4], [1])));
    const bytes = storedZip([{ name: 'x/data.pkl', data: pickle }]);
    await refuses(bytes, 'checkpoint-corrupt', /storage 0 of the tensor bert\.x is missing/);
  });

  it('refuses an archive that inflates to more than it declares, or declares an impossible size', async () => {
    const pickle = p.of(p.dict(p.text('a'), p.tensor(2 ** 24, 0, [2 ** 24], [1])));
    const content = deflateRawSync(Buffer.alloc(1000));
    const bytes = Buffer.from(torchZip(pickle, content));
    const central = bytes.lastIndexOf('PK\x01\x02');
    bytes.writeUInt16LE(8, central + 10);
    bytes.writeUInt32LE(2 ** 26, central + 24);
    const path = scratch.write('bomb.pth', bytes);
    await assert.rejects(valuesOf(path, 'a'), coded('checkpoint-corrupt', /a cannot be read.*size is impossible/));
    bytes.writeUInt32LE(4, central + 24);
    await assert.rejects(openCheckpoint(scratch.write('bomb.pth', bytes)), coded('checkpoint-corrupt'));
  });

  it('refuses two tensors of one name, and two pickles', async () => {
    const tensor = p.tensor(4, 0, [4], [1]);
    const twice = p.of(p.dict(p.text('a.b'), tensor, p.text('module.a.b'), tensor));
    await refuses(torchZip(twice), 'checkpoint-corrupt', /two tensors are called a\.b/);
    const data = p.of(p.op(OP.EMPTY_DICT));
    const two = storedZip(['x/data.pkl', 'y/data.pkl'].map((name) => ({ name, data })));
    await refuses(two, 'checkpoint-corrupt', /2 data\.pkl/);
    const same = storedZip(['x/data.pkl', 'x/data.pkl'].map((name) => ({ name, data })));
    await refuses(same, 'checkpoint-corrupt', /two entries/);
  });
});
