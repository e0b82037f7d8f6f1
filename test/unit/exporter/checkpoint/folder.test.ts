import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCheckpoint } from '../../../../src/exporter/checkpoint/folder';
import { coded, Scratch } from './files';

describe('findCheckpoint', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  /** A folder with these files; a name that ends with a slash is a subfolder. */
  function folder(...names: string[]): string {
    const path = mkdtempSync(join(scratch.folder, 'model-'));
    for (const name of names) {
      if (name.endsWith('/')) mkdirSync(join(path, name));
      else writeFileSync(join(path, name), '');
    }
    return path;
  }

  it('finds the checkpoint, its config.json and the voices of a folder', async () => {
    const path = folder('kokoro.pth', 'config.json', 'voices/', 'README.md', 'old.pth/');
    const files = { checkpoint: join(path, 'kokoro.pth'), config: join(path, 'config.json') };
    assert.deepEqual(await findCheckpoint(path), { ...files, voicesFolder: join(path, 'voices') });
    const bare = folder('model.SAFETENSORS', 'config.json', 'voices');
    assert.deepEqual(Object.keys(await findCheckpoint(bare)), ['checkpoint', 'config']);
  });

  it('accepts a file of any name', async () => {
    const path = folder('a.pth', 'b.pth', 'c.bin', 'config.json');
    for (const name of ['b.pth', 'c.bin']) {
      assert.equal((await findCheckpoint(join(path, name))).checkpoint, join(path, name));
    }
  });

  it('says what is missing or ambiguous', async () => {
    await assert.rejects(findCheckpoint(folder('config.json')), coded('input-unreadable', /has no checkpoint/));
    const two = folder('b.pth', 'a.safetensors', 'config.json');
    await assert.rejects(
      findCheckpoint(two),
      coded('input-unreadable', /several checkpoints \(a\.safetensors, b\.pth\)/),
    );
    await assert.rejects(findCheckpoint(folder('a.pth')), coded('config-invalid', /no config\.json beside .*a\.pth/));
    await assert.rejects(findCheckpoint(join(two, 'none.pth')), coded('input-unreadable', /none\.pth/));
  });
});
