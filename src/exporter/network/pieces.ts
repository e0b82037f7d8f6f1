import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { renameIn } from '../graph/builder';
import { extract } from '../graph/extract';
import type { Model, ValueInfo } from '../onnx/model';
import { FRAMES } from './fixedLength';
import { buildNetwork, type NetworkOptions } from './network';

/**
 * The pieces of the network, in the order in which they run. `decoder` and `generator` have fixed shapes and no
 * control flow, so that Core ML can take them; the others are for ONNX Runtime.
 */
export const PIECES = ['text', 'decoder', 'generator', 'wave'] as const;
export type PieceName = (typeof PIECES)[number];

/** Values that pass from piece to piece: their names in the whole network, and in the pieces. */
const SEAMS = {
  asr: 'text',
  'predictor.F0_proj': 'f0',
  'predictor.N_proj': 'energy',
  'decoder/generator/stft': 'spectrum',
  'decoder.decoder.decode.3': 'features',
  'decoder/generator.conv_post': 'bins',
} as const;

/**
 * Builds the network in pieces. All but the values in `bins` beyond the utterance are those of the whole network.
 * @param options.frames how many frames the pieces of fixed length take
 */
export async function buildPieces(
  config: KokoroConfig,
  weights: WeightSource,
  { frames, ...options }: NetworkOptions & { frames: number },
): Promise<Record<PieceName, Model>> {
  const whole = withSeams(await buildNetwork(config, weights, options));
  const fixed = withSeams(await buildNetwork(config, weights, { ...options, frames }));
  const { upsampleRates, upsampleInitialChannel, genIstftNFft } = config.istftnet;
  const bins = genIstftNFft + 2;
  const halves = upsampleRates.reduce((product, rate) => product * rate, 2);
  const seams = (length: (rate: number, more?: number) => number | string): Record<string, ValueInfo> => {
    const value = (name: string, channels: number, size: number | string): ValueInfo => ({
      name,
      type: 'float32',
      dims: [1, channels, size],
    });
    return {
      text: value('text', config.hiddenDim, length(1)),
      f0: value('f0', 1, length(2)),
      energy: value('energy', 1, length(2)),
      spectrum: value('spectrum', bins, length(halves, 1)),
      features: value('features', upsampleInitialChannel, length(2)),
      bins: value('bins', bins, length(halves, 1)),
    };
  };
  const free = seams((rate, more) => `${rate}*frames${more === undefined ? '' : `+${more}`}`);
  const exact = seams((rate, more = 0) => rate * frames + more);
  const pick = (from: Record<string, ValueInfo>, ...names: string[]): ValueInfo[] =>
    names.flatMap((name) => from[name] ?? []);
  const { inputs, outputs } = whole.graph;
  const [audio, duration] = outputs;
  const style = inputs.filter(({ dims }) => dims?.length === 2 && dims[1] === 2 * config.styleDim);
  const own = [...style, FRAMES];
  return {
    text: extract(whole, inputs, [
      ...pick(free, 'text', 'f0', 'energy', 'spectrum'),
      ...(duration === undefined ? [] : [duration]),
    ]),
    decoder: extract(fixed, [...pick(exact, 'text', 'f0', 'energy'), ...own], pick(exact, 'features')),
    generator: extract(fixed, [...pick(exact, 'features', 'spectrum'), ...own], pick(exact, 'bins')),
    wave: extract(whole, pick(free, 'bins'), audio === undefined ? [] : [audio]),
  };
}

function withSeams(model: Model): Model {
  for (const [from, to] of Object.entries(SEAMS)) renameIn(model.graph.nodes, from, to);
  return model;
}
