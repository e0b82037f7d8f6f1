import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AssetProgress } from '../../assets/store';
import { KokoroError } from '../../common/errors';
import { frontMatter } from '../../document/frontMatter';
import type { LanguageCode } from '../../language/language';
import { encodeAudio } from '../../speech/sinks/encodeAudio';
import { languageTag } from '../../speech/sinks/epub/packageFiles';
import { normalizedSound, recordedSound } from '../../speech/sinks/recordedSound';
import type { AudioTags } from '../../speech/sinks/tags';
import type { SpeechRequest } from '../../speech/speech';
import { findVoiceSource } from '../../speech/voiceSource';
import type { App } from '../app';
import { besideEndings, type Part, writeBesides } from './besides';
import { chaptersOf, firstHeading } from './chapters';
import { filesKey, soundKey, type Speaker } from './contentKey';
import { type AudioText, withoutEnding } from './documents';
import type { ExportRecord } from './record';
import { Recordings } from './recordings';
import type { AudioSettings, SpeakSettings } from './settings';

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
  refuseToReplaceTexts(job, settings);
  const recordings = new Recordings(app.workFolder);
  const parts = await recordTexts(job, settings, app, { recordings, speaker }, hooks);
  const path = join(job.folder, job.file);
  await mkdir(dirname(path), { recursive: true });
  const language = languageOf(settings.speak, app);
  const besides = await writeBesides(job.folder, withoutEnding(job.file), parts, language, settings);
  await writeAudio(path, parts, settings, tagsOf(job, settings, parts, language), language, app, recordings, hooks);
  await record?.add(key, [job.file, ...besides]);
  for (const part of parts) await recordings.discard(part.key);
  return { status: 'made', seconds: parts.reduce((sum, { saved }) => sum + saved.seconds, 0) };
}

/** @throws KokoroError `output-not-writable` if a text would be overwritten by its audio or what goes beside it */
export function refuseToReplaceTexts({ texts, folder, file }: AudioJob, settings: AudioSettings): void {
  const written = [file, ...besideEndings(settings).map((ending) => withoutEnding(file) + ending)];
  const replaced = texts.find(({ path }) => written.some((name) => join(folder, name) === path));
  if (replaced === undefined) return;
  const message = `${replaced.path ?? ''} is read, so it cannot be replaced. Choose another folder or file with --out.`;
  throw new KokoroError('output-not-writable', message);
}

/** A text with its recording. */
interface Recorded extends Part {
  key: string;
}

/** Speaks every text that has words. @throws KokoroError `nothing-to-read` if none has */
async function recordTexts(
  { texts, file }: AudioJob,
  { speak }: AudioSettings,
  { localSpeech: speech }: App,
  { recordings, speaker }: { recordings: Recordings; speaker: Speaker },
  { signal, onFetch, onProgress, onRestart }: JobHooks,
): Promise<Recorded[]> {
  const parts: Recorded[] = [];
  let before = 0;
  let empty: KokoroError | undefined;
  for (const text of texts) {
    const { format, pronunciations } = text;
    const request: SpeechRequest = { ...speak, text: text.text, format, pronunciations, from: 0 };
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

async function writeAudio(
  path: string,
  parts: readonly Recorded[],
  { format, loudness }: AudioSettings,
  tags: AudioTags,
  language: LanguageCode,
  app: App,
  recordings: Recordings,
  { signal, onFetch }: JobHooks,
): Promise<void> {
  const soundOf = (recorded: readonly Recorded[]): AsyncIterable<Float32Array> => {
    const wavs = recorded.map(({ key }) => recordings.pathOf(key));
    return loudness === undefined ? recordedSound(wavs) : normalizedSound(wavs, loudness);
  };
  if (format !== 'epub') return encodeAudio(soundOf(parts), path, format, tags, app.assets(), { signal, onFetch });
  const chapters = parts.map((part) => ({
    ...part,
    sound: soundOf([part]),
    audio: `${recordings.pathOf(part.key)}.mp3`,
  }));
  const { writeEpub } = await import('./epubBook'); // rarely needed, so not loaded with the extension
  return writeEpub(path, chapters, tags, language, app.assets(), { signal, onFetch });
}

/** The language that texts are read in. */
function languageOf({ voice, language }: SpeakSettings, { voices }: App): LanguageCode {
  return findVoiceSource(voice, voices(), language).language;
}

function tagsOf(
  { texts, file }: AudioJob,
  { title, author, cover, chapters }: AudioSettings,
  parts: readonly Part[],
  language: LanguageCode,
): AudioTags {
  const isBook = texts.length > 1;
  const [first] = parts;
  return {
    title: title ?? (isBook ? undefined : first?.title) ?? basename(withoutEnding(file)),
    author: author ?? (first && frontMatter(first.text.text).author),
    language: languageTag(language),
    cover,
    chapters: chapters || isBook ? chaptersOf(parts, chapters) : [],
  };
}
