import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addFetch, addVoices } from './cli/assets';
import { addBench } from './cli/bench';
import { addDoctor } from './cli/doctor';
import { addExportAudio } from './cli/exportAudio';
import { addExport, addQuantize } from './cli/exporting';
import { addInspect } from './cli/inspect';
import { addExportMobile } from './cli/mobile';
import { addNormalize, addPhonemize } from './cli/phonemize';
import { addRebuild } from './cli/rebuild';
import { addServe } from './cli/serve';
import { addSpeak } from './cli/speak';
import { addStorage } from './cli/storage';
import { print, say, surviveClosedPipes } from './cli/terminal';
import { addVoice } from './cli/voice';
import { addWorker } from './cli/worker';
import { isAbort, KokoroError, messageOf } from './common/errors';

const ENVIRONMENT = `
Environment:
  KOKORO_CACHE   folder for the model and voices
  KOKORO_ASSETS  folder or base URL to try first when downloading them
  HF_ENDPOINT    mirror of the Hugging Face Hub
  KOKORO_DEBUG   set to 1 to print debug messages

Results go to stdout, messages to stderr. Exit codes: 0 success, 1 failure, 2 wrong usage, 130 interrupted.`;

const program = new Command('kokoro')
  .description('Read text aloud with the Kokoro voices, entirely on this machine.')
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
addVoice(program);
addFetch(program);
addRebuild(program);
addStorage(program);
addDoctor(program);
addBench(program);
addExport(program);
addQuantize(program);
addExportAudio(program);
addExportMobile(program);
addInspect(program);
addServe(program);
addWorker(program);

/** Prints an error. @returns the exit code */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed help or an error
  if (isAbort(error)) {
    say('kokoro: interrupted');
    return 130;
  }
  say(`kokoro: ${messageOf(error)}`);
  if (error instanceof KokoroError && error.details !== undefined) say(error.details);
  if (process.env['KOKORO_DEBUG'] && error instanceof Error) say(error.stack ?? '');
  return 1;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0) program.error('Name a command.');
  await program.parseAsync(args, { from: 'user' });
}

surviveClosedPipes();
main(process.argv.slice(2)).catch((error: unknown) => (process.exitCode = report(error)));
