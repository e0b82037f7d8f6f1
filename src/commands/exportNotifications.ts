import * as vscode from 'vscode';
import { isAbort, KokoroError } from '../common/errors';
import { config } from '../config';
import type { ExporterClient } from '../exporter/client';
import { describeStage, shareOf } from '../exporter/progress';
import type { StageProgress } from '../exporter/protocol';

/** Lets a running task report progress and notice cancellation. */
export interface Task {
  signal: AbortSignal;
  /** Shows a message in the notification. */
  say: (message: string) => void;
  onProgress: (progress: StageProgress) => void;
}

/** Runs a task with a notification that shows progress and has a Cancel button. @returns undefined if cancelled */
export function withNotification<T>(title: string, run: (task: Task) => Promise<T>): Thenable<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    const onProgress = ({ stage, part }: StageProgress): void => {
      const share = 100 * shareOf(stage, part);
      progress.report({ message: `${describeStage(stage)}…`, increment: Math.max(0, share - shown) });
      shown = Math.max(shown, share);
    };
    try {
      return await run({ signal: abort.signal, say: (message) => progress.report({ message }), onProgress });
    } catch (error) {
      if (isAbort(error)) return undefined;
      throw error;
    }
  });
}

/** Asks for an existing file or folder on this machine. */
export async function chooseFile(options: vscode.OpenDialogOptions): Promise<string | undefined> {
  const [chosen] = (await vscode.window.showOpenDialog(options)) ?? [];
  return chosen === undefined ? undefined : pathOf(chosen);
}

/** Shows only ONNX files in a dialog. */
export function onnxFilter(): Record<string, string[]> {
  return { [vscode.l10n.t('ONNX model')]: ['onnx'] };
}

/** Asks where to save an ONNX file on this machine. @param proposed path shown at first */
export async function chooseTarget(title: string, proposed: string): Promise<string | undefined> {
  const defaultUri = vscode.Uri.file(proposed);
  const filters = onnxFilter();
  const chosen = await vscode.window.showSaveDialog({ title, defaultUri, filters });
  return chosen === undefined ? undefined : pathOf(chosen);
}

/** The path of a file on this machine. @throws KokoroError `output-not-writable` for any other */
export function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file' || uri.scheme === 'vscode-remote') return uri.fsPath;
  throw new KokoroError('output-not-writable', vscode.l10n.t('Choose a folder on the machine that Kokoro runs on.'));
}

const USE = vscode.l10n.t('Use This Model');
const REVEAL = vscode.l10n.t('Reveal');
const BENCHMARK = vscode.l10n.t('Benchmark');

/**
 * Reports the saved model and, if it was made from another model, compares the two. Offers to use it, reveal it or
 * measure its speed.
 */
export async function announce(
  exporter: ExporterClient,
  { path, bytes, seconds }: { path: string; bytes: number; seconds: number },
  original?: string,
): Promise<void> {
  const compared =
    original === undefined
      ? undefined
      : await withNotification(vscode.l10n.t('Comparing the two models'), ({ signal }) =>
          exporter.compare(original, path, signal),
        );
  let message = vscode.l10n.t(
    'Kokoro: saved {0} ({1} MB in {2} s).',
    path,
    (bytes / 1e6).toFixed(0),
    seconds.toFixed(1),
  );
  if (compared) {
    const { speedup, logMel, level } = compared;
    // Silence and invalid numbers have no distance.
    const heard = Number.isFinite(logMel) && Number.isFinite(level);
    const comparison = heard
      ? vscode.l10n.t(
          'It is {0} times as fast as the original and differs by {1} dB (log-mel), {2} dB in level.',
          ...[speedup, logMel, level].map((value) => value.toFixed(1)),
        )
      : vscode.l10n.t('It is {0} times as fast as the original.', speedup.toFixed(1));
    message += ` ${comparison}`;
  }
  let offers = [USE, REVEAL, BENCHMARK];
  for (;;) {
    const choice = await vscode.window.showInformationMessage(message, ...offers);
    if (choice === USE) await config.set('model', path);
    if (choice === REVEAL) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
    if (choice !== BENCHMARK) return;
    const found = await withNotification(vscode.l10n.t('Measuring speed'), ({ signal }) =>
      exporter.benchmark(path, signal),
    );
    if (found === undefined) return;
    const { loadSeconds, realTimeFactor } = found;
    message = vscode.l10n.t(
      'Kokoro: {0} loads in {1} s and runs at {2} times real time.',
      path,
      loadSeconds.toFixed(1),
      (1 / realTimeFactor).toFixed(1),
    );
    offers = [USE, REVEAL];
  }
}
