import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentSpeaker, AgentSpeakerOptions } from '../../../src/agents/agentSpeaker';
import { MAX_MESSAGE_CHARACTERS, type AgentMessage } from '../../../src/agents/message';
import { openAgentSpeaker } from '../../../src/agents/openAgentSpeaker';
import { connectToWindow } from '../../../src/agents/windows';
import { KokoroError } from '../../../src/common/errors';
import { silentLogger } from '../../../src/common/log';
import { sentences, SENTENCE_LENGTH, textOf } from '../reading/fakes';
import { Window } from './window';

const message = (agent: string, count = 3): AgentMessage => ({ text: sentences(count), format: 'markdown', agent });

async function until(what: () => boolean, why: string): Promise<void> {
  for (let waited = 0; !what(); waited += 5) {
    assert.ok(waited < 10_000, why);
    await sleep(5);
  }
}

describe('an agent’s speaker', () => {
  let folder: string;
  let window: Window;
  let speakers: AgentSpeaker[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-agents-'));
    window = await Window.open(folder);
    speakers = [];
  });
  afterEach(async () => {
    await Promise.all(speakers.map((speaker) => speaker.dispose()));
    window.close();
    rmSync(folder, { recursive: true });
  });

  function open(prepare?: AgentSpeakerOptions['prepare']): AgentSpeaker {
    const options = { programs: '/nonexistent', cache: folder, logger: silentLogger, folder };
    const speaker = openAgentSpeaker({ ...options, ...(prepare && { prepare }) });
    speakers.push(speaker);
    return speaker;
  }

  /** Waits until a window plays something with this title. */
  async function plays(title: string, where = window): Promise<void> {
    await until(() => where.title === title && where.player.chunks.length > 0, `${title} is not played`);
    where.player.report('playing');
  }

  function finish(where = window): void {
    where.player.messages.fire({ type: 'finished', session: where.player.session });
  }

  it('speaks in the window, one message after the other, and says which agent it is', async () => {
    const [first, second] = [open(), open()];
    const outcomes = [first.speak(message('Claude')), second.speak(message('Copilot'))];
    await plays('Claude');
    await until(() => window.player.chunks.length > 1, 'the second sentence is not there');
    const agents: (string | undefined)[] = [];
    window.reader.onStatus(({ agent }) => agents.push(agent));
    window.player.playTo(1);
    assert.deepEqual(new Set(agents), new Set(['Claude']));
    await until(() => window.speech.requests.length === 1, 'the second one did not wait');
    const status = async (): Promise<unknown> => ({ ...(await first.status()).current });
    for (let waited = 0; ((await status()) as { state: string }).state !== 'playing'; waited += 5) {
      assert.ok(waited < 10_000);
      await sleep(5);
    }
    assert.deepEqual(
      (await second.status()).waiting.map(({ agent }) => agent),
      ['Copilot'],
    );
    finish();
    await plays('Copilot');
    finish();
    assert.deepEqual(await Promise.all(outcomes), ['spoken', 'spoken']);
    assert.deepEqual(await first.status(), { waiting: [] });
  });

  it('has code left out, and keeps to the voice and speed of the message', async () => {
    const spoken = open().speak({ ...message('Claude'), voice: 'bf_emma', speed: 2 });
    await plays('Claude');
    const [request] = window.speech.requests;
    assert.deepEqual(
      { voice: request?.voice, speed: request?.speed, codeBlocks: request?.codeBlocks, format: request?.format },
      { voice: 'bf_emma', speed: 2, codeBlocks: 'announce', format: 'reply' },
    );
    // The player plays at 1.5, so a chunk made for 1.5 is not stretched.
    assert.equal(window.player.chunks[0]?.speed, 1.5);
    finish();
    assert.equal(await spoken, 'spoken');
  });

  it('waits while the user reads, and never takes over', async () => {
    window.reader.read(textOf(sentences(5)));
    await plays('Test');
    const spoken = open().speak(message('Claude'));
    await until(() => readdirSync(join(folder, 'turns')).length === 1, 'it does not wait');
    await sleep(50);
    assert.equal(window.title, 'Test');
    finish();
    await plays('Claude');
    finish();
    assert.equal(await spoken, 'spoken');
  });

  it('waits for a reading in another window', async () => {
    const other = await Window.open(folder);
    other.reader.read(textOf(sentences(5)));
    await plays('Test', other);
    await until(() => window.speaker.other !== undefined, 'the other window is not noticed');
    window.socket.focused();
    const spoken = open().speak(message('Claude'));
    await sleep(50);
    assert.equal(window.title, undefined);
    finish(other);
    await until(() => [window, other].some(({ title }) => title === 'Claude'), 'it is not spoken');
    const where = [window, other].find(({ title }) => title === 'Claude') ?? other;
    await plays('Claude', where);
    finish(where);
    assert.equal(await spoken, 'spoken');
    other.close();
  });

  it('is interrupted by the user, who can resume the message at the word', async () => {
    const [interrupted, next] = [open().speak(message('Claude', 10)), open().speak(message('Copilot'))];
    await plays('Claude');
    await until(() => window.player.chunks.length > 2, 'the third sentence is not there');
    window.player.playTo(2, 1);
    window.reader.read(textOf(sentences(5)));
    assert.equal(await interrupted, 'stopped');
    await plays('Test');
    assert.equal(window.interrupted.isLast, true);
    finish();
    await plays('Copilot'); // what waited goes on after the user's own reading
    finish();
    assert.equal(await next, 'spoken');
    window.interrupted.resume();
    assert.equal(window.player.last('start')?.title, 'Claude');
    assert.equal(window.player.last('start')?.from, 2 * SENTENCE_LENGTH + 4); // its second word
    assert.equal(window.interrupted.place, undefined);
  });

  it('leaves a reading paused that the user had paused', async () => {
    window.reader.read(textOf(sentences(9)));
    await plays('Test');
    await until(() => window.player.chunks.length > 1, 'the second sentence is not there');
    window.player.playTo(1, 2);
    window.reader.pause();
    const spoken = open().speak(message('Claude'));
    await plays('Claude');
    finish();
    assert.equal(await spoken, 'spoken');
    await until(() => window.reader.state === 'paused', 'it is not paused again');
    assert.equal(window.title, 'Test');
    assert.equal(window.player.last('start')?.from, SENTENCE_LENGTH + 8);
  });

  it('pauses, goes on, skips and stops by itself', async () => {
    const speaker = open();
    assert.equal(await speaker.pause(), false);
    assert.equal(speaker.stop(), false);
    const outcomes = [speaker.speak(message('Claude', 10)), speaker.speak(message('Claude'))];
    await plays('Claude');
    window.player.playTo(0);
    assert.equal(await speaker.pause(), true);
    assert.equal(window.player.last('control')?.action, 'pause');
    assert.equal(await speaker.resume(), true);
    assert.equal(window.player.last('control')?.action, 'resume');
    assert.equal(await speaker.skip(2), true);
    assert.equal(window.player.last('start')?.from, 2 * SENTENCE_LENGTH);
    assert.equal(speaker.stop(), true);
    assert.deepEqual(await Promise.all(outcomes), ['stopped', 'stopped']);
    await until(() => window.reader.state === 'idle', 'the window reads on');
  });

  it('ends a message with its signal, also while it waits', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const outcomes = [open().speak(message('Claude'), first.signal), open().speak(message('Copilot'), second.signal)];
    await plays('Claude');
    second.abort();
    assert.equal(await outcomes[1], 'stopped');
    first.abort();
    assert.equal(await outcomes[0], 'stopped');
    await until(() => window.reader.state === 'idle', 'the window reads on');
  });

  it('speaks in the window that had the focus last, and in another one when that is closed', async () => {
    const other = await Window.open(folder);
    await sleep(20); // the times of files
    other.socket.focused();
    window.reader.read(textOf(sentences(5)));
    await plays('Test');
    const spoken = open().speak(message('Claude'));
    await sleep(50);
    other.close(); // while the message waits there
    finish();
    await plays('Claude');
    finish();
    assert.equal(await spoken, 'spoken');
  });

  it('passes on what went wrong', async () => {
    window.speech.error = new KokoroError('voice-unknown', 'There is no such voice.');
    await assert.rejects(open().speak(message('Claude')), { code: 'voice-unknown' });
    window.speech.error = undefined;
    await assert.rejects(open().speak({ ...message('Claude'), text: ' \n' }), { code: 'nothing-to-read' });
    const long = { ...message('Claude'), text: 'x'.repeat(MAX_MESSAGE_CHARACTERS + 1) };
    await assert.rejects(open().speak(long), { code: 'message-too-long' });
  });

  it('does as the user has chosen for an agent', async () => {
    const speaker = open((given) =>
      Promise.resolve(given.agent === 'Quiet' ? 'muted' : { ...given, voice: 'am_adam' }),
    );
    assert.equal(await speaker.speak(message('Quiet')), 'muted');
    const spoken = speaker.speak(message('Claude'));
    await plays('Claude');
    assert.equal(window.speech.requests[0]?.voice, 'am_adam');
    finish();
    assert.equal(await spoken, 'spoken');
  });

  it('checks what arrives at a window', async () => {
    const found = await connectToWindow(folder, new Set());
    assert.ok(found);
    const { socket } = found;
    const answers: string[] = [];
    socket.setEncoding('utf8').on('data', (text: string) => answers.push(...text.trim().split('\n')));
    const call = (id: number, method: string, params: unknown): void =>
      void socket.write(`${JSON.stringify({ kind: 'call', id, method, params })}\n`);
    call(1, 'speak', { text: 'x'.repeat(MAX_MESSAGE_CHARACTERS + 1), format: 'markdown', agent: 'a' });
    call(2, 'speak', { text: 'x', format: 'markdown' });
    call(3, 'skip', 'far');
    await until(() => answers.length === 3, 'it does not answer');
    const codes = answers.map((line) => (JSON.parse(line) as { error?: { code: string } }).error?.code);
    assert.deepEqual(codes, ['message-too-long', 'message-invalid', undefined]);
    const closed = once(socket, 'close');
    socket.write('no JSON\n');
    await closed;
  });

  it('removes what dead windows have left', async () => {
    window.close();
    const windows = join(folder, 'windows');
    assert.deepEqual(readdirSync(windows), []);
    writeFileSync(join(windows, '0123456789ab'), join(windows, '0123456789ab.sock'));
    assert.equal(await connectToWindow(folder, new Set()), undefined);
    assert.deepEqual(readdirSync(windows), []);
    window = await Window.open(folder);
    const name = readdirSync(windows).find((file) => file.endsWith('.sock')) ?? '';
    const socket = createConnection(join(windows, name));
    await once(socket, 'connect');
    socket.destroy();
  });
});
