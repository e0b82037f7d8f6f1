import type { Value } from '../graph/builder';
import type { Context } from './context';
import { adainName, channelsOf, type GivenLayer } from './givenAffine';
import type { Front } from './network';
import { VOICED } from './source';
import type { Statistics } from './splitNetwork';
import type { Affine } from './styles';

/** Blocks whose input is the same have its statistics in common: those of a stage, after the branch of the source. */
export function inputOf(block: string, blocksOfStage: number): string {
  const index = Number(block.slice(block.lastIndexOf('.') + 1));
  return block.includes('.noise_res.') ? block : `stage.${Math.floor(index / blocksOfStage)}`;
}

/**
 * The numbers of a sentence from which statistics are predicted: mean and log deviation of each channel of the
 * generator's input, seven numbers of the pitch and energy curves and of the length, and the half of the style that
 * the generator sees; `[1, D]`.
 */
export function descriptor(ctx: Context, { features, f0, energy }: Front): Value {
  const { b, timbre } = ctx;
  const flat = (x: Value): Value => b.reshape(x, 1, -1);
  const mean = (x: Value): Value => flat(b.op('ReduceMean', [x], { axes: [2], keepdims: 0 }));
  const square = (x: Value): Value => b.op('Mul', [x, x]);
  const variance = (x: Value): Value => b.op('Sub', [mean(square(x)), square(mean(x))]);
  const deviation = (x: Value): Value => b.op('Sqrt', [b.op('Max', [variance(x), b.scalar(0)])]);
  const logDeviation = (x: Value): Value => b.op('Log', [b.op('Add', [deviation(x), b.scalar(1e-5)])]);
  const share = (condition: Value): Value => mean(b.op('Cast', [condition], { to: 1 }));
  const voiced = b.op('Cast', [b.op('Greater', [f0, b.scalar(VOICED)])], { to: 1 });
  const pitch = b.op('Log', [b.op('Max', [f0, b.scalar(30)])]);
  const voicedShare = b.op('Max', [mean(voiced), b.scalar(0.01)]);
  const ofVoiced = (x: Value): Value => b.op('Div', [mean(b.op('Mul', [x, voiced])), voicedShare]);
  const meanPitch = ofVoiced(pitch);
  const loudest = b.op('ReduceMax', [energy], { keepdims: 1 });
  const length = b.op('Cast', [b.size(f0, 2)], { to: 1 });
  return b.concat(
    [
      mean(features),
      logDeviation(features),
      mean(energy),
      deviation(energy),
      mean(voiced),
      meanPitch,
      b.op('Sqrt', [ofVoiced(square(b.op('Sub', [pitch, meanPitch])))]),
      share(b.op('Less', [energy, b.op('Mul', [loudest, b.scalar(0.15)])])),
      flat(b.op('Div', [b.scalar(100), length])),
      timbre.style,
    ],
    1,
  );
}

/**
 * The means of all layers, apart from the means of what the blocks get (`inputs`, `[1, channels]` for each). A
 * normalized channel has the mean and deviation that the style gives it, so if it is taken for normally distributed,
 * the mean of its Snake is known, `β + (1 - exp(-2γ²) cos 2β) / 2`, and with it that of the convolution behind it.
 */
export function means(
  ctx: Context,
  layers: readonly GivenLayer[],
  styled: readonly Affine[],
  inputs?: ReadonlyMap<string, Value>,
): Value {
  const { b } = ctx;
  const row = (x: Value): Value => b.reshape(x, 1, -1);
  const found = new Map<string, Value>();
  const after = (layer: GivenLayer): Value => {
    const { scale, bias } = styled[layers.indexOf(layer)] ?? { scale: '', bias: '' };
    const damping = b.op('Exp', [b.op('Mul', [b.op('Mul', [scale, scale]), b.scalar(-2)])]);
    const cosine = b.op('Cos', [b.op('Mul', [bias, b.scalar(2)])]);
    const half = b.op('Mul', [b.op('Sub', [b.scalar(1), b.op('Mul', [damping, cosine])]), b.scalar(0.5)]);
    const snake = row(b.op('Add', [bias, half]));
    const size = layer.alpha.length;
    const name = `given/${adainName(layer)}`;
    const weight = b.weight(`${name}.response`, layer.next.weight, [layer.next.bias.length, size]);
    return b.op('Gemm', [snake, weight, b.weight(`${name}.response_bias`, layer.next.bias, [layer.next.bias.length])], {
      transB: 1,
    });
  };
  for (const block of new Set(layers.map((layer) => layer.block))) {
    let sum = inputs?.get(block);
    const pairs = layers.filter((layer) => layer.block === block).sort((p, q) => p.pair - q.pair || p.which - q.which);
    for (const layer of pairs) {
      if (layer.which === 1) {
        found.set(
          adainName(layer),
          sum ??
            b.weight(`const/0x${layer.alpha.length}`, new Float32Array(layer.alpha.length), [1, layer.alpha.length]),
        );
        continue;
      }
      const first = pairs.find(({ pair, which }) => pair === layer.pair && which === 1);
      if (first) found.set(adainName(layer), after(first));
      const more = after(layer);
      sum = sum === undefined ? more : b.op('Add', [sum, more]);
    }
  }
  return b.concat(
    layers.map((layer) => found.get(adainName(layer)) ?? ''),
    1,
  );
}

/** A fitted prediction of what the style does not determine. All is in the order of the layers. */
export interface StatisticsFit {
  /** `[rank, D]`, `[rank]`: factors of the descriptor. */
  factors: Float32Array;
  factorBias: Float32Array;
  rank: number;
  /** The means of what the blocks get, by input: `base + slopes · factors`; slopes `[channels, rank]`. */
  inputs: ReadonlyMap<string, { base: Float32Array; slopes: Float32Array }>;
  /** What is added to the means, `[N]`. */
  meanCorrection: Float32Array;
  /** The logarithms of the deviations: `[N]`, `[N, rank]`. */
  base: Float32Array;
  slopes: Float32Array;
}

/** Statistics by a fit. */
export function predicted(
  ctx: Context,
  front: Front,
  layers: readonly GivenLayer[],
  styled: readonly Affine[],
  fit: StatisticsFit,
): Statistics {
  const { b, config } = ctx;
  const count = channelsOf(layers);
  const size = fit.factors.length / fit.rank;
  const product = (name: string, x: Value, weight: Float32Array, bias: Float32Array, from: number): Value =>
    b.op(
      'Gemm',
      [x, b.weight(`fit/${name}`, weight, [bias.length, from]), b.weight(`fit/${name}_bias`, bias, [bias.length])],
      { transB: 1 },
    );
  const factors = product('factors', descriptor(ctx, front), fit.factors, fit.factorBias, size);
  const inputs = new Map<string, Value>();
  const ofInput = new Map<string, Value>();
  for (const [name, { base, slopes }] of fit.inputs) ofInput.set(name, product(name, factors, slopes, base, fit.rank));
  const blocks = config.istftnet.resblockKernelSizes.length;
  for (const { block } of layers) inputs.set(block, ofInput.get(inputOf(block, blocks)) ?? '');
  const correction = b.weight('fit/mean_correction', fit.meanCorrection, [count]);
  const mean = b.op('Add', [b.reshape(means(ctx, layers, styled, inputs), -1), correction]);
  return { mean, logDeviation: b.reshape(product('deviations', factors, fit.slopes, fit.base, fit.rank), -1) };
}
