import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type HookFile, hookFiles } from '../../../src/agents/hooks/hookFiles';
import { carryOut, changes, isInstalled, planInstall, planRemoval } from '../../../src/agents/hooks/install';
import { KokoroError } from '../../../src/common/errors';

const COMMAND = '"/opt/my tools/kokoro-agent" hook claude';

describe('hooks in the files of agents', () => {
  let home: string;
  let claude: HookFile;
  let copilot: HookFile;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kokoro-hooks-'));
    [claude, copilot] = hookFiles({}, home, 'linux') as [HookFile, HookFile];
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const write = ({ path }: HookFile, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const read = ({ path }: HookFile): string => readFileSync(path, 'utf8');
  const install = async (file: HookFile, command = COMMAND): Promise<void> =>
    carryOut(await planInstall(file, command));
  const remove = async (file: HookFile): Promise<void> => carryOut(await planRemoval(file));

  it('are where the agents look for them', () => {
    assert.equal(claude.path, join(home, '.claude', 'settings.json'));
    assert.equal(copilot.path, join(home, '.copilot', 'hooks', 'kokoro.json'));
    const [own, shared] = hookFiles({ CLAUDE_CONFIG_DIR: '/c', COPILOT_HOME: '/d' }, home, 'linux');
    assert.deepEqual([own?.path, shared?.path], ['/c/settings.json', '/d/hooks/kokoro.json']);
  });

  it('have the form that the agents document', async () => {
    await install(claude);
    await install(copilot, 'kokoro-agent hook copilot');
    const entry = { hooks: [{ type: 'command', command: COMMAND, timeout: 10 }] };
    assert.deepEqual(JSON.parse(read(claude)), { hooks: { Stop: [entry] } });
    const hook = { type: 'command', bash: 'kokoro-agent hook copilot', timeoutSec: 10 };
    assert.deepEqual(JSON.parse(read(copilot)), { version: 1, hooks: { Stop: [hook] } });
    const onWindows = hookFiles({}, home, 'win32')[1]?.entry('x');
    assert.deepEqual(onWindows, { type: 'command', powershell: 'x', timeoutSec: 10 });
  });

  it('make their file and folder, and take a file of their own away again', async () => {
    for (const file of [claude, copilot]) {
      await install(file);
      assert.ok(await isInstalled(file));
      await remove(file);
      assert.ok(!(await isInstalled(file)));
      assert.ok(!changes(await planRemoval(file)));
    }
    assert.equal(read(claude), '{}\n');
    assert.ok(!existsSync(copilot.path));
    write(copilot, '{ "version": 1, "hooks": { "SessionStart": [] } }');
    await install(copilot);
    await remove(copilot);
    assert.equal(read(copilot), '{ "version": 1, "hooks": { "SessionStart": [] } }');
  });

  it('leave settings, comments and other hooks as they are', async () => {
    const settings =
      '{\n\t// mine\n\t"model": "opus",\n\t"hooks": {\n\t\t"Stop": [{ "hooks": [{ "type": "command", "command": "say done" }] }] // bell\n\t}\n}';
    write(claude, settings);
    await install(claude);
    assert.ok(read(claude).includes('"command": "say done" }] },\n'));
    await remove(claude);
    assert.equal(read(claude), settings);
  });

  it('are there once, with the latest command', async () => {
    await install(claude, '/old/kokoro-agent hook claude');
    await install(claude);
    assert.equal(read(claude).split('kokoro-agent').length, 2);
    assert.ok(read(claude).includes('my tools'));
    assert.ok(!changes(await planInstall(claude, COMMAND)));
  });

  it('are told from those of others by their commands', async () => {
    const others = ['kokoro-fastapi hook', 'my-hook claude', 'echo kokoro'];
    const entries = others.map((command) => ({ hooks: [{ type: 'command', command }] }));
    // A group that someone else has extended stays.
    const mixed = { hooks: [COMMAND, 'say done'].map((command) => ({ type: 'command', command })) };
    write(claude, JSON.stringify({ hooks: { Stop: [...entries, mixed, 'a text', null] } }));
    assert.ok(!(await isInstalled(claude)));
    assert.ok(!changes(await planRemoval(claude)));
  });

  it('are not written into a broken file', async () => {
    for (const text of ['{"hooks": ', '{"hooks": []}', '"text"']) {
      write(claude, text);
      for (const attempt of [() => install(claude), () => remove(claude), () => isInstalled(claude)])
        await assert.rejects(
          attempt,
          (error: KokoroError) => error.code === 'hooks-unreadable' && error.message.includes(claude.path),
        );
      assert.equal(read(claude), text);
    }
    // Bytes that are not UTF-8 would be lost.
    const bytes = Buffer.from('{"a": "caf\u00e9"}', 'latin1');
    writeFileSync(claude.path, bytes);
    await assert.rejects(install(claude), { code: 'hooks-unreadable' });
    assert.ok(readFileSync(claude.path).equals(bytes));
  });

  it('are not written over a change that came meanwhile', async () => {
    write(claude, '{}');
    const change = await planInstall(claude, COMMAND);
    write(claude, '{"model": "opus"}');
    await assert.rejects(carryOut(change), (error: KokoroError) => error.code === 'hooks-unreadable');
    assert.equal(read(claude), '{"model": "opus"}');
  });

  it('keep the permissions of the file, and a link to it', async () => {
    const real = join(home, 'dotfiles.json');
    writeFileSync(real, '{}\n');
    chmodSync(real, 0o640);
    mkdirSync(dirname(claude.path));
    symlinkSync(real, claude.path);
    await install(claude);
    assert.ok(lstatSync(claude.path).isSymbolicLink());
    assert.ok(readFileSync(real, 'utf8').includes('kokoro-agent'));
    assert.equal(statSync(real).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(home).sort(), ['.claude', 'dotfiles.json']);
    await remove(claude);
    assert.equal(readFileSync(real, 'utf8'), '{}\n');
  });

  it('say why they cannot be written', async () => {
    writeFileSync(join(home, '.claude'), 'a file');
    await assert.rejects(install(claude), (error: KokoroError) => error instanceof KokoroError);
    mkdirSync(claude.path.replace('.claude', '.other'), { recursive: true });
    const folder = { ...claude, path: join(home, '.other', 'settings.json') };
    await assert.rejects(install(folder), (error: KokoroError) => error.code === 'hooks-unreadable');
  });
});
