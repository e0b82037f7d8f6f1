import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, cp, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { version } from '../../../package.json';
import publishedConfig from '../../../models/kokoro-v1.0.config.json';
import { isDiskFull, KokoroError, messageOf, systemCodeOf } from '../../common/errors';
import { partFile, removeDeadParts } from '../../common/partFiles';
import { createSession } from '../../common/runtime';
import { blendStyles } from '../../kokoro/voicePack';
import { VOCABULARY } from '../../kokoro/vocabulary';
import { readVoices, voiceAsBin } from '../checkpoint/voices';
import type { Work } from '../export';
import { PRODUCER } from '../network/network';
import type { Model } from '../onnx/model';
import { readModel } from '../onnx/read';
import { describeModel, manifestOf } from './manifest';
import { makeMobileModel, type MobilePrecision } from './mobileModel';
import { requiredOperators } from './requiredOperators';

/** What goes into a mobile bundle. */
export interface MobileBundleOptions {
  /** The folder to create. */
  out: string;
  /** A checkpoint, a folder that contains one, or an ONNX file. */
  model: string;
  precision: MobilePrecision;
  /** Each with its packs; the weights add up to 1, and a voice of several packs is their blend. */
  voices: readonly {
    name: string;
    language: string;
    packs: readonly { name: string; path: string; weight: number }[];
  }[];
  /** The languages of the front end, with the names of their data files. */
  languages: readonly { code: string; data: readonly string[] }[];
  /** The folder with front-end.js and data/. */
  programs: string;
  /** The folder with the sample projects, and with the licence and credits beside it. */
  samples: string;
}

/** The result. */
export interface MobileBundle {
  path: string;
  bytes: number;
  seconds: number;
}

/** The folder inside a bundle that becomes part of an app. */
const APP_FOLDER = 'kokoro';
const FILES = {
  model: 'model.onnx',
  voices: 'voices.bin',
  vocabulary: 'vocabulary.json',
  config: 'config.json',
  script: 'front-end.js',
  operators: 'required_operators.config',
} as const;
/** The licence and credits of the product. A package has the former as LICENSE.txt. */
const LEGAL = /^(?:LICENSE|NOTICE)(?:\.\w+)?$/;
/** The model in ONNX Runtime's own format, beside the app's folder because an app packs one of the two. */
const ORT_MODEL = 'model.ort';

/**
 * Writes a mobile bundle: what an app needs, in `kokoro/`, and sample projects for Android and iOS. The folder gets its
 * name only once it is complete.
 * @throws KokoroError as `makeMobileModel`, `voice-pack-invalid`, `disk-full`, `output-not-writable` also if the folder
 *   is not empty; an AbortError when cancelled
 */
