import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentSpeaker } from '../../../src/agents/agentSpeaker';
import { hookCommand } from '../../../src/agents/hooks/hookCommand';
import { hookLog, hookLogFile } from '../../../src/agents/hooks/hookLog';
import { speakReply } from '../../../src/agents/hooks/speakReply';
import { MAX_MESSAGE_CHARACTERS, type AgentMessage } from '../../../src/agents/message';
import type { ReplyPart } from '../../../src/agents/preferences';
import { Turns } from '../../../src/agents/turns';

describe('a hook', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-hook-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe('its command', () => {
    it('is run by a shell, wherever the program is', () => {
      if (process.platform === 'win32') return; // there is no such shell
      for (const name of ['plain', 'two words', 'it\'s $HOME; `ls` "x" \\']) {
        const program = join(folder, name, 'kokoro-agent');
        mkdirSync(join(folder, name));
        writeFileSync(program, '#!/bin/sh\necho "$@"\n');
        chmodSync(program, 0o755);
        assert.equal(String(execFileSync('/bin/sh', ['-c', hookCommand(program, 'claude')])), 'hook claude\n', name);
      }
    });

    it('is for the shell of the agent on Windows', () => {
      const program = 'C:\\Users\\O’Neil\\.kokoro\\bin\\kokoro-agent.cmd';
      assert.equal(
        hookCommand(program, 'claude', 'win32'),
        '"C:/Users/O’Neil/.kokoro/bin/kokoro-agent.cmd" hook claude',
      );
      assert.equal(
        hookCommand("C:\\it's\\kokoro-agent.cmd", 'copilot', 'win32'),
        "& 'C:\\it''s\\kokoro-agent.cmd' hook copilot",
      );
    });
  });

  describe('its log', () => {
    it('is private, and keeps within its size', () => {
      const log = hookLog(folder);
      for (let i = 0; i < 400; i++) log.error(`${i} ${'x'.repeat(1000)}`);
      const sizes = ['', '.old'].map((end) => statSync(hookLogFile(folder) + end).size);
      assert.ok(Math.max(...sizes) < 102_000, sizes.join(', '));
      assert.match(readFileSync(hookLogFile(folder), 'utf8'), /^.* \[error\] 399 x+\n$/m);
      if (process.platform !== 'win32') assert.equal(statSync(hookLogFile(folder)).mode & 0o077, 0);
    });

    it('does not fail where it cannot be written', () => {
      writeFileSync(join(folder, 'file'), '');
      hookLog(join(folder, 'file', 'below')).error('lost');
    });
  });

  describe('speaking', () => {
    const said: AgentMessage[] = [];
    beforeEach(() => said.splice(0));
    // Speaking itself is tested with the real engine, through the command that is installed.
    const speaker = {
      speak: (message: AgentMessage) => {
        said.push(message);
        return Promise.resolve('spoken');
      },
    } as unknown as AgentSpeaker;
    const payload = (text: string, more: object = {}): string =>
      JSON.stringify({ hook_event_name: 'Stop', session_id: 's1', last_assistant_message: text, ...more });
    const speak = (input: string, part: ReplyPart = 'whole', ended: unknown[] = []): Promise<void> =>
      speakReply('claude', input, {
        ...{ speaker, part: () => Promise.resolve(part) },
        endWaiting: (owner) => void ended.push([owner, said.length]),
      });

    it('takes the place of what waits of the session, before it waits itself', async () => {
      const ended: unknown[] = [];
      await speak(payload('Done.'), 'whole', ended);
      assert.deepEqual(ended, [[{ agent: 'Claude Code', session: 's1' }, 0]]);
      assert.deepEqual(said, [{ agent: 'Claude Code', session: 's1', text: 'Done.', format: 'markdown' }]);
    });

    it('leaves a message alone that is being heard, and those of other sessions', () => {
      const turns = new Turns(folder);
      const [heard, waiting, other] = ['s1', 's1', 's2'].map((session) =>
        turns.join({ agent: 'Claude Code', session }),
      );
      heard?.show('playing');
      try {
        assert.equal(turns.end({ agent: 'Claude Code', session: 's1' }, 'waiting'), 1);
        assert.deepEqual(
          turns.list().map(({ session, state }) => [session, state]),
          [
            ['s1', 'playing'],
            ['s2', 'waiting'],
          ],
        );
      } finally {
        for (const turn of [heard, waiting, other]) turn?.leave();
      }
    });

    it('says the first sentence, if the user wants, and nothing of a reply that is only code', async () => {
      await speak(payload('Fixed. All tests pass.'), 'firstSentence');
      await speak(payload('```js\nx();\n```'), 'firstSentence');
      assert.deepEqual(
        said.map(({ text, format }) => [text, format]),
        [['Fixed.', 'plaintext']],
      );
    });

    it('cuts what is too long, and says what is missing', async () => {
      await speak(payload('word '.repeat(50_000)));
      assert.equal(said[0]?.text.length, MAX_MESSAGE_CHARACTERS);
      await assert.rejects(speak('{"hook_event_name": "Stop"}'), /There is no reply in what the hook was passed/);
    });

    it('is silent for another agent and another event', async () => {
      await speak(payload('Done.', { timestamp: '2026-11-20T10:09:01.000Z' }));
      await speak(payload('Done.', { hook_event_name: 'SubagentStop' }));
      assert.deepEqual(said, []);
    });
  });
});
