import assert from 'node:assert/strict';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkDistinct, checkOutput } from '../../../src/cli/outputs';

describe('output files of the command line', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-outputs-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are checked before any work is done', async () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'sub'));
    const cases: [string, RegExp][] = [
      ['sub', /it is a folder\. Name a file in it/],
      ['none/a.wav', /there is no folder .*none\. Create it first/],
      ['file/a.wav', /there is no folder/],
    ];
    for (const [name, message] of cases)
      await assert.rejects(checkOutput(join(folder, name)), { code: 'output-not-writable', message });
    await assert.rejects(checkOutput('/dev/null'), { message: /not a regular file|no folder/ });
    await checkOutput(join(folder, 'file'));
    await checkOutput(join(folder, 'new.wav'));
  });

  it('are different files, however their paths are written', async () => {
    const file = join(folder, 'a.wav');
    writeFileSync(file, '');
    symlinkSync(file, join(folder, 'symbolic.wav'));
    linkSync(file, join(folder, 'hard.wav'));
    symlinkSync(folder, join(folder, 'again'));
    const same: [string, string][] = [
      [file, `${folder}/./a.wav`],
      [file, relative(process.cwd(), file)],
      [file, join(folder, 'symbolic.wav')],
      [file, join(folder, 'hard.wav')],
      [file, join(folder, 'again', 'a.wav')],
      [join(folder, 'new.wav'), join(folder, 'again', 'new.wav')],
    ];
    for (const [out, timings] of same) {
      const check = checkDistinct([
        ['--out', out],
        ['--timings', timings],
      ]);
      await assert.rejects(check, { code: 'output-not-writable', message: /it is both --out and --timings/ });
    }
    await checkDistinct([
      ['--out', join(folder, 'new.wav')],
      ['--timings', join(folder, 'new.json')],
    ]);
  });
});
