import { chmod, type FileHandle, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KokoroError, messageOf, systemCodeOf } from '../../common/errors';
import { partFile } from '../../common/partFiles';
import type { HookFile } from './hookFiles';
import { appendToList, listValues, removeFromList, UneditableJson } from './jsonList';

/** How an agent's file is to be changed. */
export interface HookChange {
  file: HookFile;
  /** Undefined for a file that does not exist. */
  before: string | undefined;
  /** Undefined for a file that is deleted. */
  after: string | undefined;
  /** The command that is added; undefined for a removal. */
  command?: string;
}

/** Whether a hook of ours is in an agent's file. @throws KokoroError `hooks-unreadable` */
export async function isInstalled(file: HookFile): Promise<boolean> {
  const text = await readIfThere(file.path);
  return text !== undefined && editing(file, () => listValues(text, file.list).some((entry) => isOurs(file, entry)));
}

/**
 * Adds our hook to an agent's file, in place of an older one. Changes nothing yet.
 * @param command for a shell
 * @throws KokoroError `hooks-unreadable`
 */
export async function planInstall(file: HookFile, command: string): Promise<HookChange> {
  const before = await readIfThere(file.path);
  const after = editing(file, () => {
    const text = before ?? file.empty;
    const ours = listValues(text, file.list).filter((entry) => isOurs(file, entry));
    const [only] = ours;
    if (ours.length === 1 && JSON.stringify(only) === JSON.stringify(file.entry(command))) return text;
    const without = removeFromList(text, file.list, (entry) => isOurs(file, entry));
    return appendToList(without, file.list, file.entry(command));
  });
  return { file, before, after, command };
}

/** Removes our hook from an agent's file, and a file of our own that holds nothing else. Changes nothing yet. */
export async function planRemoval(file: HookFile): Promise<HookChange> {
  const before = await readIfThere(file.path);
  if (before === undefined) return { file, before, after: undefined };
  const left = editing(file, () => removeFromList(before, file.list, (entry) => isOurs(file, entry)));
  return { file, before, after: file.isOwn && left === file.empty ? undefined : left };
}

/** Whether a change would change anything. */
export const changes = ({ before, after }: HookChange): boolean => before !== after;

/**
 * Carries a change out, unless the file has been changed meanwhile.
 * @throws KokoroError `hooks-unreadable`, `output-not-writable`
 */
export async function carryOut({ file, before, after }: HookChange): Promise<void> {
  if (before === after) return;
  if ((await readIfThere(file.path)) !== before)
    throw new KokoroError('hooks-unreadable', `${file.path} has just been changed by another program. Try again.`);
  try {
    if (after === undefined) await rm(file.path);
    else await replaceFile(file.path, after);
  } catch (error) {
    throw new KokoroError('output-not-writable', `${file.path} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** A command of ours names the launcher and the agent, wherever the launcher is. */
const OURS = /kokoro-agent(?:\.cmd)?["']? hook (?:claude|copilot)(?![\w-])/;

function isOurs(file: HookFile, entry: unknown): boolean {
  const commands = file.commandsOf(entry);
  return commands.length > 0 && commands.every((command) => OURS.test(command));
}

function editing<T>(file: HookFile, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (!(error instanceof UneditableJson)) throw error;
    throw new KokoroError(
      'hooks-unreadable',
      `${file.path} was not changed: ${error.message}. Correct the file and try again.`,
      { cause: error },
    );
  }
}

/** Refuses other encodings, which would not be written back as they were. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return UTF_8.decode(await readFile(path));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw new KokoroError('hooks-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Writes a file that appears complete, with the permissions of the one it replaces. A link to a file stays one. */
async function replaceFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  const part = partFile(target, process.pid);
  await rm(part, { force: true });
  let file: FileHandle | undefined;
  try {
    file = await open(part, 'wx', mode);
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await chmod(part, mode); // whatever the umask is
    await rename(part, target);
  } catch (error) {
    await file?.close();
    await rm(part, { force: true });
    throw error;
  }
}
