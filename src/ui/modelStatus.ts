import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { messageOf } from '../common/errors';
import { config } from '../config';
import { describeOptimizedModel } from '../speech/optimized/describe';
import type { OptimizedModel, OptimizedModelState } from '../speech/optimized/optimizedModel';
import type { StatusBar } from './statusBar';

/** Shows in the status bar which model speaks, and applies the setting that turns the optimized model on or off. */
export function showModel(
  optimizedModel: Pick<OptimizedModel, 'state' | 'onChange' | 'refresh' | 'cancel'>,
  statusBar: StatusBar,
  log: vscode.LogOutputChannel,
): Disposable {
  const show = (): void => statusBar.showModel(describeModel(optimizedModel.state));
  const refresh = (): void =>
    void optimizedModel
      .refresh()
      .catch((error: unknown) => log.warn(`The optimized model cannot be read: ${messageOf(error)}`));
  const subscriptions = new DisposableStore();
  subscriptions.add(
    optimizedModel.onChange((state) => {
      show();
      if (state.kind === 'rejected')
        void vscode.window.showWarningMessage(vscode.l10n.t('Kokoro speaks with {0}.', describeOptimizedModel(state)));
    }),
  );
  subscriptions.add(config.onChange(['model', 'backend', 'server.url'], show));
  subscriptions.add(
    config.onChange(['optimizedModel', 'fastModel'], () => {
      if (!config.optimizedModel) void optimizedModel.cancel();
      refresh();
    }),
  );
  show();
  refresh();
  return subscriptions;
}

function describeModel(state: OptimizedModelState): string {
  if (config.server) return vscode.l10n.t('the server {0}', config.server.url);
  return config.model === '' ? describeOptimizedModel(state) : vscode.l10n.t('your own, {0}', config.model);
}
