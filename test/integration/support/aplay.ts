import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './engine';

/**
 * Lets programs find no player but the real aplay (Linux only), and has that play into a file as fast as it can.
 * @param folder an empty one, in which the programs also meet instead of meeting others of this machine
 * @returns the file, with 16-bit samples, and the variables of the programs' environment
 */
export async function playIntoFile(folder: string): Promise<{ file: string; variables: Record<string, string> }> {
  const { ensureAplay } = (await import(join(ROOT, 'scripts', 'lib', 'aplay.mjs'))) as { ensureAplay: () => void };
  ensureAplay();
  const file = join(folder, 'heard.raw');
  const settings = join(folder, 'asound.conf');
  const programs = join(folder, 'bin');
  const alsa = `pcm.null { type null }\npcm.!default { type file, slave.pcm "null", file "${file}", format "raw" }\n`;
  writeFileSync(settings, alsa);
  mkdirSync(programs);
  symlinkSync(execFileSync('which', ['aplay'], { encoding: 'utf8' }).trim(), join(programs, 'aplay'));
  return { file, variables: { TMPDIR: folder, ALSA_CONFIG_PATH: settings, PATH: programs } };
}
