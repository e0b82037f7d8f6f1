import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../app/app';
import { type AudioText, findDocuments, readDocuments, withoutEnding } from '../app/audioExport/documents';
import { exportAudio, type FileResult } from '../app/audioExport/exportAudio';
import { isAbort, messageOf, nothingToRead } from '../common/errors';
import { config } from '../config';
import { describeProgress } from '../reading/progress';
import { EXPORT_FORMATS, type ExportFormat } from '../speech/sinks/audioFormats';
import type { CurrentEditor } from '../ui/currentEditor';
import type { Pronunciations } from '../ui/pronunciations';
import type { Command } from './command';
import { selectedText, wholeText } from './documentText';
import { pathOf } from './exportNotifications';

/** What is exported: texts, and a name for the file or folder. */
interface Source {
  texts: AudioText[];
  /** Files that could not be read. */
  unreadable: FileResult[];
  title: string;
  /** Path that is proposed for the audio, without an ending. */
  proposed: string;
  /** Whether each text may become a file of its own. */
  isFolder: boolean;
}

/** Where the audio goes: one file, or a folder with a file for each text. */
interface Target {
  folder: string;
  book: string | undefined;
}

/** Writes speech of the selection, the document, or what is selected in the explorer as audio files. */
export class ExportAudio implements Command {
  readonly id = 'kokoro.exportAudio';
  readonly #app: App;
  readonly #editor: CurrentEditor;
  readonly #pronunciations: Pronunciations;
  readonly #log: vscode.LogOutputChannel;

  constructor(app: App, editor: CurrentEditor, pronunciations: Pronunciations, log: vscode.LogOutputChannel) {
    this.#app = app;
    this.#editor = editor;
    this.#pronunciations = pronunciations;
    this.#log = log;
  }

  /** @param args from the explorer: what was clicked, and all that is selected */
  async execute(...args: unknown[]): Promise<void> {
    const uris = selectedUris(args);
    const source = uris.length > 0 ? await this.#readUris(uris) : this.#readEditor();
    if (source.texts.every(({ text }) => text.trim() === '')) throw nothingToRead();
    const format = await chooseFormat();
    if (format === undefined) return;
    const target = await chooseTarget(source, format);
    if (target === undefined) return;
    const results = await this.#export(source, format, target);
    if (results !== undefined) await this.#announce([...source.unreadable, ...results], target);
  }

  async #readUris(uris: readonly vscode.Uri[]): Promise<Source> {
    const source = await readUris(uris);
    const [{ scheme, authority } = vscode.Uri.file('')] = uris;
    const uriOf = (path = ''): string => vscode.Uri.file(path).with({ scheme, authority }).toString();
    const texts = source.texts.map((text) => ({ ...text, pronunciations: this.#pronunciations.for(uriOf(text.path)) }));
    return { ...source, texts };
  }

  #readEditor(): Source {
    const editor = this.#editor.get();
    if (!editor) throw nothingToRead();
    const { document, text, format } = editor.selection.isEmpty ? wholeText(editor.document) : selectedText(editor);
    const name = basename(document.uri.path);
    const isFile = document.uri.scheme === 'file' || document.uri.scheme === 'vscode-remote';
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const folder = isFile ? dirname(document.uri.fsPath) : workspace;
    const texts = [{ name, text, format, pronunciations: this.#pronunciations.for(document.uri.toString()) }];
    return { texts, unreadable: [], title: name, proposed: join(folder, withoutEnding(name)), isFolder: false };
  }

  /** @returns undefined if cancelled */
  async #export(
    { texts, title, isFolder }: Source,
    format: ExportFormat,
    { folder, book }: Target,
  ): Promise<FileResult[] | undefined> {
    const { voice, speed, codeBlocks, codePunctuation, emoji, language, voicesFor, mixedLanguages } = config.reading;
    const speak = { voice, speed, codeBlocks, codePunctuation, emoji, language, voicesFor, mixedLanguages };
    const settings = { speak, format, chapters: true, subtitles: false, timings: false };
    const location = vscode.ProgressLocation.Notification;
    const options = { location, title: vscode.l10n.t('Exporting audio of {0}', title), cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const started = performance.now();
      let shown = 0;
      try {
        return await exportAudio({ texts, folder, book, settings, incremental: isFolder }, [this.#app], {
          signal: abort.signal,
          onFetch: (asset) => progress.report({ message: describeProgress(asset) }),
          onRestart: (error) => this.#log.warn(error.message),
          onProgress: (share) => {
            const left = ((performance.now() - started) * (1 - share)) / Math.max(share, 0.001);
            progress.report({ message: describeLeft(share, left / 1000), increment: 100 * Math.max(0, share - shown) });
            shown = Math.max(shown, share);
          },
          onFile: ({ file, status }) => this.#log.info(`Audio ${status}: ${join(folder, file)}`),
        });
      } catch (error) {
        if (isAbort(error)) return undefined;
        throw error;
      }
    });
  }

  async #announce(results: readonly FileResult[], { folder, book }: Target): Promise<void> {
    for (const { error } of results) if (error !== undefined) this.#log.error(messageOf(error));
    const failed = results.filter(({ status }) => status === 'failed');
    const saved = results.filter(({ status }) => status === 'made' || status === 'reused');
    const [first] = failed;
    if (saved.length === 0) throw first?.error ?? nothingToRead();
    const reveal = vscode.l10n.t('Reveal');
    const showLog = vscode.l10n.t('Show Log');
    const path = book === undefined ? folder : join(folder, book);
    const reused = String(saved.filter(({ status }) => status === 'reused').length);
    const message =
      book === undefined
        ? vscode.l10n.t('Kokoro: saved {0} audio files, {1} of them unchanged.', String(saved.length), reused)
        : vscode.l10n.t('Kokoro: saved {0}.', path);
    const failures = vscode.l10n.t('{0} files failed.', String(failed.length));
    const choice =
      first === undefined
        ? await vscode.window.showInformationMessage(message, reveal)
        : await vscode.window.showWarningMessage(`${message} ${failures}`, reveal, showLog);
    const shown = book === undefined ? join(folder, saved[0]?.file ?? '') : path;
    if (choice === reveal) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(shown));
    if (choice === showLog) this.#log.show();
  }
}

