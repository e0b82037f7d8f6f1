import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partFile, removeDeadParts } from '../../../src/common/partFiles';

describe('part files', () => {
  let folder: string;
  let deadPid: number;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-parts-'));
    deadPid = spawnSync(process.execPath, ['--version']).pid;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are removed once their process is gone, folders included', async () => {
    const out = join(folder, 'bundle');
    mkdirSync(join(partFile(out, deadPid), 'inner'), { recursive: true });
    mkdirSync(partFile(out, process.pid));
    writeFileSync(partFile(`${out}2`, deadPid), '');
    await removeDeadParts(out);
    const left = [`bundle.${process.pid}.part`, `bundle2.${deadPid}.part`];
    assert.deepEqual(readdirSync(folder).sort(), left.sort());
  });
});
