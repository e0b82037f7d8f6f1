import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult, Progress } from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../package.json';
import { until } from '../e2e/support/wait';
import { playIntoFile } from './support/aplay';
import { ROOT } from './support/engine';

const LONG = 'This sentence is one of many, and takes a few seconds to be heard. '.repeat(12);

/** The official client, the program as clients start it, the real model, and the system's player on Linux. */
describe('the MCP server', function () {
  if (process.platform !== 'linux') return;
  let folder: string;
  let heard: string;
  let choices: string;
  let env: Record<string, string>;
  let client: Client;
  let transport: StdioClientTransport;
  let complaints = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-mcp-'));
    const { file, variables } = await playIntoFile(folder);
    heard = file;
    choices = join(folder, 'agents.json');
    env = {
      ...getDefaultEnvironment(),
      ...{ ...variables, KOKORO_AGENTS: choices, KOKORO_DEBUG: '1' },
      ...(process.env['KOKORO_CACHE'] && { KOKORO_CACHE: process.env['KOKORO_CACHE'] }),
      ...(process.env['KOKORO_ASSETS'] && { KOKORO_ASSETS: process.env['KOKORO_ASSETS'] }),
    };
    ({ client, transport } = await connect('agents.js', env));
    transport.stderr?.on('data', (data: Buffer) => (complaints += data.toString()));
  });

  beforeEach(() => {
    rmSync(heard, { force: true });
    rmSync(choices, { force: true });
  });

  after(async () => {
    await client.close();
    rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 100 });
  });

  async function connect(program: string, environment: Record<string, string>) {
    const args = [join(ROOT, 'dist', program), 'mcp'];
    const pipe = new StdioClientTransport({
      ...{ command: process.execPath, args, cwd: folder, env: environment, stderr: 'pipe' as const },
    });
    const connected = new Client({ name: 'test-agent', title: 'Test Agent', version: '1.0.0' });
    await connected.connect(pipe);
    return { client: connected, transport: pipe };
  }

  const call = async (name: string, input: Record<string, unknown> = {}, options = {}): Promise<CallToolResult> =>
    (await client.callTool({ name, arguments: input }, undefined, options)) as CallToolResult;
  const answer = async (name: string, input?: Record<string, unknown>): Promise<unknown> => {
    const { structuredContent, isError, content } = await call(name, input);
    assert.ok(!isError, JSON.stringify(content));
    return structuredContent;
  };
  const secondsHeard = (): number => (statSync(heard, { throwIfNoEntry: false })?.size ?? 0) / 2 / 24_000;
  const current = async (): Promise<unknown> => ((await answer('status')) as { current?: unknown }).current;

  /** Speaks until the test stops it. On a busy machine, the call returns before the first sound. */
  async function speakOn(): Promise<void> {
    const { state } = (await answer('speak', { text: LONG, format: 'plaintext', speed: 1.2 })) as { state: string };
    assert.ok(['playing', 'queued'].includes(state), state);
    await until('speech', async () => ((await current()) as { state?: string } | undefined)?.state === 'playing');
  }
  /** Waits until every message has ended, that is until there is nothing left to stop. */
  const silence = (): Promise<unknown> =>
    until('silence', async () => JSON.stringify(await answer('stop')) === '{"stopped":false}');

  it('says who it is, and lists its tools with schemas, results and hints', async () => {
    assert.deepEqual(client.getServerVersion(), { name: 'kokoro', title: 'Kokoro', version });
    assert.match(client.getInstructions() ?? '', /aloud/);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['speak', 'stop', 'pause', 'resume', 'skip', 'status'],
    );
    for (const { name, title, description, outputSchema, annotations } of tools) {
      assert.ok(title && description && outputSchema, name);
      assert.equal(annotations?.readOnlyHint, name === 'status');
      assert.equal(annotations.openWorldHint, false);
    }
  });

  it('speaks, waits for the end if asked to, and tells of progress', async () => {
    const progress: Progress[] = [];
    const input = { text: '**The tests** have passed.', wait: true };
    const { structuredContent } = await call('speak', input, { onprogress: (step: Progress) => progress.push(step) });
    assert.deepEqual(structuredContent, { state: 'spoken' });
    assert.ok(secondsHeard() > 0.8 && secondsHeard() < 3, `${secondsHeard()} s`);
    const samples = new Int16Array(Uint8Array.from(readFileSync(heard)).buffer);
    assert.ok(
      samples.some((sample) => Math.abs(sample) > 3000),
      'it is no silence',
    );
    assert.ok(progress.length > 0);
  });

  it('returns while it speaks, and pauses, resumes, skips and stops', async () => {
    await speakOn();
    const { you, current: now } = (await answer('status')) as Record<'you' | 'current', Record<string, string>>;
    assert.equal(you['agent'], 'Test Agent');
    assert.match(you['session'] ?? '', /^kokoro-mcp-\w+ [\da-f]{4}$/);
    assert.deepEqual(now, { ...you, state: 'playing' });
    assert.deepEqual(await answer('speak', { text: 'And then?' }), { state: 'queued' });
    assert.deepEqual(await answer('pause'), { paused: true });
    assert.deepEqual(await current(), { ...you, state: 'paused' });
    assert.deepEqual(await answer('resume'), { resumed: true });
    assert.deepEqual(await answer('skip', { sentences: 2 }), { skipped: true });
    assert.deepEqual(await answer('stop'), { stopped: true });
    await silence();
    assert.equal(await current(), undefined);
  });

  it('falls silent when the client cancels the call', async () => {
    const cancel = new AbortController();
    const speech = call('speak', { text: LONG, wait: true }, { signal: cancel.signal });
    await until('speech', () => secondsHeard() > 0);
    cancel.abort();
    await assert.rejects(speech);
    await until('silence', async () => (await current()) === undefined);
    await silence();
    assert.ok(secondsHeard() < 40, `${secondsHeard()} s`);
  });

  it('does what the user has chosen for agents', async () => {
    writeFileSync(choices, JSON.stringify({ muted: ['test agent'] }));
    assert.deepEqual(await answer('speak', { text: 'Not to be heard.' }), { state: 'muted' });
    writeFileSync(choices, JSON.stringify({ voices: { 'Test Agent': 'am_nobody' } }));
    assert.match(JSON.stringify((await call('speak', { text: 'Hello.' })).content), /am_nobody.*\(voice-unknown\)/);
    writeFileSync(choices, JSON.stringify({ voice: 'am_noone' }));
    assert.match(JSON.stringify((await call('speak', { text: 'Hello.' })).content), /am_noone.*\(voice-unknown\)/);
    writeFileSync(choices, 'not JSON');
    assert.match(
      JSON.stringify((await call('speak', { text: 'Hello.' })).content),
      /Correct it.*\(agents-file-invalid\)/,
    );
    assert.equal(secondsHeard(), 0);
  });

  it('tells the model what to do about errors, by code', async () => {
    for (const [input, expected] of [
      [{ text: ' \n' }, /\(nothing-to-read\)/],
      [{ text: 'a', speed: 99 }, /\(message-invalid\)/],
      [{ text: 'a'.repeat(100_001) }, /Send a shorter one. \(message-too-long\)/],
    ] as const) {
      const { isError, content } = await call('speak', input);
      assert.equal(isError, true);
      assert.match(JSON.stringify(content), expected);
    }
    await assert.rejects(call('sing'), /There is no tool “sing”/);
    assert.deepEqual(await current(), undefined);
  });

  it('says so when nothing can play sound, also as a command of kokoro', async () => {
    const silent = await connect('cli.js', { ...env, PATH: folder });
    try {
      const result = await silent.client.callTool({ name: 'speak', arguments: { text: 'Hello.' } });
      assert.equal(result.isError, true);
      assert.match(JSON.stringify(result.content), /open VS Code.*\(player-missing\)/);
    } finally {
      await silent.client.close();
    }
  });

  it('ends with its client, in mid-speech too, without a word on stderr but what was asked for', async () => {
    await speakOn();
    const { pid } = transport;
    assert.ok(pid);
    await client.close(); // waits for the process to end, and would kill it after two seconds
    assert.throws(() => process.kill(pid, 0));
    assert.doesNotMatch(complaints, /^(?!debug: |info: ).+/m, complaints);
    ({ client, transport } = await connect('agents.js', env));
  });
});