function selectedUris([clicked, selected]: readonly unknown[]): vscode.Uri[] {
  if (Array.isArray(selected)) return selected.filter((uri) => uri instanceof vscode.Uri);
  return clicked instanceof vscode.Uri ? [clicked] : [];
}

async function readUris(uris: readonly vscode.Uri[]): Promise<Source> {
  const paths = uris.map(pathOf);
  const documents = await findDocuments(paths, '');
  const { texts, unreadable } = await readDocuments(documents);
  const [bad] = unreadable;
  if (bad !== undefined && texts.length === 0) throw bad.error;
  const [first = ''] = paths;
  const isFile = documents.length === 1 && documents[0]?.path === first;
  return {
    texts,
    unreadable: unreadable.map(({ name, error }) => ({ file: name, status: 'failed', seconds: 0, error })),
    title: basename(first),
    proposed: isFile ? first.slice(0, first.length - extname(first).length) : first,
    isFolder: !isFile,
  };
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const details: Record<ExportFormat, string> = {
    mp3: vscode.l10n.t('Plays everywhere; 29 MB an hour'),
    m4b: vscode.l10n.t('An audiobook with chapters; 31 MB an hour'),
    epub: vscode.l10n.t('A book whose words light up as they are spoken'),
    opus: vscode.l10n.t('The smallest; 14 MB an hour'),
    flac: vscode.l10n.t('Lossless; about 87 MB an hour'),
    wav: vscode.l10n.t('Uncompressed; 173 MB an hour'),
  };
  const items = [...EXPORT_FORMATS]
    .sort((a, b) => Object.keys(details).indexOf(a) - Object.keys(details).indexOf(b))
    .map((format) => ({ format, label: format.toUpperCase(), detail: details[format] }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Kokoro: Export Audio'),
    placeHolder: vscode.l10n.t('Choose a format'),
  });
  return picked?.format;
}

/** Asks for a file, or for a folder if each text becomes a file; a folder becomes one M4B or EPUB. */
async function chooseTarget({ proposed, isFolder }: Source, format: ExportFormat): Promise<Target | undefined> {
  if (isFolder && format !== 'm4b' && format !== 'epub') {
    const [chosen] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Choose a Folder for the Audio'),
        openLabel: vscode.l10n.t('Export'),
        defaultUri: vscode.Uri.file(dirname(proposed)),
        canSelectFolders: true,
        canSelectFiles: false,
      })) ?? [];
    return chosen && { folder: pathOf(chosen), book: undefined };
  }
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Audio'),
    defaultUri: vscode.Uri.file(`${proposed}.${format}`),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (chosen === undefined) return undefined;
  const path = pathOf(chosen);
  return { folder: dirname(path), book: basename(path) };
}

/** “42 %, 3 min left”. */
function describeLeft(share: number, seconds: number): string {
  const percent = `${Math.floor(100 * share)} %`;
  const minutes = Math.ceil(seconds / 60);
  if (share === 0 || share >= 1) return percent;
  return minutes > 1
    ? vscode.l10n.t('{0}, {1} min left', percent, String(minutes))
    : vscode.l10n.t('{0}, less than a minute left', percent);
}
