import { readFileSync } from 'node:fs';

/**
 * Peak memory of this process, in bytes. Linux's `maxRSS` is not used, as it starts at the parent's size when it
 * forked this process (getrusage(2)).
 */
export function peakBytes(): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(processStatus())?.[1];
  return (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes)) * 1024;
}

/** The text of /proc/self/status; empty where it does not exist. */
function processStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
