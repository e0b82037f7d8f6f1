import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder } from '../../src/assets/cacheFolder';
import type { EngineClient } from '../../src/engine/client';
import type { VoiceFiles } from '../../src/engine/protocol';
import type { Speech } from '../../src/speech/speech';
import { descendants } from '../e2e/support/processes';
import { untilGone } from '../support/processes';
import { exitOf, startCli } from './support/cli';
import { collect, optimized, request, ROOT, startEngine } from './support/engine';

/** With this environment a signal can block a process or its children. */
const BLOCKABLE = { NODE_OPTIONS: `--require=${JSON.stringify(join(__dirname, 'support', 'blockable.cjs'))}` };
const LONG = 'This sentence is read over and over again. '.repeat(200);

/** Waits for the child process that the command line starts. */
async function childOf(cli: ChildProcess, bundle: string): Promise<number> {
  for (;;) {
    const [child] = descendants(cli.pid ?? 0, bundle);
    if (child) return child.pid;
    assert.equal(cli.exitCode, null, 'the command line has ended');
    await delay(50);
  }
}

const untilReading = (cli: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    const onData = (data: Buffer): unknown => data.includes('Reading aloud') && resolve();
    cli.stderr?.on('data', onData);
    cli.stdout?.on('data', onData); // a terminal's output all comes here
  });

describe('an engine that does not respond', () => {
  let engine: EngineClient;
  let speech: Speech;
  let files: VoiceFiles;
  const env = process.env['NODE_OPTIONS'];

  before(async () => {
    process.env['NODE_OPTIONS'] = BLOCKABLE.NODE_OPTIONS;
    ({ engine, speech } = startEngine({ optimizedModel: await optimized() }));
    files = await speech.files('af_heart', { signal: new AbortController().signal });
  });
  after(() => {
    if (env === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = env;
    engine.dispose();
  });

  async function startReading(signal: AbortSignal) {
    const chunks = engine.speak(request(LONG), files, signal);
    await chunks.next();
    return { chunks, pid: engine.pid ?? assert.fail('there is no engine') };
  }

  it('ends when the reading is stopped while it is blocked, and is replaced for the next reading', async () => {
    const abort = new AbortController();
    const { chunks, pid } = await startReading(abort.signal);
    process.kill(pid, 'SIGUSR2');
    const next = chunks.next();
    await delay(500);
    abort.abort();
    await assert.rejects(next, { name: 'AbortError' });
    const { signal } = new AbortController();
    assert.ok((await collect(speech.speak(request('Hi.'), { signal }))).length > 0);
    assert.notEqual(engine.pid, pid);
    await untilGone(pid);
  });

  it('ends when the reading is stopped while it is suspended by a signal', async () => {
    const abort = new AbortController();
    const { chunks, pid } = await startReading(abort.signal);
    process.kill(pid, 'SIGSTOP');
    const next = chunks.next();
    abort.abort();
    await assert.rejects(next, { name: 'AbortError' });
    await untilGone(pid);
  });

  it('fails the current reading with an error code', async () => {
    const { chunks, pid } = await startReading(new AbortController().signal);
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(collect(chunks), { code: 'engine-crashed', message: /stopped responding/ });
    await untilGone(pid);
  });
});

describe('the command line and its processes', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kokoro-watchdog-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const speak = (): ChildProcess => startCli(folder, ['speak', LONG, '--out', 'long.wav'], BLOCKABLE);

  it('starts another engine when the first is suspended by a signal', async () => {
    const cli = startCli(folder, ['speak', 'Hello there.', '--out', 'hello.wav']);
    let said = '';
    cli.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const exit = exitOf(cli);
    process.kill(await childOf(cli, 'engine.js'), 'SIGSTOP');
    assert.equal(await exit, 0);
    assert.match(said, /The speech engine stopped responding and was ended\. It was started again\./);
    assert.deepEqual(await readdir(folder), ['hello.wav']);
  });

  it('ends a blocked engine when it is killed itself', async () => {
    const cli = speak();
    await untilReading(cli);
    const engine = await childOf(cli, 'engine.js');
    process.kill(engine, 'SIGUSR2');
    cli.kill('SIGKILL');
    await untilGone(engine);
  });

  it('ends a blocked exporter when it is killed itself', async () => {
    const cli = startCli(folder, ['rebuild'], { ...BLOCKABLE, KOKORO_CACHE: folder, KOKORO_ASSETS: cacheFolder() });
    const exporter = await childOf(cli, 'exporter.js');
    await delay(1000); // until it handles the signal
    process.kill(exporter, 'SIGUSR2');
    cli.kill('SIGKILL');
    await untilGone(exporter);
  });

  it('cleans up on SIGHUP', async () => {
    const cli = speak();
    await untilReading(cli);
    const exit = exitOf(cli);
    cli.kill('SIGHUP');
    assert.equal(await exit, 130);
    assert.deepEqual(await readdir(folder), []);
  });

  if (process.platform === 'linux')
    it('cleans up when its terminal is closed', async () => {
      const command = `exec ${process.execPath} ${join(ROOT, 'dist', 'cli.js')} speak ${JSON.stringify(LONG)} --out long.wav`;
      const terminal = spawn('script', ['--quiet', '--command', command, join(folder, 'typescript')], { cwd: folder });
      await untilReading(terminal);
      const cli = await childOf(terminal, 'cli.js speak');
      terminal.kill('SIGKILL');
      await untilGone(cli);
      assert.deepEqual(await readdir(folder), ['typescript']);
    });
});
