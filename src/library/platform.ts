import type { Speech } from '../speech/speech';
import type { LoadOptions } from './loadOptions';

/** What a platform provides. */
export interface Platform {
  speech: Pick<Speech, 'speak'>;
  /** Saves a file. */
  write: (path: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  dispose: () => Promise<void>;
}

/** Fetches what a voice needs. */
export async function loaded(
  speech: Pick<Speech, 'files'>,
  voice: string,
  { progress_callback }: LoadOptions,
): Promise<void> {
  await speech.files(voice, {
    signal: new AbortController().signal,
    onProgress: ({ asset, receivedBytes, totalBytes }) =>
      progress_callback?.({
        ...{ status: 'progress', file: asset, progress: (100 * receivedBytes) / totalBytes },
        ...{ loaded: receivedBytes, total: totalBytes },
      }),
  });
}
