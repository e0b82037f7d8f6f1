import { isAbort, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { Outline } from '../document/outline';
import type { Speech, SpeechRequest } from '../speech/speech';
import { DocumentMap } from './documentMap';
import { moveRange, type TextEdits } from './edits';

/** The outline is loaded again this long after the last edit, in ms. */
const RELOAD_DELAY_MS = 300;

/** Keeps the outline of the document that is read. */
export class OutlineLoader {
  readonly #speech: Pick<Speech, 'outline'>;
  readonly #log: Logger;
  readonly #onLoaded: (outline: Outline) => void;
  #abort = new AbortController();
  #request: SpeechRequest | undefined;
  #outline: Outline | undefined;
  #map: DocumentMap | undefined;
  #loading: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param onLoaded called with every outline, which replaces the one before */
  constructor(speech: Pick<Speech, 'outline'>, log: Logger, onLoaded: (outline: Outline) => void) {
    this.#speech = speech;
    this.#log = log;
    this.#onLoaded = onLoaded;
  }

  /** The outline as far as it is known. After an edit its ranges are right, though its text may be outdated. */
  get outline(): Outline | undefined {
    return this.#outline;
  }

  get map(): DocumentMap | undefined {
    return (this.#map ??= this.#outline && new DocumentMap(this.#outline));
  }

  /** Settles when the outline asked for last is there, or cannot be had. */
  get loading(): Promise<void> {
    return this.#loading;
  }

  /** Loads the outline of another document. */
  load(request: SpeechRequest): void {
    this.clear();
    this.#start(request);
  }

  /** Loads it again if the document is read in another way now. */
  refresh(request: SpeechRequest): void {
    const { voice, language, codeBlocks } = this.#request ?? request;
    if (voice === request.voice && language === request.language && codeBlocks === request.codeBlocks) return;
    this.#abort.abort();
    this.#start(request);
  }

  /** The document was edited. Its new outline follows when there are no more edits for a moment. */
  edit(edits: TextEdits, request: () => SpeechRequest): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(request()), RELOAD_DELAY_MS);
    this.#map = undefined;
    this.#outline = this.#outline?.map((block) => ({
      ...block,
      runs: block.runs.map((run) => ({ ...run, source: moveRange(run.source, edits) })),
      sentences: block.sentences.map((sentence) => moveRange(sentence, edits)),
    }));
  }

  clear(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#outline = this.#map = undefined;
  }

  #start(request: SpeechRequest): void {
    this.#request = request;
    this.#abort = new AbortController();
    this.#loading = this.#load(request, this.#abort.signal);
  }

  async #load(request: SpeechRequest, signal: AbortSignal): Promise<void> {
    try {
      const outline = await this.#speech.outline(request, signal);
      if (signal.aborted) return;
      this.#outline = outline;
      this.#map = undefined;
      this.#onLoaded(outline);
    } catch (error) {
      // Speech goes on without it, and reports what is wrong with the engine or the voice.
      if (!isAbort(error)) this.#log.warn(`The document's outline is missing: ${messageOf(error)}`);
    }
  }
}
