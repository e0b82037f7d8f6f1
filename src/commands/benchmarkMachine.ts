import * as vscode from 'vscode';
import type { App } from '../app/app';
import { benchmarkMachine, describeSetup } from '../app/benchmark/benchmarkMachine';
import {
  fastest,
  formatBenchmark,
  loadBenchmark,
  type MachineBenchmark,
  type Measurement,
} from '../app/benchmark/result';
import { describeRuntime } from '../app/benchmark/runtimes';
import { config } from '../config';
import { describeWork } from '../reading/progress';
import { type Chart, chartPage } from '../webview/host/chartPage';
import type { Command } from './command';
import { chooseFile, onnxFilter, withNotification } from './exportNotifications';

const { t } = vscode.l10n;

/** What the links of the page pass to the command. */
type Action = 'use' | 'copy' | 'again';

/** Measures how fast each model speaks on this machine, shows the result, and makes the fastest setup the one in use. */
export class BenchmarkMachine implements Command {
  readonly id = 'kokoro.benchmarkMachine';
  readonly #app: App;
  #panel: vscode.WebviewPanel | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  async execute(action?: unknown): Promise<void> {
    if (action === 'use' || action === 'copy') {
      const benchmark = await loadBenchmark(this.#app.cache);
      if (benchmark) await (action === 'use' ? useFastest(benchmark) : copy(benchmark));
      return;
    }
    const fp32 = await chooseReference();
    if (fp32 === undefined) return;
    const benchmark = await withNotification(t('Measuring this machine'), ({ signal, say }) =>
      benchmarkMachine(
        this.#app,
        { ownModel: config.model, fp32 },
        {
          signal,
          onProgress: (what, share) => say(`${what} (${Math.floor(100 * share)} %)`),
          onDownload: (progress) => say(describeWork(progress)),
        },
      ),
    );
    if (benchmark) this.#show(benchmark);
  }

  #show(benchmark: MachineBenchmark): void {
    if (this.#panel) this.#panel.reveal();
    else {
      const options = { enableCommandUris: [this.id], enableScripts: false };
      this.#panel = vscode.window.createWebviewPanel(
        this.id,
        t('Kokoro on This Machine'),
        vscode.ViewColumn.Active,
        options,
      );
      this.#panel.onDidDispose(() => (this.#panel = undefined));
    }
    const link = (action: Action): string => `command:${this.id}?${encodeURIComponent(JSON.stringify([action]))}`;
    this.#panel.webview.html = chartPage(chartOf(benchmark, link));
  }
}

/** @param link the address that runs an action */
function chartOf({ measurements, absent, ...machine }: MachineBenchmark, link: (action: Action) => string): Chart {
  const best = fastest(measurements);
  const speed = ({ realTimeFactor }: Measurement): number => 1 / realTimeFactor;
  const top = Math.max(...measurements.map(speed));
  return {
    language: vscode.l10n.bundle ? vscode.env.language : 'en',
    title: t('Kokoro on This Machine'),
    subtitle: [machine.processor, ...machine.instructionSets, machine.platform, machine.runtime].join(' · '),
    links: [
      ...(best ? [{ label: t('Use the Fastest: {0}', setupOf(best)), address: link('use') }] : []),
      { label: t('Copy as Markdown'), address: link('copy') },
      { label: t('Measure Again'), address: link('again') },
    ],
    headers: [
      ...[t('Model'), t('Threads'), t('Times real time'), t('First sound'), t('First sound, cold')],
      ...[t('CPU seconds per second'), t('Memory'), t('Distance to FP32')],
    ],
    rows: measurements.map((each) => ({
      bar: speed(each) / top,
      strong: each === best,
      cells: [
        describeSetup(each),
        String(each.threads),
        `${speed(each).toFixed(1)} ×`,
        `${each.firstSeconds.toFixed(2)} s`,
        `${each.coldFirstSeconds.toFixed(2)} s`,
        each.cpuFactor.toFixed(2),
        `${(each.peakBytes / 1e6).toFixed(0)} MB`,
        each.logMel === undefined ? '–' : `${each.logMel.toFixed(1)} dB`,
      ],
    })),
    note: [
      t(
        'Above 1 × real time, a voice speaks without breaks. The distance to FP32 is the mean difference of log-mel spectra; two readings of the same sentence differ by 0.4 dB.',
      ),
      ...absent.map(({ runtime, reason }) => t('{0} was not measured: {1}', describeRuntime(runtime), reason)),
    ].join(' '),
  };
}

/** A model with its number of threads, as it is shown to the user. */
function setupOf(measurement: Measurement): string {
  return t('{0}, threads: {1}', describeSetup(measurement), measurement.threads);
}

/** Asks what to compare the sound with. @returns a path, `download`, `none`, or undefined if the user cancels */
async function chooseReference(): Promise<string | undefined> {
  const items = [
    { label: t('Speed Only'), detail: t('Takes a minute or two'), choose: () => Promise.resolve('none') },
    {
      label: t('Speed and Sound, Compared with an FP32 File…'),
      detail: t('A Kokoro model in FP32 that is on this machine'),
      choose: () => chooseFile({ title: t('Choose an FP32 Model'), filters: onnxFilter() }),
    },
    {
      label: t('Speed and Sound, Compared with the Published FP32 Model'),
      detail: t('Downloads 327 MB the first time'),
      choose: () => Promise.resolve('download'),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Kokoro: Benchmark This Machine'),
    placeHolder: t('Choose what to measure'),
  });
  return picked?.choose();
}

/** Changes the settings so that the engine speaks with the fastest setup that was measured. */
async function useFastest({ measurements }: MachineBenchmark): Promise<void> {
  const best = fastest(measurements);
  if (!best) return;
  await config.set('threads', best.threads);
  await config.set('model', best.model === 'own' || best.model === 'fp32' ? best.path : '');
  if (best.model === 'published' || best.model === 'optimized')
    await config.set('optimizedModel', best.model === 'optimized');
  void vscode.window.showInformationMessage(t('Kokoro speaks with the fastest setup now: {0}.', setupOf(best)));
}

async function copy(benchmark: MachineBenchmark): Promise<void> {
  await vscode.env.clipboard.writeText(formatBenchmark(benchmark));
  void vscode.window.showInformationMessage(t('The benchmark was copied as a Markdown table.'));
}
