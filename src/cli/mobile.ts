import { type Command, InvalidArgumentError, Option } from 'commander';
import { prepareMobileBundle, type MobileRequest } from '../app/mobileBundle';
import { writeMobileBundle } from '../exporter/mobile/bundle';
import { MOBILE_PRECISIONS } from '../exporter/mobile/mobileModel';
import { describeStage, shareOf } from '../exporter/progress';
import type { LanguageCode } from '../language/language';
import { LANGUAGE_CODES } from '../language/languages';
import { describeWork } from '../reading/progress';
import { createCliApp } from './app';
import { addCommand, fileName } from './options';
import { interruptSignal, print, ProgressBar, say } from './terminal';

export function addExportMobile(program: Command): void {
  addCommand(program, 'export-mobile', 'write a bundle for phone apps: model, voices, front end, sample projects')
    .addOption(new Option('--out <folder>', 'folder to create (required)').argParser(fileName).makeOptionMandatory())
    .option('--voices <names>', 'voices, separated by commas (default: all of the languages)', list)
    .option('--languages <codes>', `languages, separated by commas (default: those of the voices)`, languageList)
    .option('--model <file>', 'checkpoint or ONNX file (default: the published model)', fileName)
    .addOption(new Option('--precision <name>', 'precision of the model').choices(MOBILE_PRECISIONS).default('int8'))
    .action((flags: MobileRequest) => exportMobile(flags));
}

/** Writes a bundle and prints its path. */
async function exportMobile(request: MobileRequest): Promise<void> {
  const signal = interruptSignal();
  const bar = new ProgressBar();
  try {
    const options = await prepareMobileBundle(request, createCliApp().assets(), __dirname, {
      signal,
      onFetch: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
    });
    const { path, bytes, seconds } = await writeMobileBundle(options, {
      signal,
      onProgress: (stage, part) => bar.show(describeStage(stage), shareOf(stage, part)),
    });
    bar.clear();
    print(`${path}\n`);
    say(`${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`);
  } finally {
    bar.clear();
  }
}

function list(value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It must be names separated by commas.');
  return names;
}

/** `en` stands for both kinds of English. */
function languageList(value: string): LanguageCode[] {
  return list(value).flatMap((name) => {
    const codes = LANGUAGE_CODES.filter((code) => code === name || (name === 'en' && code.startsWith('en-')));
    if (codes.length === 0) throw new InvalidArgumentError(`Choose from en, ${LANGUAGE_CODES.join(', ')}.`);
    return codes;
  });
}
