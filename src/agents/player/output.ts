import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPcm16, wavHeader } from '../../speech/sinks/wav';
import type { PlayerProgram } from './programs';

/** Sound on its way to the loudspeaker. */
export interface Output {
  /** Rejects when the program has failed, whether or not it is being waited for. */
  readonly failure: Promise<never>;
  /** Takes samples; settles when it wants more. @throws Error when the program has failed */
  write(samples: Float32Array): Promise<void>;
  /** Settles when all has been heard. @throws Error when the program has failed */
  end(): Promise<void>;
  /** Falls silent at once; `write` and `end` settle. */
  kill(): void;
}

/** Starts to play. */
export function openOutput(program: PlayerProgram): Output {
  return program.takes === 'stream' ? new StreamOutput(program) : new FileOutput(program);
}

/** A running program, and how it ended. */
class Run {
  readonly child: ChildProcess;
  /** Settles when the program has ended: with undefined after success or `kill`, else with what went wrong. */
  readonly ended: Promise<Error | undefined>;
  #killed = false;
  /** Whether there is nothing left for it to play. */
  #mayEnd: boolean;

  constructor({ command, args, takes }: PlayerProgram, file: string) {
    this.#mayEnd = takes === 'file';
    const detached = process.platform !== 'win32'; // Ctrl+C in a terminal is for this program alone
    const child = spawn(command, args(file), { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true, detached });
    this.child = child;
    let lastWords = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (lastWords = (lastWords + text).slice(-500)));
    child.stdin.on('error', () => undefined); // `ended` says what has happened
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(this.#killed ? undefined : error));
      child.once('close', (code, signal) => {
        const said = lastWords.trim().split('\n').at(-1) ?? '';
        const how = said === '' ? (signal ?? `exit code ${code ?? '?'}`) : said;
        const isGood = this.#killed || (code === 0 && this.#mayEnd);
        resolve(isGood ? undefined : new Error(how.startsWith(command) ? how : `${command}: ${how}`));
      });
    });
  }

  kill(): void {
    this.#killed = true;
    this.child.kill('SIGKILL');
  }

  /** Waits until it has played all. @throws Error when it has failed */
  async end(): Promise<void> {
    this.#mayEnd = true;
    this.child.stdin?.end();
    const error = await this.ended;
    if (error) throw error;
  }
}

class StreamOutput implements Output {
  readonly failure: Promise<never>;
  readonly #run: Run;

  constructor(program: PlayerProgram) {
    this.#run = new Run(program, '');
    this.failure = new Promise((_, reject) => {
      void this.#run.ended.then((error) => error && reject(error));
    });
    this.failure.catch(() => undefined); // also when nobody waits for it
  }

  async write(samples: Float32Array): Promise<void> {
    const { stdin } = this.#run.child;
    if (stdin === null || stdin.write(toPcm16(samples))) return;
    const drained = new Promise<void>((resolve) => stdin.once('drain', resolve));
    await Promise.race([drained, this.#run.ended, this.failure]);
  }

  end(): Promise<void> {
    return this.#run.end();
  }

  kill(): void {
    this.#run.kill();
  }
}

/** Plays each piece as a file of its own. */
class FileOutput implements Output {
  readonly failure = new Promise<never>(() => undefined); // `write` says so
  readonly #program: PlayerProgram;
  #run: Run | undefined;
  #killed = false;

  constructor(program: PlayerProgram) {
    this.#program = program;
  }

  async write(samples: Float32Array): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-play-'));
    try {
      const file = join(folder, 'speech.wav');
      const pcm = toPcm16(samples);
      await writeFile(file, Buffer.concat([wavHeader(pcm.length), pcm]), { mode: 0o600 });
      if (this.#killed) return;
      this.#run = new Run(this.#program, file);
      await this.#run.end();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  kill(): void {
    this.#killed = true;
    this.#run?.kill();
  }
}
