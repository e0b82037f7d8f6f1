import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPublished } from '../engine/voices/catalog';
import { findCheckpoint } from '../exporter/checkpoint/folder';
import { exportModel, type ExportOptions } from '../exporter/export';
import { describeStage, shareOf, type Stage } from '../exporter/progress';
import { type QuantizeKind, quantizeModel } from '../exporter/quantize';
import { formatReport, type Report } from '../exporter/report';
import { writeVoicesBeside } from '../exporter/voicesBeside';
import { describeWork } from '../reading/progress';
import { createHub } from './services';
import { interruptSignal, ProgressBar } from './terminal';

/** What is exported, and where it goes if not beside the checkpoint, or, from a repository, into this folder. */
export interface ExportRequest extends Omit<ExportOptions, 'checkpoint' | 'out'> {
  from: { checkpoint: string } | { repo: string };
  out: string | undefined;
}

/** `kokoro export`: makes an ONNX file of a checkpoint and prints its name. Voices that are not published go beside it. */
export async function exportCheckpoint({ from, out: wanted, ...options }: ExportRequest): Promise<void> {
  await withBar(async (bar, signal) => {
    const isLocal = 'checkpoint' in from;
    const checkpoint = isLocal ? from.checkpoint : await fetchCheckpoint(from.repo, bar, signal);
    const out = wanted ?? join(isLocal ? await folderOf(checkpoint) : '', `kokoro-${options.precision}.onnx`);
    const done = await exportModel({ ...options, checkpoint, out }, { signal, onProgress: shownOn(bar) });
    const { voicesFolder } = await findCheckpoint(checkpoint, options.config);
    const voices =
      voicesFolder === undefined ? [] : await writeVoicesBeside(voicesFolder, out, (name) => !isPublished(name));
    bar.clear();
    for (const warning of done.warnings) process.stderr.write(`warning: ${warning}\n`);
    report(done);
    if (voices.length > 0)
      process.stderr.write(
        `${voices.length} ${voices.length === 1 ? 'voice' : 'voices'} beside it, in ${join(dirname(out), 'voices')}\n`,
      );
  });
}

/** `kokoro quantize`: makes a smaller model of an ONNX file and prints its name, and what became of its blocks where that is wanted. */
export async function quantize(input: string, kind: QuantizeKind, out: string, withReport: boolean): Promise<void> {
  await withBar(async (bar, signal) => {
    const done = await quantizeModel(input, out, kind, { signal, onProgress: shownOn(bar), report: withReport });
    bar.clear();
    report(done);
  });
}

async function fetchCheckpoint(repo: string, bar: ProgressBar, signal: AbortSignal): Promise<string> {
  return createHub().fetch(repo, {
    signal,
    onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
  });
}

async function withBar(run: (bar: ProgressBar, signal: AbortSignal) => Promise<void>): Promise<void> {
  const bar = new ProgressBar();
  try {
    await run(bar, interruptSignal());
  } finally {
    bar.clear();
  }
}

const shownOn =
  (bar: ProgressBar) =>
  (stage: Stage, part: number): void =>
    bar.show(describeStage(stage), shareOf(stage, part));

interface Done {
  path: string;
  bytes: number;
  seconds: number;
  report?: Report | undefined;
}

function report({ path, bytes, seconds, report }: Done): void {
  process.stdout.write(`${path}\n${report ? formatReport(report) : ''}`);
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
