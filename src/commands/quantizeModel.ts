import { dirname, join, parse } from 'node:path';
import * as vscode from 'vscode';
import type { ExporterClient } from '../exporter/client';
import { QUANTIZE_KINDS, type QuantizeKind } from '../exporter/quantize';
import type { Command } from './command';
import { announce, chooseFile, chooseTarget, onnxFilter, withNotification } from './exportNotifications';

const KIND_TEXTS: Readonly<Record<QuantizeKind, { label: string; detail: string }>> = {
  int8: {
    label: vscode.l10n.t('INT8 (recommended)'),
    detail: vscode.l10n.t('Rebuilt to run about three times as fast on a CPU; takes a minute'),
  },
  'int8-dynamic': {
    label: vscode.l10n.t('INT8, dynamic'),
    detail: vscode.l10n.t('A third of the size, made in seconds; not faster, and less accurate than INT8'),
  },
  fp16: { label: 'FP16', detail: vscode.l10n.t('Half the size; inputs and outputs stay FP32') },
};

/** Quantizes a Kokoro ONNX file from any exporter, in a separate process. */
export class QuantizeModel implements Command {
  readonly id = 'kokoro.quantizeModel';
  readonly #exporter: ExporterClient;

  constructor(exporter: ExporterClient) {
    this.#exporter = exporter;
  }

  async execute(): Promise<void> {
    const input = await chooseFile({ title: vscode.l10n.t('Choose a Model to Quantize'), filters: onnxFilter() });
    if (input === undefined) return;
    const items = QUANTIZE_KINDS.map((to) => ({ to, ...KIND_TEXTS[to] }));
    const options = { title: vscode.l10n.t('Kokoro: Quantize Model'), placeHolder: vscode.l10n.t('Choose a format') };
    const picked = await vscode.window.showQuickPick(items, options);
    if (picked === undefined) return;
    const proposed = join(dirname(input), `${parse(input).name}-${picked.to}.onnx`);
    const out = await chooseTarget(vscode.l10n.t('Save Quantized Model'), proposed);
    if (out === undefined) return;
    const done = await withNotification(vscode.l10n.t('Quantizing'), (task) =>
      this.#exporter.quantize(input, out, picked.to, task),
    );
    if (done !== undefined) await announce(this.#exporter, done, input);
  }
}
