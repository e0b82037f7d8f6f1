import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../common/errors';
import { isMissing } from './disk';
import { discardPart, writePart } from './part';
import { type AssetSource, type FetchContext, Refusal } from './source';

/** Copies from the user's own folder, laid out by asset name. */
export class FolderSource implements AssetSource {
  readonly label: string;
  readonly extraBytes = 0;
  readonly #folder: string;

  constructor(folder: string) {
    this.label = folder;
    this.#folder = folder;
  }

  async fetch({ asset, part, signal, report }: FetchContext): Promise<{ resumed: boolean }> {
    const path = join(this.#folder, asset.name);
    const bytes = await this.#sizeOf(path, asset.name);
    if (bytes !== asset.bytes) throw new Refusal(`${path} has ${bytes} bytes instead of ${asset.bytes}`);
    await discardPart(part);
    await writePart(part, contentOf(path), { limit: asset.bytes, signal, onSize: report });
    return { resumed: false };
  }

  async #sizeOf(path: string, name: string): Promise<number> {
    try {
      const found = await stat(path);
      if (!found.isFile()) throw new Error(`${path} is not a regular file`);
      return found.size;
    } catch (error) {
      throw new Refusal(isMissing(error) ? `it has no ${name}` : messageOf(error), { cause: error });
    }
  }
}

async function* contentOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}
