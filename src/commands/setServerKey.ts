import * as vscode from 'vscode';
import { config } from '../config';
import { type ServerKeys, serverOrigin } from '../ui/serverKeys';
import type { Command } from './command';

const { t } = vscode.l10n;

/** Asks for the key of the user's speech server and keeps it in VS Code's secret storage, or deletes it. */
export class SetServerKey implements Command {
  readonly id = 'kokoro.setServerKey';
  readonly #keys: ServerKeys;

  constructor(keys: ServerKeys) {
    this.#keys = keys;
  }

  async execute(): Promise<void> {
    const origin = serverOrigin(config.serverUrl);
    const key = await vscode.window.showInputBox({
      title: t('Kokoro: Set Server API Key'),
      prompt: t('Key for {0}. Leave this empty to delete the key.', origin),
      password: true,
      ignoreFocusOut: true,
    });
    if (key === undefined) return;
    await this.#keys.set(origin, key.trim());
    void vscode.window.showInformationMessage(
      key.trim() === ''
        ? t('Kokoro: the key for {0} was deleted.', origin)
        : t('Kokoro: the key for {0} is in VS Code’s secret storage.', origin),
    );
  }
}
