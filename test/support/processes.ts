import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from '../e2e/support/processes';

/** Waits until a process has ended, whether or not anybody has asked for its exit code. */
export async function untilGone(pid: number): Promise<void> {
  while (listProcesses().some((each) => each.pid === pid)) await delay(50);
}
