import * as vscode from 'vscode';
import { MODEL_NAME } from '../assets/manifest';
import type { AssetStore } from '../assets/store';
import { config } from '../config';
import { describeWork } from '../reading/progress';
import { describeOptimizedModel } from '../speech/optimized/describe';
import type { OptimizedModel } from '../speech/optimized/optimizedModel';
import type { Command } from './command';
import { withNotification } from './exportNotifications';

/** Optimizes the published model for this machine again, and turns the optimized model on if it is off. */
export class RebuildModel implements Command {
  readonly id = 'kokoro.rebuildModel';
  readonly #optimizedModel: OptimizedModel;
  readonly #assets: () => AssetStore;

  constructor(optimizedModel: OptimizedModel, assets: () => AssetStore) {
    this.#optimizedModel = optimizedModel;
    this.#assets = assets;
  }

  async execute(): Promise<void> {
    if (!config.optimizedModel) await config.set('optimizedModel', true);
    const state = await withNotification(vscode.l10n.t('Optimizing the model'), async ({ signal, say }) => {
      const published = await this.#assets().ensure(MODEL_NAME, {
        signal,
        onProgress: (progress) => say(describeWork(progress)),
      });
      return this.#optimizedModel.rebuild(published, signal, (share) => say(`${Math.floor(100 * share)} %`));
    });
    if (state?.kind !== 'ready') return; // cancelled, or rejected, which `showModel` reports
    void vscode.window.showInformationMessage(vscode.l10n.t('Kokoro speaks with {0}.', describeOptimizedModel(state)));
  }
}
