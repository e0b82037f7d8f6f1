import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { findDocuments, readDocuments } from '../app/audioExport/documents';
import { type AudioExport, exportAudio, type FileResult, isAudioFile } from '../app/audioExport/exportAudio';
import { KokoroError, messageOf, nothingToRead } from '../common/errors';
import { describeWork } from '../reading/progress';
import { EXPORT_FORMATS, type ExportFormat } from '../speech/sinks/audioFormats';
import { MAX_TRUE_PEAK, TARGET_LOUDNESS } from '../speech/sinks/normalize';
import type { Cover } from '../speech/sinks/tags';
import type { QueuedFile } from '../server/queue/filedWork';
import { createCliApps } from './app';
import { addCommand, fileName, integerFrom, numberFrom } from './options';
import { readPronunciations } from './pronunciations';
import { exportQueued, queueOption } from './queue';
import { describeSeconds } from './speakProgress';
import { addSpeakOptions, type SpeakFlags, speakSettings } from './speakOptions';
import { interruptSignal, print, ProgressBar, say } from './terminal';

interface Flags extends SpeakFlags {
  out?: string;
  queue?: URL;
  format?: ExportFormat;
  chapters?: boolean;
  subtitles?: boolean;
  timings?: boolean;
  loudness?: number | true;
  title?: string;
  author?: string;
  cover?: string;
  jobs: number;
}

export function addExportAudio(program: Command): void {
  const command = addCommand(program, 'export-audio', 'read documents and folders into audio files')
    .argument('<path...>', 'documents, or folders with Markdown, text, LaTeX and notebooks')
    .option(
      '--out <path>',
      'folder to write to, or one file for everything, such as book.m4b (required without --queue)',
      fileName,
    )
    .addOption(queueOption('have the workers of this Redis make the files, see "kokoro worker"'))
    .addOption(new Option('--format <name>', "format (default: by --out's extension, or mp3)").choices(EXPORT_FORMATS))
    .option('--chapters', 'make a chapter of each heading (default for m4b)')
    .option('--no-chapters', 'leave chapters out')
    .option('--subtitles', 'write subtitles beside the audio, as .srt and .vtt')
    .option('--timings', 'write word and chunk timings beside the audio, as .json')
    .option(
      '--loudness [lufs]',
      `bring the audio to a loudness by EBU R128 (without a number: ${TARGET_LOUDNESS} LUFS), with peaks of at most ${MAX_TRUE_PEAK} dB`,
      numberFrom(-40, -5),
    )
    .option('--title <text>', 'title (default: that of the document, or the name of the one file)')
    .option('--author <text>', "author (default: the document's, if its front matter names one)")
    .option('--cover <file>', 'cover image, JPEG or PNG', fileName)
    .option('--jobs <n>', 'files to make at the same time; each needs the memory of a model', integerFrom(1, 16), 1);
  addSpeakOptions(command).action(async (paths: readonly string[], flags: Flags) => {
    if (flags.out === undefined && flags.queue === undefined)
      command.error("required option '--out <path>' not specified");
    await run(paths, flags);
  });
}

/** Makes the audio files that are missing or out of date, and prints their paths. */
async function run(paths: readonly string[], flags: Flags): Promise<void> {
  const out = flags.out === undefined ? undefined : resolve(flags.out);
  const format = flags.format ?? formatOf(out ?? '') ?? 'mp3';
  const book = out !== undefined && isAudioFile(out, format) ? basename(out) : undefined;
  const folder = out === undefined || book === undefined ? (out ?? '') : dirname(out);
  const documents = await findDocuments(paths, out);
  if (documents.length === 0) throw nothingToRead();
  const { chapters = format === 'm4b', subtitles = false, timings = false, title, author } = flags;
  const speak = await speakSettings(flags);
  const pronunciations = await readPronunciations(flags.pronunciations);
  const cover = flags.cover === undefined ? undefined : await readCover(flags.cover);
  const loudness = flags.loudness === true ? TARGET_LOUDNESS : flags.loudness;
  const settings = { speak, format, chapters, subtitles, timings, loudness, title, author, cover };
  const { texts: read, unreadable } = await readDocuments(documents);
  const texts = read.map((text) => ({ ...text, pronunciations: pronunciations(text.path) }));
  const progress = new ExportProgress();
  const started = performance.now();
  try {
    const failures = unreadable.map(
      ({ name, error }) => ({ file: name, status: 'failed', seconds: 0, error }) as const,
    );
    for (const failure of failures) progress.note(describe(failure));
    const exported = await make({ texts, folder, book, settings, incremental: true }, flags, progress);
    progress.end();
    const results: QueuedFile[] = [...failures, ...exported];
    for (const { file, status, url } of results)
      if (status === 'made' || status === 'reused')
        print(`${url ?? (out === undefined ? file : resolve(folder, file))}\n`);
    say(summary(results, (performance.now() - started) / 1000));
    if (results.some(({ status }) => status === 'failed')) process.exitCode = 1;
  } finally {
    progress.end();
  }
}

