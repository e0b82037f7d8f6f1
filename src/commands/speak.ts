import * as vscode from 'vscode';
import { nothingToRead } from '../common/errors';
import { config } from '../config';
import { detectLanguage } from '../language/detectLanguage';
import type { LanguageCode } from '../language/language';
import { bestVoice, VOICES } from '../language/voices';
import type { Reader } from '../reading/reader';
import type { CurrentEditor } from '../ui/currentEditor';
import type { SpokenHighlight } from '../ui/highlight';
import type { Command } from './command';
import { type DocumentText, selectedText, wholeText } from './documentText';

/** Reads text of the current editor aloud and highlights it there. Its Reader plays any text and knows no editors. */
export class EditorReader {
  readonly #editor: CurrentEditor;
  readonly #reader: Reader;
  readonly #highlight: SpokenHighlight;
  readonly #onError: (error: unknown) => void;

  constructor(editor: CurrentEditor, reader: Reader, highlight: SpokenHighlight, onError: (error: unknown) => void) {
    this.#editor = editor;
    this.#reader = reader;
    this.#highlight = highlight;
    this.#onError = onError;
  }

  /** Reads the text that `choose` returns. @throws KokoroError `nothing-to-read` */
  fromEditor(choose: (editor: vscode.TextEditor) => DocumentText): void {
    const editor = this.#editor.get();
    if (!editor) throw nothingToRead();
    const text = choose(editor);
    if (text.text.trim() === '') throw nothingToRead();
    this.#read(text);
    this.#offerVoice(text).catch(this.#onError);
  }

  #read(text: DocumentText): void {
    this.#reader.read(text);
    this.#highlight.follow(text, text.document, text.offset);
  }

  /** Offers another voice if the text is not in the language of the chosen one. */
  async #offerVoice(text: DocumentText): Promise<void> {
    if (!config.offersVoice) return;
    const code = detectLanguage(text.text);
    if (!PROSE.has(text.document.languageId) && !IN_OWN_SCRIPT.has(code)) return;
    const chosen = VOICES.find(({ name }) => name === config.voice);
    if (code === undefined || chosen === undefined || code.slice(0, 2) === chosen.code.slice(0, 2)) return;
    const voice = bestVoice(code);
    const use = `Read with ${voice.displayName}`;
    const never = 'Never Offer';
    const question = `Kokoro: this text seems to be in ${voice.language}, but your voice speaks ${chosen.language}.`;
    const choice = await vscode.window.showInformationMessage(question, use, never);
    if (choice === use) this.#read({ ...text, voice: voice.name });
    if (choice === never) await config.set('language', 'voice');
  }
}

/** Languages detected by their script, which source code is never mistaken for. */
const IN_OWN_SCRIPT: ReadonlySet<LanguageCode | undefined> = new Set(['hi', 'ja', 'zh'] as const);

/** VS Code language ids of prose. */
const PROSE = new Set([
  'markdown',
  'plaintext',
  'latex',
  'restructuredtext',
  'asciidoc',
  'mdx',
  'quarto',
  'rmd',
  'git-commit',
]);

/** Reads the selection or the current line. */
export class SpeakSelection implements Command {
  readonly id = 'kokoro.speakSelection';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  execute(): void {
    this.#editorReader.fromEditor(selectedText);
  }
}

/** Reads the whole document. */
export class ReadDocument implements Command {
  readonly id = 'kokoro.readDocument';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  execute(): void {
    this.#editorReader.fromEditor(({ document }) => wholeText(document));
  }
}
