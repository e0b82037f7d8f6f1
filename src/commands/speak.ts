import type { Command } from './command';
import { selectedText, wholeText } from './documentText';
import type { EditorReader } from './editorReader';
import { previewedDocument } from './previewedDocument';

/** Reads the selection or the current line. */
export class SpeakSelection implements Command {
  readonly id = 'kokoro.speakSelection';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  execute(): void {
    this.#editorReader.read(selectedText(this.#editorReader.editor()));
  }
}

/** Reads the whole document, or the one that the active Markdown preview shows. */
export class ReadDocument implements Command {
  readonly id = 'kokoro.readDocument';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  async execute(): Promise<void> {
    const previewed = await previewedDocument();
    this.#editorReader.read(wholeText(previewed ?? this.#editorReader.editor().document));
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
