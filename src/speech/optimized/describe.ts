import { t } from '../../common/l10n';
import type { OptimizedModelState } from './optimizedModel';

/** Which form of the published model speaks, for `kokoro doctor`, the status bar and the log. */
export function describeOptimizedModel(state: OptimizedModelState): string {
  switch (state.kind) {
    case 'none':
      return t('the published INT8 model');
    case 'building':
      return t(
        'the published INT8 model, while it is optimized for this machine ({0} %)',
        Math.floor(100 * state.share),
      );
    case 'ready':
      return t('the published model optimized for this machine, {0} times as fast', state.speedup.toFixed(1));
    case 'rejected':
      return t('the published INT8 model; the optimized one is not used, because {0}', state.reason);
  }
}
