import type { Command } from 'commander';
import { ASSETS, MODEL_NAME, voiceAsset } from '../assets/manifest';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { findVoice, groupVoices } from '../language/voices';
import { describeWork } from '../reading/progress';
import { createCliApp } from './app';
import { addCommand } from './options';
import { interruptSignal, print, ProgressBar } from './terminal';

export function addVoices(program: Command): void {
  addCommand(program, 'voices', 'list the voices').action(listVoices);
}

export function addFetch(program: Command): void {
  addCommand(program, 'fetch', 'download the model and voices')
    .argument('[voice...]', `voices to download (default: ${DEFAULT_VOICE})`)
    .option('--all', 'download every voice and audio encoder')
    .action((voices: string[], { all = false }: { all?: boolean }) => fetchAssets(voices, all));
}

/** Prints the voices by language and whether they have been downloaded. */
async function listVoices(): Promise<void> {
  const assets = createCliApp().assets();
  for (const { label, voices } of groupVoices()) {
    print(`${label}\n`);
    for (const { name, displayName } of voices) {
      const here = (await assets.status(voiceAsset(name))) === 'missing' ? '' : '  downloaded';
      print(`  ${name.padEnd(16)}${displayName.padEnd(12)}${here}`.trimEnd() + '\n');
    }
  }
}

/** Downloads the model and the named voices (or all voices), and prints their paths. */
async function fetchAssets(voices: readonly string[], all: boolean): Promise<void> {
  const wanted = voices.length > 0 ? voices : [DEFAULT_VOICE];
  const names = all
    ? ASSETS.map(({ name }) => name)
    : [MODEL_NAME, ...wanted.map((voice) => voiceAsset(findVoice(voice).name))];
  const assets = createCliApp().assets();
  const signal = interruptSignal();
  const bar = new ProgressBar();
  for (const name of names) {
    const path = await assets.ensure(name, {
      signal,
      onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
    });
    bar.clear();
    print(`${path}\n`);
  }
}
