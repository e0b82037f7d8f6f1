import { type ChildProcess, spawn } from 'node:child_process';
import { abortError } from '../common/errors';
import { DiskError } from './disk';
import { Refusal } from './source';

/** An installed program and its first arguments, e.g. `['python3', '-m', 'pip']`. */
export type Tool = readonly [string, ...string[]];

const WINDOWS = process.platform === 'win32';

/** The first tool that is installed and answers `--version`. @throws Refusal “NAME was not found” */
export async function findTool(name: string, candidates: readonly Tool[], options: ToolOptions): Promise<Tool> {
  for (const tool of candidates) {
    const { code } = await run(tool, ['--version'], options);
    if (code === 0) return tool;
  }
  throw new Refusal(`${name} was not found`);
}

export interface ToolOptions {
  /** Our own folder, so that no project's configuration or modules interfere; also for temporary files. */
  cwd: string;
  signal: AbortSignal;
}

/** Runs a tool until it exits. @throws Refusal with the tool's own error message, DiskError, or AbortError */
export async function runTool(tool: Tool, args: readonly string[], options: ToolOptions): Promise<void> {
  const { code, stderr } = await run(tool, args, options);
  if (code === 0) return;
  if (/ENOSPC|No space left on device/i.test(stderr)) {
    throw new DiskError(Object.assign(new Error(`${tool[0]} ran out of disk space`), { code: 'ENOSPC' }));
  }
  throw new Refusal(lastWords(stderr) || `${tool.join(' ')} ended with ${code ?? 'a signal'}`);
}

interface Outcome {
  /** Undefined if the program could not be started or was killed. */
  code: number | undefined;
  stderr: string;
}

/** Settles when the program has exited; aborting the signal kills it and rejects with AbortError. */
function run(tool: Tool, args: readonly string[], { cwd, signal }: ToolOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) throw abortError();
    const [command, ...first] = tool;
    const rest = [...first, ...args];
    const options = {
      cwd,
      env: { ...process.env, TMPDIR: cwd, TEMP: cwd, TMP: cwd },
      stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    };
    // On Windows npm is npm.cmd, which only a shell can run. None of our arguments needs quoting.
    const child =
      WINDOWS && command === 'npm'
        ? spawn([command, ...rest].join(' '), { ...options, shell: true })
        : spawn(command, rest, options);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-8192);
    });
    const onAbort = (): void => {
      killTree(child);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (outcome: Outcome): void => {
      signal.removeEventListener('abort', onAbort);
      if (signal.aborted) reject(abortError());
      else resolve(outcome);
    };
    child.on('error', (error) => {
      settle({ code: undefined, stderr: error.message });
    });
    // “close” waits for all of stderr, which a child of a killed program may still hold open.
    child.on('exit', () => {
      if (signal.aborted) settle({ code: undefined, stderr });
    });
    child.on('close', (code) => {
      settle({ code: code ?? undefined, stderr });
    });
  });
}

function killTree(child: ChildProcess): void {
  if (WINDOWS && child.pid !== undefined)
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
  else child.kill('SIGKILL');
}

/** A tool's own error message: npm prints code and cause first, pip prints the cause last. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).map((line) => line.trim());
  const npmErrors = lines
    .map((line) => /^npm (?:error|ERR!) (.+)/.exec(line)?.[1])
    .filter((line) => line !== undefined);
  if (npmErrors.length > 0) return npmErrors.slice(0, 2).join(', ');
  return lines.filter(Boolean).at(-1) ?? '';
}
