import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '../../../src/common/log';
import { SingleSpeaker } from '../../../src/reading/singleSpeaker';

/** A process with a SingleSpeaker. */
class Program {
  readonly #process: ChildProcess;
  #told: string[] = [];

  constructor(name: string, folder: string) {
    const script = join(__dirname, 'speakerProcess.ts');
    this.#process = spawn(process.execPath, ['--import', 'tsx', script, name, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#told.push(...text.trim().split('\n'));
    });
  }

  send(command: 'take' | 'wait' | 'release'): void {
    this.#process.stdin?.write(`${command}\n`);
  }

  /** Waits until it tells this, and forgets all that it told before. */
  async tells(what: string): Promise<void> {
    for (let waited = 0; ; waited += 20) {
      const at = this.#told.indexOf(what);
      if (at >= 0) {
        this.#told = this.#told.slice(at + 1);
        return;
      }
      assert.ok(waited < 20_000, `“${what}” is not among: ${this.#told.join(', ')}`);
      await sleep(20);
    }
  }

  /** Ends it without a chance to clean up. */
  kill(): Promise<unknown> {
    const closed = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.kill('SIGKILL');
    return closed;
  }
}

describe('SingleSpeaker', () => {
  let folder: string;
  let first: Program;
  let second: Program;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-speaker-'));
    first = new Program('first', folder);
    second = new Program('second', folder);
    await Promise.all([first.tells('ready'), second.tells('ready')]);
  });
  afterEach(async () => {
    await Promise.all([first.kill(), second.kill()]);
    rmSync(folder, { recursive: true });
  });

  it('tells the others who speaks, and when nobody does any more', async () => {
    first.send('take');
    await first.tells('speaks');
    await second.tells('other first');
    first.send('release');
    await second.tells('other none');
  });

  it('hands over to whoever speaks last', async () => {
    first.send('take');
    await second.tells('other first');
    second.send('take');
    await first.tells('taken by second');
    await second.tells('speaks');
    await first.tells('other second');
    first.send('take');
    await second.tells('taken by first');
    await second.tells('other first');
  });

  it('is free after the speaker has crashed', async () => {
    first.send('take');
    await second.tells('other first');
    await first.kill();
    await second.tells('other none');
    second.send('take');
    await second.tells('speaks');
    first = new Program('first again', folder);
    await first.tells('other second');
  });

  it('lets a program wait for the others, and take over from none', async () => {
    first.send('take');
    await second.tells('other first');
    second.send('wait');
    const third = new Program('third', folder);
    await third.tells('other first');
    third.send('take'); // a command of the user is not held up by the one that waits
    await first.tells('taken by third');
    await third.tells('speaks');
    await second.tells('other third');
    await third.kill();
    await second.tells('speaks');
    await first.tells('other second');
  });

  it('notices a speaker that begins while it looks for one', async () => {
    const here = new SingleSpeaker('here', silentLogger, folder);
    const beginning = new SingleSpeaker('beginning', silentLogger, folder);
    await beginning.take();
    for (let waited = 0; here.other !== 'beginning'; waited += 5) {
      assert.ok(waited < 10_000, 'it is not noticed');
      await sleep(5);
    }
    here.dispose();
    beginning.dispose();
  });

  it('tells a program that starts later', async () => {
    first.send('take');
    await first.tells('speaks');
    const third = new Program('third', folder);
    await third.tells('other first');
    await third.kill();
  });
});
