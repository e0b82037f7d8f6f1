import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addOwnVoice, ownVoiceName, partsOfName, readOwnVoices, removeOwnVoice } from '../../../src/app/ownVoices';
import { npyOf } from '../../../src/exporter/checkpoint/npy';
import { voiceAsBin, voiceAsPt, voicesAsNpz } from '../../../src/exporter/checkpoint/voices';
import { PACK_ROWS, STYLE_SIZE } from '../../../src/kokoro/voicePack';
import { deleteStored, listStorage } from '../../../src/speech/storage';
import { ADDED_VOICES } from '../../../src/speech/voiceSource';
import { coded, Scratch } from '../exporter/checkpoint/files';

const SIZE = PACK_ROWS * STYLE_SIZE;
const styles = (change: (i: number) => number = () => 0): Float32Array =>
  Float32Array.from({ length: SIZE }, (_, i) => Math.sin(i) / 2 + change(i));
const voice = { name: 'am_mine', data: styles() };

describe('voices of the user’s own', () => {
  const scratch = new Scratch();
  const folder = join(scratch.folder, ADDED_VOICES);
  after(() => scratch.remove());

  it('are read from every format', async () => {
    const files = {
      'am_mine.bin': voiceAsBin(voice),
      'am_mine.pt': voiceAsPt(voice),
      'am_mine.npy': npyOf(voice.data, [PACK_ROWS, 1, STYLE_SIZE]),
      'am_mine.npz': voicesAsNpz([voice]),
    };
    for (const [name, bytes] of Object.entries(files))
      assert.deepEqual(await readOwnVoices(scratch.write(name, bytes)), [voice], name);
    const several = scratch.write('voices-v9.bin', voicesAsNpz([voice, { ...voice, name: 'zf_other' }]));
    assert.deepEqual(
      (await readOwnVoices(several)).map(({ name }) => name),
      ['am_mine', 'zf_other'],
    );
  });

  it('are refused where they are no styles of this model', async () => {
    const refused: [string, Uint8Array, RegExp][] = [
      ['nan.bin', voiceAsBin({ ...voice, data: styles((i) => (i === 5 ? NaN : 0)) }), /has infinite values or NaN/],
      ['infinite.bin', voiceAsBin({ ...voice, data: styles((i) => (i === 5 ? Infinity : 0)) }), /infinite/],
      [
        'large.bin',
        voiceAsBin({ ...voice, data: styles((i) => (i === 5 ? 57 : 0)) }),
        /reach 56\.\d, and in published voices 3\.2/,
      ],
      [
        'empty.bin',
        voiceAsBin({ ...voice, data: styles((i) => (i < 256 ? -Math.sin(i) / 2 : 0)) }),
        /row 1 of empty is empty/,
      ],
      ['short.bin', voiceAsBin(voice).slice(4), /has 522236 bytes/],
      ['shape.npy', npyOf(voice.data, [STYLE_SIZE, PACK_ROWS]), /shape is \[256, 510\], not \[510, 1, 256\]/],
      ['cut.npy', npyOf(voice.data, [PACK_ROWS, 1, STYLE_SIZE]).slice(0, -4), /not 522240/],
      [
        'integers.npy',
        Buffer.from(
          '\x93NUMPY\x01\x00\x46\x00' + "{'descr': '<i8', 'fortran_order': False, 'shape': (510, 1, 256), }".padEnd(70),
          'latin1',
        ),
        /<i8/,
      ],
      ['text.pt', Buffer.from('This is no voice.'), /has 17 bytes/],
    ];
    for (const [name, bytes, why] of refused)
      await assert.rejects(readOwnVoices(scratch.write(name, bytes)), coded('voice-pack-invalid', why), name);
  });

  it('get a name that tells their language and gender', () => {
    assert.equal(ownVoiceName('My Voice!', 'en-gb', 'm'), 'bm_my_voice');
    assert.deepEqual(partsOfName('ef_dora'), { language: 'es', gender: 'f', rest: 'dora' });
    assert.deepEqual(partsOfName('my_dora'), { rest: 'my_dora' });
    assert.deepEqual(partsOfName('xf_dora'), { rest: 'xf_dora' });
  });

  it('are added, listed with what is stored, and removed', async () => {
    await addOwnVoice(voice, 'am_mine', folder);
    assert.deepEqual(readdirSync(folder), ['am_mine.bin']);
    assert.deepEqual(new Uint8Array(readFileSync(join(folder, 'am_mine.bin'))), voiceAsBin(voice));
    await assert.rejects(
      addOwnVoice(voice, 'am_mine', folder),
      coded('voice-exists', /there is a voice am_mine already/),
    );
    await assert.rejects(addOwnVoice(voice, 'af_heart', folder), coded('voice-exists', /published voice/));
    for (const name of ['../am_x', 'am_', 'xm_mine', 'am/x'])
      await assert.rejects(addOwnVoice(voice, name, folder), coded('voice-exists', /is no name/), name);
    const listed = (await listStorage(scratch.folder)).filter(({ kind }) => kind === 'own');
    assert.deepEqual(
      listed.map(({ name, bytes }) => `${name} ${bytes}`),
      ['own-voices/am_mine.bin 522240'],
    );
    await addOwnVoice(voice, 'am_other', folder);
    await deleteStored(scratch.folder, ['own-voices/am_mine.bin']);
    assert.deepEqual(readdirSync(folder), ['am_other.bin']);
    await assert.rejects(removeOwnVoice('am_mine', folder), coded('voice-unknown'));
    await assert.rejects(removeOwnVoice('../own-voices/am_other', folder), coded('voice-unknown'));
    await removeOwnVoice('am_other', folder);
    assert.deepEqual(readdirSync(folder), []);
  });
});
