import { serveParent } from '../common/process/child';
import { configureWasm } from '../common/runtime';
import { outlineOf } from './blocks';
import { explainAt } from './explain';
import { AudioCache } from './audioCache';
import { DiskCache } from './diskCache';
import { Engine } from './engine';
import { languages } from './languages';
import { physicalCores } from './model/threads';
import type { EngineCalls } from './protocol';
import { scriptFrom } from './script';

// The entry of the engine process.
const { KOKORO_THREADS, KOKORO_AUDIO_MEMORY, KOKORO_AUDIO_DISK, KOKORO_AUDIO_FOLDER } = process.env;
const diskBytes = Number(KOKORO_AUDIO_DISK) || 0;
const disk =
  diskBytes > 0 && KOKORO_AUDIO_FOLDER
    ? new DiskCache(KOKORO_AUDIO_FOLDER, diskBytes, (message) => console.warn(message))
    : undefined;
const cache = new AudioCache(Number(KOKORO_AUDIO_MEMORY) || 0, disk);
const threads = Number(KOKORO_THREADS) || physicalCores();
configureWasm({ numThreads: threads });
const engine = new Engine(threads, cache);

serveParent<EngineCalls>({
  open: async ({ request, files }, signal) => {
    const stream = await engine.open(request, files);
    if (signal.aborted) await engine.close(stream); // the caller has gone
    return { stream };
  },
  next: ({ stream }) => engine.next(stream),
  close: async ({ stream }) => {
    await engine.close(stream);
    return null;
  },
  outline: async ({ language, ...request }) => outlineOf(request, await languages.load(language)),
  script: (request) => scriptFrom(request, (code) => languages.load(code)),
  explain: async (request) => explainAt(request, await languages.load(request.language)),
  info: () => engine.info(),
});
