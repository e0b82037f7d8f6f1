import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import * as vscode from 'vscode';
import { nothingToRead } from '../common/errors';
import { config } from '../config';
import { describeProgress } from '../reading/progress';
import { requestFor } from '../reading/readingText';
import { speakToWav } from '../speech/sinks/speakToWav';
import type { Speech } from '../speech/speech';
import type { CurrentEditor } from '../ui/currentEditor';
import type { Pronunciations } from '../ui/pronunciations';
import type { Command } from './command';
import { type DocumentText, selectedText, wholeText } from './documentText';

/** Saves speech of the selection, or of the whole document, as a WAV file. */
export class SaveWav implements Command {
  readonly id = 'kokoro.saveWav';
  readonly #editor: CurrentEditor;
  readonly #speech: Speech;
  readonly #pronunciations: Pronunciations;
  readonly #workFolder: string;

  /** @param workFolder where the file is written: beside its target, the explorer would show it */
  constructor(editor: CurrentEditor, speech: Speech, pronunciations: Pronunciations, workFolder: string) {
    this.#editor = editor;
    this.#speech = speech;
    this.#pronunciations = pronunciations;
    this.#workFolder = workFolder;
  }

  async execute(): Promise<void> {
    const editor = this.#editor.get();
    if (!editor) throw nothingToRead();
    const readable = editor.selection.isEmpty ? wholeText(editor.document) : selectedText(editor);
    if (readable.text.trim() === '') throw nothingToRead();
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Speech as WAV'),
      defaultUri: defaultTarget(readable.document),
      filters: { [vscode.l10n.t('WAV audio')]: ['wav'] },
    });
    if (!target) return;
    const saved = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Saving speech of {0}', readable.title),
        cancellable: true,
      },
      (progress, token) => this.#save(readable, target, progress, token),
    );
    if (!saved) return;
    const actions = target.scheme === 'file' ? [REVEAL] : [];
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t('Kokoro: saved {0}.', target.path),
      ...actions,
    );
    if (choice === REVEAL) await vscode.commands.executeCommand('revealFileInOS', target);
  }

  /** @returns false if cancelled; then no file is left behind */
  async #save(
    readable: DocumentText,
    target: vscode.Uri,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const path = target.scheme === 'file' ? target.fsPath : join(tmpdir(), `kokoro-${Date.now()}.wav`);
    const pronunciations = this.#pronunciations.for(readable.document.uri.toString());
    const request = requestFor({ ...readable, pronunciations }, config.reading);
    let spoken = 0;
    try {
      await speakToWav(this.#speech, request, path, {
        signal: abort.signal,
        workFolder: this.#workFolder,
        onProgress: (assets) => progress.report({ message: describeProgress(assets) }),
        onChunk: ({ source }) => {
          const share = (100 * source.end) / request.text.length;
          progress.report({ message: `${Math.floor(share)} %`, increment: share - spoken });
          spoken = share;
        },
      });
    } catch (error) {
      if (abort.signal.aborted) return false;
      throw error;
    }
    if (target.scheme !== 'file') await moveTo(target, path);
    return true;
  }
}

const REVEAL = vscode.l10n.t('Reveal');

/** Proposes the document's folder and name, or the workspace folder if the document is not a file. */
function defaultTarget({ uri }: vscode.TextDocument): vscode.Uri {
  const isFile = uri.scheme === 'file' || uri.scheme === 'vscode-remote';
  const folder = isFile ? vscode.Uri.joinPath(uri, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file(tmpdir()), `${parse(uri.path).name}.wav`);
}

/** Moves a local file to a target that only VS Code's file system API can write to. */
async function moveTo(target: vscode.Uri, path: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, await readFile(path));
  } finally {
    await rm(path, { force: true });
  }
}
