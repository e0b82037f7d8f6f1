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
import { type Readable, selectionOf, wholeOf } from './readableText';

/** What both commands do with their text: read it aloud and mark it where it stands. */
export class ReadAloud {
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

  /** Reads what `choose` takes from the current editor. @throws KokoroError `nothing-to-read` */
  fromEditor(choose: (editor: vscode.TextEditor) => Readable): void {
    const editor = this.#editor.get();
    if (!editor) throw nothingToRead();
    const readable = choose(editor);
    if (readable.text.trim() === '') throw nothingToRead();
    this.#read(readable);
    this.#offerVoice(readable).catch(this.#onError);
  }

  #read(readable: Readable): void {
    this.#reader.read(readable);
    this.#highlight.follow(readable, readable.document, readable.offset);
  }

  /** Offers a voice of the document's language when the chosen one speaks another. */
  async #offerVoice(readable: Readable): Promise<void> {
    if (!config.offersVoice) return;
    const code = detectLanguage(readable.text);
    if (!PROSE.has(readable.document.languageId) && !IN_OWN_SCRIPT.has(code)) return;
    const chosen = VOICES.find(({ name }) => name === config.voice);
    if (code === undefined || chosen === undefined || code.slice(0, 2) === chosen.code.slice(0, 2)) return;
    const voice = bestVoice(code);
    const use = `Read with ${voice.displayName}`;
    const never = 'Never Offer';
    const question = `Kokoro: this text seems to be ${voice.language}; the voice speaks ${chosen.language}.`;
    const choice = await vscode.window.showInformationMessage(question, use, never);
    if (choice === use) this.#read({ ...readable, voice: voice.name });
    if (choice === never) await config.set('language', 'voice');
  }
}

/** Languages told by their script, which no code is mistaken for. */
const IN_OWN_SCRIPT: ReadonlySet<LanguageCode | undefined> = new Set(['hi', 'ja', 'zh'] as const);

/** Languages of VS Code whose documents are prose. */
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

/** Reads the selection, or the current line, of the current editor. */
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

/** Reads the document of the current editor from its beginning. */
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
