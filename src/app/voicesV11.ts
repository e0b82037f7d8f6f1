import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Hub } from '../assets/hub';
import type { EnsureOptions } from '../assets/store';
import { KokoroError } from '../common/errors';
import { readVoices } from '../exporter/checkpoint/voices';
import { V11_REPOSITORY } from '../kokoro/voicesV11';
import { writeVoice } from './ownVoices';

/** The folder of the voices of Kokoro v1.1-zh, in the cache folder. */
export const V11_FOLDER = 'voices-v1.1-zh';

/**
 * Fetches a voice of Kokoro v1.1-zh from the Hub, verified by the hash that the Hub lists, and keeps it as a pack.
 * @returns the path of the pack
 * @throws KokoroError as `Hub.fetchVoice`, `voice-pack-invalid`, `output-not-writable`
 */
export async function ensureV11Voice(name: string, cache: string, hub: Hub, options: EnsureOptions): Promise<string> {
  const path = join(cache, V11_FOLDER, `${name}.bin`);
  if (existsSync(path)) return path;
  const fetched = await hub.fetchVoice(V11_REPOSITORY, name, options);
  const [voice] = await readVoices(fetched);
  if (!voice) throw new KokoroError('voice-pack-invalid', `${fetched} contains no voice. Delete it to fetch it again.`);
  await writeVoice(voice, path);
  return path;
}
