import * as vscode from 'vscode';
import { type ErrorCode, isAbort, KokoroError } from '../common/errors';
import { describeError } from './errorTexts';

/** Shows an error to the user, with a button that helps. Cancellations are ignored. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (isAbort(error)) return;
  const code = error instanceof KokoroError ? error.code : 'internal';
  const text = `Kokoro: ${describeError(error)} (${code})`;
  if (code === 'nothing-to-read') {
    void vscode.window.showInformationMessage(text);
    return;
  }
  if (code === 'voice-mismatch' || code === 'voice-unknown') {
    const choice = await vscode.window.showWarningMessage(text, CHOOSE_VOICE);
    if (choice === CHOOSE_VOICE) await vscode.commands.executeCommand('kokoro.chooseVoice');
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const setting = SETTINGS_TO_CHECK.get(code);
  const actions = setting === undefined ? [SHOW_LOG] : [SHOW_LOG, OPEN_SETTING];
  const choice = await vscode.window.showErrorMessage(text, ...actions);
  if (choice === SHOW_LOG) log.show();
  if (choice === OPEN_SETTING) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

/** Settings that the user may need to change, by error code. */
const SETTINGS_TO_CHECK: ReadonlyMap<ErrorCode, string> = new Map([
  ['asset-unavailable', 'kokoro.assets.source'],
  ['model-invalid', 'kokoro.model'],
  ['model-missing', 'kokoro.model'],
]);

const CHOOSE_VOICE = vscode.l10n.t('Choose Voice');
const SHOW_LOG = vscode.l10n.t('Show Log');
const OPEN_SETTING = vscode.l10n.t('Open Setting');
