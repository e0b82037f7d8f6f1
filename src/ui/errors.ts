import * as vscode from 'vscode';
import { isAbort, KokoroError, messageOf } from '../common/errors';

/** Tells the user what went wrong, with the log one click away; what was cancelled is no error. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (isAbort(error)) return;
  const code = error instanceof KokoroError ? error.code : 'internal';
  const text = `Kokoro: ${messageOf(error)} (${code})`;
  if (code === 'nothing-to-read') {
    void vscode.window.showInformationMessage(text);
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const actions = code === 'asset-unavailable' ? [SHOW_LOG, OPEN_SETTING] : [SHOW_LOG];
  const choice = await vscode.window.showErrorMessage(text, ...actions);
  if (choice === SHOW_LOG) log.show();
  if (choice === OPEN_SETTING)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'kokoro.assets.source');
}

const SHOW_LOG = 'Show Log';
const OPEN_SETTING = 'Open Setting';
