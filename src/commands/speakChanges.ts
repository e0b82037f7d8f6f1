import * as vscode from 'vscode';
import { KokoroError } from '../common/errors';
import type { Reader } from '../reading/reader';
import type { CurrentEditor } from '../ui/currentEditor';
import type { Command } from './command';

/** The part of the API of VS Code's Git extension that is used here. */
interface GitExtension {
  getAPI: (version: 1) => { repositories: Repository[]; getRepository: (uri: vscode.Uri) => Repository | null };
}
interface Repository {
  /** The unified diff of the working tree, or of the index. */
  diff: (cached: boolean) => Promise<string>;
}

/** Speaks what has changed since the last commit, staged or not. */
export class SpeakChanges implements Command {
  readonly id = 'kokoro.speakChanges';
  readonly #editor: CurrentEditor;
  readonly #reader: Reader;

  constructor(editor: CurrentEditor, reader: Reader) {
    this.#editor = editor;
    this.#reader = reader;
  }

  async execute(): Promise<void> {
    const repository = await this.#repository();
    if (!repository) {
      throw new KokoroError(
        'nothing-to-read',
        vscode.l10n.t('There is no Git repository here. Open a folder of one, with VS Code’s Git extension enabled.'),
      );
    }
    const [staged, unstaged] = [await repository.diff(true), await repository.diff(false)];
    const text = [staged, unstaged].filter(Boolean).join('\n');
    if (text.trim() === '')
      throw new KokoroError('nothing-to-read', vscode.l10n.t('Nothing has changed since the last commit.'));
    this.#reader.read({ text, format: 'diff', title: vscode.l10n.t('Changes') });
  }

  /** The repository of the current document, or the first one. */
  async #repository(): Promise<Repository | undefined> {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (!extension) return undefined;
    const git = (await extension.activate()).getAPI(1);
    const uri = this.#editor.get()?.document.uri;
    return (uri && git.getRepository(uri)) ?? git.repositories[0];
  }
}
