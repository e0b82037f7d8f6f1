import type { Command } from 'commander';
import { cacheFolder } from '../assets/cacheFolder';
import { deleteStored, describeKind, listStorage } from '../speech/storage';
import { addCommand } from './options';
import { print, say } from './terminal';

export function addStorage(program: Command): void {
  addCommand(program, 'storage', 'list what is in the cache folder, or delete it')
    .option('--delete <name...>', 'names from the list to delete')
    .action(async ({ delete: names }: { delete?: string[] }) => {
      if (names === undefined) await list();
      else await remove(names);
    });
}

async function list(): Promise<void> {
  const items = await listStorage(cacheFolder());
  for (const { name, kind, bytes } of items) print(`${megabytes(bytes)}  ${name}  (${describeKind(kind)})\n`);
  print(`${megabytes(items.reduce((sum, { bytes }) => sum + bytes, 0))}  in ${cacheFolder()}\n`);
}

async function remove(names: readonly string[]): Promise<void> {
  const folder = cacheFolder();
  const known = new Set((await listStorage(folder)).map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  for (const name of unknown) say(`kokoro: there is no ${name} in ${folder}; see "kokoro storage"`);
  const { freed, kept } = await deleteStored(folder, names);
  for (const { name, reason } of kept) say(`kokoro: ${name} was not deleted: ${reason}`);
  print(`${megabytes(freed).trim()} deleted\n`);
  if (unknown.length > 0 || kept.length > 0) process.exitCode = 1;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`.padStart(10);
