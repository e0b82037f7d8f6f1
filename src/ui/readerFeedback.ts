import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { config } from '../config';
import type { Reader } from '../reading/reader';
import { showError } from './errors';
import type { SpokenHighlight } from './highlight';
import type { StatusBar } from './statusBar';

/** Shows what the reader is doing: in the status bar, as a highlight in the editor and in notifications. */
export function showReader(
  reader: Reader,
  statusBar: StatusBar,
  highlight: SpokenHighlight,
  log: vscode.LogOutputChannel,
): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    reader.onStatus((status) => {
      statusBar.update(status);
      void vscode.commands.executeCommand('setContext', 'kokoro.reading', status.state !== 'idle');
    }),
  );
  subscriptions.add(
    reader.onSpoken((spoken) => {
      if (spoken && config.highlightSpokenText) highlight.show(spoken);
      else highlight.clear();
    }),
  );
  subscriptions.add(reader.onFailed((error) => void showError(error, log)));
  subscriptions.add(
    reader.onRestarted(() => {
      void vscode.window.showWarningMessage('Kokoro: the speech engine stopped unexpectedly and was restarted.');
    }),
  );
  return subscriptions;
}

/** Saves the speed and voice that the user chooses in the player, and applies changed settings to the reading. */
export function syncSettings(reader: Reader, log: vscode.LogOutputChannel): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    reader.onSettingChosen(({ name, value }) => {
      config.set(name, value).catch((error: unknown) => {
        void showError(error, log);
        reader.settingsChanged(); // the player shows the value that is still in effect
      });
    }),
  );
  subscriptions.add(
    config.onChange(['voice', 'speed', 'markdown.codeBlocks', 'emoji', 'language'], () => reader.settingsChanged()),
  );
  return subscriptions;
}
