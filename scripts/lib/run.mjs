// Running the commands of a set-up: quiet while they work, clear when they fail.
import { spawnSync } from 'node:child_process';

const LAST_LINES = 25;

/** Says on stderr what is going on; stdout stays free for data. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a command to its end and returns what it printed on stdout.
 * Throws an Error that names the command and shows its last lines when it cannot be started or fails.
 * `options` are those of spawnSync.
 */
export function run(command, args, options = {}) {
  const shell = process.platform === 'win32' && command === 'npm'; // npm is a batch file there
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
    shell,
    ...options,
  });
  if (result.status === 0) return result.stdout;
  const reason = result.error?.message ?? (result.signal ? `signal ${result.signal}` : `exit code ${result.status}`);
  const lines = `${result.stdout ?? ''}${result.stderr ?? ''}`.trimEnd().split('\n').slice(-LAST_LINES);
  const where = options.cwd ? ` in ${options.cwd}` : '';
  throw new Error(`${command} ${args.join(' ')}${where} failed (${reason}):\n  ${lines.join('\n  ')}`);
}

/** The first of these commands that can be started with `args`, or undefined. */
export function firstThatRuns(commands, args) {
  return commands.find((command) => spawnSync(command, args, { stdio: 'ignore' }).status === 0);
}

/** Runs the main function of a set-up script: its result goes to stdout as JSON, an error to stderr in one piece. */
export function main(setup) {
  try {
    process.stdout.write(`${JSON.stringify(setup(), undefined, 2)}\n`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
