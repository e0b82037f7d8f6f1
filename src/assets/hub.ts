import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbort, KokoroError, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { trimEndOf } from '../common/trimEndOf';
import { replaceFile } from './disk';
import { type Entry, listFiles } from './hubListing';
import type { Asset } from './manifest';
import { AssetStore, type AssetStoreOptions, type EnsureOptions } from './store';

/** Repositories with a checkpoint of Kokoro. */
export const KNOWN_REPOSITORIES = ['hexgrad/Kokoro-82M', 'hexgrad/Kokoro-82M-v1.1-zh'] as const;

const HUB = 'https://huggingface.co';
const REVISION = 'main';
const LIST = 'files.json';

export interface HubOptions extends Omit<AssetStoreOptions, 'assets'> {
  /** Base URL of the Hub or a mirror; by default `HF_ENDPOINT`, which the Hub's own tools use. */
  endpoint?: string | undefined;
  /** Time limit for listing a repository's files, ms. */
  listMs?: number;
}

/** Checkpoints from the Hugging Face Hub, cached and verified like models and voices. */
export class Hub {
  readonly #options: HubOptions;
  readonly #endpoint: string;
  readonly #log: Logger;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#log = options.logger;
    const endpoint = options.endpoint ?? process.env['HF_ENDPOINT'] ?? '';
    this.#endpoint = trimEndOf(endpoint === '' ? HUB : endpoint, '/');
  }

  /**
   * Fetches a repository's checkpoint, config.json and voices; files that are already here are only verified.
   * @param repo `owner/name`
   * @returns the folder that contains them
   * @throws KokoroError `repository-unknown`, or as `AssetStore.ensure`
   */
  async fetch(repo: string, ensure: EnsureOptions = {}): Promise<string> {
    const { folder, assets, store } = await this.#open(repo, ensure.signal);
    for (const { name } of assets) await store.ensure(name, ensure);
    return folder;
  }

  /**
   * Fetches one voice of a repository.
   * @returns the path of its file, `voices/NAME.pt`
   * @throws KokoroError `voice-unknown`, or as `fetch`
   */
  async fetchVoice(repo: string, voice: string, ensure: EnsureOptions = {}): Promise<string> {
    const { assets, store } = await this.#open(repo, ensure.signal);
    const name = `voices/${voice}.pt`;
    if (assets.some((asset) => asset.name === name)) return store.ensure(name, ensure);
    throw new KokoroError('voice-unknown', `${repo} has no voice “${voice.slice(0, 64)}”. Choose another one.`);
  }

  async #open(repo: string, signal: AbortSignal | undefined) {
    if (!isRepository(repo)) {
      throw new KokoroError('repository-unknown', `“${repo.slice(0, 100)}” is no repository: name it as owner/name.`);
    }
    const folder = join(this.#options.folder, 'hub', ...repo.split('/'));
    const assets = this.#assetsOf(repo, await this.#list(repo, folder, signal));
    const { source } = this.#options;
    const own = source ? `${trimEndOf(source, '/\\')}/${repo}` : undefined;
    return { folder, assets, store: new AssetStore({ ...this.#options, folder, assets, source: own }) };
  }

  /** Lists the files of a repository; uses the previous list when the Hub cannot be reached. */
  async #list(repo: string, folder: string, signal: AbortSignal | undefined): Promise<Entry[]> {
    const path = join(folder, LIST);
    try {
      const url = `${this.#endpoint}/api/models/${repo}/tree/${REVISION}?recursive=true`;
      const { fetch = globalThis.fetch, listMs = 60_000 } = this.#options;
      const entries = await listFiles(url, repo, { fetch, signal, timeoutMs: listMs });
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.${process.pid}`, JSON.stringify(entries));
      await replaceFile(`${path}.${process.pid}`, path);
      return entries;
    } catch (error) {
      if (isAbort(error)) throw error;
      const known = await readFile(path, 'utf8').catch(() => undefined);
      if (known === undefined) throw error;
      this.#log.warn(`The files of ${repo} could not be listed: ${messageOf(error)}; the previous list is used.`);
      return JSON.parse(known) as Entry[];
    }
  }

  #assetsOf(repo: string, entries: readonly Entry[]): Asset[] {
    const named = (pattern: RegExp): Entry[] => entries.filter(({ path }) => pattern.test(path));
    const checkpoints = named(/^[\w.-]+\.(?:pth|safetensors)$/);
    const configs = named(/^config\.json$/);
    if (checkpoints.length !== 1 || configs.length !== 1) {
      throw new KokoroError(
        'repository-unknown',
        `${repo} has no checkpoint of Kokoro: it should have one .pth or .safetensors file and a config.json.`,
      );
    }
    const voices = named(/^voices\/[\w-]{1,64}\.pt$/);
    const kinds = [
      [configs, 'config'],
      [checkpoints, 'checkpoint'],
      [voices, 'voice'],
    ] as const;
    return kinds.flatMap(([files, kind]) =>
      files.map(({ path, bytes, hash }) => ({
        name: path,
        kind,
        bytes,
        sha256: hash,
        licence: '',
        sources: [{ kind: 'http' as const, url: `${this.#endpoint}/${repo}/resolve/${REVISION}/${path}` }],
      })),
    );
  }
}

/** Checks the form of a name; it must not lead out of its folder. */
function isRepository(repo: string): boolean {
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(repo);
}
