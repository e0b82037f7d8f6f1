import { serveParent } from '../common/process/child';
import { outlineOf } from './blocks';
import { Engine } from './engine';
import { languages } from './languages';
import { physicalCores } from './model/threads';
import type { EngineCalls } from './protocol';

// The entry of the engine process.
const engine = new Engine(Number(process.env['KOKORO_THREADS']) || physicalCores());

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
  info: () => engine.info(),
});
