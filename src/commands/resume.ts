import * as vscode from 'vscode';
import { KokoroError } from '../common/errors';
import type { PlaceStore } from '../reading/placeStore';
import type { InterruptedMessage } from '../reading/interruptedMessage';
import type { Reader } from '../reading/reader';
import type { CurrentEditor } from '../ui/currentEditor';
import type { Command } from './command';
import { MESSAGE } from '../ui/keepPlaces';
import { wholeText } from './documentText';
import type { EditorReader } from './editorReader';

/** Goes on reading where the reading of a document ended, also after a restart, or where an agent was interrupted. */
export class Resume implements Command {
  readonly id = 'kokoro.resume';
  readonly #reader: Reader;
  readonly #editorReader: EditorReader;
  readonly #editor: CurrentEditor;
  readonly #places: PlaceStore;
  readonly #message: InterruptedMessage;

  constructor(
    reader: Reader,
    editorReader: EditorReader,
    editor: CurrentEditor,
    places: PlaceStore,
    message: InterruptedMessage,
  ) {
    this.#reader = reader;
    this.#editorReader = editorReader;
    this.#editor = editor;
    this.#places = places;
    this.#message = message;
  }

  /**
   * @param uri the document, or `MESSAGE`; by default a paused reading, the message of an agent if that was left last,
   *   the current document, or the one that was read last
   * @throws KokoroError `nothing-to-read`
   */
  async execute(uri?: unknown): Promise<void> {
    if (uri === undefined && this.#reader.state === 'paused') {
      this.#reader.pauseOrResume();
      return;
    }
    if (uri === MESSAGE || (uri === undefined && this.#message.isLast)) {
      this.#message.resume();
      return;
    }
    const current = this.#editor.get()?.document.uri.toString();
    const known = (name: string | undefined): boolean => this.#places.all.some((place) => place.uri === name);
    const chosen = typeof uri === 'string' ? uri : known(current) ? current : this.#places.all[0]?.uri;
    if (chosen === undefined) throw new KokoroError('nothing-to-read', NOTHING_TO_RESUME);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(chosen, true));
    await vscode.window.showTextDocument(document, { preserveFocus: true });
    const text = wholeText(document);
    this.#editorReader.read(text, this.#places.find(chosen, text.text) ?? 0);
  }
}

const NOTHING_TO_RESUME = vscode.l10n.t(
  'There is no unfinished reading. Run Kokoro: Read Document Aloud to start one.',
);
