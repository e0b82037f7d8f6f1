import { cpus } from 'node:os';
import type { Command } from 'commander';
import { version } from '../../package.json';
import type { App } from '../app/app';
import { cacheFolder } from '../assets/cacheFolder';
import { MODEL_NAME, voiceAsset } from '../assets/manifest';
import { messageOf } from '../common/errors';
import { instructionSets } from '../engine/model/cpu';
import { secondsOf } from '../kokoro/speechChunk';
import { DEFAULT_VOICE, VOICE_CATALOGUE } from '../kokoro/voices';
import { describeOptimizedModel } from '../speech/optimized/describe';
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
    const { engine, optimizedModel } = app;
    const assets = app.assets();
    line('kokoro', version);
    line('node', `${process.version} on ${process.platform}-${process.arch}`);
    line(
      'processor',
      `${cpus()[0]?.model ?? 'unknown'} (${instructionSets().join(', ') || 'instruction sets unknown'})`,
    );
    line('cache folder', cacheFolder());
    line('assets source', process.env['KOKORO_ASSETS'] ?? 'none');
    line('model', `${MODEL_NAME}: ${await assets.status(MODEL_NAME, { rehash: true })}`);
    const fault = await optimizedModel.inspect();
    const model = describeOptimizedModel(await optimizedModel.refresh());
    const damaged = `the published INT8 model; the optimized model is damaged (${fault}), run: kokoro rebuild`;
    line('speaks', fault === undefined ? model : damaged);
    const voices = await Promise.all(
      VOICE_CATALOGUE.map(({ name }) => assets.status(voiceAsset(name), { rehash: true })),
    );
    line(
      'voices',
      `${voices.filter((status) => status === 'verified').length} of ${voices.length} downloaded and verified`,
    );
    const { runtime, threads } = await engine.info();
    line('onnxruntime', `${runtime}, ${threads} threads`);
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
  const request = {
    text: 'All is well.',
    format: 'plain',
    codeBlocks: 'announce',
    emoji: 'read',
    voice: DEFAULT_VOICE,
    speed: 1,
    from: 0,
  } as const;
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
