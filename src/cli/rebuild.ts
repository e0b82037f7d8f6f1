import { KokoroError } from '../common/errors';
import { MODEL_NAME } from '../engine/assets/manifest';
import { describeFastModel } from '../engine/fast/describe';
import { describeWork } from '../reading/progress';
import { createServices } from './services';
import { interruptSignal, ProgressBar } from './terminal';

/** `kokoro rebuild`: makes the fast form of the published model anew and says how much faster it is. */
export async function rebuild(): Promise<void> {
  const { assets, fast } = createServices();
  const signal = interruptSignal();
  const bar = new ProgressBar();
  try {
    const published = await assets.ensure(MODEL_NAME, {
      signal,
      onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
    });
    const state = await fast.redo(published, signal, (share) => bar.show('Rebuilding the model', share));
    bar.clear();
    if (state.kind !== 'ready') throw new KokoroError('model-invalid', describeFastModel(state));
    process.stdout.write(`${state.path}\n`);
    process.stderr.write(`${describeFastModel(state)}\n`);
  } finally {
    bar.clear();
  }
}
