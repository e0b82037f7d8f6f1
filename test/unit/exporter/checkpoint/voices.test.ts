import assert from 'node:assert/strict';
import { npyOf } from '../../../../src/exporter/checkpoint/npy';
import {
  readVoices,
  voiceAsBin,
  voiceAsPt,
  type VoiceData,
  voicesAsNpz,
} from '../../../../src/exporter/checkpoint/voices';
import { storedZip } from '../../../../src/exporter/checkpoint/zipWriter';
import { oddFiles } from '../../../support/oddFiles';
import { coded, fixture, fixtureBytes, pickle as p, Scratch, torchZip } from './files';

const FLOATS = 510 * 256;

/** Row r of the fixtures holds r / 8. */
const expected = (sign: number): Float32Array =>
  Float32Array.from({ length: FLOATS }, (_, i) => sign * (Math.floor(i / 256) / 8));

describe('voice packs', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  const voice: VoiceData = { name: 'xf_test', data: Float32Array.from({ length: FLOATS }, (_, i) => Math.sin(i)) };
  const refuses = (name: string, bytes: Uint8Array, message: RegExp): Promise<void> =>
    assert.rejects(readVoices(scratch.write(name, bytes)), coded('voice-pack-invalid', message));

  it('are read from files by PyTorch and numpy', async () => {
    assert.deepEqual(await readVoices(fixture('xx_voice.pt')), [{ name: 'xx_voice', data: expected(1) }]);
    assert.deepEqual(await readVoices(fixture('voices.npz')), [
      { name: 'xf_one', data: expected(1) },
      { name: 'xm_two', data: expected(-1) },
    ]);
  });

  it('survive a round trip through every format', async () => {
    for (const [file, bytes] of [
      ['xf_test.bin', voiceAsBin(voice)],
      ['xf_test.pt', voiceAsPt(voice)],
      ['any.bin', voicesAsNpz([voice])],
    ] as const) {
      assert.deepEqual(await readVoices(scratch.write(file, bytes)), [voice], file);
    }
  });

  it('can be written from a part of a larger buffer', async () => {
    const data = new Float32Array([1, 2, ...voice.data, 3]).subarray(2, -1);
    for (const bytes of [voiceAsBin({ name: 'xf_test', data }), voiceAsPt({ name: 'xf_test', data })]) {
      assert.deepEqual(await readVoices(scratch.write('xf_test.pt', bytes)), [voice]);
    }
  });

  it('are refused with a wrong number of floats', async () => {
    await refuses('a.bin', new Uint8Array(FLOATS * 4 - 4), /522236 bytes, but 510 × 256 floats take 522240/);
    await refuses('a.bin', new Uint8Array(511 * 1024), /523264 bytes/);
    await refuses('a.bin', new Uint8Array(0), /0 bytes/);
    await refuses('a.pt', torchZip(p.of(p.tensor(4, 0, [4], [1]))), /a is \[4\], not \[510, 1, 256\]/);
    const turned = storedZip([{ name: 'a.npy', data: npyOf(voice.data, [256, 1, 510]) }]);
    await refuses('a.npz', turned, /a is \[256, 1, 510\]/);
  });

  it('are refused if they are damaged or of another format', async () => {
    await refuses('a.pt', fixtureBytes('nested.pth'), /not one tensor/);
    await refuses('a.npz', storedZip([{ name: 'readme.txt', data: new Uint8Array(1) }]), /“readme\.txt” is not named/);
    await refuses('a.npz', storedZip([{ name: 'a b.npy', data: new Uint8Array(1) }]), /“a b\.npy” is not named/);
    await refuses('a.npz', storedZip([{ name: '../up.npy', data: new Uint8Array(1) }]), /zip directory/);
    await refuses(
      'a.npz',
      storedZip([{ name: 'a.npy', data: new Uint8Array(FLOATS * 9) }]),
      /array a has 1175040 bytes/,
    );
    const damaged = Buffer.from(voicesAsNpz([voice]));
    damaged.writeUInt8(damaged.readUInt8(9999) ^ 1, 9999);
    await refuses('a.npz', damaged, /checksum/);
    await refuses('a.npz', damaged.subarray(0, 9999), /zip directory/);
    const data = voice.data.slice();
    data[7] = NaN;
    await refuses('a.bin', voiceAsBin({ name: 'a', data }), /voice a has infinite values or NaN/);
  });

  it('are refused as arrays of another type or shape', async () => {
    const npy = Buffer.from(npyOf(voice.data, [510, 1, 256]));
    const replaced = (from: string, to: string): Buffer => {
      const copy = Buffer.from(npy);
      copy.write(to.padEnd(from.length), copy.indexOf(from), 'latin1');
      return copy;
    };
    const wrong: [Uint8Array, RegExp][] = [
      [Buffer.from('hello'), /not a numpy array/],
      [replaced('<f4', '>f4'), /elements are >f4/],
      [replaced('<f4', '|O8'), /elements are \|O8/],
      [replaced('False', 'True'), /row-major/],
      [replaced("'shape'", "'size'"), /no shape/],
      [replaced('510', '511'), /has 522240 bytes, not 523264/],
      [npy.subarray(0, 5000), /bytes, not 522240/],
      [npy.subarray(0, 12), /elements are unknown/],
    ];
    for (const [data, message] of wrong) await refuses('a.npz', storedZip([{ name: 'a.npy', data }]), message);
  });

  it('run no code', async () => {
    const evil = torchZip(p.of(p.call(p.global('os', 'system'), p.text('true'))));
    await assert.rejects(readVoices(scratch.write('a.pt', evil)), coded('checkpoint-unsafe', /os\.system/));
    await assert.rejects(readVoices(fixture('legacy.pth')), coded('checkpoint-legacy'));
  });

  it('name a file that is missing', async () => {
    await assert.rejects(readVoices(`${scratch.folder}/none.pt`), coded('input-unreadable', /none\.pt/));
  });

  it('come from regular files only', async () => {
    for (const path of oddFiles(scratch.folder)) {
      await assert.rejects(readVoices(path), coded('input-unreadable', /not a regular file/));
    }
  });
});