export async function writeMobileBundle(options: MobileBundleOptions, work: Work = {}): Promise<MobileBundle> {
  const start = performance.now();
  const { out } = options;
  await requireEmpty(out);
  await removeDeadParts(out);
  const part = partFile(out, process.pid);
  try {
    await writeParts(part, options, work);
    await rm(out, { recursive: true, force: true }); // an empty folder
    await rename(part, out);
  } catch (error) {
    if (isDiskFull(error)) throw new KokoroError('disk-full', `The disk is full: ${out} was not written.`);
    if (!(error instanceof KokoroError) && systemCodeOf(error) !== undefined) throw notWritable(out, messageOf(error));
    throw error;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  const sizes = await Promise.all((await filesIn(out)).map(async (file) => (await stat(file)).size));
  return { path: out, bytes: sizes.reduce((a, b) => a + b, 0), seconds: (performance.now() - start) / 1000 };
}

async function writeParts(folder: string, options: MobileBundleOptions, work: Work): Promise<void> {
  const { samples, programs, precision } = options;
  const app = join(folder, APP_FOLDER);
  await mkdir(join(app, 'data'), { recursive: true });
  const model = await makeMobileModel(options.model, join(app, FILES.model), precision, work);
  work.onProgress?.('bundle', 0);
  await saveAsOrt(join(app, FILES.model), join(folder, ORT_MODEL));
  await writeFile(join(app, FILES.vocabulary), vocabularyOf(model));
  await writeFile(join(app, FILES.config), model.metadata.get('kokoro.config') ?? JSON.stringify(publishedConfig));
  await writeVoices(join(app, FILES.voices), options.voices, work);
  await copyFile(join(programs, FILES.script), join(app, FILES.script));
  const languages: Record<string, Record<string, string>> = {};
  for (const { code, data } of options.languages) {
    languages[code] = Object.fromEntries(data.map((name) => [name, unpackedName(name)]));
    for (const name of data) await unpack(join(programs, 'data', name), join(app, unpackedName(name)));
    work.signal?.throwIfAborted();
  }
  const networks = (await readdir(join(app, 'data'))).filter((name) => name.endsWith('.onnx'));
  const others = await Promise.all(networks.map((name) => readModel(join(app, 'data', name))));
  await writeFile(join(app, FILES.operators), requiredOperators([model, await optimized(app), ...others]));
  const manifest = manifestOf({
    generator: `${PRODUCER} ${version}`,
    model: describeModel(model, FILES.model, precision),
    frontEnd: { script: FILES.script, languages },
    requiredOperators: FILES.operators,
    files: FILES,
    voices: options.voices,
  });
  await writeFile(join(app, 'manifest.json'), JSON.stringify({ ...manifest, files: await digests(app) }, null, 2));
  await cp(samples, folder, { recursive: true });
  const root = join(samples, '..');
  const terms = (await readdir(root)).filter((name) => LEGAL.test(name));
  for (const name of terms) await copyFile(join(root, name), join(folder, name));
  work.signal?.throwIfAborted();
}

/** The model as ONNX Runtime's optimizations for all processors leave it, with the operators that they bring in. */
async function optimized(app: string): Promise<Model> {
  const path = join(app, 'optimized.onnx');
  try {
    const options = { graphOptimizationLevel: 'extended', optimizedModelFilePath: path } as const;
    await (await createSession(join(app, FILES.model), options)).release();
    return await readModel(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Without optimizations, which would suit this processor and expand the weights. */
async function saveAsOrt(model: string, path: string): Promise<void> {
  const options = { graphOptimizationLevel: 'disabled', optimizedModelFilePath: path } as const;
  await (await createSession(model, { ...options, config: { save_model_format: 'ORT' } })).release();
}

function vocabularyOf({ metadata }: Model): string {
  return metadata.get('kokoro.vocab') ?? JSON.stringify(Object.fromEntries(VOCABULARY));
}

/** Writes the packs one after another. */
async function writeVoices(path: string, voices: MobileBundleOptions['voices'], { signal }: Work): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const { name, packs } of voices) {
      signal?.throwIfAborted();
      const parts = await Promise.all(packs.map(readPack));
      await file.writeFile(voiceAsBin({ name, data: blendStyles(parts) }));
    }
  } finally {
    await file.close();
  }
}

async function readPack({ name, path, weight }: { name: string; path: string; weight: number }) {
  const found = await readVoices(path);
  const [voice] = found.length === 1 ? found : found.filter((candidate) => candidate.name === name);
  if (voice !== undefined) return { styles: voice.data, weight };
  throw new KokoroError('voice-pack-invalid', `${path} does not contain the voice ${name}.`);
}

const unpackedName = (name: string): string => `data/${name.replace(/\.br$/, '')}`;

/** Unpacks a data file: apps have no Brotli, and stores compress what they deliver. A network stays as it is. */
async function unpack(from: string, to: string): Promise<void> {
  const bytes = await readFile(from);
  await writeFile(to, from.endsWith('.onnx') ? bytes : await promisify(brotliDecompress)(bytes));
}

/** Size and hash of each file in a folder, by its path in it. */
async function digests(folder: string): Promise<Record<string, { bytes: number; sha256: string }>> {
  const found: Record<string, { bytes: number; sha256: string }> = {};
  for (const file of await filesIn(folder)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    const name = relative(folder, file).split(sep).join('/');
    found[name] = { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function requireEmpty(out: string): Promise<void> {
  const entries = await readdir(out).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw notWritable(out, messageOf(error));
  });
  if (entries.length > 0) throw notWritable(out, 'the folder is not empty. Choose a new or an empty one');
}

function notWritable(out: string, why: string): KokoroError {
  return new KokoroError('output-not-writable', `${out} cannot be written: ${why}.`);
}
