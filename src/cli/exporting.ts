import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { KNOWN_REPOSITORIES } from '../assets/hub';
import { findCheckpoint } from '../exporter/checkpoint/folder';
import { exportModel, type ExportOptions, PRECISIONS } from '../exporter/export';
import { SIGNATURES, SPEED_TYPES } from '../exporter/network/signature';
import { NOISES } from '../exporter/network/source';
import { describeStage, shareOf, type Stage } from '../exporter/progress';
import { QUANTIZE_KINDS, type QuantizeKind, quantizeModel } from '../exporter/quantize';
import { exportPieces, type Split, SPLITS } from '../exporter/pieces';
import { formatReport, type Report } from '../exporter/report';
import { writeVoicesBeside } from '../exporter/voicesBeside';
import { isPublishedVoice } from '../kokoro/voices';
import { describeWork } from '../reading/progress';
import { createCliApp } from './app';
import { addCommand, fileName, integerFrom, pattern } from './options';
import { checkOutput } from './outputs';
import { interruptSignal, print, ProgressBar, say } from './terminal';

interface ExportFlags extends Omit<ExportOptions, 'checkpoint' | 'out' | 'signature'> {
  contract: ExportOptions['signature'];
  repoId?: string;
  out?: string;
  split?: Split;
  frames: number;
}

/** Five seconds of speech. */
const FRAMES = 200;

export function addExport(program: Command): void {
  addCommand(program, 'export', 'export a PyTorch checkpoint as an ONNX model')
    .argument('[checkpoint]', 'a .pth or .safetensors file, or a folder that contains one')
    .option(
      '--repo-id <id>',
      `download the checkpoint from the Hugging Face Hub, for example ${KNOWN_REPOSITORIES.join(' or ')}`,
    )
    .option(
      '--out <file>',
      'ONNX file to write (default: kokoro-PRECISION.onnx, beside the checkpoint or, with --repo-id, here)',
      fileName,
    )
    .option('--config <file>', 'configuration of the checkpoint (default: config.json beside it)', fileName)
    .addOption(new Option('--precision <name>', 'number format of the weights').choices(PRECISIONS).default('fp32'))
    .addOption(
      new Option('--noise <source>', 'source of the noise in breathy and unvoiced sounds')
        .choices(NOISES)
        .default('random'),
    )
    .addOption(
      new Option('--contract <name>', 'names of the inputs and outputs, as in that project')
        .choices(SIGNATURES)
        .default('hexgrad'),
    )
    .addOption(new Option('--speed-type <type>', 'type of the "speed" input').choices(SPEED_TYPES).default('float'))
    .option(
      '--calibration <file>',
      'for int8: JSON list of {"phonemes", "style"} to calibrate with (default: built-in list)',
      fileName,
    )
    .option('--exclude <pattern>', 'for int8: regular expression for the layers to keep in float32', pattern)
    .option('--report', 'for int8: also print the accuracy loss, size and time of each block')
    .addOption(
      new Option(
        '--split <target>',
        'for fp32: write a folder with the network in pieces, two of which suit Core ML',
      ).choices(SPLITS),
    )
    .option(
      '--frames <count>',
      'for --split: frames of 1/40 s that an utterance may have',
      integerFrom(40, 2000),
      FRAMES,
    )
    .action(async (checkpoint: string | undefined, flags: ExportFlags, command: Command) => {
      const { repoId, out, contract: signature, ...rest } = flags;
      const options = { ...rest, signature };
      if (flags.split && flags.precision !== 'fp32') command.error('--split works only with fp32.');
      if ((checkpoint === undefined) === (repoId === undefined))
        command.error('Name either a checkpoint or a repository (--repo-id).');
      requireInt8(command, flags.report, flags.precision);
      await exportCheckpoint(repoId === undefined ? { checkpoint: checkpoint ?? '' } : { repo: repoId }, out, options);
    });
}

export function addQuantize(program: Command): void {
  addCommand(program, 'quantize', 'make a smaller model from any Kokoro ONNX file')
    .argument('<model>', 'the ONNX file')
    .addOption(
      new Option('--to <kind>', 'kind of quantization (required)').choices(QUANTIZE_KINDS).makeOptionMandatory(),
    )
    .addOption(new Option('--out <file>', 'ONNX file to write (required)').argParser(fileName).makeOptionMandatory())
    .option('--report', 'for int8: also print the accuracy loss, size and time of each block')
    .action(async (model: string, flags: { to: QuantizeKind; out: string; report?: boolean }, command: Command) => {
      requireInt8(command, flags.report, flags.to);
      await quantize(model, flags.to, flags.out, flags.report === true);
    });
}

function requireInt8(command: Command, report: boolean | undefined, kind: string): void {
  if (report === true && kind !== 'int8') command.error('--report works only with int8.');
}

/**
 * Exports a checkpoint as an ONNX file and prints its path. Unpublished voices are written beside it.
 * @param wanted path of the file; by default beside a local checkpoint, or in the current folder
 */
async function exportCheckpoint(
  from: { checkpoint: string } | { repo: string },
  wanted: string | undefined,
  { split, frames, ...options }: Omit<ExportOptions, 'checkpoint' | 'out'> & Pick<ExportFlags, 'split' | 'frames'>,
): Promise<void> {
  await withBar(async (bar, signal) => {
    const isLocal = 'checkpoint' in from;
    const folder = isLocal ? await folderOf(from.checkpoint) : '';
    const out = wanted ?? join(folder, split === undefined ? `kokoro-${options.precision}.onnx` : `kokoro-${split}`);
    if (split === undefined) await checkOutput(out);
    const checkpoint = isLocal ? from.checkpoint : await fetchCheckpoint(from.repo, bar, signal);
    const work = { signal, onProgress: shownOn(bar) };
    const done =
      split === undefined
        ? await exportModel({ ...options, checkpoint, out }, work)
        : await exportPieces({ ...options, checkpoint, out, frames }, work);
    const { voicesFolder } = await findCheckpoint(checkpoint, options.config);
    const voices =
      voicesFolder === undefined ? [] : await writeVoicesBeside(voicesFolder, out, (name) => !isPublishedVoice(name));
    bar.clear();
    for (const warning of done.warnings) say(`warning: ${warning}`);
    report(done);
    if (voices.length > 0)
      say(`${voices.length} ${voices.length === 1 ? 'voice' : 'voices'} beside it, in ${join(dirname(out), 'voices')}`);
  });
}

/** Quantizes an ONNX file and prints the path of the result, with a report on each block if requested. */
async function quantize(input: string, kind: QuantizeKind, out: string, withReport: boolean): Promise<void> {
  await checkOutput(out);
  await withBar(async (bar, signal) => {
    const done = await quantizeModel(input, out, kind, { signal, onProgress: shownOn(bar), report: withReport });
    bar.clear();
    report(done);
  });
}

async function fetchCheckpoint(repo: string, bar: ProgressBar, signal: AbortSignal): Promise<string> {
  return createCliApp()
    .hub()
    .fetch(repo, {
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
  print(`${path}\n${report ? formatReport(report) : ''}`);
  say(`${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`);
}

/** The folder of a checkpoint, which may be named by its folder. A missing file is reported by the export. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? path : dirname(path);
}
