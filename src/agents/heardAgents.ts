import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../common/errors';
import type { MessageOwner } from './agentSpeaker';

/** An agent's session is forgotten after this time, ms. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** An agent's session and when it last had something to say. */
export interface HeardOwner extends MessageOwner {
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * The agents that had something to say lately, of all programs of this user. Each session has a file of its own, so that
 * programs which write at once do not lose each other's.
 */
export class HeardAgents {
  readonly #folder: string;

  /** @param folder the private folder in which all programs of this user meet */
  constructor(folder: string) {
    this.#folder = join(folder, 'heard');
  }

  async note({ agent, session }: MessageOwner): Promise<void> {
    const text = JSON.stringify({ agent, session });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#folder, `${createHash('sha256').update(text).digest('hex')}.json`), text);
  }

  /** The sessions, the latest first. Removes the files of those that are forgotten. */
  async list(now = Date.now()): Promise<HeardOwner[]> {
    const names = await readdir(this.#folder).catch(noneIfMissing);
    const found = await Promise.all(names.map((name) => this.#read(join(this.#folder, name), now)));
    return found.filter((owner) => owner !== undefined).sort((a, b) => b.at - a.at);
  }

  async #read(path: string, now: number): Promise<HeardOwner | undefined> {
    try {
      const { mtimeMs: at } = await stat(path);
      if (now - at <= REMEMBERED_MS) return { ...ownerIn(await readFile(path, 'utf8')), at };
    } catch (error) {
      // Another program has removed it, or is writing it.
      if (systemCodeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
      throw error;
    }
    await rm(path, { force: true });
    return undefined;
  }
}

/** @throws SyntaxError when the text is not complete */
function ownerIn(text: string): MessageOwner {
  const { agent, session } = JSON.parse(text) as Partial<Record<string, unknown>>;
  if (typeof agent !== 'string') throw new SyntaxError('An agent is missing.');
  return { agent, ...(typeof session === 'string' && { session }) };
}

function noneIfMissing(error: unknown): string[] {
  if (systemCodeOf(error) === 'ENOENT') return [];
  throw error;
}
