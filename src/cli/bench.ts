import type { Command } from 'commander';
import { benchmarkMachine } from '../app/benchmark/benchmarkMachine';
import { fastest, formatBenchmark } from '../app/benchmark/result';
import { describeWork } from '../reading/progress';
import { createCliApp } from './app';
import { addCommand, fileName } from './options';
import { interruptSignal, print, ProgressBar, say } from './terminal';

interface BenchFlags {
  json?: boolean;
  model?: string;
  fp32?: string | true;
}

export function addBench(program: Command): void {
  addCommand(program, 'bench', 'measure how fast each model speaks on this machine')
    .option('--json', 'print the result as JSON')
    .option('--model <file>', 'also measure a model of your own', fileName)
    .option(
      '--fp32 [file]',
      'also measure FP32 and how far the others are from it; without a file, the published checkpoint is downloaded (327 MB)',
      fileName,
    )
    .action(bench);
}

/** Measures the models and prints a table; the fastest setup goes to stderr. */
async function bench({ json = false, model = '', fp32 = 'none' }: BenchFlags): Promise<void> {
  const app = createCliApp(0, model);
  const bar = new ProgressBar();
  try {
    const result = await benchmarkMachine(
      app,
      { ownModel: model, fp32: fp32 === true ? 'download' : fp32 },
      {
        signal: interruptSignal(),
        onProgress: (what, share) => bar.show(what, share),
        onDownload: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
      },
    );
    bar.clear();
    print(`${json ? JSON.stringify(result, undefined, 2) : formatBenchmark(result)}\n`);
    const best = fastest(result.measurements);
    if (best) say(`Fastest: ${best.model}, ${best.threads} ${best.threads === 1 ? 'thread' : 'threads'}`);
  } finally {
    bar.clear();
    await app.close();
  }
}
