import type { Command } from 'commander';
import { MODEL_NAME } from '../assets/manifest';
import { KokoroError } from '../common/errors';
import { describeWork } from '../reading/progress';
import { describeOptimizedModel } from '../speech/optimized/describe';
import { createCliApp } from './app';
import { addCommand } from './options';
import { interruptSignal, print, ProgressBar, say } from './terminal';

export function addRebuild(program: Command): void {
  addCommand(program, 'rebuild', 'optimize the downloaded model for this machine again').action(rebuild);
}

/** Optimizes the published model again and prints the path of the result and its speedup. */
async function rebuild(): Promise<void> {
  const { assets, optimizedModel } = createCliApp();
  const signal = interruptSignal();
  const bar = new ProgressBar();
  try {
    const published = await assets().ensure(MODEL_NAME, {
      signal,
      onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
    });
    const state = await optimizedModel.rebuild(published, signal, (share) => bar.show('Optimizing the model', share));
    bar.clear();
    if (state.kind !== 'ready') throw new KokoroError('model-invalid', describeOptimizedModel(state));
    print(`${state.path}\n`);
    say(describeOptimizedModel(state));
  } finally {
    bar.clear();
  }
}
