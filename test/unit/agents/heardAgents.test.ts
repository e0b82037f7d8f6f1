import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeardAgents } from '../../../src/agents/heardAgents';

const HOUR = 3_600_000;

describe('the agents heard lately', () => {
  let folder: string;
  let heard: HeardAgents;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-heard-'));
    heard = new HeardAgents(folder);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Makes the session that was noted last look as if that was some hours ago. */
  async function note(owner: { agent: string; session?: string }, hoursAgo: number): Promise<void> {
    const files = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const before = new Set(files());
    await heard.note(owner);
    const time = (Date.now() - hoursAgo * HOUR) / 1000;
    for (const file of files())
      if (file.endsWith('.json') && !before.has(file)) utimesSync(join(folder, file), time, time);
  }

  it('are listed once for each session, the latest first, also by another program', async () => {
    assert.deepEqual(await heard.list(), []);
    await note({ agent: 'Codex' }, 3);
    await note({ agent: 'Claude Code', session: 'a' }, 2);
    await note({ agent: 'Claude Code', session: 'b' }, 1);
    await heard.note({ agent: 'Codex' });
    const listed = (await new HeardAgents(folder).list()).map(({ agent, session }) => [agent, session]);
    assert.deepEqual(listed, [
      ['Codex', undefined],
      ['Claude Code', 'b'],
      ['Claude Code', 'a'],
    ]);
  });

  it('are forgotten after a day', async () => {
    await note({ agent: 'Codex' }, 25);
    await note({ agent: 'Zed' }, 23);
    assert.deepEqual(
      (await heard.list()).map(({ agent }) => agent),
      ['Zed'],
    );
    assert.equal(readdirSync(join(folder, 'heard')).length, 1);
  });

  it('are not lost to a file that is being written', async () => {
    await heard.note({ agent: 'Codex' });
    for (const [i, text] of ['', '{"agent": "Z', '{}'].entries())
      writeFileSync(join(folder, 'heard', `${i}.json`), text);
    assert.deepEqual(
      (await heard.list()).map(({ agent }) => agent),
      ['Codex'],
    );
  });
});
