import * as vscode from 'vscode';
import { type ErrorCode, isAbort, KokoroError, messageOf } from '../common/errors';
import { config } from '../config';
import { describeError } from './errorTexts';

const CHOOSE_VOICE = vscode.l10n.t('Choose Voice');
const SHOW_LOG = vscode.l10n.t('Show Log');
const OPEN_SETTING = vscode.l10n.t('Open Setting');
const SET_KEY = vscode.l10n.t('Set Key');
const RETRY = vscode.l10n.t('Retry');

/** Settings that the user may need to change, by error code. */
const SETTINGS_TO_CHECK: ReadonlyMap<ErrorCode, string> = new Map([
  ['asset-unavailable', 'kokoro.assets.source'],
  ['model-invalid', 'kokoro.model'],
  ['model-missing', 'kokoro.model'],
  ['server-failed', 'kokoro.server'],
  ['server-unreachable', 'kokoro.server'],
  ['server-unusable', 'kokoro.server'],
]);

/** A notification shows no more of a message than this; the log has the rest. */
const MAX_LENGTH = 240;

/** Shows an error to the user, with buttons that help. Cancellations are ignored. @param retry tries again what failed */
export async function showError(error: unknown, log: vscode.LogOutputChannel, retry?: () => void): Promise<void> {
  if (isAbort(error)) return;
  const code = error instanceof KokoroError ? error.code : 'internal';
  const message = messageOf(error);
  const text = `Kokoro: ${shorten(describeError(error))} (${code})`;
  if (code === 'nothing-to-read') {
    void vscode.window.showInformationMessage(text);
    return;
  }
  if (code === 'voice-mismatch' || code === 'voice-unknown' || code === 'voice-blend-invalid') {
    const choice = await vscode.window.showWarningMessage(text, CHOOSE_VOICE);
    if (choice === CHOOSE_VOICE)
      await vscode.commands.executeCommand(config.server ? 'kokoro.chooseServerVoice' : 'kokoro.chooseVoice');
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? message) : message);
  const setting = SETTINGS_TO_CHECK.get(code);
  const actions = [
    ...(retry ? [RETRY] : []),
    ...(code === 'server-refused' ? [SET_KEY] : []),
    SHOW_LOG,
    ...(setting === undefined ? [] : [OPEN_SETTING]),
  ];
  const choice = await vscode.window.showErrorMessage(text, ...actions);
  if (choice === RETRY) retry?.();
  if (choice === SET_KEY) await vscode.commands.executeCommand('kokoro.setServerKey');
  if (choice === SHOW_LOG) log.show();
  if (choice === OPEN_SETTING) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

function shorten(message: string): string {
  return message.length <= MAX_LENGTH ? message : `${message.slice(0, MAX_LENGTH).replace(/\s\S*$/, '')} …`;
}
