import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { MODEL_NAME } from '../assets/manifest';
import { describeWork } from '../reading/progress';
import type { Store } from '../server/queue/store';
import type { WorkResult } from '../server/queue/work';
import { createCliApps } from './app';
import { addCommand, fileName, integerFrom } from './options';
import { queueOption } from './queue';
import { describeSeconds } from './speakProgress';
import { interruptSignal, print, ProgressBar, say } from './terminal';

interface WorkerFlags {
  queue: URL;
  out?: string;
  store?: string;
  s3Endpoint?: string;
  concurrency: number;
  threads: number;
  model?: string;
  grace: number;
  lostAfter: number;
}

const ENVIRONMENT = `
Environment:
  KOKORO_QUEUE_PASSWORD  password of Redis, if the address has none
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL_S3
                         keys, region and address of the store`;

export function addWorker(program: Command): void {
  const command = addCommand(program, 'worker', 'make audio files that "kokoro export-audio --queue" has filed')
    .addOption(queueOption('take documents from this Redis (required)').makeOptionMandatory())
    .addOption(new Option('--out <folder>', 'folder to write to, which all workers share').argParser(fileName))
    .addOption(
      new Option('--store <place>', 'S3-compatible store to write to, as s3://bucket/prefix')
        .argParser(s3Place)
        .conflicts('out'),
    )
    .option('--s3-endpoint <url>', "the store's address, if it is not Amazon's", httpUrl)
    .option(
      '--concurrency <n>',
      'documents to make at the same time; each needs the memory of a model',
      integerFrom(1, 64),
      1,
    )
    .option('--threads <n>', 'threads that run each model; 0 divides the cores', integerFrom(0, 256), 0)
    .option('--model <file>', 'ONNX model to speak with (default: the published model)', fileName)
    .option(
      '--grace <s>',
      'seconds in which documents may be finished when the worker is stopped',
      integerFrom(0, 3600),
      20,
    )
    .option(
      '--lost-after <s>',
      'seconds without a sign of life after which documents are given to another worker',
      integerFrom(2, 3600),
      30,
    )
    .addHelpText('after', ENVIRONMENT);
  command.action(async (flags: WorkerFlags) => {
    if (flags.out === undefined && flags.store === undefined)
      command.error('Name a folder with --out, or a store with --store.');
    await work(flags);
  });
}

/** Makes documents until it is interrupted. */
async function work({ queue, concurrency, threads, model, grace, lostAfter, ...flags }: WorkerFlags): Promise<void> {
  const { loadQueuePackages, placeOf, QueueConnection } = await import('../server/queue/redis.js');
  const { QueueWorker } = await import('../server/queue/worker.js');
  const packages = await loadQueuePackages();
  const store = await storeOf(flags);
  const signal = interruptSignal();
  await store.check(signal);
  const apps = createCliApps(concurrency, threads, model);
  try {
    const bar = new ProgressBar();
    if (model === undefined)
      await apps[0].assets().ensure(MODEL_NAME, {
        signal,
        onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
      });
    bar.clear();
    const connection = await QueueConnection.open(packages, queue, { onWarning: say }, signal);
    try {
      const worker = new QueueWorker(packages, connection, store, apps, {
        signal,
        onReady: () => say(`Waiting for documents from ${placeOf(queue)}; files go to ${store.place}.`),
        onFile: report,
        onFailure: (file, error, isFinal) =>
          say(`failed  ${file}  ${error.message}${isFinal ? '' : ' It will be tried again.'}`),
        onWarning: say,
      });
      signal.addEventListener('abort', () => say(`Stopping; documents may be finished within ${grace} s.`));
      await worker.run({ graceSeconds: grace, lostAfterSeconds: lostAfter });
    } finally {
      connection.close();
    }
  } finally {
    for (const app of apps) await app.close();
  }
}

async function storeOf({
  out = '.',
  store,
  s3Endpoint,
}: Pick<WorkerFlags, 'out' | 'store' | 's3Endpoint'>): Promise<Store> {
  if (store === undefined) return new (await import('../server/queue/folderStore.js')).FolderStore(resolve(out));
  return new (await import('../server/queue/s3Store.js')).S3Store(store, s3Endpoint, process.env);
}

/** Each file that is made is a line on stdout, for logs and scripts. */
function report(file: string, { status, seconds }: WorkResult): void {
  print(`${status.padEnd(7)} ${file}${status === 'made' ? `  ${describeSeconds(seconds)}` : ''}\n`);
}

/** Parses a place in an S3-compatible store. */
function s3Place(value: string): string {
  if (/^s3:\/\/[a-z\d][a-z\d.-]{1,61}[a-z\d](?:\/.*)?$/.test(value)) return value;
  throw new InvalidArgumentError('It must be a place such as s3://bucket or s3://bucket/prefix.');
}

function httpUrl(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new InvalidArgumentError('It must be an address such as http://localhost:9000.');
}
