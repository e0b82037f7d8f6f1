import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
import { readVoices, voiceAsBin } from './checkpoint/voices';

/**
 * Writes the voices that came with a checkpoint to `voices/NAME.bin` beside the exported model, where the engine
 * looks for them.
 * @param folder the checkpoint's voices, `.pt`, `.bin` or `.npz`
 * @param model the ONNX file
 * @param wanted whether to write a voice; the published ones need no copy
 * @returns the names of the voices written
 * @throws KokoroError as `readVoices`, or `output-not-writable`
 */
export async function writeVoicesBeside(
  folder: string,
  model: string,
  wanted: (name: string) => boolean,
): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /\.(?:pt|bin|npz)$/.test(name)).sort();
  const target = join(dirname(model), 'voices');
  const written: string[] = [];
  for (const file of files) {
    if (extname(file) !== '.npz' && !wanted(basename(file, extname(file)))) continue;
    for (const voice of await readVoices(join(folder, file))) {
      if (!wanted(voice.name)) continue;
      await write(join(target, `${voice.name}.bin`), voiceAsBin(voice));
      written.push(voice.name);
    }
  }
  return written;
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new KokoroError('output-not-writable', `${path} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
