import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Turns } from '../../../src/agents/turns';

const NEVER = new AbortController().signal;
/** More than ten, as tickets are sorted by their names. */
const AGENTS = Array.from({ length: 12 }, (_, i) => `agent ${i}`);

describe('the turns of messages', () => {
  let folder: string;
  let turns: Turns;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-turns-'));
    turns = new Turns(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come first come first served, one at a time', async () => {
    const order: string[] = [];
    const speak = async (agent: string): Promise<void> => {
      const turn = turns.join({ agent });
      await turn.come(NEVER);
      order.push(`${agent} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${agent} ends`);
      turn.leave();
    };
    await Promise.all(AGENTS.map(speak));
    assert.deepEqual(
      order,
      AGENTS.flatMap((agent) => [`${agent} begins`, `${agent} ends`]),
    );
    assert.deepEqual(readdirSync(join(folder, 'turns')), []);
  });

  it('are seen by other programs, with their states', () => {
    const first = turns.join({ agent: 'a', session: '1' });
    const second = turns.join({ agent: 'b' });
    first.show('playing');
    assert.deepEqual(new Turns(folder).list(), [
      { agent: 'a', session: '1', state: 'playing' },
      { agent: 'b', state: 'waiting' },
    ]);
    first.leave();
    second.leave();
    first.show('paused'); // too late
    assert.deepEqual(turns.list(), []);
  });

  it('end when another program ends the messages of their agent or session', async () => {
    const [a1, a2, b] = [
      turns.join({ agent: 'a', session: '1' }),
      turns.join({ agent: 'a' }),
      turns.join({ agent: 'b' }),
    ];
    const ended = once(a1.ended, 'abort');
    assert.equal(new Turns(folder).end({ agent: 'a', session: '1' }), 1);
    await ended;
    await a1.come(NEVER); // does not wait any more
    assert.equal(a2.ended.aborted, false);
    assert.equal(new Turns(folder).end(), 2);
    for (const turn of [a1, a2, b]) turn.leave();
  });

  it('are given up by a program that was killed', async () => {
    const code = `
      const { Turns } = require(${JSON.stringify(join(__dirname, '../../../src/agents/turns.ts'))});
      new Turns(${JSON.stringify(folder)}).join({ agent: 'killed' });
      setInterval(() => {}, 1000);
      console.log('joined');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const turn = turns.join({ agent: 'waiting' });
    assert.deepEqual(
      turns.list().map(({ agent }) => agent),
      ['killed', 'waiting'],
    );
    const came = turn.come(NEVER);
    child.kill('SIGKILL');
    await came;
    turn.leave();
  });

  it('ignore files that are no tickets, and take broken tickets for none', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const name of ['notes.txt', `000000000000001-${dead}-000000001`, `000000000000001-${process.pid}-000000099`])
      writeFileSync(join(folder, 'turns', name), '{');
    assert.deepEqual(turns.list(), []);
    assert.deepEqual(readdirSync(join(folder, 'turns')).sort(), [
      `000000000000001-${process.pid}-000000099`,
      'notes.txt',
    ]);
  });

  it('stop waiting when they are cancelled', async () => {
    const first = turns.join({ agent: 'a' });
    const second = turns.join({ agent: 'b' });
    const cancel = new AbortController();
    const came = second.come(cancel.signal);
    cancel.abort();
    await came;
    first.leave();
    second.leave();
  });

  // On Windows the temporary folder is the user's own.
  if (process.platform !== 'win32')
    it('are in a folder that nobody else can use', () => {
      assert.equal(statSync(join(folder, 'turns')).mode & 0o777, 0o700);
      const open = join(folder, 'open');
      mkdirSync(open, { mode: 0o777 });
      chmodSync(open, 0o777); // whatever the umask
      assert.throws(() => new Turns(open), /Others may write/);
    });
});
