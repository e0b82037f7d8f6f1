import * as vscode from 'vscode';
import { nothingToRead } from '../common/errors';
import { config } from '../config';
import { detectLanguage, isSameLanguage } from '../language/detectLanguage';
import type { LanguageCode } from '../language/language';
import { bestVoice } from '../language/voices';
import type { Reader } from '../reading/reader';
import { languageOfVoice, type VoicePlaces } from '../speech/voiceSource';
import type { CurrentEditor } from '../ui/currentEditor';
import { languageName } from '../ui/voiceTexts';
import type { DocumentText } from './documentText';

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

/** Reads text of the current editor aloud. Its Reader plays any text and knows no editors. */
export class EditorReader {
  readonly #editor: CurrentEditor;
  readonly #reader: Reader;
  readonly #voices: () => VoicePlaces;
  readonly #onError: (error: unknown) => void;

  constructor(editor: CurrentEditor, reader: Reader, voices: () => VoicePlaces, onError: (error: unknown) => void) {
    this.#voices = voices;
    this.#editor = editor;
    this.#reader = reader;
    this.#onError = onError;
  }

  /** The editor that commands act on. @throws KokoroError `nothing-to-read` */
  editor(): vscode.TextEditor {
    const editor = this.#editor.get();
    if (!editor) throw nothingToRead();
    return editor;
  }

  /** Reads a text from an offset in it, and offers another voice if it needs one. @throws KokoroError `nothing-to-read` */
  read(text: DocumentText, from = 0): void {
    if (text.text.slice(from).trim() === '') throw nothingToRead();
    this.#read(text, from);
    this.#offerVoice(text, from).catch(this.#onError);
  }

  #read({ document, offset, ...text }: DocumentText, from: number): void {
    const whole = offset === 0 && text.text.length === document.getText().length;
    this.#reader.read({ ...text, source: { uri: document.uri.toString(), offset, whole } }, from);
  }

  async #offerVoice(text: DocumentText, from: number): Promise<void> {
    if (!config.offersVoice || config.mixedLanguages) return;
    const code = detectLanguage(text.text);
    if (!PROSE.has(text.document.languageId) && !IN_OWN_SCRIPT.has(code)) return;
    const chosen = languageOfVoice(config.voice, this.#voices());
    if (code === undefined || chosen === undefined || isSameLanguage(code, chosen)) return;
    const voice = bestVoice(code);
    const use = vscode.l10n.t('Read with {0}', voice.displayName);
    const never = vscode.l10n.t('Never Offer');
    const question = vscode.l10n.t(
      'Kokoro: this text seems to be in {0}, but your voice speaks {1}.',
      languageName(code),
      languageName(chosen),
    );
    const choice = await vscode.window.showInformationMessage(question, use, never);
    if (choice === use) this.#read({ ...text, voice: voice.name }, from);
    if (choice === never) await config.set('language', 'voice');
  }
}