/** Makes the files on this machine, or has others make them. */
async function make(what: AudioExport, flags: Flags, progress: ExportProgress): Promise<QueuedFile[]> {
  const onFile = (result: FileResult): void => progress.note(describe(result));
  const signal = interruptSignal();
  const { jobs, threads, model, queue } = flags;
  const apps = createCliApps(queue ? 1 : Math.min(jobs, what.texts.length), threads, model);
  try {
    if (queue) {
      return await exportQueued(what, apps[0], queue, {
        ...{ signal, onFile, onNote: (message) => progress.note(message) },
        onProgress: (share, working) => progress.spoken(share, describeWorking(working)),
      });
    }
    return await exportAudio(what, apps, {
      ...{ signal, onFile },
      onFetch: (asset) => progress.fetching(describeWork(asset), asset.receivedBytes / asset.totalBytes),
      onRestart: (error) => progress.note(`${error.message} It was started again.`),
      onProgress: (share) => progress.spoken(share),
    });
  } finally {
    for (const app of apps) await app.close();
  }
}

function formatOf(path: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => isAudioFile(path, format));
}

async function readCover(path: string): Promise<Cover> {
  const mimeType = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png' } as const;
  const ending = extname(path).toLowerCase();
  if (!Object.hasOwn(mimeType, ending))
    throw new KokoroError('input-unreadable', `${path} is no cover image. Choose a JPEG or PNG file.`);
  const data = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  return { mimeType: mimeType[ending as keyof typeof mimeType], data };
}

/** "made    a/b.mp3  12 s". */
function describe({ file, status, seconds, error }: FileResult): string {
  const detail =
    status === 'made' ? `  ${describeSeconds(seconds)}` : status === 'failed' ? `  ${messageOf(error)}` : '';
  return `${status.padEnd(7)} ${file}${detail}`;
}

/** "2 being made: a/b.mp3 40 %, c.mp3 12 %". */
function describeWorking(working: ReadonlyMap<string, number>): string {
  const files = [...working].map(([file, share]) => `${file} ${Math.floor(share * 100)} %`);
  return files.length > 0 ? `${files.length} being made: ${files.join(', ')}` : 'waiting for workers';
}

/** "2 made, 3 reused, 1 failed: 3 min 20 s of audio in 40 s (real-time factor 0.20)". */
function summary(results: readonly FileResult[], workSeconds: number): string {
  const count = (status: FileResult['status']): number => results.filter((result) => result.status === status).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const empty = count('empty') > 0 ? `, ${count('empty')} empty` : '';
  const counts = `${count('made')} made, ${count('reused')} reused${empty}, ${count('failed')} failed`;
  if (seconds === 0) return counts;
  const factor = (workSeconds / seconds).toFixed(2);
  return `${counts}: ${describeSeconds(seconds)} of audio in ${describeSeconds(workSeconds)} (real-time factor ${factor})`;
}

/** Shows how far an export is, with the time left. */
class ExportProgress {
  readonly #bar = new ProgressBar();
  /** performance.now() at the first speech. */
  #started: number | undefined;

  fetching(label: string, share: number): void {
    this.#bar.show(label, share);
  }

  /** @param detail what is being done */
  spoken(share: number, detail = ''): void {
    this.#started ??= performance.now();
    const elapsed = (performance.now() - this.#started) / 1000;
    const left = share > 0 && elapsed > 1 ? `${describeSeconds((elapsed * (1 - share)) / share)} left` : '';
    this.#bar.show('', share, [left, detail].filter((text) => text !== '').join('  '));
  }

  note(message: string): void {
    this.#bar.note(message);
  }

  end(): void {
    this.#bar.clear();
  }
}
