import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { MODEL_NAME, voiceAsset } from '../assets/manifest';
import { physicalCores } from '../engine/model/threads';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { describeWork } from '../reading/progress';
import { createCliApp } from './app';
import { addCommand, integerFrom } from './options';
import { interruptSignal, print, ProgressBar, say } from './terminal';

/** Requests that an engine speaks at once: their first audio comes soon, and each is still faster than speech. */
const READINGS_PER_ENGINE = 4;
const GRACE_SECONDS = 30;

interface ServeFlags {
  host: string;
  port: number;
  engines?: number;
  queue: number;
  maxCharacters: number;
  maxSeconds: number;
  model?: string;
}

export function addServe(program: Command): void {
  addCommand(program, 'serve', "speak for other programs over HTTP, with OpenAI's API for speech")
    .option('--host <address>', 'address to listen on; others than this machine need KOKORO_API_KEY', '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 takes a free one', integerFrom(0, 65_535), 8880)
    .option('--engines <n>', 'engine processes (default: one for every two cores)', integerFrom(1, 64))
    .option('--queue <n>', 'requests that may wait for their turn', integerFrom(0, 100_000), 64)
    .option('--max-characters <n>', 'longest text of a request', integerFrom(1, 10_000_000), 100_000)
    .option('--max-seconds <n>', 'longest time that a request may take', integerFrom(1, 86_400), 600)
    .option('--model <file>', 'ONNX model to speak with (default: the published model)')
    .addHelpText(
      'after',
      '\nEnvironment:\n  KOKORO_API_KEY  secret that clients must send; several are separated by commas',
    )
    .action(serve);
}

/** Serves until it is interrupted. */
async function serve({ host, port, engines, queue, model, ...limits }: ServeFlags): Promise<void> {
  const { SpeechServer } = await import('../server/server.js');
  const cores = Math.min(physicalCores(), availableParallelism());
  const count = engines ?? Math.max(1, Math.floor(cores / 2));
  const app = createCliApp(Math.max(1, Math.floor(cores / count)), model);
  const speakers = Array.from({ length: count }, () => app.addSpeaker());
  const server = new SpeechServer(speakers, app, {
    ...{ host, port, keys: keysOf(process.env['KOKORO_API_KEY']), ...limits },
    ...{ readingsPerEngine: READINGS_PER_ENGINE, maxWaiting: queue, graceSeconds: GRACE_SECONDS },
    logger: { debug: () => undefined, info: () => undefined, warn: say, error: say },
  });
  const signal = interruptSignal();
  try {
    const bar = new ProgressBar();
    for (const name of model === undefined ? [MODEL_NAME, voiceAsset(DEFAULT_VOICE)] : [])
      await app.assets().ensure(name, {
        signal,
        onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
      });
    bar.clear();
    const actual = await server.start(signal);
    print(`http://${host.includes(':') ? `[${host}]` : host}:${actual}\n`);
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    say('Stopping; requests in progress may take another half a minute.');
    await server.stop();
  } finally {
    for (const speaker of speakers) speaker.dispose();
    await app.close();
  }
}

/** The secrets in a list separated by commas. */
function keysOf(list = ''): string[] {
  return list
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
