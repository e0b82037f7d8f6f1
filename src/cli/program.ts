import { Command, CommanderError } from 'commander';
import { isAbort, KokoroError, messageOf } from '../common/errors';
import { print, say, surviveClosedPipes } from './terminal';

/** Creates a program whose results go to stdout and whose messages go to stderr. Its commands are added to it. */
export function createProgram(name: string, description: string, version: string, help: string): Command {
  return new Command(name)
    .description(description)
    .version(version, '--version')
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: (text) => say(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^(?:error: )?/, `${name}: `)),
    })
    .showHelpAfterError(`Try "${name} --help".`)
    .addHelpText('after', help);
}

/** Runs a program with the arguments of this process, and sets its exit code. */
export function runProgram(program: Command): void {
  surviveClosedPipes();
  parse(program, process.argv.slice(2)).catch((error: unknown) => (process.exitCode = report(error, program.name())));
}

async function parse(program: Command, args: readonly string[]): Promise<void> {
  if (args.length === 0) program.error('Name a command.');
  await program.parseAsync(args, { from: 'user' });
}

/** Prints an error. @returns the exit code */
function report(error: unknown, name: string): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed help or an error
  if (isAbort(error)) {
    say(`${name}: interrupted`);
    return 130;
  }
  say(`${name}: ${messageOf(error)}`);
  if (error instanceof KokoroError && error.details !== undefined) say(error.details);
  if (process.env['KOKORO_DEBUG'] && error instanceof Error) say(error.stack ?? '');
  return 1;
}
