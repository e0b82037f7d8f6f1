import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { loadVoicePack } from '../../../src/engine/voicePackFile';
import { PACK_ROWS, STYLE_SIZE } from '../../../src/kokoro/voicePack';
import { oddFiles } from '../../support/oddFiles';
import { coded, Scratch } from '../exporter/checkpoint/files';

describe('VoicePack', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  const write = (styles: Float32Array): string => scratch.write('voice.bin', new Uint8Array(styles.buffer));
  const refused = (path: string, why: RegExp): Promise<void> =>
    assert.rejects(loadVoicePack(path), coded('voice-pack-invalid', why));

  it('chooses a style by the length of what is said', async () => {
    const pack = await loadVoicePack(write(Float32Array.from({ length: PACK_ROWS * STYLE_SIZE }, (_, i) => i)));
    assert.deepEqual(
      [1, 2, 510, 511, 0].map((length) => pack.style(length)[0]),
      [0, 256, 130_304, 130_304, 0],
    );
    assert.equal(pack.style(3).length, STYLE_SIZE);
  });

  it('refuses a file of another size without reading it', async () => {
    await refused(write(new Float32Array(PACK_ROWS * STYLE_SIZE - 1)), /has 522236 bytes/);
    await refused(write(new Float32Array(PACK_ROWS * STYLE_SIZE + 1)), /has 522244 bytes/);
    const huge = scratch.write('huge.bin', '');
    truncateSync(huge, 2 ** 36);
    await refused(huge, /has 68719476736 bytes/);
  });

  it('refuses NaN and infinity', async () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      await refused(write(new Float32Array(PACK_ROWS * STYLE_SIZE).fill(value, 9, 10)), /NaN or infinite/);
    }
  });

  it('refuses what is no regular file, and what is not there', async () => {
    for (const path of oddFiles(scratch.folder)) await refused(path, /not a regular file/);
    await refused(join(scratch.folder, 'missing.bin'), /ENOENT/);
  });
});
