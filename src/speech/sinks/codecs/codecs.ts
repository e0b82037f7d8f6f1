import { pathToFileURL } from 'node:url';
import { codecAssets } from '../../../assets/manifest';
import type { AssetStore, EnsureOptions } from '../../../assets/store';
import { KokoroError } from '../../../common/errors';
import type { Codec, Mediabunny } from './mediabunny';
import { type LibOpus, registerOpusEncoder } from './opusEncoder';

/** What the packages export. */
interface Encoders {
  registerAacEncoder: () => void;
  registerFlacEncoder: () => void;
  registerMp3Encoder: () => void;
}

/** Encoders that this process has registered with mediabunny, which may be done once. */
const registered = new Map<Codec, Promise<void>>();

/**
 * Gets mediabunny ready to encode: fetches what is missing, and loads it.
 * @throws KokoroError `asset-unavailable`, `disk-full`, `encoder-failed`; AbortError
 */
export async function loadCodec(codec: Codec, assets: AssetStore, options: EnsureOptions): Promise<Mediabunny> {
  const paths: string[] = [];
  for (const name of [...codecAssets('mediabunny'), ...codecAssets(codec)])
    paths.push(await assets.ensure(name, options));
  const pathOf = (name: string): string =>
    assets.pathOf(codecAssets(name).find((file) => !file.endsWith('.json')) ?? '');
  try {
    const mediabunny = await load<Mediabunny>(pathOf('mediabunny'));
    const loading = registered.get(codec) ?? register(codec, pathOf(codec), mediabunny);
    registered.set(codec, loading);
    await loading;
    return mediabunny;
  } catch (error) {
    registered.delete(codec);
    throw new KokoroError(
      'encoder-failed',
      `The encoder in ${pathOf(codec)} cannot be loaded. Delete it and try again.`,
      {
        cause: error,
      },
    );
  }
}

async function register(codec: Codec, path: string, mediabunny: Mediabunny): Promise<void> {
  if (codec === 'opus') {
    registerOpusEncoder(mediabunny, await load<LibOpus>(path));
    return;
  }
  const encoder = await load<Encoders>(path);
  const name = { aac: 'registerAacEncoder', flac: 'registerFlacEncoder', mp3: 'registerMp3Encoder' } as const;
  encoder[name[codec]]();
}

/** Imports a module that the build does not know. */
async function load<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(path).href)) as T;
}
