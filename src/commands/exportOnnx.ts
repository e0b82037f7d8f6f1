import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type Hub, KNOWN_REPOSITORIES } from '../assets/hub';
import { findCheckpoint } from '../exporter/checkpoint/folder';
import type { ExporterClient } from '../exporter/client';
import { type Precision, PRECISIONS } from '../exporter/export';
import { writeVoicesBeside } from '../exporter/voicesBeside';
import { isPublishedVoice } from '../kokoro/voices';
import { describeProgress } from '../reading/progress';
import type { Command } from './command';
import { announce, chooseFile, chooseTarget, type Task, withNotification } from './exportNotifications';

/** A checkpoint file, a folder that contains one, or a repository on the Hugging Face Hub. */
type Origin = { path: string } | { repo: string };

const PRECISION_TEXTS: Readonly<Record<Precision, { label: string; detail: string }>> = {
  int8: {
    label: vscode.l10n.t('INT8 (recommended)'),
    detail: vscode.l10n.t('A third of the size and about three times as fast on a CPU; exporting takes a minute'),
  },
  fp16: { label: 'FP16', detail: vscode.l10n.t('Half the size; also for GPU and NPU runtimes') },
  fp32: { label: 'FP32', detail: vscode.l10n.t('Same precision as the checkpoint; about 310 MB') },
};

/** Exports a PyTorch checkpoint as an ONNX file, in a separate process. */
export class ExportOnnx implements Command {
  readonly id = 'kokoro.exportOnnx';
  readonly #exporter: ExporterClient;
  readonly #hub: () => Hub;

  /** @param hub called for each export, because the user may change the source */
  constructor(exporter: ExporterClient, hub: () => Hub) {
    this.#exporter = exporter;
    this.#hub = hub;
  }

  async execute(): Promise<void> {
    const origin = await chooseOrigin();
    if (origin === undefined) return;
    const precision = await choosePrecision();
    if (precision === undefined) return;
    const folder = 'path' in origin ? dirname(origin.path) : homedir();
    const out = await chooseTarget(vscode.l10n.t('Save ONNX Model'), join(folder, `kokoro-${precision}.onnx`));
    if (out === undefined) return;
    const done = await withNotification(vscode.l10n.t('Exporting to ONNX'), (task) =>
      this.#export(origin, precision, out, task),
    );
    if (done === undefined) return;
    for (const warning of done.warnings) void vscode.window.showWarningMessage(`Kokoro: ${warning}`);
    await announce(this.#exporter, done);
  }

  async #export(origin: Origin, precision: Precision, out: string, { signal, say, onProgress }: Task) {
    const checkpoint =
      'path' in origin
        ? origin.path
        : await this.#hub().fetch(origin.repo, { signal, onProgress: (progress) => say(describeProgress(progress)) });
    const options = { noise: 'random', signature: 'hexgrad', speedType: 'float' } as const;
    const done = await this.#exporter.export({ ...options, checkpoint, precision, out }, { signal, onProgress });
    const { voicesFolder } = await findCheckpoint(checkpoint);
    if (voicesFolder !== undefined) await writeVoicesBeside(voicesFolder, out, (name) => !isPublishedVoice(name));
    return done;
  }
}

async function chooseOrigin(): Promise<Origin | undefined> {
  const items: (vscode.QuickPickItem & { choose: () => Promise<Origin | undefined> })[] = [
    {
      label: vscode.l10n.t('Checkpoint File…'),
      detail: vscode.l10n.t('A .pth or .safetensors file with config.json beside it'),
      choose: chooseCheckpoint,
    },
    {
      label: vscode.l10n.t('Folder…'),
      detail: vscode.l10n.t('A folder that contains a checkpoint and config.json'),
      choose: chooseFolder,
    },
    ...KNOWN_REPOSITORIES.map((repo) => ({
      label: repo,
      detail: vscode.l10n.t('Download from the Hugging Face Hub (about 330 MB)'),
      choose: () => Promise.resolve({ repo }),
    })),
    {
      label: vscode.l10n.t('Other Repository…'),
      detail: vscode.l10n.t('owner/name on the Hugging Face Hub'),
      choose: chooseRepository,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Kokoro: Export ONNX'),
    placeHolder: vscode.l10n.t('Choose a checkpoint'),
  });
  return picked?.choose();
}

async function chooseCheckpoint(): Promise<Origin | undefined> {
  const filters = { [vscode.l10n.t('Checkpoint')]: ['pth', 'safetensors'] };
  const path = await chooseFile({ title: vscode.l10n.t('Choose a Checkpoint'), filters });
  return path === undefined ? undefined : { path };
}

async function chooseFolder(): Promise<Origin | undefined> {
  const path = await chooseFile({
    title: vscode.l10n.t('Choose a Folder with a Checkpoint'),
    canSelectFolders: true,
    canSelectFiles: false,
  });
  return path === undefined ? undefined : { path };
}

async function chooseRepository(): Promise<Origin | undefined> {
  const repo = await vscode.window.showInputBox({
    title: vscode.l10n.t('Repository on the Hugging Face Hub'),
    prompt: vscode.l10n.t('owner/name'),
  });
  return repo === undefined || repo.trim() === '' ? undefined : { repo: repo.trim() };
}

async function choosePrecision(): Promise<Precision | undefined> {
  const items = PRECISIONS.map((precision) => ({ precision, ...PRECISION_TEXTS[precision] }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Kokoro: Export ONNX'),
    placeHolder: vscode.l10n.t('Choose a precision'),
  });
  return picked?.precision;
}
