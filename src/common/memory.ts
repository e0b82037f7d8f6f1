import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held, in bytes. On Linux not by `maxRSS`, which begins with what the parent had held when it started
 * the process (getrusage(2)).
 */
export function peakBytes(): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(processStatus())?.[1];
  return (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes)) * 1024;
}

/** The text of /proc/self/status; empty where there is none. */
function processStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
