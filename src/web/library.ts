import { silentLogger } from '../common/log';
import { EngineClient } from '../engine/client';
import { ExporterClient } from '../exporter/client';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { SpeechModel } from '../library/kokoroTts';
import type { LoadOptions } from '../library/loadOptions';
import { loaded } from '../library/platform';
import { Speech } from '../speech/speech';
import { BrowserAssets } from './assets';
import { setPackageAddress } from './libraryFiles';
import { BrowserOptimizedModel } from './optimizedModel';

export type * from '../library/kokoroTts';
export type * from '../library/loadOptions';
export { RawAudio, type Word } from '../library/rawAudio';
export { split, TextSplitterStream, type TextSplitterOptions } from '../library/textSplitter';

/** Where the package's files are, if a bundler moved this module away from them. */
export const env = {
  /** @param address of the package's folder */
  set packageAddress(address: string | URL) {
    setPackageAddress(new URL(address, location.href));
  },
};

/** Speaks with Kokoro in a browser, in a worker. The calls are those of kokoro-js. */
export class KokoroTTS extends SpeechModel {
  /**
   * Fetches the model, unless it is in the browser's storage.
   * @param _model accepted for compatibility; the published model speaks
   * @throws Error whose `code` says what is wrong, such as `asset-unavailable`
   */
  static async from_pretrained(_model = '', options: LoadOptions = {}): Promise<KokoroTTS> {
    const { threads = 0, source = '', optimize = true } = options;
    const assets = new BrowserAssets(() => source, silentLogger);
    const engine = new EngineClient(() => ({ entry: 'dist/web/engine.js', threads, idleMinutes: 0 }), silentLogger);
    const exporter = new ExporterClient('dist/web/exporter.js', silentLogger);
    const optimizedModel = new BrowserOptimizedModel(exporter, () => optimize, silentLogger);
    const speech = new Speech(() => assets, engine, silentLogger, { optimizedModel });
    await loaded(speech, DEFAULT_VOICE, options);
    const dispose = (): Promise<void> => {
      engine.dispose();
      optimizedModel.dispose();
      return Promise.resolve();
    };
    return new KokoroTTS({ speech, write: download, dispose });
  }
}

/** Offers a file as a download, on a page. */
function download(name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const page = (globalThis as { document?: Page }).document;
  if (!page) return Promise.reject(new Error('Only a page can save files. Use toBlob() in a worker.'));
  const href = URL.createObjectURL(new Blob([content], { type: 'audio/wav' }));
  Object.assign(page.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
  return Promise.resolve();
}

/** What is used of a page's document; this program may also run in a worker, which has none. */
interface Page {
  createElement(name: 'a'): { click(): void };
}
