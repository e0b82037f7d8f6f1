import type { Kernels, LayerId } from './kernels';
import type { WeightsFile } from './weightsFile';

/** A convolution of a residual block, and where its input's numbers are in the statistics. */
export interface StyledLayer {
  id: LayerId;
  channels: number;
  first: number;
}

/** A residual block: pairs of convolutions. */
export type Block = readonly (readonly [StyledLayer, StyledLayer])[];

export interface Stage {
  rate: number;
  channels: number;
  inputs: number;
  /** Rows of the upsampled tensor that are cut off at its front. */
  cut: number;
  upsample: LayerId;
  source: LayerId;
  sourceBlock: Block;
  blocks: readonly Block[];
}

/** A generator's layers, packed for the processor. */
export interface Layers {
  stages: readonly Stage[];
  style: LayerId;
  spectrum: LayerId;
  /** All normalized channels. */
  channels: number;
}

/** Packs all layers. */
export async function pack(kernels: Kernels, file: WeightsFile): Promise<Layers> {
  const { layers, rates, upsampleKernels, kernels: widths, dilations, sourceDilations, nFft } = file.shape;
  if (rates.length !== 2) throw new Error('it has another shape'); // the workspace is planned for two stages
  const firsts = new Map<string, number>();
  let channels = 0;
  for (const layer of layers) {
    firsts.set(layer, channels);
    channels += file.dims(`${layer}.weight`)[1] ?? 0;
  }
  const styled = async (layer: string, dilation: number): Promise<StyledLayer> => {
    const [outputs = 0, inputs = 0, taps = 0] = file.dims(`${layer}.weight`);
    const [zero = 0] = new Uint8Array(await file.bytes(`${layer}.zero`));
    const [scale, offset] = [await file.floats(`${layer}.scale`), await file.floats(`${layer}.offset`)];
    const codes = (await file.floats(`${layer}.input_scale`)).map((step) => 1 / step);
    const shape = Int32Array.of(outputs, inputs, taps, dilation, zero);
    const id = kernels.codeLayer(await file.bytes(`${layer}.weight`), shape, scale, offset, codes);
    return { id, channels: inputs, first: firsts.get(layer) ?? NaN };
  };
  const block = async (name: string, steps: readonly number[]): Promise<Block> => {
    const pairs = [];
    for (const [j, step] of steps.entries())
      pairs.push([await styled(`${name}.convs1.${j}`, step), await styled(`${name}.convs2.${j}`, 1)] as const);
    return pairs;
  };
  const floats = async (name: string, bias: Float32Array, stride: number, padding: number): Promise<LayerId> => {
    const [taps = 0, inputs = 0, outputs = 0] = file.dims(`${name}.weight`);
    const shape = Int32Array.of(outputs, inputs, taps, stride, padding);
    return kernels.floatLayer(await file.halves(`${name}.weight`), shape, bias);
  };

  const stages: Stage[] = [];
  for (const [i, rate] of rates.entries()) {
    const [taps = 0, inputs = 0, rows = 0] = file.dims(`ups.${i}.weight`);
    const outputs = rows / rate;
    const bias = await file.floats(`ups.${i}.bias`);
    const perRow = Float32Array.from({ length: rows }, (_, row) => bias[row % outputs] ?? 0);
    const stride = rates.slice(i + 1).reduce((product, each) => product * each, 1);
    const padding = stride === 1 ? 0 : Math.floor((stride + 1) / 2);
    const sourceBias = await file.floats(`noise_convs.${i}.bias`);
    const blocks = [];
    for (const j of widths.keys())
      blocks.push(await block(`decoder.generator.resblocks.${i * widths.length + j}`, dilations[j] ?? []));
    stages.push({
      ...{ rate, channels: outputs, inputs, blocks },
      cut: ((upsampleKernels[i] ?? 0) - rate) / 2, // the transposed convolution's padding
      upsample: await floats(`ups.${i}`, perRow, 1, taps - 1),
      source: await floats(`noise_convs.${i}`, sourceBias, stride, padding),
      sourceBlock: await block(`decoder.generator.noise_res.${i}`, sourceDilations),
    });
  }
  const style = await floats('style', await file.floats('style.bias'), 1, 0);
  const width = file.dims('conv_post.weight')[0] ?? 1;
  const spectrum = await floats('conv_post', await file.floats('conv_post.bias'), 1, (width - 1) / 2);
  if (file.dims('conv_post.weight')[2] !== nFft + 2) throw new Error('its spectrum has another size');
  return { stages, style, spectrum, channels };
}
