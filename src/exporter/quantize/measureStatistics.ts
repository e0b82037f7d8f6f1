import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession, loadRuntime } from '../../common/runtime';
import { SPLIT_NAMES } from '../../kokoro/splitModel';
import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { adainName, channelsOf, type GivenLayer } from '../network/givenAffine';
import type { Int8Plan } from '../network/int8Plan';
import { buildNetwork, MEAN, POWER } from '../network/network';
import { buildSplitNetwork, type Statistician } from '../network/splitNetwork';
import { descriptor, means, type StatisticsFit } from '../network/statistics';
import { writeModel } from '../onnx/write';
import { feedsOf } from '../speaking';
import type { Utterance } from '../utterance';
import { fitStatistics, type Sample } from './fitStatistics';
import { storeCompactly } from './int8';

/** Directions in which statistics vary that are kept. */
export const RANK = 16;
/** Under the root of a normalization, as in the network. */
const EPSILON = 1e-5;

/** The network that is measured, and how. */
export interface MeasureOptions {
  int8?: Int8Plan | undefined;
  signal?: AbortSignal | undefined;
  onUtterance?: ((part: number) => void) | undefined;
}

const DESCRIPTOR = 'descriptor';
const MEANS = 'relative_means';

/** Lets the network speak utterances, and fits the prediction of the statistics of its normalizations. */
export async function measureStatistics(
  config: KokoroConfig,
  weights: WeightSource,
  utterances: readonly Utterance[],
  { int8, signal, onUtterance }: MeasureOptions = {},
): Promise<StatisticsFit> {
  const folder = await mkdtemp(join(tmpdir(), 'kokoro-'));
  try {
    const paths = { whole: join(folder, 'whole.onnx'), prosody: join(folder, 'prosody.onnx') };
    const options = { noise: 'random', metadata: new Map<string, string>(), version: '', int8 } as const;
    const store = int8 ? storeCompactly : <T>(model: T): T => model;
    const whole = { ...options, signature: 'kokoro-js', speedType: 'float', observed: 'moments' } as const;
    await writeModel(store(await buildNetwork(config, weights, whole)), paths.whole, { signal });
    let layers: readonly GivenLayer[] = [];
    const statistics: Statistician = (ctx, parts, all, styled) => {
      layers = all;
      const { b } = ctx;
      const relative = b.reshape(means(ctx, all, styled), -1);
      const floats = { type: 'float32', dims: [1, 'size'] } as const;
      b.output(b.op('Identity', [descriptor(ctx, parts)]), { name: DESCRIPTOR, ...floats });
      b.output(b.op('Identity', [relative]), { name: MEANS, ...floats, dims: ['size'] });
      return { mean: relative, logDeviation: relative };
    };
    const { prosody } = await buildSplitNetwork(config, weights, { ...options, pair: '', statistics });
    await writeModel(store(prosody), paths.prosody, { signal });
    const samples: Sample[] = [];
    const sessions = { whole: await createSession(paths.whole), prosody: await createSession(paths.prosody) };
    try {
      for (const [i, utterance] of utterances.entries()) {
        signal?.throwIfAborted();
        samples.push(await measure(sessions, utterance, layers));
        onUtterance?.((i + 1) / utterances.length);
      }
    } finally {
      await sessions.whole.release();
      await sessions.prosody.release();
    }
    return fitStatistics(samples, layers, config.istftnet.resblockKernelSizes.length, config.styleDim, RANK);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Sessions = Record<'whole' | 'prosody', Awaited<ReturnType<typeof createSession>>>;

async function measure(
  { whole, prosody }: Sessions,
  utterance: Utterance,
  layers: readonly GivenLayer[],
): Promise<Sample> {
  const runtime = await loadRuntime();
  const said = await whole.run(feedsOf(runtime, whole, utterance));
  const wanted = [DESCRIPTOR, MEANS, SPLIT_NAMES.steps];
  const front = await prosody.run(feedsOf(runtime, prosody, utterance), wanted);
  const floats = (outputs: typeof said, name: string): Float32Array => outputs[name]?.data as Float32Array;
  const sample: Sample = {
    descriptor: floats(front, DESCRIPTOR).slice(),
    relativeMeans: floats(front, MEANS).slice(),
    means: new Float32Array(channelsOf(layers)),
    logDeviations: new Float32Array(channelsOf(layers)),
  };
  let at = 0;
  for (const layer of layers) {
    const mean = floats(said, `${adainName(layer)}${MEAN}`);
    const power = floats(said, `${adainName(layer)}${POWER}`);
    mean.forEach((value, c) => {
      sample.means[at + c] = value;
      const variance = Math.max(0, (power[c] ?? 0) - value ** 2);
      sample.logDeviations[at + c] = Math.log(variance + EPSILON) / 2;
    });
    at += mean.length;
  }
  return sample;
}
