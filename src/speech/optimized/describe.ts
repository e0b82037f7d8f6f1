import type { OptimizedModelState } from './optimizedModel';

/** Which form of the published model speaks, for `kokoro doctor`, the status bar and the log. */
export function describeOptimizedModel(state: OptimizedModelState): string {
  switch (state.kind) {
    case 'none':
      return 'the published INT8 model';
    case 'building':
      return `the published INT8 model, while it is optimized for this machine (${Math.floor(100 * state.share)} %)`;
    case 'ready':
      return `the published model optimized for this machine, ${state.speedup.toFixed(1)} times as fast`;
    case 'rejected':
      return `the published INT8 model; the optimized one is not used, because ${state.reason}`;
  }
}
