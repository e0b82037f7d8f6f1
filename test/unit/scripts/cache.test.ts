import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The build scripts are JavaScript without types. */
interface Cache {
  madeOnce: <Made extends { needs: string[] }>(folder: string, make: (folder: string) => Made) => Made;
}
const CACHE = new URL('../../../scripts/lib/cache.mjs', import.meta.url).href;

/**
 * Builds FOLDER slowly: writes one file, waits until a second process builds too (or gives up after 20 s), then reads
 * the file back.
 */
const BUILD = `
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from ${JSON.stringify(CACHE)};
const [folder, meeting] = process.argv.slice(1);
const { file } = madeOnce(folder, (target) => {
  writeFileSync(join(target, 'part'), String(process.pid));
  writeFileSync(join(meeting, String(process.pid)), '');
  const end = Date.now() + 20_000;
  while (readdirSync(meeting).length < 2 && Date.now() < end) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  if (readFileSync(join(target, 'part'), 'utf8') !== String(process.pid)) throw new Error('Another process wrote here.');
  const file = join(target, 'whole');
  writeFileSync(file, 'complete');
  return { file, needs: [file] };
});
process.stdout.write(readFileSync(file, 'utf8') + ' ' + file);
`;

describe('a folder in the build cache', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kokoro-cache-'));
    folder = join(root, 'data', 'built');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const madeOnce = async (): Promise<Cache['madeOnce']> => ((await import(CACHE)) as Cache).madeOnce;
  const write = (target: string): { file: string; needs: string[] } => {
    const file = join(target, 'file');
    writeFileSync(file, 'content');
    return { file, needs: [file] };
  };

  it('is complete for both of two processes that build it at once', async () => {
    const meeting = join(root, 'meeting');
    mkdirSync(meeting);
    const build = async (): Promise<string> => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', BUILD, folder, meeting]);
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 0, Buffer.concat(errors).toString());
      return Buffer.concat(output).toString();
    };
    const expected = `complete ${join(folder, 'whole')}`;
    assert.deepEqual(await Promise.all([build(), build()]), [expected, expected]);
    assert.deepEqual(readdirSync(join(root, 'data')), ['built'], 'nothing of the slower build is left');
  }).timeout(60_000);

  it('is built once, and again when one of its files is missing', async () => {
    const make = await madeOnce();
    let builds = 0;
    const build = (): { file: string } =>
      make(folder, (target) => {
        builds++;
        return write(target);
      });
    const { file } = build();
    assert.equal(readFileSync(file, 'utf8'), 'content');
    build();
    assert.equal(builds, 1);
    rmSync(file);
    assert.equal(readFileSync(build().file, 'utf8'), 'content');
    assert.equal(builds, 2);
  });

  it('does not appear when its build fails', async () => {
    const make = await madeOnce();
    const fail = (): never => {
      throw new Error('no network');
    };
    assert.throws(() => make(folder, fail), /no network/);
    assert.throws(() => make(folder, (target) => ({ needs: [join(target, 'absent')] })), /absent is missing/);
    assert.equal(existsSync(folder), false);
    assert.deepEqual(readdirSync(join(root, 'data')), []);
  });
});
