import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { config } from '../config';
import type { Reader } from '../reading/reader';
import type { RemoteSpeech } from '../speech/remote/remoteSpeech';
import { describeError } from './errorTexts';
import type { ServerKeys } from './serverKeys';

const { t } = vscode.l10n;
const SHOW_LOG = t('Show Log');

/** Says when the local engine goes on instead of the user's server, and applies changed settings of the server. */
export function showServer(
  remote: RemoteSpeech,
  keys: ServerKeys,
  reader: Reader,
  log: vscode.LogOutputChannel,
): Disposable {
  const subscriptions = new DisposableStore();
  const change = (): void => {
    remote.retry();
    reader.settingsChanged();
  };
  subscriptions.add(
    config.onChange(['backend', 'server.url', 'server.model', 'server.voice', 'server.fallback'], change),
  );
  subscriptions.add(keys.onChange(change));
  subscriptions.add(
    remote.onFallback((error) => {
      const message = t('Kokoro reads on with its own engine. {0} ({1})', describeError(error), error.code);
      void vscode.window.showWarningMessage(message, SHOW_LOG).then((choice) => {
        if (choice === SHOW_LOG) log.show();
      });
    }),
  );
  return subscriptions;
}
