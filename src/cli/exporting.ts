import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import { exportModel, type ExportOptions } from '../exporter/export';
import { describeStage, shareOf, type Stage } from '../exporter/progress';
import { type QuantizeKind, quantizeModel } from '../exporter/quantize';
import { interruptSignal, ProgressBar } from './terminal';

/** What is exported: without `out` the file lies beside the checkpoint, `kokoro-fp32.onnx` and the like. */
export type ExportRequest = Omit<ExportOptions, 'out'> & { out?: string | undefined };

/** `kokoro export`: makes an ONNX file of a checkpoint and prints its name. */
export async function exportCheckpoint(request: ExportRequest): Promise<void> {
  const out = request.out ?? join(await folderOf(request.checkpoint), `kokoro-${request.precision}.onnx`);
  const { warnings, ...done } = await withBar((work) => exportModel({ ...request, out }, work));
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  report(done);
}

/** `kokoro quantize`: makes a smaller model of an ONNX file and prints its name. */
export async function quantize(input: string, kind: QuantizeKind, out: string): Promise<void> {
  report(await withBar((work) => quantizeModel(input, out, kind, work)));
}

interface Work {
  signal: AbortSignal;
  onProgress: (stage: Stage, part: number) => void;
}

async function withBar<T>(run: (work: Work) => Promise<T>): Promise<T> {
  const bar = new ProgressBar();
  const onProgress = (stage: Stage, part: number): void => bar.show(describeStage(stage), shareOf(stage, part));
  try {
    return await run({ signal: interruptSignal(), onProgress });
  } finally {
    bar.clear();
  }
}

function report({ path, bytes, seconds }: { path: string; bytes: number; seconds: number }): void {
  process.stdout.write(`${path}\n`);
  process.stderr.write(`${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s\n`);
}

/** A checkpoint may be named by its folder. What is not there is an error of the export. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? path : dirname(path);
}
