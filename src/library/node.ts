import { writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../app/app';
import { cacheFolder } from '../assets/cacheFolder';
import { silentLogger } from '../common/log';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { SpeechModel } from './kokoroTts';
import type { LoadOptions } from './loadOptions';
import { loaded } from './platform';

export type * from './kokoroTts';
export type * from './loadOptions';
export { RawAudio, type Word } from './rawAudio';
export { split, TextSplitterStream, type TextSplitterOptions } from './textSplitter';

/** Speaks with Kokoro on this machine. The calls are those of kokoro-js. */
export class KokoroTTS extends SpeechModel {
  /**
   * Fetches the model, unless it is there.
   * @param model an absolute path of your own ONNX model; any other name stands for the published model
   * @throws Error whose `code` says what is wrong, such as `asset-unavailable`
   */
  static async from_pretrained(model = '', options: LoadOptions = {}): Promise<KokoroTTS> {
    const { threads = 0, source, cache, optimize = true } = options;
    const app = createApp({
      programs: join(dirname(fileURLToPath(import.meta.url)), '..'),
      cache: cache ?? cacheFolder(),
      source: () => source ?? process.env['KOKORO_ASSETS'] ?? '',
      threads: () => threads,
      idleMinutes: () => 0,
      ownModel: () => (isAbsolute(model) ? model : ''),
      optimizedModel: () => (optimize ? 'make' : 'use'),
      stopsWithProgram: true,
      logger: silentLogger,
    });
    await loaded(app.speech, DEFAULT_VOICE, options);
    const close = (): Promise<void> => app.close();
    return new KokoroTTS({ speech: app.speech, write: (path, content) => writeFile(path, content), dispose: close });
  }
}
