import * as vscode from 'vscode';
import { deleteStored, describeKind, listStorage, type StoredItem } from '../speech/storage';
import type { Command } from './command';

const { t } = vscode.l10n;

/** Shows what is in the cache folder, and deletes what the user selects. */
export class ManageStorage implements Command {
  readonly id = 'kokoro.manageStorage';
  readonly #folder: string;

  /** @param folder the cache folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async execute(): Promise<void> {
    const items = await listStorage(this.#folder);
    if (items.length === 0) {
      void vscode.window.showInformationMessage(t('Kokoro has stored nothing on this machine.'));
      return;
    }
    const picked = await vscode.window.showQuickPick(items.map(choiceOf), {
      title: t('Kokoro: {0} on this machine', sizeOf(items)),
      placeHolder: t('Select what to delete. It is fetched or made again when it is needed.'),
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked || picked.length === 0) return;
    const chosen = picked.map(({ item }) => item);
    const what = chosen.length === 1 ? (chosen[0]?.name ?? '') : t('{0} items', chosen.length);
    const question = t('Delete {0} ({1})?', what, sizeOf(chosen));
    if ((await vscode.window.showWarningMessage(question, { modal: true }, DELETE)) !== DELETE) return;
    const names = chosen.map(({ name }) => name);
    const { freed, kept } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t('Kokoro: deleting') },
      () => deleteStored(this.#folder, names),
    );
    const message = t('Kokoro: deleted {0}.', megabytes(freed));
    if (kept.length === 0) void vscode.window.showInformationMessage(message);
    else {
      const reasons = kept.map(({ name, reason }) => t('{0} was not deleted: {1}.', name, reason));
      void vscode.window.showWarningMessage([message, ...reasons].join(' '));
    }
  }
}

const DELETE = t('Delete');

function choiceOf(item: StoredItem): vscode.QuickPickItem & { item: StoredItem } {
  return { item, label: item.name, description: megabytes(item.bytes), detail: describeKind(item.kind) };
}

const sizeOf = (items: readonly StoredItem[]): string => megabytes(items.reduce((sum, { bytes }) => sum + bytes, 0));

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
