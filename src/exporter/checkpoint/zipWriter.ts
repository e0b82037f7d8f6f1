import { crc32 } from 'node:zlib';

/** A file to put into an archive. */
export interface ZipFileContent {
  /** ASCII, with forward slashes. */
  name: string;
  data: Uint8Array;
}

const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const;
const END = { signature: 0x06054b50, bytes: 22 } as const;
const VERSION = 20;
/** 1 January 1980: a fixed date makes archives reproducible. */
const DATE = 0x21;

/** A zip archive of uncompressed files, below 4 GiB (PKWARE's APPNOTE, 4.3). */
export function storedZip(files: readonly ZipFileContent[]): Uint8Array<ArrayBuffer> {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data } of files) {
    const path = Buffer.from(name, 'latin1');
    const sum = crc32(data);
    // version, flags, method, time, date, sum, compressed and plain size, length of name and of extra fields
    const common = (header: Buffer, at: number): void => {
      header.writeUInt16LE(VERSION, at);
      header.writeUInt16LE(DATE, at + 8);
      header.writeUInt32LE(sum, at + 10);
      header.writeUInt32LE(data.length, at + 14);
      header.writeUInt32LE(data.length, at + 18);
      header.writeUInt16LE(path.length, at + 22);
    };
    const before = header(LOCAL);
    common(before, 4);
    const entry = header(CENTRAL);
    entry.writeUInt16LE(VERSION, 4);
    common(entry, 6);
    entry.writeUInt32LE(offset, 42);
    local.push(before, path, data);
    central.push(entry, path);
    offset += LOCAL.bytes + path.length + data.length;
  }
  const end = header(END);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    central.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, ...central, end]));
}

function header({ signature, bytes }: { signature: number; bytes: number }): Buffer {
  const header = Buffer.alloc(bytes);
  header.writeUInt32LE(signature);
  return header;
}
