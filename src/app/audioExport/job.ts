import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AssetProgress } from '../../assets/store';
import { KokoroError } from '../../common/errors';
import { frontMatter } from '../../document/frontMatter';
import { encodeAudio } from '../../speech/sinks/encodeAudio';
import { writeOutput } from '../../speech/sinks/outputFile';
import type { SavedSpeech } from '../../speech/sinks/speakToWav';
import type { AudioTags } from '../../speech/sinks/tags';
import { timingsJson } from '../../speech/sinks/timingsJson';
import type { SpeechRequest } from '../../speech/speech';
import { findVoiceSource } from '../../speech/voiceSource';
import type { App } from '../app';
import { chaptersOf, firstHeading, type RecordedText } from './chapters';
import { filesKey, soundKey, type Speaker } from './contentKey';
import { type AudioText, withoutEnding } from './documents';
import { joinRecordings } from './join';
import type { ExportRecord } from './record';
import { Recordings } from './recordings';
import type { AudioSettings } from './settings';

/** One audio file to make, with what goes beside it. */
export interface AudioJob {
  /** What is read, in order; several texts make a book. */
  texts: readonly AudioText[];
  /** Folder of the export, and the place of the audio file in it, with `/`. */
  folder: string;
  file: string;
}

export interface JobHooks {
  signal: AbortSignal;
  onFetch?: ((progress: AssetProgress) => void) | undefined;
  /** @param characters of the job's texts that have been spoken */
  onProgress?: ((characters: number) => void) | undefined;
  /** The engine was started again. */
  onRestart?: ((error: KokoroError) => void) | undefined;
}

export interface JobResult {
  status: 'made' | 'reused';
  /** Length of the audio that was made, s. */
  seconds: number;
}

/**
 * Makes one audio file and what goes beside it, unless the record says that they are there.
 * @param context.record what is there; undefined makes the file in any case
 * @throws KokoroError as `Speech.speak` and `encodeAudio`, `nothing-to-read` if no text has words; AbortError
 */
export async function makeAudio(
  job: AudioJob,
  settings: AudioSettings,
  app: App,
  { speaker, record }: { speaker: Speaker; record: ExportRecord | undefined },
  hooks: JobHooks,
): Promise<JobResult> {
  const key = filesKey(job.texts, settings, speaker);
  if ((await record?.has(job.file, key)) === true) return { status: 'reused', seconds: 0 };
  const recordings = new Recordings(app.workFolder);
  const parts = await recordTexts(job, settings, app, { recordings, speaker }, hooks);
  const path = join(job.folder, job.file);
  await mkdir(dirname(path), { recursive: true });
  const tags = tagsOf(job, settings, parts, app.ownModel());
  const wavs = parts.map((part) => recordings.pathOf(part.key));
  const beside = await writeBeside(job, settings, parts);
  await encodeAudio(wavs, path, settings.format, tags, app.assets(), { signal: hooks.signal, onFetch: hooks.onFetch });
  await record?.add(key, [job.file, ...beside]);
  for (const part of parts) await recordings.discard(part.key);
  return { status: 'made', seconds: parts.reduce((sum, { saved }) => sum + saved.seconds, 0) };
}

interface Part extends RecordedText {
  text: AudioText;
  key: string;
  saved: SavedSpeech;
}

/** Speaks every text that has words. @throws KokoroError `nothing-to-read` if none has */
async function recordTexts(
  { texts, file }: AudioJob,
  { speak }: AudioSettings,
  { speech }: App,
  { recordings, speaker }: { recordings: Recordings; speaker: Speaker },
  { signal, onFetch, onProgress, onRestart }: JobHooks,
): Promise<Part[]> {
  const parts: Part[] = [];
  let before = 0;
  let empty: KokoroError | undefined;
  for (const text of texts) {
    const request: SpeechRequest = { ...speak, text: text.text, format: text.format, from: 0 };
    const key = soundKey(text, speak, speaker);
    const start = before;
    try {
      const saved = await recordings.record(key, speech, request, {
        signal,
        rebuild: 'now',
        ...(onFetch && { onProgress: onFetch }),
        ...(onRestart && { onRestart }),
        onChunk: ({ source }) => onProgress?.(start + source.end),
      });
      const outline = await speech.outline(request, signal);
      const title = frontMatter(text.text).title ?? firstHeading(outline) ?? basename(withoutEnding(text.name));
      parts.push({ text, key, saved, outline, title });
    } catch (error) {
      if (!(error instanceof KokoroError && error.code === 'nothing-to-read')) throw error;
      empty = error;
    }
    before += text.text.length;
    onProgress?.(before);
  }
  if (parts.length > 0) return parts;
  throw empty ?? new KokoroError('nothing-to-read', `There is nothing to read for ${file}.`);
}

function tagsOf(
  { texts, file }: AudioJob,
  settings: AudioSettings,
  parts: readonly Part[],
  ownModel: string,
): AudioTags {
  const { speak, chapters, author, cover } = settings;
  const isBook = texts.length > 1;
  const [first] = parts;
  const own = isBook ? basename(withoutEnding(file)) : first?.title;
  const { language } = findVoiceSource(speak.voice, ownModel === '' ? undefined : ownModel, speak.language);
  return {
    title: settings.title ?? own ?? file,
    author: author ?? (first && frontMatter(first.text.text).author),
    language: language.replace(/-(\w+)$/, (region) => region.toUpperCase()),
    cover,
    chapters: chapters || isBook ? chaptersOf(parts, chapters) : [],
  };
}

/** Writes subtitles and times. @returns their places in the folder */
async function writeBeside(job: AudioJob, settings: AudioSettings, parts: readonly Part[]): Promise<string[]> {
  const { text, saved } = joinRecordings(parts.map((part) => ({ text: part.text.text, saved: part.saved })));
  const name = withoutEnding(job.file);
  const files: string[] = [];
  const write = async (ending: string, content: string): Promise<void> => {
    await writeOutput(join(job.folder, name + ending), content);
    files.push(name + ending);
  };
  const { speak, timings } = settings;
  if (timings) await write('.json', timingsJson(saved, { ...speak, text }));
  return files;
}
