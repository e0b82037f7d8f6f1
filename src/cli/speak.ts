import { type Command, Option } from 'commander';
import type { App } from '../app/app';
import { nothingToRead } from '../common/errors';
import { type Format, FORMATS } from '../document/formats';
import { writeOutput } from '../speech/sinks/outputFile';
import { type SavedSpeech, speakToWav } from '../speech/sinks/speakToWav';
import { timingsContent } from '../speech/sinks/timingsContent';
import type { SpeechRequest } from '../speech/speech';
import { createCliApp } from './app';
import { arrivingText, isStandardInput, readInput } from './input';
import { addCommand, fileName, formatName } from './options';
import { checkDistinct, checkOutput } from './outputs';
import { readPronunciations } from './pronunciations';
import { speakAloud } from './speakAloud';
import { SpeakProgress } from './speakProgress';
import { addSpeakOptions, type SpeakFlags, speakSettings } from './speakOptions';
import { interruptSignal, print, say } from './terminal';

/**
 * Texts of at least this many characters start to optimize the model. A shorter text would be finished first, and only
 * be slowed down; 2,000 characters are about two minutes of English speech.
 */
const MIN_REBUILD_CHARACTERS = 2000;

interface Flags extends SpeakFlags {
  format?: Format;
  out?: string;
  timings?: string;
  play?: true;
}

export function addSpeak(program: Command): void {
  const command = addCommand(program, 'speak', 'read text aloud into a WAV file and print its path, or play it')
    .argument(
      '[text...]',
      'words to read, or a text, Markdown, HTML, EPUB or source file; "-" or nothing for standard input',
    )
    .option('--out <file>', "WAV file to write (default: the input file's name with .wav, or speech.wav)", fileName)
    .addOption(
      new Option(
        '--play',
        "play it with the system's player; plain text from standard input is spoken as it arrives",
      ).conflicts(['out', 'timings']),
    )
    .option('--timings <file>', 'JSON file for word and chunk timings, with offsets in the input', fileName)
    .option(
      '--format <format>',
      `${FORMATS.join(', ')}, or code:LANGUAGE with VS Code's language id (default: by the file's extension)`,
      formatName,
    );
  addSpeakOptions(command).action(speak);
}

/** Reads a text aloud into a WAV file and says how fast that went. */
async function speak(words: readonly string[], flags: Flags): Promise<void> {
  if (flags.play) {
    await play(words, flags);
    return;
  }
  const input = await readInput(words);
  if (input.text.trim() === '') throw nothingToRead();
  const { timings, format = input.format, out = `${input.name}.wav` } = flags;
  const outputs = [['--out', out] as const, ...(timings === undefined ? [] : [['--timings', timings] as const])];
  for (const [, path] of outputs) await checkOutput(path);
  await checkDistinct([...(input.path === undefined ? [] : [['the input', input.path] as const]), ...outputs]);
  const pronunciations = (await readPronunciations(flags.pronunciations))(input.path);
  const request = { ...(await speakSettings(flags)), text: input.text, format, pronunciations, from: 0 };
  const services = createCliApp(flags.threads, flags.model);
  try {
    const report = await write(request, out, services, flags.model);
    if (timings !== undefined)
      await writeOutput(timings, JSON.stringify(timingsContent(report, request), undefined, 1));
    print(`${out}\n`);
    say(summary(report));
  } finally {
    await services.close();
  }
}

/** Plays a text; plain text from standard input while it arrives. */
async function play(words: readonly string[], flags: Flags): Promise<void> {
  const arrives = isStandardInput(words) && (flags.format ?? 'plain') === 'plain' && flags.markup === undefined;
  const input = arrives ? undefined : await readInput(words);
  const format = flags.format ?? input?.format ?? 'plain';
  const pronunciations = (await readPronunciations(flags.pronunciations))(input?.path);
  const settings = { ...(await speakSettings(flags)), format, pronunciations, from: 0 };
  const services = createCliApp(flags.threads, flags.model);
  try {
    const signal = interruptSignal();
    await speakAloud(input?.text ?? arrivingText(signal), settings, services, signal);
  } finally {
    await services.close();
  }
}

interface Report extends SavedSpeech {
  workSeconds: number;
  firstAudioSeconds: number;
}

async function write(
  request: SpeechRequest,
  path: string,
  { speech, optimizedModel }: App,
  model: string | undefined,
): Promise<Report> {
  const progress = new SpeakProgress(request.text.length, model);
  const following = optimizedModel.onChange((state) => progress.rebuild(state));
  let began: number | undefined;
  let workSeconds = 0;
  let firstAudioSeconds: number | undefined;
  try {
    const saved = await speakToWav(speech, request, path, {
      signal: interruptSignal(),
      rebuild: request.text.length < MIN_REBUILD_CHARACTERS ? 'never' : 'now',
      onProgress: (asset) => progress.fetching(asset),
      onReady: (files) => {
        began ??= performance.now();
        progress.ready(files);
      },
      onRestart: (error) => progress.note(`${error.message} It was started again.`),
      onChunk: (chunk, seconds) => {
        workSeconds = (performance.now() - (began ?? 0)) / 1000;
        firstAudioSeconds ??= workSeconds;
        progress.spoken(chunk.source.end, seconds);
      },
    });
    return { ...saved, workSeconds, firstAudioSeconds: firstAudioSeconds ?? 0 };
  } finally {
    following.dispose();
    progress.end();
  }
}

function summary({ seconds, workSeconds, firstAudioSeconds }: Report): string {
  const factor = (workSeconds / seconds).toFixed(2);
  return `${seconds.toFixed(1)} s of audio in ${workSeconds.toFixed(1)} s (real-time factor ${factor}), first audio after ${firstAudioSeconds.toFixed(2)} s`;
}
