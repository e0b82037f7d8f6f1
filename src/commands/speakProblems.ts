import * as vscode from 'vscode';
import { KokoroError } from '../common/errors';
import { config } from '../config';
import type { LevelNames } from '../document/phrases';
import { problemsText } from '../document/problems';
import { LANGUAGES } from '../language/languages';
import type { Reader } from '../reading/reader';
import { languageOfVoice, type VoicePlaces } from '../speech/voiceSource';
import type { Command } from './command';
import type { EditorReader } from './editorReader';

const LEVELS: Readonly<Record<vscode.DiagnosticSeverity, keyof LevelNames>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'info',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** Speaks the problems in the document, those nearest to the cursor first. */
export class SpeakDiagnostics implements Command {
  readonly id = 'kokoro.speakDiagnostics';
  readonly #editorReader: EditorReader;
  readonly #reader: Reader;
  readonly #voices: () => VoicePlaces;

  constructor(editorReader: EditorReader, reader: Reader, voices: () => VoicePlaces) {
    this.#voices = voices;
    this.#editorReader = editorReader;
    this.#reader = reader;
  }

  execute(): void {
    const { document, selection } = this.#editorReader.editor();
    const problems = vscode.languages
      .getDiagnostics(document.uri)
      .map(({ severity, range, message, source, code }) => ({
        ...{ level: LEVELS[severity], line: range.start.line + 1, message, source },
        code: code === undefined ? undefined : String(typeof code === 'object' ? code.value : code),
      }));
    if (problems.length === 0)
      throw new KokoroError('nothing-to-read', vscode.l10n.t('VS Code shows no problems in this document.'));
    const language = config.language ?? languageOfVoice(config.voice, this.#voices()) ?? 'en-us';
    const text = problemsText(problems, selection.active.line + 1, LANGUAGES[language].phrases);
    this.#reader.read({ text, format: 'plain', title: vscode.l10n.t('Problems') });
  }
}
