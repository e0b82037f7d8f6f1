import type { Reader } from '../reading/reader';
import { bookText, chosenBook } from './book';
import type { Command } from './command';
import { selectedText, wholeText } from './documentText';
import type { EditorReader } from './editorReader';
import { previewedDocument } from './previewedDocument';
import { selectedCell } from './selectedCell';

/** Reads the selection or the current line. */
export class SpeakSelection implements Command {
  readonly id = 'kokoro.speakSelection';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  execute(): void {
    const cell = selectedCell();
    this.#editorReader.read(cell ? wholeText(cell) : selectedText(this.#editorReader.editor()));
  }
}

/** Reads the whole document, the one that the active Markdown preview shows, or a book. */
export class ReadDocument implements Command {
  readonly id = 'kokoro.readDocument';
  readonly #editorReader: EditorReader;
  readonly #reader: Reader;

  constructor(editorReader: EditorReader, reader: Reader) {
    this.#editorReader = editorReader;
    this.#reader = reader;
  }

  /** @param clicked what was clicked in the explorer */
  async execute(clicked?: unknown): Promise<void> {
    const book = chosenBook(clicked);
    if (book) {
      this.#reader.read(await bookText(book));
      return;
    }
    const previewed = await previewedDocument();
    this.#editorReader.read(wholeText(previewed ?? selectedCell() ?? this.#editorReader.editor().document));
  }
}

/** Reads the document from the word at the cursor. */
export class ReadFromHere implements Command {
  readonly id = 'kokoro.readFromHere';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  execute(): void {
    const { document, selection } = this.#editorReader.editor();
    const cursor = document.validatePosition(selection.start);
    const start = document.getWordRangeAtPosition(cursor)?.start ?? cursor;
    this.#editorReader.read(wholeText(document), document.offsetAt(start));
  }
}
