import { constants, getPriority, setPriority } from 'node:os';
import { messageOf } from '../common/errors';
import { serveParent } from '../common/process/child';
import { benchmarkModel } from './benchmark';
import { exportModel } from './export';
import { writeMobileBundle } from './mobile/bundle';
import type { ExporterCalls, StageProgress } from './protocol';
import { quantizeModel } from './quantize';
import { rebuildModel } from './rebuild';
import { compareModels } from './verify';

// The exporter process: does one job, and exits when its parent releases it, after cleaning up.
const work = (signal: AbortSignal, report: (progress: StageProgress) => void) => ({
  signal,
  onProgress: (stage: StageProgress['stage'], part: number) => report({ stage, part }),
});

/** Yields the processor to other work. A priority that is already low stays: only the superuser may raise it. */
function lowerPriority(): void {
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch (error) {
    console.warn(`The priority cannot be lowered: ${messageOf(error)}`);
  }
}

serveParent<ExporterCalls>({
  export: (options, signal, report) => exportModel(options, work(signal, report)),
  quantize: ({ input, out, kind }, signal, report) => quantizeModel(input, out, kind, work(signal, report)),
  mobile: (options, signal, report) => writeMobileBundle(options, work(signal, report)),
  rebuild: (options, signal, report) => {
    if (options.urgent !== true) lowerPriority();
    return rebuildModel(options, work(signal, report));
  },
  benchmark: ({ path }, signal) => benchmarkModel(path, signal),
  compare: ({ known, candidate, gain }, signal) => compareModels({ path: known, gain }, candidate, signal),
});
