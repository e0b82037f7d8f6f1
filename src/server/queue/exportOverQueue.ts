import type { Speaker } from '../../app/audioExport/contentKey';
import { type AudioExport, charactersIn, jobsOf } from '../../app/audioExport/exportAudio';
import { refuseToReplaceTexts } from '../../app/audioExport/job';
import { KokoroError } from '../../common/errors';
import { FiledWork, type FiledHooks, type Pending, type QueuedFile } from './filedWork';
import type { QueueConnection, QueuePackages } from './redis';
import { workId, workOf } from './work';

/**
 * Has other machines make the audio files of an export. They find out which are up to date.
 * @returns what became of each file, in the order in which they were done
 * @throws KokoroError `queue-full`, `queue-lost`; AbortError, once the documents that no worker has begun are taken back
 */
export async function exportOverQueue(
  { texts, folder, book, settings }: Omit<AudioExport, 'incremental'>,
  speaker: Speaker,
  packages: QueuePackages,
  connection: QueueConnection,
  hooks: FiledHooks,
): Promise<QueuedFile[]> {
  const results: QueuedFile[] = [];
  const pending = new Map<string, Pending>();
  const onFile = (result: QueuedFile): void => {
    results.push(result);
    hooks.onFile(result);
  };
  for (const job of jobsOf(texts, folder, book, settings)) {
    try {
      refuseToReplaceTexts(job, settings);
    } catch (error) {
      if (!(error instanceof KokoroError)) throw error;
      onFile({ file: job.file, status: 'failed', seconds: 0, error });
      continue;
    }
    const work = workOf(job, settings, speaker);
    pending.set(workId(work), { work, characters: charactersIn(job.texts), share: undefined, isShared: false });
  }
  await new FiledWork(packages, connection, pending, { ...hooks, onFile }).finish();
  return results;
}
