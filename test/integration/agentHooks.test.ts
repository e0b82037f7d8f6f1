import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { cacheFolder } from '../../src/assets/cacheFolder';
import { until } from '../e2e/support/wait';
import { exitOf, type Result } from './support/cli';
import { ROOT } from './support/engine';

const FIXTURES = join(ROOT, 'test', 'fixtures', 'agents');
/** Takes the place of the system's player: keeps what it is to play. */
const PLAYER = '#!/bin/sh\ncat > "$HEARD.part" && mv "$HEARD.part" "$HEARD"\n';

/** The user's own settings of Claude Code. */
const OWN_HOOKS = '{\n  "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "true" }] }] }\n}\n';

interface Sound {
  seconds: number;
  /** 0–1. */
  level: number;
}

/** Runs hooks as agents do: the command in their files of hooks, by a shell, with what they pass on standard input. */
describe('hooks of agents', function () {
  if (process.platform === 'win32') return; // the stand-in for the player is a shell script
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-hooks-'));
    const [bin, temporary] = ['bin', 'tmp'].map((name) => join(folder, name));
    assert.ok(bin !== undefined && temporary !== undefined);
    for (const path of [bin, temporary]) mkdirSync(path);
    for (const player of ['pw-play', 'afplay']) {
      writeFileSync(join(bin, player), PLAYER);
      chmodSync(join(bin, player), 0o755);
    }
    env = {
      ...{ ...process.env, CLAUDE_CONFIG_DIR: '', COPILOT_HOME: '' },
      ...{ HOME: join(folder, 'a home'), TMPDIR: temporary, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
      ...{ KOKORO_CACHE: cacheFolder(), KOKORO_AGENTS: join(folder, 'agents.json') },
    };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function run(
    command: string,
    args: readonly string[],
    input = '',
    more: NodeJS.ProcessEnv = {},
  ): Promise<Result> {
    const child = spawn(command, args, { cwd: folder, env: { ...env, ...more } });
    child.stdin.end(input);
    const [stdout, stderr, code] = await Promise.all([readAll(child.stdout), readAll(child.stderr), exitOf(child)]);
    return { code, stdout, stderr };
  }

  const kokoroAgent = (...args: string[]): Promise<Result> =>
    run(process.execPath, [join(ROOT, 'dist', 'agents.js'), ...args]);

  const hooksIn = (...path: string[]): Record<string, unknown>[] =>
    (
      JSON.parse(readFileSync(join(folder, 'a home', ...path), 'utf8')) as {
        hooks: { Stop: Record<string, unknown>[] };
      }
    ).hooks.Stop;

  /** The command that an agent found in its file of hooks. */
  function installed(agent: 'claude' | 'copilot'): string {
    if (agent === 'copilot') return String(hooksIn('.copilot', 'hooks', 'kokoro.json').at(-1)?.['bash']);
    const [hook] = hooksIn('.claude', 'settings.json').at(-1)?.['hooks'] as Record<string, unknown>[];
    return String(hook?.['command']);
  }

  /** What an agent passes, with the path of the transcript here. */
  function payload(name: string, transcript: string): string {
    const fields = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as Record<string, unknown>;
    const key = 'transcriptPath' in fields ? 'transcriptPath' : 'transcript_path';
    return JSON.stringify({ ...fields, [key]: join(FIXTURES, transcript) });
  }

  /** Runs a hook, which must end before anything was heard. @returns what is heard then */
  async function hear(agent: 'claude' | 'copilot', input: string): Promise<Sound> {
    const heard = join(folder, `${agent}.pcm`);
    const result = await run('/bin/sh', ['-c', installed(agent)], input, { HEARD: heard });
    assert.ok(!existsSync(heard), 'the hook has not waited for the speech');
    assert.deepEqual(result, { code: 0, stdout: '', stderr: '' });
    await until('the end of the speech', () => existsSync(heard), { timeout: 120_000 });
    const bytes = readFileSync(heard);
    let squares = 0;
    for (let at = 0; at + 1 < bytes.length; at += 2) squares += (bytes.readInt16LE(at) / 32_768) ** 2;
    return { seconds: bytes.length / 2 / 24_000, level: Math.sqrt((2 * squares) / bytes.length) };
  }

  it('are installed beside others', async () => {
    mkdirSync(join(folder, 'a home', '.claude'), { recursive: true });
    writeFileSync(join(folder, 'a home', '.claude', 'settings.json'), OWN_HOOKS);
    const { code, stdout, stderr } = await kokoroAgent('hooks', 'install');
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /settings\.json: added '.*a home\/\.kokoro\/bin\/kokoro-agent' hook claude\n.*kokoro\.json: added/,
    );
    assert.equal(hooksIn('.claude', 'settings.json').length, 2);
    assert.match((await kokoroAgent('hooks', 'status')).stdout, /^on +claude .*\non +copilot /);
  });

  it('speak the reply in a transcript of Copilot', async () => {
    // “The page is steady now. I moved the theme before the first paint, as login.tsx shows.”
    const { seconds, level } = await hear('copilot', payload('copilot-cli-stop.json', 'copilot-cli.jsonl'));
    assert.ok(seconds > 4 && seconds < 9, `${seconds} s`);
    assert.ok(level > 0.02, `${level}`);
  });

  it('speak the first sentence alone, if the user wants', async () => {
    writeFileSync(join(folder, 'agents.json'), '{ "read": "firstSentence" }');
    // “The coupon is now applied once: the second call in checkout.ts is gone.” The whole reply takes three times as long.
    const { seconds, level } = await hear('claude', payload('claude-stop-with-text.json', 'claude.jsonl'));
    assert.ok(seconds > 3 && seconds < 7, `${seconds} s`);
    assert.ok(level > 0.02, `${level}`);
  });

  it('are silent for another agent, and log what is wrong', async () => {
    const quiet = { code: 0, stdout: '', stderr: '' };
    const log = (): string =>
      readFileSync(join(folder, 'tmp', `kokoro-${process.getuid?.() ?? ''}`, 'hooks.log'), 'utf8');
    const vscode = payload('copilot-vscode-stop.json', 'copilot-vscode.jsonl');
    assert.deepEqual(await run('/bin/sh', ['-c', installed('claude')], vscode), quiet);
    assert.deepEqual(await run('/bin/sh', ['-c', installed('claude')], '{"hook_event_name": '), quiet);
    await until('the error in the log', () => /\[error\] .*JSON/.test(log()));
    assert.deepEqual(await run('/bin/sh', ['-c', installed('claude').replace(/claude$/, 'nobody --x')], '{}'), quiet);
    await until('the other error', () => log().includes('[error] A hook was run for nobody'));
    // Each process has ended, so that nothing is heard later.
    assert.equal((await kokoroAgent('status')).stdout, '[]\n');
  });

  it('are removed, and leave the rest', async () => {
    const { code, stderr } = await kokoroAgent('hooks', 'remove');
    assert.equal(code, 0, stderr);
    assert.equal(readFileSync(join(folder, 'a home', '.claude', 'settings.json'), 'utf8'), OWN_HOOKS);
    assert.ok(!existsSync(join(folder, 'a home', '.copilot', 'hooks', 'kokoro.json')));
  });
});
