import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './engine';

/** What ffprobe says about a file. */
export interface Probe {
  format: { duration: string; tags?: Record<string, string> };
  streams: { codec_name: string; sample_rate?: string; channels?: number; tags?: Record<string, string> }[];
  chapters: { start_time: string; end_time: string; tags: { title: string } }[];
}

/** Finds ffmpeg, or installs it. */
export async function ensureMediaTools(): Promise<void> {
  const { ensureFfmpeg } = (await import(join(ROOT, 'scripts', 'lib', 'ffmpeg.mjs'))) as { ensureFfmpeg: () => void };
  ensureFfmpeg();
}

export function probe(path: string): Probe {
  return JSON.parse(
    run('ffprobe', '-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_chapters', path).toString(),
  ) as Probe;
}

/** The sound of a file: mono, 24 kHz. */
export function decode(path: string): Float32Array {
  const bytes = run('ffmpeg', '-v', 'error', '-i', path, '-map', '0:a', '-ac', '1', '-ar', '24000', '-f', 'f32le', '-');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** How much two sounds are alike, from −1 to 1, when the first starts `lag` samples later. */
export function likeness(a: Float32Array, b: Float32Array, lag: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = Math.max(0, -lag); i < b.length && i + lag < a.length; i++) {
    const [x, y] = [a[i + lag] ?? 0, b[i] ?? 0];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

function run(program: string, ...args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${program}: ${stderr.toString()}`);
  return stdout;
}
