import type { Benchmark } from './benchmark';
import type { Exported, ExportOptions } from './export';
import type { MobileBundle, MobileBundleOptions } from './mobile/bundle';
import type { Stage } from './progress';
import type { Quantized, QuantizeKind } from './quantize';
import type { RebuildOptions, Rebuilt } from './rebuild';
import type { Comparison } from './verify';

/** How much of a stage is done, from 0 to 1. */
export interface StageProgress {
  stage: Stage;
  part: number;
}

/** A rebuild; `urgent` if a user waits for it, otherwise it runs at low priority. */
export interface RebuildRequest extends RebuildOptions {
  urgent?: boolean;
}

/** The calls that the exporter process answers. A cancelled call leaves no files. */
export interface ExporterCalls {
  export: { params: ExportOptions; result: Exported; progress: StageProgress };
  quantize: {
    params: { input: string; out: string; kind: QuantizeKind };
    result: Quantized;
    progress: StageProgress;
  };
  mobile: { params: MobileBundleOptions; result: MobileBundle; progress: StageProgress };
  rebuild: { params: RebuildRequest; result: Rebuilt; progress: StageProgress };
  benchmark: { params: { path: string }; result: Benchmark };
  compare: { params: { known: string; candidate: string; gain: number }; result: Comparison };
}
