import assert from 'node:assert/strict';
import type { AgentSpeaker, AgentStatus, Outcome } from '../../../src/agents/agentSpeaker';
import type { AgentMessage } from '../../../src/agents/message';
import { ToolCalls } from '../../../src/agents/mcp/toolCalls';
import { ToolSpeaker } from '../../../src/agents/toolSpeaker';
import { KokoroError } from '../../../src/common/errors';

const OWNER = { agent: 'Codex', session: 'web 1' };
const MESSAGE: AgentMessage = { text: 'Done.', format: 'markdown', ...OWNER };
const NEVER = new AbortController().signal;

/** A speaker whose messages end when the test says so. */
class ScriptedSpeaker implements AgentSpeaker {
  readonly said: AgentMessage[] = [];
  readonly ends: { end: (outcome: Outcome) => void; fail: (error: unknown) => void }[] = [];
  now: AgentStatus = { waiting: [] };
  skipped: number[] = [];

  speak(message: AgentMessage, signal: AbortSignal): Promise<Outcome> {
    this.said.push(message);
    return new Promise((resolve, reject) => {
      this.ends.push({ end: resolve, fail: reject });
      signal.addEventListener('abort', () => resolve('stopped'));
    });
  }
  status = (): Promise<AgentStatus> => Promise.resolve(this.now);
  stop = (): boolean => true;
  pause = (): Promise<boolean> => Promise.resolve(true);
  resume = (): Promise<boolean> => Promise.resolve(false);
  skip = (sentences: number): Promise<boolean> => {
    this.skipped.push(sentences);
    return Promise.resolve(true);
  };
  dispose = (): Promise<void> => Promise.resolve();
}

describe('speaking for a tool', () => {
  let speaker: ScriptedSpeaker;
  let tool: ToolSpeaker;

  beforeEach(() => {
    speaker = new ScriptedSpeaker();
    tool = new ToolSpeaker(speaker);
  });

  it('returns once the message is heard, or waits behind others', async () => {
    speaker.now = { current: { agent: 'Zed', state: 'playing' }, waiting: [OWNER] };
    assert.equal(await tool.speak(MESSAGE, { signal: NEVER, wait: false }), 'queued');
    speaker.ends[0]?.end('spoken');
    speaker.now = { current: { ...OWNER, state: 'playing' }, waiting: [] };
    assert.equal(await new ToolSpeaker(speaker).speak(MESSAGE, { signal: NEVER, wait: false }), 'playing');
  });

  it('calls a second message queued, although the first of the same session is heard', async () => {
    speaker.now = { current: { ...OWNER, state: 'playing' }, waiting: [] };
    assert.equal(await tool.speak(MESSAGE, { signal: NEVER, wait: false }), 'playing');
    assert.equal(await tool.speak(MESSAGE, { signal: NEVER, wait: false }), 'queued');
    assert.equal(speaker.said.length, 2);
  });

  it('waits for the end if asked to, and tells what is happening', async () => {
    speaker.now = { current: { ...OWNER, state: 'playing' }, waiting: [] };
    const looks: AgentStatus[] = [];
    const speech = tool.speak(MESSAGE, {
      signal: NEVER,
      wait: true,
      onLook: (status) => {
        looks.push(status);
        if (looks.length === 2) speaker.ends[0]?.end('spoken');
      },
    });
    assert.equal(await speech, 'spoken');
    assert.deepEqual(looks, [speaker.now, speaker.now]);
  });

  it('ends the message when the call is cancelled', async () => {
    const cancel = new AbortController();
    const speech = tool.speak(MESSAGE, { signal: cancel.signal, wait: true });
    cancel.abort();
    assert.equal(await speech, 'stopped');
  });

  it('throws the error of a message that fails at once, and keeps that of one which fails later', async () => {
    const missing = new KokoroError('player-missing', 'There is no player. Open VS Code.');
    const failed = tool.speak(MESSAGE, { signal: NEVER, wait: false });
    speaker.ends[0]?.fail(missing);
    await assert.rejects(failed, missing);
    speaker.now = { waiting: [OWNER] };
    await tool.speak(MESSAGE, { signal: NEVER, wait: false });
    assert.deepEqual(tool.takeFailures(), []);
    speaker.ends[1]?.fail(missing);
    await new Promise(setImmediate);
    assert.deepEqual(tool.takeFailures(), [{ code: 'player-missing', message: missing.message }]);
    assert.deepEqual(tool.takeFailures(), []);
  });
});

