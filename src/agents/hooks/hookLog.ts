import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../../common/log';
import { makePrivate, userFolder } from '../../common/userFolder';

/** Bytes after which a log is put aside, in place of the one before. */
const MAX_BYTES = 100_000;

/** The log of hooks, whose errors an agent must not see. */
export const hookLogFile = (folder = userFolder()): string => join(folder, 'hooks.log');

/** Writes to the log of hooks, which takes at most twice `MAX_BYTES` and a line. A message that cannot be written is lost. */
export function hookLog(folder = userFolder()): Logger {
  const path = hookLogFile(folder);
  const write = (level: string, message: string): void => {
    try {
      makePrivate(folder);
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(path, `${path}.old`);
      appendFileSync(path, `${new Date().toISOString()} [${level}] ${message}\n`, { mode: 0o600 });
    } catch {
      // There is nowhere to report it.
    }
  };
  return {
    debug: () => undefined,
    info: (message) => write('info', message),
    warn: (message) => write('warning', message),
    error: (message) => write('error', message),
  };
}
