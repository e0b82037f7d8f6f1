import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import { filesKey, type Speaker } from '../../app/audioExport/contentKey';
import type { AudioText } from '../../app/audioExport/documents';
import type { AudioJob } from '../../app/audioExport/job';
import type { AudioSettings } from '../../app/audioExport/settings';
import { KokoroError } from '../../common/errors';
import { isFormat } from '../../document/formats';
import { EXPORT_FORMATS } from '../../speech/sinks/audioFormats';
import type { Cover } from '../../speech/sinks/tags';

/** Names the jobs in Redis. One Redis database holds one queue. */
export const QUEUE_NAME = 'audio';
/** Braces keep all keys on one node of a cluster. */
export const KEY_PREFIX = '{kokoro}';

/** What a job says: one audio file, its texts, and how they are spoken. It crosses machines as JSON. */
export interface Work {
  /** Kokoro's, of whoever filed it. */
  version: string;
  /** See `filesKey`. */
  key: string;
  /** Place of the audio file in the workers' folder or store, with `/`. */
  file: string;
  texts: Omit<AudioText, 'path'>[];
  settings: Omit<AudioSettings, 'cover'> & { cover?: { mimeType: Cover['mimeType']; base64: string } | undefined };
}

const STATUSES = ['made', 'reused', 'empty'] as const;

/** What a worker answers: `empty` if there was nothing to read. */
export interface WorkResult {
  status: (typeof STATUSES)[number];
  /** Length of the audio that was made, s. */
  seconds: number;
  /** Where the file is, if it is not in a folder. */
  url?: string;
}

export function workOf({ texts, file }: AudioJob, settings: AudioSettings, speaker: Speaker): Work {
  const { cover, ...rest } = settings;
  return {
    version,
    key: filesKey(texts, settings, speaker),
    file,
    texts: texts.map(({ name, text, format, pronunciations }) => ({ name, text, format, pronunciations })),
    settings: {
      ...rest,
      ...(cover && { cover: { mimeType: cover.mimeType, base64: Buffer.from(cover.data).toString('base64') } }),
    },
  };
}

/** Names a job by all that its files depend on and by their place, so the same work is not queued twice. */
export function workId({ key, file }: Pick<Work, 'key' | 'file'>): string {
  return createHash('sha256')
    .update(JSON.stringify([key, file]))
    .digest('hex');
}

/** What is to be made. @throws KokoroError `queue-mismatch` if it is not a job of this version of Kokoro */
export function readWork(data: unknown): { key: string; job: Omit<AudioJob, 'folder'>; settings: AudioSettings } {
  if (!isObject(data)) throw mismatch('it is damaged');
  const by = data['version'];
  if (by !== version) throw mismatch(`it was filed by Kokoro ${String(by)}, and this is ${version}`);
  if (!isWork(data)) throw mismatch('it is damaged');
  const { key, file, texts, settings } = data;
  const { cover, ...rest } = settings;
  return {
    key,
    job: { texts, file },
    settings: {
      ...rest,
      ...(cover && { cover: { mimeType: cover.mimeType, data: Buffer.from(cover.base64, 'base64') } }),
    },
  };
}

/**
 * Checks that this machine would make the same sound as the one that filed the job.
 * @throws KokoroError `queue-mismatch`
 */
export function checkSpeaker(
  key: string,
  texts: readonly AudioText[],
  settings: AudioSettings,
  speaker: Speaker,
): void {
  if (filesKey(texts, settings, speaker) !== key) throw mismatch('its model or its voices are others than those here');
}

/** @throws KokoroError `queue-mismatch` */
export function readResult(answer: unknown): WorkResult {
  const { status, seconds, url } = isObject(answer) ? answer : {};
  const known = STATUSES.find((each) => each === status);
  if (known === undefined || typeof seconds !== 'number') throw mismatch('its worker has another version of Kokoro');
  return { status: known, seconds, ...(typeof url === 'string' && { url }) };
}

function mismatch(why: string): KokoroError {
  const message = `The document cannot be made here: ${why}. Give all machines the same Kokoro, --model and voices.`;
  return new KokoroError('queue-mismatch', message);
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Whatever is written to Redis must not reach files outside the workers' folder. The key covers the settings. */
function isWork(data: Fields): data is Fields & Work {
  const { key, file, texts, settings } = data;
  return (
    typeof key === 'string' &&
    typeof file === 'string' &&
    isPlace(file) &&
    Array.isArray(texts) &&
    texts.length > 0 &&
    texts.every(isText) &&
    isObject(settings) &&
    EXPORT_FORMATS.some((format) => format === settings['format']) &&
    isObject(settings['speak']) &&
    (settings['cover'] === undefined || isCover(settings['cover']))
  );
}

/** Whether this is the place of a file in a folder: no part of it leads elsewhere, on Windows too. */
function isPlace(file: string): boolean {
  return file.split('/').every((part) => /^[^\\:\0]+$/.test(part) && part !== '.' && part !== '..');
}

function isText(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, text, format } = value;
  return typeof name === 'string' && typeof text === 'string' && typeof format === 'string' && isFormat(format);
}

function isCover(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { mimeType, base64 } = value;
  return (mimeType === 'image/jpeg' || mimeType === 'image/png') && typeof base64 === 'string';
}
