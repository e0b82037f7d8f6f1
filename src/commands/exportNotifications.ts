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

/** Asks where to save an ONNX file on this machine. @param proposed path shown at first */
export async function chooseTarget(title: string, proposed: string): Promise<string | undefined> {
  const defaultUri = vscode.Uri.file(proposed);
  const filters = { 'ONNX model': ['onnx'] };
  const chosen = await vscode.window.showSaveDialog({ title, defaultUri, filters });
  return chosen === undefined ? undefined : pathOf(chosen);
}

function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file' || uri.scheme === 'vscode-remote') return uri.fsPath;
  throw new KokoroError('output-not-writable', 'Choose a folder on the machine that Kokoro runs on.');
}

const USE = 'Use This Model';
const REVEAL = 'Reveal';
const BENCHMARK = 'Benchmark';

/**
 * Reports the saved model and, if it was made from another model, compares the two. Offers to use it, reveal it or
 * measure its speed.
 */
export async function announce(
  exporter: ExporterClient,
  { path, bytes, seconds }: { path: string; bytes: number; seconds: number },
  original?: string,
): Promise<void> {
  const size = `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`;
  const compared =
    original === undefined
      ? undefined
      : await withNotification('Comparing the two models', ({ signal }) => exporter.compare(original, path, signal));
  let message = `Kokoro: saved ${path} (${size})`;
  if (compared) {
    const { speedup, logMel, level } = compared;
    message += `. It is ${speedup.toFixed(1)} times as fast as the original`;
    // What is silent, or no number, has no distance.
    const heard = Number.isFinite(logMel) && Number.isFinite(level);
    message += heard ? ` and differs by ${logMel.toFixed(1)} dB (log-mel), ${level.toFixed(1)} dB in level.` : '.';
  }
  let offers = [USE, REVEAL, BENCHMARK];
  for (;;) {
    const choice = await vscode.window.showInformationMessage(message, ...offers);
    if (choice === USE) await config.set('model', path);
    if (choice === REVEAL) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
    if (choice !== BENCHMARK) return;
    const found = await withNotification('Measuring speed', ({ signal }) => exporter.benchmark(path, signal));
    if (found === undefined) return;
    const { loadSeconds, realTimeFactor } = found;
    const times = (1 / realTimeFactor).toFixed(1);
    message = `Kokoro: ${path} loads in ${loadSeconds.toFixed(1)} s and runs at ${times} times real time.`;
    offers = [USE, REVEAL];
  }
}
