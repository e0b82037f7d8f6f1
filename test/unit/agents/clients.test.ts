import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { MCP_CLIENTS, serverCommand } from '../../../src/agents/mcp/clients';

const LAUNCHER = '/home/some user/.kokoro/bin/kokoro-agent';
const COMMAND = serverCommand(LAUNCHER, 'linux');
const setup = (wanted: string): string => MCP_CLIENTS.find(({ name }) => name === wanted)?.setup(COMMAND) ?? '';

describe('what connects an agent', () => {
  it('is a command that a shell takes apart as meant', () => {
    for (const { file, setup } of MCP_CLIENTS) {
      if (file !== undefined) continue;
      const words = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${setup(COMMAND)}`], { encoding: 'utf8' });
      assert.match(words, /^(?:claude|codex)\nmcp\nadd\n(?:--scope\nuser\n)?kokoro\n--\n/);
      assert.ok(words.endsWith(`\n${LAUNCHER}\nmcp\n`), words);
    }
  });

  it('is the JSON of the program’s settings', () => {
    const server = { command: LAUNCHER, args: ['mcp'] };
    assert.deepEqual(JSON.parse(setup('Cursor')), { mcpServers: { kokoro: server } });
    assert.deepEqual(JSON.parse(setup('Zed')), { context_servers: { kokoro: { source: 'custom', ...server } } });
  });

  it('starts the command file of Windows through its shell', () => {
    const path = String.raw`C:\Users\me\.kokoro\bin\kokoro-agent.cmd`;
    assert.deepEqual(serverCommand(path, 'win32'), ['cmd', '/c', path, 'mcp']);
  });
});
