import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { KokoroError, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { config } from '../config';
import type { Pronunciation, PronunciationLists } from '../language/lexicon/entry';
import { parsePronunciations } from '../language/lexicon/parse';
import { entriesForFile } from '../language/lexicon/relevant';
import { DICTIONARY, editsForEntry, listWithEntry, readDictionary } from './dictionaryFile';

/** Who gets an entry. */
export type DictionaryTarget = 'workspace' | 'user';

/**
 * How the user wants words said: the dictionaries of the workspace folders, which are only data and are used in
 * untrusted workspaces, too, and the list in the settings.
 */
export class Pronunciations implements Disposable {
  readonly #log: Logger;
  readonly #disposables = new DisposableStore();
  readonly #changed = new Emitter<void>();
  /** By the URI of the folder. */
  readonly #workspace = new Map<string, Pronunciation[]>();
  #user: Pronunciation[] = [];
  /** Settles when the files have been read; reads follow one another, so that the last one counts. */
  #reading: Promise<void> = Promise.resolve();

  readonly onChange = this.#changed.event;

  constructor(log: Logger) {
    this.#log = log;
    this.#readUser();
    this.#disposables.add(
      config.onChange(['pronunciations'], () => {
        this.#readUser();
        this.#changed.fire();
      }),
    );
    const watcher = this.#disposables.add(vscode.workspace.createFileSystemWatcher(`**/${DICTIONARY}`));
    const refresh = (): void => void this.#refresh();
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#disposables.add(event(refresh));
    this.#disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(refresh));
    refresh();
  }

  /** The entries for a document, or for a text that no document contains; those of its workspace folder come first. */
  for(uri?: string): PronunciationLists {
    const folder = folderOf(uri);
    const path = uri === undefined ? undefined : vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false);
    const lists = [this.#workspace.get(folder?.uri.toString() ?? '') ?? [], this.#user];
    return lists.map((list) => entriesForFile(list, path)).filter((list) => list.length > 0);
  }

  /**
   * Saves an entry, in the place of one for the same text. The readings use it when `onChange` fires.
   * @param uri the document that it was made for
   * @throws KokoroError `output-not-writable`
   */
  async add(entry: Pronunciation, target: DictionaryTarget, uri: string | undefined): Promise<void> {
    if (target === 'user') {
      await config.setPronunciations(listWithEntry(config.pronunciations, entry));
      return;
    }
    const folder = folderOf(uri);
    if (!folder)
      throw new KokoroError('output-not-writable', vscode.l10n.t('Open a folder to save pronunciations in it.'));
    await addToFile(vscode.Uri.joinPath(folder.uri, DICTIONARY), entry);
    await this.#refresh();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #readUser(): void {
    const { entries, problems } = parsePronunciations(config.pronunciations);
    this.#user = entries;
    for (const { code, message, entry = 0 } of problems)
      this.#log.warn(`kokoro.pronunciations, entry ${entry + 1}: ${message} (${code})`);
  }

  #refresh(): Promise<void> {
    return (this.#reading = this.#reading.then(async () => {
      // A reading that has begun meanwhile is not planned again for nothing: there is no dictionary in most folders.
      if (await this.#readWorkspace()) this.#changed.fire();
    }));
  }

  /** @returns whether there are other entries than before */
  async #readWorkspace(): Promise<boolean> {
    const before = JSON.stringify([...this.#workspace]);
    const folders = vscode.workspace.workspaceFolders ?? [];
    const read = await Promise.all(
      folders.map(
        async ({ uri }) => [uri.toString(), await this.#readFile(vscode.Uri.joinPath(uri, DICTIONARY))] as const,
      ),
    );
    this.#workspace.clear();
    for (const [folder, entries] of read) if (entries.length > 0) this.#workspace.set(folder, entries);
    return JSON.stringify([...this.#workspace]) !== before;
  }

  async #readFile(file: vscode.Uri): Promise<Pronunciation[]> {
    try {
      const { entries, problems } = readDictionary(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
      if (problems.length > 0) this.#log.warn(`Entries of ${file.path} that cannot be used: ${problems.length}`);
      return entries;
    } catch (error) {
      const absent =
        error instanceof vscode.FileSystemError && error.code === vscode.FileSystemError.FileNotFound().code;
      if (!absent) this.#log.warn(`${file.path} cannot be read: ${messageOf(error)}`);
      return [];
    }
  }
}

/** The workspace folder of a document; the first one for a text that is in none. */
function folderOf(uri: string | undefined): vscode.WorkspaceFolder | undefined {
  const own = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

/** Whether entries can be saved in the workspace. */
export function hasWorkspaceDictionary(): boolean {
  return vscode.workspace.workspaceFolders !== undefined;
}

async function addToFile(file: vscode.Uri, entry: Pronunciation): Promise<void> {
  const exists = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(''));
  // An open editor may hold changes that are not saved.
  const document = await vscode.workspace.openTextDocument(file);
  const changes = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of editsForEntry(document.getText(), entry)) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    changes.replace(file, range, content);
  }
  if (!(await vscode.workspace.applyEdit(changes)) || !(await document.save()))
    throw new KokoroError('output-not-writable', vscode.l10n.t('{0} cannot be written.', file.path));
}