describe('the tools’ calls', () => {
  const hooks = { signal: NEVER, report: () => undefined };
  let speaker: ScriptedSpeaker;
  let calls: ToolCalls;

  beforeEach(() => {
    speaker = new ScriptedSpeaker();
    calls = new ToolCalls(speaker, () => OWNER);
  });

  it('give the client’s name to what it says, whatever the input claims', async () => {
    speaker.now = { waiting: [OWNER] };
    const input = { text: '**Done.**', voice: 'am_adam', speed: 1.5, agent: 'Zed', session: 'x' };
    assert.deepEqual((await calls.call('speak', input, hooks)).structuredContent, { state: 'queued' });
    assert.deepEqual(speaker.said, [{ text: '**Done.**', voice: 'am_adam', speed: 1.5, format: 'markdown', ...OWNER }]);
  });

  it('refuse input of the wrong form with a code', async () => {
    for (const input of [
      {},
      { text: 3 },
      { text: 'a', format: 'html' },
      { text: 'a', speed: 9 },
      { text: 'a', wait: 'yes' },
    ]) {
      const { isError, content } = await calls.call('speak', input, hooks);
      assert.equal(isError, true, JSON.stringify(input));
      assert.match(content[0]?.text ?? '', /\(message-invalid\)$/);
    }
    for (const sentences of ['2', 1.5, 1001, null])
      assert.match((await calls.call('skip', { sentences }, hooks)).content[0]?.text ?? '', /\(message-invalid\)$/);
    assert.deepEqual(speaker.said, []);
    assert.deepEqual(speaker.skipped, []);
  });

  it('control what is being heard', async () => {
    const answers = [];
    for (const [name, input] of [
      ['stop', {}],
      ['pause', {}],
      ['resume', {}],
      ['skip', {}],
      ['skip', { sentences: -2 }],
    ] as const)
      answers.push((await calls.call(name, input, hooks)).structuredContent);
    assert.deepEqual(answers, [
      { stopped: true },
      { paused: true },
      { resumed: false },
      { skipped: true },
      { skipped: true },
    ]);
    assert.deepEqual(speaker.skipped, [1, -2]);
    speaker.now = { current: { agent: 'Zed', state: 'paused' }, waiting: [OWNER] };
    const { content, structuredContent } = await calls.call('status', {}, hooks);
    assert.deepEqual(structuredContent, { you: OWNER, ...speaker.now, failures: [] });
    assert.deepEqual(JSON.parse(content[0]?.text ?? ''), structuredContent);
  });

  it('report each change of what happens, and seconds that grow', async () => {
    const reports: [number, string][] = [];
    const report = (seconds: number, message: string): void => {
      reports.push([seconds, message]);
      if (message === 'Speaking') speaker.ends[0]?.end('spoken');
      else
        speaker.now = {
          current: { ...OWNER, state: message === 'Getting ready' ? 'playing' : 'waiting' },
          waiting: [],
        };
    };
    speaker.now = { current: { agent: 'Zed', state: 'playing' }, waiting: [{ agent: 'Zed' }, OWNER] };
    const { structuredContent } = await calls.call('speak', { text: 'a', wait: true }, { signal: NEVER, report });
    assert.deepEqual(structuredContent, { state: 'spoken' });
    assert.deepEqual(
      reports.map(([, message]) => message),
      ['Zed speaks; 1 more waits before this text', 'Getting ready', 'Speaking'],
    );
    assert.ok(reports.every(([seconds], i) => i === 0 || seconds > (reports[i - 1]?.[0] ?? 0)));
  });
});
