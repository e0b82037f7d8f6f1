import { lstat, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { isMissing } from '../assets/disk';
import { FileLock, LOCK_TIMING, type LockTiming } from '../assets/lock';
import { ASSETS } from '../assets/manifest';
import { messageOf } from '../common/errors';
import { t } from '../common/l10n';
import { isRunning } from '../common/partFiles';
import { ownEntries } from './optimized/formerFolder';
import { RECORD } from './optimized/record';
import { isOfRebuild, parseRecord } from './optimized/stored';
import { ADDED_VOICES } from './voiceSource';

const KINDS = {
  model: () => t('Published model'),
  optimized: () => t('Model optimized for this machine'),
  voice: () => t('Voice'),
  codec: () => t('Audio encoders'),
  own: () => t('Your own voice, which must be added again'),
  checkpoint: () => t('Checkpoint from the Hugging Face Hub'),
  package: () => t('Packages that voices and encoders came in'),
  audio: () => t('Audio of what was read'),
  old: () => t('Left by an earlier version or an interrupted process'),
} as const;
export type StorageKind = keyof typeof KINDS;

export function describeKind(kind: StorageKind): string {
  return KINDS[kind]();
}

/** Something that Kokoro keeps in its cache folder. */
export interface StoredItem {
  /** Its place in the folder with `/`, which identifies it. */
  name: string;
  kind: StorageKind;
  bytes: number;
  /** The files and folders that it consists of, with absolute paths. */
  paths: string[];
  /** Lock files that their users hold while they write it. */
  locks: string[];
}

/** An item that could not be deleted, and why. */
export interface KeptItem {
  name: string;
  reason: string;
}

/** What is in a cache folder, without what Kokoro did not put there. Symbolic links are not followed. */
export async function listStorage(cache: string): Promise<StoredItem[]> {
  const folder = await realpath(cache).catch(() => cache); // the user may keep it elsewhere
  const found = await Promise.all([
    assetsIn(folder),
    codecsIn(folder),
    oldModelsIn(folder),
    optimizedIn(folder),
    formerIn(folder),
    repositoriesIn(folder),
    ownFiles(folder, 'audio', 'audio', (name) => /^[\da-f]{64}\.audio(?:\.\d+\.part)?$/.test(name)),
    ownFiles(folder, 'recordings', 'old', (name) => isDeadPart(name) || isRecording(name)),
    packagesIn(folder),
    addedVoicesIn(folder),
    ownFiles(folder, 'voices-v1.1-zh', 'voice', (name) => /^\w+\.bin$/.test(name)),
  ]);
  return found.flat().filter(({ paths }) => paths.length > 0);
}

/**
 * Deletes items, each while nobody else can use it for writing.
 * @param names as `listStorage` returns them; others are ignored
 * @returns the bytes that were freed, and the items that could not be deleted
 */
export async function deleteStored(
  folder: string,
  names: readonly string[],
  timing: LockTiming = LOCK_TIMING,
): Promise<{ freed: number; kept: KeptItem[] }> {
  let freed = 0;
  const kept: KeptItem[] = [];
  for (const item of (await listStorage(folder)).filter(({ name }) => names.includes(name))) {
    try {
      await whileLocked(item.locks, timing, async () => {
        for (const path of item.paths) await rm(path, { recursive: true, force: true });
      });
      freed += item.bytes;
    } catch (error) {
      kept.push({ name: item.name, reason: messageOf(error) });
    }
  }
  return { freed, kept };
}

/** @throws Error when a lock is held by a process that is alive */
async function whileLocked(paths: readonly string[], timing: LockTiming, work: () => Promise<void>): Promise<void> {
  const held: FileLock[] = [];
  try {
    for (const path of paths) {
      // A dead owner's lock is taken over after `staleMs`. Counted like heartbeats, as clocks run on while a machine is busy.
      let polls = timing.staleMs / timing.pollMs + 8;
      const onWait = (): Promise<void> => {
        if (--polls < 0) throw new Error('it is in use');
        return Promise.resolve();
      };
      held.push(await FileLock.acquire(path, new AbortController().signal, onWait, timing));
    }
    await work();
  } finally {
    for (const lock of held) await lock.release();
  }
}

async function assetsIn(folder: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  const voices = (await entriesOf(join(folder, 'voices'))).map((file) => `voices/${file}`);
  const all = [...(await entriesOf(folder)), ...voices];
  for (const { name, kind } of ASSETS) {
    if (kind === 'codec') continue;
    const files = all.filter((file) => belongsTo(file, name));
    if (!files.some((file) => !file.endsWith('.stamp'))) continue;
    const locks = [join(folder, `${name}.lock`)];
    items.push(await itemOf(folder, name, kind === 'voice' ? 'voice' : 'model', files, locks));
  }
  return items;
}

/** The encoders and what they share, as one item. */
async function codecsIn(folder: string): Promise<StoredItem[]> {
  const names = ASSETS.filter(({ kind }) => kind === 'codec').map(({ name }) => name);
  const folders = [...new Set(names.map((name) => posix.dirname(name)))];
  const entries = folders.map(async (parent) =>
    (await entriesOf(join(folder, parent))).map((file) => `${parent}/${file}`),
  );
  const files = (await Promise.all(entries)).flat().filter((file) => names.some((name) => belongsTo(file, name)));
  return [
    await itemOf(
      folder,
      'codecs',
      'codec',
      files,
      names.map((name) => join(folder, `${name}.lock`)),
    ),
  ];
}

/** Whether a file is a download, what was noted about it, or a part of it. */
function belongsTo(file: string, name: string): boolean {
  return file === name || ['.stamp', '.part'].some((suffix) => file.startsWith(name + suffix));
}

/** Published models of other versions. */
async function oldModelsIn(folder: string): Promise<StoredItem[]> {
  const known = new Set(ASSETS.map(({ name }) => name));
  const names = await entriesOf(folder);
  const models = names.filter((name) => /^kokoro-v[\w.-]+\.onnx$/.test(name) && !known.has(name));
  return Promise.all(
    models.map((name) => {
      const files = names.filter((file) => belongsTo(file, name));
      return itemOf(folder, name, 'old', files);
    }),
  );
}

/** The optimized model with its record, and what killed rebuilds have left. */
async function optimizedIn(folder: string): Promise<StoredItem[]> {
  const root = join(folder, 'optimized');
  const record = await readFile(join(root, RECORD), 'utf8')
    .then(parseRecord)
    .catch(() => undefined);
  const items: StoredItem[] = [];
  for (const name of await entriesOf(root)) {
    if (!isOfRebuild(name, await entriesOf(join(root, name)))) continue;
    const isCurrent = record !== undefined && 'folder' in record && record.folder === name;
    const files = isCurrent ? [name, RECORD] : [name];
    const place = files.map((file) => `optimized/${file}`);
    const locks = [join(root, 'lock')];
    items.push(await itemOf(folder, `optimized/${name}`, isCurrent ? 'optimized' : 'old', place, locks));
  }
  return items;
}

/** The optimized model of earlier versions. */
async function formerIn(folder: string): Promise<StoredItem[]> {
  const root = join(folder, 'fast');
  const names = (await entriesOf(root)).length > 0 ? await ownEntries(root) : [];
  const files = names.map((name) => `fast/${name}`);
  return [await itemOf(folder, 'fast', 'old', files, [join(root, 'lock')])];
}

/** Checkpoints that were fetched from the Hub, one folder for each repository. */
async function repositoriesIn(folder: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for (const owner of await entriesOf(join(folder, 'hub')))
    for (const repository of await entriesOf(join(folder, 'hub', owner))) {
      const name = `hub/${owner}/${repository}`;
      if ((await entriesOf(join(folder, name))).length === 0) continue;
      const locks = await locksIn(join(folder, name));
      items.push(await itemOf(folder, name, 'checkpoint', [name], locks));
    }
  return items;
}

/** Packages that are kept because they hold several files. */
async function packagesIn(folder: string): Promise<StoredItem[]> {
  const names = (await entriesOf(join(folder, 'packages'))).filter((name) => name.endsWith('.tgz'));
  const files = names.map((name) => `packages/${name}`);
  const locks = files.map((file) => join(folder, `${file}.lock`));
  return [await itemOf(folder, 'packages', 'package', files, locks)];
}

/** The voices that the user has added, one by one. */
async function addedVoicesIn(folder: string): Promise<StoredItem[]> {
  const names = (await entriesOf(join(folder, ADDED_VOICES))).filter((name) => /^\w[\w-]*\.bin$/.test(name));
  const files = names.map((name) => `${ADDED_VOICES}/${name}`);
  return Promise.all(files.map((file) => itemOf(folder, file, 'own', [file])));
}

/** The files in a subfolder that are ours, as one item. */
async function ownFiles(
  folder: string,
  name: string,
  kind: StorageKind,
  isOurs: (file: string) => boolean,
): Promise<StoredItem[]> {
  const files = (await entriesOf(join(folder, name))).filter(isOurs);
  return [
    await itemOf(
      folder,
      name,
      kind,
      files.map((file) => `${name}/${file}`),
    ),
  ];
}

/** Whether this is speech of an audio export that was interrupted. */
function isRecording(file: string): boolean {
  return /^[\da-f]{64}\.(?:wav|json)$/.test(file);
}

function isDeadPart(file: string): boolean {
  const pid = /\.(\d+)\.part$/.exec(file)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}

async function itemOf(
  folder: string,
  name: string,
  kind: StorageKind,
  files: readonly string[],
  locks: string[] = [],
): Promise<StoredItem> {
  const paths = files.map((file) => join(folder, file));
  const sizes = await Promise.all(paths.map(sizeOf));
  return { name, kind, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0), paths, locks };
}

/** Bytes of a file, or of all files in a folder. */
async function sizeOf(path: string): Promise<number> {
  try {
    const info = await lstat(path);
    if (!info.isDirectory()) return info.size;
    const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  } catch (error) {
    if (isMissing(error)) return 0; // it was deleted meanwhile
    throw error;
  }
}

async function locksIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => basename(name).endsWith('.lock')).map((name) => join(folder, name));
}

/** The names in a folder; none if it does not exist or is a symbolic link, which may lead out of the cache. */
async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await lstat(folder)).isDirectory() ? await readdir(folder) : [];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
