import type { Value } from '../graph/builder';
import { convolution, generatorBlock, leakyRelu } from './blocks';
import { type Context, scaled } from './context';
import { type GeneratorForm, LAST_SLOPE, SLOPE, SOURCE_DILATIONS, sourcePadding, type Stage } from './generatorForm';

/** The generator in float32, channels first. */
export function generatorFloat(ctx: Context, spectrum: Value): GeneratorForm<Value> {
  const { b } = ctx;
  return {
    begin: (x) => x,
    async stage(stage, x) {
      const length = `${b.lengthOf(x)}*${stage.rate}${stage.last ? '+1' : ''}`;
      const sound = await source(ctx, stage, spectrum, length);
      let up = await upsample(ctx, stage, leakyRelu(ctx, x, SLOPE));
      if (stage.last) up = b.concat([b.slice(up, 2, 1, 2), up], 2); // reflected by one sample
      b.shape(up, [1, stage.channels, length]);
      const both = b.op('Add', [up, sound]);
      const all: Value[] = [];
      for (const { name, dilations } of stage.blocks)
        all.push(await generatorBlock(ctx, name, both, stage.channels, dilations));
      return b.op('Sum', all);
    },
    end(x, channels, factor) {
      const y = leakyRelu(ctx, x, LAST_SLOPE);
      const inputScale = new Float32Array(channels).fill(factor);
      return convolution(ctx, 'decoder.generator.conv_post', y, { inputScale });
    },
  };
}

/** The source's spectrum at the rate of a stage, whose length has this name. */
async function source(ctx: Context, stage: Stage, spectrum: Value, length: string): Promise<Value> {
  const { b, weights } = ctx;
  const name = `decoder.generator.noise_convs.${stage.i}`;
  const { data, shape } = await weights.get(`${name}.weight`);
  const bias = await weights.get(`${name}.bias`);
  const padding = sourcePadding(stage);
  const parameters = [b.weight(`${name}.weight`, data, shape), b.weight(`${name}.bias`, bias.data, [stage.channels])];
  const x = b.op('Conv', [spectrum, ...parameters], {
    kernel_shape: [shape[2] ?? 1],
    strides: [stage.stride],
    pads: [padding, padding],
  });
  b.shape(x, [1, stage.channels, length]);
  return generatorBlock(ctx, `decoder.generator.noise_res.${stage.i}`, x, stage.channels, SOURCE_DILATIONS);
}

/** The transposed convolution of a stage. */
async function upsample(ctx: Context, { i, rate, factor }: Stage, x: Value): Promise<Value> {
  const { b, weights } = ctx;
  const name = `decoder.generator.ups.${i}`;
  const { data, shape } = await weights.folded(name);
  const bias = await weights.get(`${name}.bias`);
  const [, outputs = 0, kernel = 0] = shape;
  const padding = (kernel - rate) / 2;
  const parameters = [
    b.weight(`${name}.weight`, scaled(data, factor), shape),
    b.weight(`${name}.bias`, bias.data, [outputs]),
  ];
  const y = b.op('ConvTranspose', [x, ...parameters], {
    kernel_shape: [kernel],
    strides: [rate],
    pads: [padding, padding],
  });
  ctx.observe?.(`${name}.in`, x);
  return y;
}
