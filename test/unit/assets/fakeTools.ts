import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';

/**
 * A minimal zip archive with stored entries. Only the fields that readers of the central directory use are filled in
 * (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
 */
export function zipOf(files: Record<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), content);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + content.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** A .tgz archive with a file at `path`. */
export async function tgzOf(path: string, content: Buffer): Promise<Buffer> {
  const cwd = await mkdtemp(join(tmpdir(), 'kokoro-tgz-'));
  try {
    await mkdir(join(cwd, path, '..'), { recursive: true });
    await writeFile(join(cwd, path), content);
    await create({ cwd, file: join(cwd, 'out.tgz'), gzip: true }, [path]);
    return await readFile(join(cwd, 'out.tgz'));
  } finally {
    await rm(cwd, { recursive: true });
  }
}

/**
 * Runs with only these programs on PATH. Each is a shell script that answers `--version` itself, appends the arguments
 * of other calls to the file `calls` beside it, and then runs its body.
 */
export async function withTools(
  tools: Record<string, string>,
  test: (folder: string, calls: () => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kokoro-tools-'));
  const path = process.env['PATH'];
  try {
    for (const [name, script] of Object.entries(tools)) {
      const file = join(folder, name);
      const version = 'case "$*" in *--version) exit 0;; esac';
      await writeFile(
        file,
        `#!/bin/sh\nPATH='${path ?? ''}'\n${version}\necho "${name} $*" >> '${folder}/calls'\n${script}\n`,
      );
      await chmod(file, 0o755);
    }
    process.env['PATH'] = folder;
    await test(folder, async () => (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n'));
  } finally {
    process.env['PATH'] = path;
    await rm(folder, { recursive: true });
  }
}
