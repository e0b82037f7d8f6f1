import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addFetch, addVoices } from './cli/assets';
import { addDoctor } from './cli/doctor';
import { addExport, addQuantize } from './cli/exporting';
import { addInspect } from './cli/inspect';
import { addNormalize, addPhonemize } from './cli/phonemize';
import { addRebuild } from './cli/rebuild';
import { addSpeak } from './cli/speak';
import { print, say, surviveClosedPipes } from './cli/terminal';
import { isAbort, messageOf } from './common/errors';

const ENVIRONMENT = `
Environment:
  KOKORO_CACHE   folder that holds the model and voices
  KOKORO_ASSETS  folder or base URL that they are fetched from first
  HF_ENDPOINT    mirror of the Hugging Face Hub
  KOKORO_DEBUG   1 shows what happens

Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.`;

const program = new Command('kokoro')
  .description('Reads text aloud with the Kokoro voices, on this machine.')
  .version(version, '--version')
  .exitOverride()
  .configureOutput({
    writeOut: print,
    writeErr: (text) => say(text.trimEnd()),
    outputError: (text, write) => write(text.replace(/^(?:error: )?/, 'kokoro: ')),
  })
  .showHelpAfterError('Try "kokoro --help".')
  .addHelpText('after', ENVIRONMENT);
addSpeak(program);
addNormalize(program);
addPhonemize(program);
addVoices(program);
addFetch(program);
addRebuild(program);
addDoctor(program);
addExport(program);
addQuantize(program);
addInspect(program);

/** Tells the user what went wrong. @returns the exit code */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // help or wrong usage, printed already
  if (isAbort(error)) {
    say('kokoro: interrupted');
    return 130;
  }
  say(`kokoro: ${messageOf(error)}`);
  if (process.env['KOKORO_DEBUG'] && error instanceof Error) say(error.stack ?? '');
  return 1;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0) program.error('Name a command.');
  await program.parseAsync(args, { from: 'user' });
}

surviveClosedPipes();
main(process.argv.slice(2)).catch((error: unknown) => (process.exitCode = report(error)));
