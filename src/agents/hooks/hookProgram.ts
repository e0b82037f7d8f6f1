import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Logger } from '../../common/log';
import { messageOf } from '../../common/errors';

/** Bytes of a payload; an agent's reply is shorter. */
const MAX_PAYLOAD = 10_000_000;
/** An agent that does not end its payload within this time is not waited for, ms. */
const PAYLOAD_MS = 5_000;
/** Marks the process that speaks while the hook has long ended. */
export const DETACHED = 'KOKORO_HOOK_DETACHED';

/**
 * Runs a hook: hands what the agent passes on standard input to a process of its own, which `speak` runs in. Prints
 * nothing and never fails, so that nothing here can hold up or mislead the agent; errors go to the log.
 */
export async function runHook(speak: (payload: string) => Promise<void>, log: Logger): Promise<void> {
  try {
    const payload = await readPayloadText();
    if (process.env[DETACHED] === undefined) await handOver(payload);
    else await speak(payload);
  } catch (error) {
    log.error(messageOf(error));
  }
}

/** @throws Error when it is too long or does not end */
async function readPayloadText(): Promise<string> {
  const patience = setTimeout(() => {
    process.stdin.destroy(new Error('The agent did not end what it passed to the hook.'));
  }, PAYLOAD_MS);
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of process.stdin as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > MAX_PAYLOAD) throw new Error(`The agent passed more than ${MAX_PAYLOAD} bytes to the hook.`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString();
  } finally {
    clearTimeout(patience);
  }
}

/** Starts this program again with the same arguments, and leaves it alone once it has got the payload. */
async function handOver(payload: string): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    detached: true,
    env: { ...process.env, [DETACHED]: '1' },
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  await once(child, 'spawn');
  await new Promise<void>((resolve, reject) => {
    child.stdin.on('error', reject);
    child.stdin.end(payload, resolve);
  });
  child.unref();
}
