import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '../../speech/sinks/outputFile';
import { type SavedSpeech, speakToWav, type WavHooks } from '../../speech/sinks/speakToWav';
import type { Speech, SpeechRequest } from '../../speech/speech';

/** Recordings of exports that were not finished are kept so long, in ms. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Speech that has been recorded and is on its way to its file. An interrupted export finds here what it had made. */
export class Recordings {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param key of the sound, see `soundKey` */
  pathOf(key: string): string {
    return join(this.#folder, `${key}.wav`);
  }

  /** Speaks a text, unless its recording is there. @throws as `speakToWav` */
  async record(
    key: string,
    speech: Pick<Speech, 'speak'>,
    request: SpeechRequest,
    hooks: WavHooks,
  ): Promise<SavedSpeech> {
    const path = this.pathOf(key);
    // The times are written last, so a recording with times is complete.
    const times = await readFile(this.#timesOf(key), 'utf8').catch(() => undefined);
    if (times !== undefined && (await exists(path))) return JSON.parse(times) as SavedSpeech;
    await mkdir(this.#folder, { recursive: true });
    const saved = await speakToWav(speech, request, path, { ...hooks, workFolder: this.#folder });
    await writeOutput(this.#timesOf(key), JSON.stringify(saved));
    return saved;
  }

  /** Deletes a recording that is in its file. */
  async discard(key: string): Promise<void> {
    for (const path of [this.#timesOf(key), this.pathOf(key)]) await rm(path, { force: true });
  }

  /** Deletes recordings that no export came back for. */
  async discardOld(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!RECORDING.test(name)) continue;
      const path = join(this.#folder, name);
      const info = await stat(path).catch(() => undefined);
      if (info !== undefined && Date.now() - info.mtimeMs > KEPT_MS) await rm(path, { force: true });
    }
  }

  #timesOf(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

const RECORDING = /^[\da-f]{64}\.(?:wav|json)$/;

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
