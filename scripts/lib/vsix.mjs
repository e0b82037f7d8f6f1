// Checks a package: what it holds, for which platform, under which licences, and its size.
import { statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { platformOf } from './binaries.mjs';
import { contentsOf } from './targets.mjs';

/** A limit of the project's own, so that the package stays quick to download. */
export const MAX_BYTES = 30_000_000;

/** What the extension contributes only where it can start programs and open sockets. */
export const NEEDS_NODE = ['languageModelTools', 'mcpServerDefinitionProviders'];

/** The files in a package, by their paths in the extension's folder. */
export async function readVsix(path) {
  const zip = await openPromise(path);
  const files = new Map();
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith('extension/') || entry.fileName.endsWith('/')) continue;
    files.set(entry.fileName.slice('extension/'.length), await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

/** What is wrong with a target's package; empty if nothing is. */
export async function faultsOf(path, target) {
  const { size } = statSync(path);
  const files = await readVsix(path);
  const faults = size > MAX_BYTES ? [`it has ${size} bytes; the limit is ${MAX_BYTES}`] : [];
  const manifest = JSON.parse(files.get('package.json') ?? '{}');
  const { entry } = contentsOf(target);
  const script = manifest[entry]?.replace(/^\.\//, '');
  if (!files.has(script)) faults.push(`its manifest's ${entry} is ${script}, which is missing`);
  const other = entry === 'main' ? 'browser' : 'main';
  if (manifest[other] !== undefined) faults.push(`its manifest names ${other}, which is not for ${target}`);
  const offered = NEEDS_NODE.filter((key) => manifest.contributes?.[key]);
  if (entry === 'browser' && offered.length > 0) faults.push(`its manifest has ${offered.join()}, which need Node`);

  const binaries = [...files].map(([name, content]) => [name, platformOf(content)]).filter(([, platform]) => platform);
  const isNative = existsNative(target);
  const wanted = isNative ? target : 'wasm';
  for (const [name, platform] of binaries)
    if (platform !== wanted) faults.push(`${name} is for ${platform}, not for ${wanted}`);
  if (binaries.length === 0) faults.push(`it has no binary for ${wanted}`);

  const notices = files.get('dist/THIRD-PARTY.txt')?.toString() ?? '';
  const licences = [...notices.matchAll(/^(\S+) \d\S*, (.+)$/gm)];
  if (licences.length === 0) faults.push('it does not list the licences of what it holds');
  for (const [, name, licence] of licences) if (/GPL/i.test(licence)) faults.push(`${name} has the licence ${licence}`);
  return faults;
}

const existsNative = (target) => contentsOf(target).files.some(([from]) => from.includes('onnxruntime-node'));
