import type { Disposable } from '../common/disposable';
import type { Logger } from '../common/log';
import type { Speech, SpeechRequest } from '../speech/speech';
import type { PlayerPort } from '../webview/protocol';
import type { DocumentMap } from './documentMap';
import type { TextEdits } from './edits';
import { OutlineLoader } from './outlineLoader';
import type { ReadingText } from './readingText';

/** The document that the player shows: the one being read, or read last. */
export class ShownDocument implements Disposable {
  readonly #player: Pick<PlayerPort, 'post'>;
  readonly #request: (text: ReadingText) => SpeechRequest;
  readonly #outline: OutlineLoader;
  #text: ReadingText | undefined;

  /**
   * @param request the request that speaks a text with the current settings
   * @param onOutline called when the document's outline is there, or has changed
   */
  constructor(
    speech: Pick<Speech, 'outline'>,
    player: Pick<PlayerPort, 'post'>,
    request: (text: ReadingText) => SpeechRequest,
    log: Logger,
    onOutline: () => void,
  ) {
    this.#player = player;
    this.#request = request;
    this.#outline = new OutlineLoader(speech, log, () => {
      this.post();
      onOutline();
    });
  }

  get text(): ReadingText | undefined {
    return this.#text;
  }

  /** Where its sentences, paragraphs and headings are; undefined until the outline is there. */
  get map(): DocumentMap | undefined {
    return this.#outline.map;
  }

  /** Settles when the outline is there, or cannot be had. */
  get loading(): Promise<void> {
    return this.#outline.loading;
  }

  /** Shows a text. @returns what loads its outline, to be called when its speech was asked for */
  show(text: ReadingText): () => void {
    const isShown = this.#text !== undefined && isSameText(this.#text, text) && this.#outline.outline;
    this.#text = text;
    if (isShown) return () => this.refresh();
    // Words must not be marked in the document shown before.
    this.#player.post({ type: 'document', title: text.title, length: text.text.length, blocks: [] });
    return () => this.#outline.load(this.#request(text));
  }

  edit(edits: TextEdits, edited: ReadingText): void {
    this.#text = edited;
    this.#outline.edit(edits, () => this.#request(edited));
  }

  /** Loads the outline again if the settings have changed how the document is read. */
  refresh(): void {
    if (this.#text) this.#outline.refresh(this.#request(this.#text));
  }

  /** Shows it again in a player that has lost it, or showed something else meanwhile. */
  post(): void {
    const { outline } = this.#outline;
    if (!outline || !this.#text) return;
    const { title, text } = this.#text;
    this.#player.post({ type: 'document', title, length: text.length, blocks: outline });
  }

  dispose(): void {
    this.#outline.clear();
  }
}

/** Whether two texts are the same part of the same document. */
export function isSameText(a: ReadingText, b: ReadingText): boolean {
  return a.text === b.text && a.format === b.format && a.source?.uri === b.source?.uri;
}
