import { ASSETS, MODEL_NAME, voiceAsset } from '../engine/assets/manifest';
import { DEFAULT_VOICE, findVoice, groupVoices } from '../engine/voices/catalog';
import { describeWork } from '../reading/progress';
import { createServices } from './services';
import { interruptSignal, ProgressBar } from './terminal';

/** `kokoro voices`: the voices by language, and whether they are on this machine. */
export async function listVoices(): Promise<void> {
  const { assets } = createServices();
  for (const { label, voices } of groupVoices()) {
    process.stdout.write(`${label}\n`);
    for (const { name, displayName } of voices) {
      const here = (await assets.status(voiceAsset(name))) === 'missing' ? '' : '  on disk';
      process.stdout.write(`  ${name.padEnd(16)}${displayName.padEnd(12)}${here}`.trimEnd() + '\n');
    }
  }
}

/** `kokoro fetch`: gets the model and the named voices (or all), and prints where they are. */
export async function fetchAssets(voices: readonly string[], all: boolean): Promise<void> {
  const wanted = voices.length > 0 ? voices : [DEFAULT_VOICE];
  const names = all
    ? ASSETS.map(({ name }) => name)
    : [MODEL_NAME, ...wanted.map((voice) => voiceAsset(findVoice(voice).name))];
  const { assets } = createServices();
  const signal = interruptSignal();
  const bar = new ProgressBar();
  for (const name of names) {
    const path = await assets.ensure(name, {
      signal,
      onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
    });
    bar.clear();
    process.stdout.write(`${path}\n`);
  }
}
