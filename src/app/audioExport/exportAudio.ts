import { extname } from 'node:path';
import { isAbort, KokoroError } from '../../common/errors';
import type { App } from '../app';
import { speakerOf } from './contentKey';
import { type AudioText, withoutEnding } from './documents';
import { type AudioJob, type JobHooks, type JobResult, makeAudio } from './job';
import { ExportRecord } from './record';
import { Recordings } from './recordings';
import type { AudioSettings } from './settings';

export interface AudioExport {
  /** What is read, in order. */
  texts: readonly AudioText[];
  /** Folder that the audio is written to. */
  folder: string;
  /** Name of the one file in it that all texts become; undefined for a file of each. */
  book?: string | undefined;
  settings: AudioSettings;
  /** Whether files that are up to date are kept, for which a record is written to the folder. */
  incremental: boolean;
}

export interface ExportHooks extends Pick<JobHooks, 'signal' | 'onFetch' | 'onRestart'> {
  /** @param share of all texts that has been spoken, 0–1 */
  onProgress?: (share: number) => void;
  /** A file is done. */
  onFile?: (file: FileResult) => void;
}

/** What became of one audio file: `empty` if there was nothing to read. */
export interface FileResult {
  /** Its place in the folder. */
  file: string;
  status: JobResult['status'] | 'empty' | 'failed';
  seconds: number;
  error?: Error;
}

/**
 * Makes the audio files of an export that are missing or out of date. A file that fails does not keep the others from
 * being made.
 * @param apps each of which makes one file at a time
 * @returns what became of each file, in the order in which they were done
 * @throws KokoroError `voice-unknown`, `model-missing`; AbortError
 */
export async function exportAudio(
  { texts, folder, book, settings, incremental }: AudioExport,
  apps: readonly [App, ...App[]],
  { signal, onFetch, onRestart, onProgress, onFile }: ExportHooks,
): Promise<FileResult[]> {
  const speaker = await speakerOf(settings.speak, apps[0].ownModel(), apps[0].voices());
  const record = incremental ? await ExportRecord.read(folder) : undefined;
  await new Recordings(apps[0].workFolder).discardOld();
  const jobs = jobsOf(texts, folder, book, settings);
  /** Characters that have to be spoken, as far as is known. */
  let total = charactersIn(texts);
  const spoken = new Map<AudioJob, number>();
  const results: FileResult[] = [];

  const make = async (job: AudioJob, app: App): Promise<FileResult> => {
    const progressed = (characters: number): void => {
      spoken.set(job, characters);
      const done = [...spoken.values()].reduce((sum, count) => sum + count, 0);
      onProgress?.(total > 0 ? done / total : 1);
    };
    try {
      const hooks = { signal, onFetch, onRestart, onProgress: progressed };
      const result = await makeAudio(job, settings, app, { speaker, record }, hooks);
      if (result.status === 'reused') total -= charactersIn(job.texts);
      else progressed(charactersIn(job.texts));
      return { file: job.file, ...result };
    } catch (error) {
      if (isAbort(error) || signal.aborted || !(error instanceof Error)) throw error;
      progressed(charactersIn(job.texts));
      const isEmpty = error instanceof KokoroError && error.code === 'nothing-to-read';
      return { file: job.file, status: isEmpty ? 'empty' : 'failed', seconds: 0, error };
    }
  };
  const queue = jobs.values();
  const work = async (app: App): Promise<void> => {
    for (const job of queue) {
      const result = await make(job, app);
      results.push(result);
      onFile?.(result);
    }
  };
  await Promise.all(apps.map(work));
  return results;
}

/** One job for each text, or one for all of them. */
export function jobsOf(
  texts: readonly AudioText[],
  folder: string,
  book: string | undefined,
  { format }: AudioSettings,
): AudioJob[] {
  if (book !== undefined) return [{ texts, folder, file: book }];
  const taken = new Set<string>();
  return texts.map((text) => {
    // Of two files that differ only in their endings, the second keeps its own.
    const short = `${withoutEnding(text.name)}.${format}`;
    const file = taken.has(short.toLowerCase()) ? `${text.name}.${format}` : short;
    taken.add(file.toLowerCase());
    return { texts: [text], folder, file };
  });
}

/** The length of texts, by which progress is measured. */
export function charactersIn(texts: readonly AudioText[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}

/** Whether a path names a file in this format rather than a folder. */
export function isAudioFile(path: string, format: string): boolean {
  return extname(path).toLowerCase() === `.${format}`;
}
