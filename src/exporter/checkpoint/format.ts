import { KokoroError } from '../../common/errors';
import { corrupt, type DataFile } from './dataFile';

export type FileFormat = 'zip' | 'safetensors' | 'other';

const HEAD_BYTES = 512;
/** A safetensors file begins with the 8-byte length of its header, below 2⁵⁶, and the header's brace. */
const BRACE = { at: 8, byte: 0x7b } as const;

/**
 * Recognizes a file by its first bytes.
 * @throws KokoroError `checkpoint-legacy` for the formats of torch.save before zip archives
 */
export async function formatOf(file: DataFile): Promise<FileFormat> {
  const head = Buffer.from(await file.read(0, Math.min(file.size, HEAD_BYTES)));
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return 'zip';
  if (head[BRACE.at] === BRACE.byte && head[BRACE.at - 1] === 0) return 'safetensors';
  if (isPickle(head)) throw legacy(file, 'a plain pickle');
  if (head.toString('latin1', 257, 262) === 'ustar') throw legacy(file, 'a tar archive');
  if (head.toString('latin1').startsWith('version https://git-lfs')) {
    throw corrupt(file.path, 'it is a Git LFS pointer; fetch the file itself with git lfs pull');
  }
  return 'other';
}

/** PROTO 2 to 5, then an opcode that starts a pickle: torch's magic number (LONG1), FRAME, a container or a global. */
function isPickle(head: Buffer): boolean {
  const [proto, version = 0, next = 0] = head;
  return proto === 0x80 && version >= 2 && version <= 5 && '\x8a\x95](}c'.includes(String.fromCharCode(next));
}

function legacy(file: DataFile, form: string): KokoroError {
  return new KokoroError(
    'checkpoint-legacy',
    `${file.path} is ${form}, the format of PyTorch before version 1.6; reading it could run code. If you trust its ` +
      'source, load it with torch.load(path) and save it again with torch.save(state, path), which writes a zip archive.',
  );
}
