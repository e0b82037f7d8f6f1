import { InvalidArgumentError, Option } from 'commander';
import type { App } from '../app/app';
import { speakerOf } from '../app/audioExport/contentKey';
import type { AudioExport } from '../app/audioExport/exportAudio';
import type { FiledHooks, QueuedFile } from '../server/queue/filedWork';

/** The option `--queue`. */
export function queueOption(description: string): Option {
  return new Option('--queue <url>', `${description}: redis://HOST:PORT, or rediss:// for TLS`).argParser(redisUrl);
}

/** Parses the address of a Redis or Valkey. */
function redisUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url && isRedis && url.hostname !== '' && /^\/?\d*$/.test(url.pathname)) return url;
  throw new InvalidArgumentError(
    'It must be an address such as redis://localhost:6379, redis://:PASSWORD@host/1 or rediss://host:6380.',
  );
}

/** Has workers make the files. @param app tells which voices and which model are meant */
export async function exportQueued(what: AudioExport, app: App, url: URL, hooks: FiledHooks): Promise<QueuedFile[]> {
  const { loadQueuePackages, QueueConnection } = await import('../server/queue/redis.js');
  const { exportOverQueue } = await import('../server/queue/exportOverQueue.js');
  const packages = await loadQueuePackages();
  const speaker = await speakerOf(what.settings.speak, app.ownModel(), app.voices());
  const connection = await QueueConnection.open(packages, url, { onWarning: hooks.onNote }, hooks.signal);
  try {
    return await exportOverQueue(what, speaker, packages, connection, hooks);
  } finally {
    connection.close();
  }
}
