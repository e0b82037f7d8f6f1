/** An open file, such as a FileHandle. */
export interface OpenFile {
  stat(): Promise<{ size: number }>;
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
}

const BLOCK = 65_536;
const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 file from the last to the first, without empty ones. Reads no more of the file than is asked for.
 * @param limit bytes from the end at which it stops; a line that is cut there is left out
 */
export async function* linesFromEnd(file: OpenFile, limit: number): AsyncGenerator<string> {
  const { size } = await file.stat();
  const floor = Math.max(0, size - limit);
  let end = size;
  /** What has been read of the line that goes on before `end`, in the order of the file. */
  let rest: Buffer[] = [];
  while (end > floor) {
    const start = Math.max(floor, end - BLOCK);
    const block = await readFully(file, start, end);
    let stop = block.length;
    for (let at = block.lastIndexOf(LINE_FEED); at >= 0; at = at > 0 ? block.lastIndexOf(LINE_FEED, at - 1) : -1) {
      const line = Buffer.concat([block.subarray(at + 1, stop), ...rest])
        .toString()
        .trim();
      rest = [];
      if (line !== '') yield line;
      stop = at;
    }
    rest.unshift(block.subarray(0, stop));
    end = start;
  }
  const first = floor === 0 ? Buffer.concat(rest).toString().trim() : '';
  if (first !== '') yield first;
}

async function readFully(file: OpenFile, start: number, end: number): Promise<Buffer> {
  const block = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await file.read(block, filled, block.length - filled, start + filled);
    if (bytesRead === 0) break; // the file was cut meanwhile
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}
