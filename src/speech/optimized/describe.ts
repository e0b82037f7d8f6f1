import type { OptimizedModelState } from './optimizedModel';

/** Which form of the published model speaks, for `kokoro doctor`, the status bar and the log. */
export function describeOptimizedModel(state: OptimizedModelState): string {
  switch (state.kind) {
    case 'none':
      return 'the published INT8 model';
    case 'building':
      return `the published INT8 model; its fast form is being made (${Math.floor(100 * state.share)} %)`;
    case 'ready':
      return `the fast form of the published model, ${state.faster.toFixed(1)} times as fast on this machine`;
    case 'rejected':
      return `the published INT8 model; its fast form is not used, because ${state.reason}`;
  }
}
