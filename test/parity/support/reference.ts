import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Case } from './cases';
import { readNpz } from './npz';

export const ROOT = join(__dirname, '..', '..', '..');
export const run = promisify(execFile);

const BATCH = join(__dirname, 'reference_batch.py');
const ONE_THREAD = { ...process.env, OMP_NUM_THREADS: '1' };
/** A process for fewer cases would cost more than it saves. */
const LEAST_RUNS = 4;

const TOOLS = process.env['KOKORO_TOOLS'] ?? join(ROOT, '..', 'shared', 'tools');

/** The paths of what scripts/setup-reference.mjs set up. */
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
  /** The cache of the reference's speech. */
  cases: string;
}

/** Speech by the reference in PyTorch. */
export interface Spoken {
  waveform: Float32Array;
  duration: number[];
  /** The phoneme ids, with zeros at both ends. */
  ids: number[];
  style: Float32Array;
  /** The noise that it drew, `[1, samples, 9]`. */
  noise: { data: Float32Array; dims: readonly number[] };
}

/** What a suite has available once its hooks have run. */
export interface Place {
  at: Reference;
  /** A temporary folder. */
  folder: string;
}

/**
 * A suite that compares with PyTorch. The tools for it are not part of this project: if they are missing, the suite
 * says so, and fails in CI, where it must run.
 */
export function describeParity(title: string, suite: (place: Place) => void): void {
  const place = {} as Place;
  const inPlace = (): void => {
    before(async function () {
      this.timeout(900_000); // sets up the reference once
      place.at = await reference();
      place.folder = await mkdtemp(join(tmpdir(), 'kokoro-parity-'));
    });
    after(() => rm(place.folder, { recursive: true, force: true }));
    suite(place);
  };
  if (existsSync(TOOLS) || process.env['CI']) describe(title, inPlace);
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

/** PyTorch's speech for a case, which is deterministic and therefore cached. */
export async function speakReference(at: Reference, checkpoint: string, spoken: Case): Promise<Spoken> {
  await speakAllReference(at, checkpoint, [spoken]);
  const file = keptIn(at, checkpoint, spoken);
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

/**
 * Lets PyTorch speak what is not cached yet, in one process per core: starting a process takes longer than a
 * sentence, and the threads of a single process would wait for each other on a busy machine.
 */
export async function speakAllReference(at: Reference, checkpoint: string, cases: readonly Case[]): Promise<void> {
  const missing = cases.filter((spoken) => !existsSync(keptIn(at, checkpoint, spoken)));
  if (missing.length === 0) return;
  const runs = missing.map((spoken) => {
    const { voice, phonemes, speed, noise } = spoken;
    const args = [join(checkpoint, 'kokoro.pth'), join(checkpoint, 'config.json')];
    if (voice !== undefined) args.push('--voice', voiceFile(at, voice));
    args.push('--phonemes', phonemes, '--speed', String(speed), '--noise', noise, '--seed', '3');
    return [...args, '--out', `${keptIn(at, checkpoint, spoken)}.new.npz`];
  });
  const processes = Math.min(availableParallelism(), Math.ceil(runs.length / LEAST_RUNS));
  const shares = Array.from({ length: processes }, (_, k) => runs.filter((_run, i) => i % processes === k));
  await Promise.all(
    shares.map((share) => {
      const running = run(at.python, [BATCH, join(at.tools, 'reference.py')], { env: ONE_THREAD });
      running.child.stdin?.end(JSON.stringify(share));
      return running;
    }),
  );
  for (const spoken of missing) {
    const file = keptIn(at, checkpoint, spoken);
    await rename(`${file}.new.npz`, file);
  }
}

function keptIn(at: Reference, checkpoint: string, spoken: Case): string {
  const key = createHash('sha256')
    .update(JSON.stringify([checkpoint, spoken]))
    .digest('hex')
    .slice(0, 16);
  return join(at.cases, `${key}.npz`);
}
