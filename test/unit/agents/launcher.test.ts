import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcherPath, refreshLauncher, writeLauncher } from '../../../src/agents/launcher';

/** Prints what it was started with. */
const PROGRAM = `console.log(JSON.stringify({
  version: __dirname.match(/\\d+\\.\\d+\\.\\d+/)[0],
  args: process.argv.slice(2),
  cache: process.env.KOKORO_CACHE,
  isNode: process.env.ELECTRON_RUN_AS_NODE,
}))`;

describe('the launcher', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kokoro user's ")))); // as hard to quote as it gets
  afterEach(() => rmSync(home, { recursive: true }));

  /** Installs a version of the extension. @returns its folder */
  function install(version: string): string {
    const folder = join(home, 'extensions', `kokoro-vscode.kokoro-vscode-${version}-linux-x64`);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'agents.js'), PROGRAM);
    return folder;
  }

  const options = (extension: string) => ({ extension, node: process.execPath, cache: join(home, 'the cache'), home });

  if (process.platform !== 'win32') {
    it('starts the program with the arguments, the models and Node', async () => {
      const path = await writeLauncher(options(install('0.1.0')));
      assert.equal(path, launcherPath(home));
      const said = execFileSync(path, ['speak', "it's $HOME", ''], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
      });
      assert.deepEqual(JSON.parse(said), {
        ...{ version: '0.1.0', args: ['speak', "it's $HOME", ''], cache: join(home, 'the cache'), isNode: '1' },
      });
    });

    it('starts the newest version when its own is gone, with any Node', async () => {
      const first = install('0.1.0');
      const path = await writeLauncher({ ...options(first), node: join(home, 'gone', 'code') });
      for (const [i, version] of ['0.2.0', '0.10.0'].entries())
        utimesSync(join(install(version), 'dist', 'agents.js'), i + 1, i + 1);
      rmSync(first, { recursive: true });
      assert.match(execFileSync(path, { encoding: 'utf8' }), /"version":"0\.10\.0"/);
    });

    it('says so when the extension is gone', async () => {
      const folder = install('0.1.0');
      const path = await writeLauncher(options(folder));
      renameSync(folder, join(home, 'extensions', 'another.extension-0.1.0'));
      const { status, stderr } = spawnSync(path, { encoding: 'utf8' });
      assert.equal(status, 1);
      assert.equal(stderr, 'kokoro-agent: Kokoro for VS Code is not installed any more.\n');
    });
  }

  it('is written only if something uses it, and then only if it changes', async () => {
    assert.equal(await refreshLauncher(options(install('0.1.0'))), false);
    const path = await writeLauncher(options(install('0.1.0')));
    const before = statSync(path).ino;
    assert.equal(await refreshLauncher(options(install('0.1.0'))), true);
    assert.equal(statSync(path).ino, before);
    assert.equal(await refreshLauncher(options(install('0.2.0'))), true);
    assert.match(readFileSync(path, 'utf8'), /0\.2\.0/);
  });

  it('is a command file on Windows', async () => {
    const path = await writeLauncher({
      extension: 'C:\\100% Users\\.vscode\\extensions\\kokoro-vscode.kokoro-vscode-0.1.0-win32-x64',
      ...{ node: 'C:\\Code\\Code.exe', cache: 'C:\\cache', home, platform: 'win32' },
    });
    assert.equal(path, launcherPath(home, 'win32'));
    const lines = readFileSync(path, 'utf8').split('\r\n');
    assert.ok(lines.includes('set "program=C:\\100%% Users\\.vscode\\extensions\\kokoro-vscode.kokoro-vscode-0.1.0-win32-x64\\dist\\agents.js"')); // prettier-ignore
    assert.ok(lines.some((line) => line.includes('dir /b /ad /od "C:\\100%% Users\\.vscode\\extensions\\kokoro-vscode.kokoro-vscode-*"'))); // prettier-ignore
    assert.equal(lines.at(-2), '"%node%" "%program%" %*');
  });
});
