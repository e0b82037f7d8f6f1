import { constants, setPriority } from 'node:os';
import { serve, type Port, type RpcMessage } from '../../common/rpc';
import { benchmarkModel } from '../benchmark';
import { exportModel } from '../export';
import { quantizeModel } from '../quantize';
import { rebuildModel } from '../rebuild';
import { compareModels } from '../verify';
import type { ExporterCalls, StageProgress } from './protocol';

// The exporter process: does one piece of work and ends when its parent lets go of it, which is after it has cleaned up.
const port: Port = {
  post: (message) => {
    if (process.connected) process.send?.(message);
  },
  onMessage: (listener) => process.on('message', (message: RpcMessage) => listener(message)),
};
const work = (signal: AbortSignal, report: (progress: StageProgress) => void) => ({
  signal,
  onProgress: (stage: StageProgress['stage'], part: number) => report({ stage, part }),
});

/** Ends the process after work that was cancelled: nobody asks again. */
async function untilCancelled<T>(signal: AbortSignal, running: Promise<T>): Promise<T> {
  try {
    return await running;
  } finally {
    if (signal.aborted && process.connected) process.disconnect();
  }
}

serve<ExporterCalls>(port, {
  export: (options, signal, report) => untilCancelled(signal, exportModel(options, work(signal, report))),
  quantize: ({ input, out, kind }, signal, report) =>
    untilCancelled(signal, quantizeModel(input, out, kind, work(signal, report))),
  rebuild: (options, signal, report) => {
    process.once('disconnect', () => process.exit()); // its result would be lost
    if (options.urgent !== true) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    return untilCancelled(signal, rebuildModel(options, work(signal, report)));
  },
  benchmark: ({ path }, signal) => untilCancelled(signal, benchmarkModel(path, signal)),
  compare: ({ known, candidate }, signal) =>
    untilCancelled(signal, compareModels({ path: known, gain: 1 }, candidate, signal)),
});
