import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Case } from './cases';
import { readNpz } from './npz';

export const ROOT = join(__dirname, '..', '..', '..');
export const run = promisify(execFile);

const TOOLS = process.env['KOKORO_TOOLS'] ?? join(ROOT, '..', 'shared', 'tools');

/** Where scripts/setup-reference.mjs has put things. */
export interface Reference {
  /** A Python with PyTorch, hexgrad/kokoro, kokoro-onnx and the official onnx. */
  python: string;
  /** The folder with reference.py. */
  tools: string;
  /** A folder of Python modules with an old ONNX Runtime. */
  runtime: string;
  /** A folder with speak.mjs and kokoro-js in node_modules. */
  kokoroJs: string;
  /** Folders of a checkpoint with its config.json. */
  real: string;
  random: string;
  /** Upstream's own ONNX export of the real checkpoint. */
  upstream: string;
  /** Where what the reference says is kept. */
  cases: string;
}

/** What the reference says, in PyTorch. */
export interface Spoken {
  waveform: Float32Array;
  duration: number[];
  /** With the zeros at both ends. */
  ids: number[];
  style: Float32Array;
  /** [1, samples, 9]: what it has drawn. */
  noise: { data: Float32Array; dims: readonly number[] };
}

/**
 * A suite that compares with PyTorch. The tools for it are not part of this project: where they are absent, the suite says so; in CI it
 * must run, and fails.
 */
export function describeParity(title: string, suite: () => void): void {
  if (existsSync(TOOLS) || process.env['CI']) describe(title, suite);
  else console.log(`  ${title}: not compared with PyTorch, ${TOOLS} is not here (see CONTRIBUTING.md)`);
}

let found: Promise<Reference> | undefined;

/** The reference, set up once. */
export function reference(): Promise<Reference> {
  found ??= run(process.execPath, [join(ROOT, 'scripts', 'setup-reference.mjs')]).then(
    ({ stdout }) => JSON.parse(stdout) as Reference,
  );
  return found;
}

export function voiceFile({ kokoroJs }: Reference, voice: string): string {
  return join(kokoroJs, 'node_modules', 'kokoro-js', 'voices', `${voice}.bin`);
}

/** What PyTorch says for a case; it is deterministic, so it is kept. */
export async function speakReference(at: Reference, checkpoint: string, spoken: Case): Promise<Spoken> {
  const key = createHash('sha256')
    .update(JSON.stringify([checkpoint, spoken]))
    .digest('hex')
    .slice(0, 16);
  const file = join(at.cases, `${key}.npz`);
  if (!existsSync(file)) {
    const { voice, phonemes, speed, noise } = spoken;
    const args = [join(at.tools, 'reference.py'), join(checkpoint, 'kokoro.pth'), join(checkpoint, 'config.json')];
    if (voice !== undefined) args.push('--voice', voiceFile(at, voice));
    args.push('--phonemes', phonemes, '--speed', String(speed), '--noise', noise, '--seed', '3');
    await run(at.python, [...args, '--out', `${file}.new.npz`]);
    await rename(`${file}.new.npz`, file);
  }
  const arrays = await readNpz(file);
  const array = (name: string): { data: Float32Array; dims: readonly number[] } => {
    const found = arrays.get(name);
    if (!found) throw new Error(`${file} has no ${name}`);
    return found;
  };
  return {
    waveform: array('waveform').data,
    duration: Array.from(array('duration').data),
    ids: Array.from(array('input_ids').data),
    style: array('ref_s').data,
    noise: array('noise'),
  };
}
