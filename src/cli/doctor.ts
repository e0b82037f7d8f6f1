import type { Command } from 'commander';
import type { App } from '../app/app';
import { describeInstallation } from '../app/installation';
import { MODEL_NAME, voiceAsset } from '../assets/manifest';
import { messageOf } from '../common/errors';
import { secondsOf } from '../kokoro/speechChunk';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { PLAIN_TEXT } from '../speech/speech';
import { createCliApp } from './app';
import { addCommand } from './options';
import { print } from './terminal';

export function addDoctor(program: Command): void {
  addCommand(program, 'doctor', 'check this installation').action(async () => {
    if (!(await doctor())) process.exitCode = 1;
  });
}

/** Prints versions, paths, downloaded files and threads, and tries to speak. @returns whether that worked */
async function doctor(): Promise<boolean> {
  const app = createCliApp();
  try {
    const installation = await describeInstallation(app, process.env['KOKORO_ASSETS'] ?? '');
    for (const [label, value] of installation) line(label, value);
    const audio = await tryToSpeak(app);
    line('audio', audio.text);
    return audio.works;
  } finally {
    await app.close();
  }
}

async function tryToSpeak({ assets, speech, engine }: App): Promise<{ works: boolean; text: string }> {
  for (const name of [MODEL_NAME, voiceAsset(DEFAULT_VOICE)]) {
    if ((await assets().status(name)) !== 'verified')
      return { works: false, text: `${name} has not been downloaded; run: kokoro fetch` };
  }
  const request = { ...PLAIN_TEXT, text: 'All is well.', voice: DEFAULT_VOICE, speed: 1 };
  try {
    const began = performance.now();
    let seconds = 0;
    for await (const chunk of speech.speak(request, { signal: new AbortController().signal, rebuild: 'never' }))
      seconds += secondsOf(chunk);
    const took = ((performance.now() - began) / 1000).toFixed(2);
    const { peakBytes } = await engine.info();
    const text = `works: ${seconds.toFixed(2)} s of speech in ${took} s, peak memory ${Math.round(peakBytes / 1e6)} MB`;
    return { works: true, text };
  } catch (error) {
    return { works: false, text: `fails: ${messageOf(error)}` };
  }
}

function line(label: string, value: string): void {
  print(`${`${label}:`.padEnd(15)}${value}\n`);
}
