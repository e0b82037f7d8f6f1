import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstSentence } from '../../../src/agents/hooks/firstSentence';
import { linesFromEnd, type OpenFile } from '../../../src/agents/hooks/linesFromEnd';
import { readPayload } from '../../../src/agents/hooks/payload';
import { finalText } from '../../../src/agents/hooks/transcript';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'agents');
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');
const NOW = { milliseconds: 0, interval: 1 };

describe('replies of agents', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-replies-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (text: string): string => {
    const path = join(folder, 'transcript.jsonl');
    writeFileSync(path, text);
    return path;
  };

  describe('what a hook is passed', () => {
    it('is read in the formats of Claude Code, VS Code and the Copilot CLI', () => {
      const claude = readPayload(fixture('claude-stop.json'));
      assert.deepEqual(claude, {
        agent: 'claude',
        session: '3d2f1c60-8a7b-4c1d-9e2f-5b6a7c8d9e0f',
        transcript: '/home/dev/.claude/projects/-home-dev-shop/3d2f1c60-8a7b-4c1d-9e2f-5b6a7c8d9e0f.jsonl',
      });
      assert.match(readPayload(fixture('claude-stop-with-text.json'))?.text ?? '', /^The coupon is now applied/);
      for (const name of ['copilot-vscode-stop', 'copilot-cli-stop', 'copilot-cli-agent-stop']) {
        const { agent, session, transcript, text } = readPayload(fixture(`${name}.json`)) ?? {};
        assert.equal(agent, 'copilot', name);
        assert.ok(session !== undefined && transcript?.includes(session), name);
        assert.equal(text, undefined);
      }
    });

    it('is ignored for other events and for sub-agents', () => {
      assert.equal(readPayload('{"hook_event_name": "SubagentStop", "session_id": "1"}'), undefined);
      assert.equal(readPayload('{"hook_event_name": "Stop", "session_id": "1", "agent_id": "2"}'), undefined);
    });

    it('is refused when it is no object', () => {
      for (const text of ['', '{', '[]', '"Stop"', 'null']) assert.throws(() => readPayload(text), SyntaxError, text);
    });
  });

  describe('the final text', () => {
    it('is the last message of Claude Code, without thinking, tools and sub-agents', async () => {
      const expected = readPayload(fixture('claude-stop-with-text.json'))?.text;
      assert.equal(await finalText(join(FIXTURES, 'claude.jsonl'), NOW), expected);
    });

    it('is the last message of Copilot', async () => {
      const vscode = await finalText(join(FIXTURES, 'copilot-vscode.jsonl'), NOW);
      assert.match(vscode ?? '', /^The page flickers because.*\n\nI moved it before:\n\n```tsx\n.*\n```$/);
      const cli = await finalText(join(FIXTURES, 'copilot-cli.jsonl'), NOW);
      assert.equal(cli, 'The page is steady now. I moved the theme before the first paint, as `login.tsx` shows.');
    });

    it('is missing at every point of a turn but its end', async () => {
      for (const name of ['claude.jsonl', 'copilot-vscode.jsonl', 'copilot-cli.jsonl']) {
        const lines = fixture(name).trimEnd().split('\n');
        const whole = await finalText(join(FIXTURES, name), NOW);
        const ends = new Set<string | undefined>();
        // "I’ll look at how coupons are applied." is a text, until the call of a tool in the same message is written.
        for (let count = 0; count <= lines.length; count++)
          ends.add(await finalText(file(lines.slice(0, count).join('\n')), NOW));
        ends.delete('I’ll look at how coupons are applied.');
        assert.deepEqual(ends, new Set([undefined, whole]), name);
      }
    });

    it('joins the texts of one message, and takes none of another', async () => {
      const line = (id: string, content: unknown): string =>
        JSON.stringify({ type: 'assistant', message: { id, role: 'assistant', content } });
      const text = (words: string): unknown => ({ type: 'text', text: words });
      const path = file(
        [line('1', [text('Before.')]), line('2', [text('One.'), text('Two.')]), line('2', [text('Three.')])].join('\n'),
      );
      assert.equal(await finalText(path, NOW), 'One.\n\nTwo.\n\nThree.');
      assert.equal(await finalText(file(line('1', 'As a string.')), NOW), 'As a string.');
    });

    it('survives damaged lines, and what the program says itself', async () => {
      const lines = fixture('claude.jsonl').trimEnd().split('\n');
      const synthetic = {
        type: 'assistant',
        message: { model: '<synthetic>', content: [{ type: 'text', text: 'No response requested.' }] },
      };
      const error = {
        type: 'assistant',
        isApiErrorMessage: true,
        message: { content: [{ type: 'text', text: 'API Error' }] },
      };
      const damage = [
        '{"type": "assist',
        'null',
        '[1]',
        '',
        '\u0000\u0000',
        JSON.stringify(synthetic),
        JSON.stringify(error),
        '{"type":',
      ];
      const path = file([...lines.slice(0, -1), ...damage].join('\n'));
      assert.match((await finalText(path, NOW)) ?? '', /^The coupon is now applied/);
    });

    it('is waited for while it is not written yet', async () => {
      const lines = fixture('claude.jsonl').trimEnd().split('\n');
      const path = file(
        lines
          .slice(0, -3)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const found = finalText(path, { milliseconds: 60_000, interval: 5 });
      for (const line of lines.slice(-3)) {
        // In parts, as a writer may be interrupted.
        appendFileSync(path, line.slice(0, 40));
        await new Promise((resolve) => setTimeout(resolve, 15));
        appendFileSync(path, `${line.slice(40)}\n`);
      }
      assert.match((await found) ?? '', /^The coupon is now applied/);
    });

    it('is not waited for without end, not even for a file', async () => {
      assert.equal(await finalText(join(folder, 'none.jsonl'), { milliseconds: 20, interval: 10 }), undefined);
      assert.equal(await finalText(file('{"type":"user","message":{"content":"Hi"}}\n'), NOW), undefined);
    });

    it('is found without reading a large transcript from its beginning', async () => {
      const noise = `${JSON.stringify({ type: 'user', message: { content: 'x'.repeat(200_000) } })}\n`;
      const path = file(noise.repeat(100) + fixture('claude.jsonl'));
      const handle = await open(path);
      try {
        let read = 0;
        const counting: OpenFile = {
          stat: () => handle.stat(),
          read: (buffer, offset, length, position) => {
            read += length;
            return handle.read(buffer, offset, length, position);
          },
        };
        const lines = linesFromEnd(counting, 16_000_000);
        assert.match((await lines.next()).value as string, /stop_hook_summary/);
        assert.match((await lines.next()).value as string, /The coupon is now applied/);
        assert.ok(read <= 65_536, `${read} bytes`);
      } finally {
        await handle.close();
      }
      assert.match((await finalText(path, NOW)) ?? '', /^The coupon is now applied/);
    });
  });

  describe('linesFromEnd', () => {
    async function lines(text: string, limit = 1_000_000): Promise<string[]> {
      const handle = await open(file(text));
      try {
        const found: string[] = [];
        for await (const line of linesFromEnd(handle, limit)) found.push(line);
        return found;
      } finally {
        await handle.close();
      }
    }

    it('yields whole lines, however long they are and wherever blocks are cut', async () => {
      for (const length of [1, 65_534, 65_535, 65_536, 65_537, 200_000]) {
        const long = 'é'.repeat(length);
        assert.deepEqual(await lines(`first\r\n\n${long}\nlast`), ['last', long, 'first'], String(length));
        assert.deepEqual(await lines(`${long}\n`), [long]);
      }
      assert.deepEqual(await lines(''), []);
    });

    it('leaves out a line that the limit cuts', async () => {
      assert.deepEqual(await lines('first\nsecond\nthird', 9), ['third']);
      assert.deepEqual(await lines('first\nsecond\nthird', 18), ['third', 'second', 'first']);
    });
  });

  describe('firstSentence', () => {
    it('is that of the first paragraph, else of the heading, without markup', () => {
      const cases: Record<string, string | undefined> = {
        'Done. All tests pass.': 'Done.',
        '## Summary\n\nI fixed *three* things:\n\n- one\n': 'I fixed three things:',
        '```js\nx();\n```\n\n- [The docs](https://x.org) are new. See them.\n': 'The docs are new.',
        '# Only a heading. Really.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n': 'Only a heading.',
        'Run `npm test -- a.b` in `my_app`. Then go.': 'Run `npm test -- a.b` in `my_app`.',
        'すべて直しました。テストも通ります。': 'すべて直しました。',
        '```\nonly code\n```\n': undefined,
        '': undefined,
      };
      for (const [reply, expected] of Object.entries(cases)) assert.equal(firstSentence(reply), expected, reply);
    });
  });
});
