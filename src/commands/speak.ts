import * as vscode from 'vscode';
import { nothingToRead } from '../common/errors';
import type { Reader } from '../reading/reader';
import type { SpokenHighlight } from '../ui/highlight';
import type { Command } from './command';
import { selectionOf, wholeOf, type Readable } from './readableText';

/** What both commands do with their text: read it aloud and mark it where it stands. */
export class ReadAloud {
  readonly #reader: Reader;
  readonly #highlight: SpokenHighlight;

  constructor(reader: Reader, highlight: SpokenHighlight) {
    this.#reader = reader;
    this.#highlight = highlight;
  }

  /** Reads what `choose` takes from the active editor. @throws KokoroError `nothing-to-read` */
  fromEditor(choose: (editor: vscode.TextEditor) => Readable): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw nothingToRead();
    const readable = choose(editor);
    if (readable.text.trim() === '') throw nothingToRead();
    this.#reader.read(readable);
    this.#highlight.follow(readable, readable.document, readable.offset);
  }
}

/** Reads the selection, or the current line, of the active editor. */
export class SpeakSelection implements Command {
  readonly id = 'kokoro.speakSelection';
  readonly #aloud: ReadAloud;

  constructor(aloud: ReadAloud) {
    this.#aloud = aloud;
  }

  execute(): void {
    this.#aloud.fromEditor(selectionOf);
  }
}

/** Reads the document of the active editor from its beginning. */
export class ReadDocument implements Command {
  readonly id = 'kokoro.readDocument';
  readonly #aloud: ReadAloud;

  constructor(aloud: ReadAloud) {
    this.#aloud = aloud;
  }

  execute(): void {
    this.#aloud.fromEditor(({ document }) => wholeOf(document));
  }
}
