import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { ROOT } from './engine';

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line with `folder` as its working directory. */
export function startCli(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [join(ROOT, 'dist', 'cli.js'), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
}

/** Runs the command line until it exits. */
export async function runCli(
  folder: string,
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const child = startCli(folder, args, env);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([readAll(child.stdout), readAll(child.stderr), exitOf(child)]);
  return { code, stdout, stderr };
}

/** Waits for a process to exit. @returns its exit code */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
