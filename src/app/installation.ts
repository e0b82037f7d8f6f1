import { cpus } from 'node:os';
import { version } from '../../package.json';
import { MODEL_NAME, voiceAsset } from '../assets/manifest';
import { instructionSets } from '../engine/model/cpu';
import { VOICE_CATALOGUE } from '../kokoro/voices';
import { describeOptimizedModel } from '../speech/optimized/describe';
import type { App } from './app';

/**
 * Labels and values that describe this installation: versions, processor, files and whether they are intact, threads.
 * Reads every byte of the files, and starts the engine.
 * @param source the folder or base URL to try first for downloads; '' for none
 */
export async function describeInstallation(app: App, source: string): Promise<[label: string, value: string][]> {
  const { engine, optimizedModel, cache } = app;
  const assets = app.assets();
  const sets = instructionSets().join(', ') || 'instruction sets unknown';
  const fault = await optimizedModel.inspect();
  const model = describeOptimizedModel(await optimizedModel.refresh());
  const damaged = `the published INT8 model; the optimized model is damaged (${fault ?? ''}), run: kokoro rebuild`;
  const voices = await Promise.all(
    VOICE_CATALOGUE.map(({ name }) => assets.status(voiceAsset(name), { rehash: true })),
  );
  const verified = voices.filter((status) => status === 'verified').length;
  const { runtime, kernels, threads } = await engine.info();
  return [
    ['kokoro', version],
    ['node', `${process.version} on ${process.platform}-${process.arch}`],
    ['processor', `${cpus()[0]?.model ?? 'unknown'} (${sets})`],
    ['cache folder', cache],
    ['assets source', source === '' ? 'none' : source],
    ['model', `${MODEL_NAME}: ${await assets.status(MODEL_NAME, { rehash: true })}`],
    ['speaks', fault === undefined ? model : damaged],
    ['voices', `${verified} of ${voices.length} downloaded and verified`],
    ['onnxruntime', `${runtime}, ${threads} threads`],
    ['kernels', kernels || 'none for this processor'],
  ];
}
