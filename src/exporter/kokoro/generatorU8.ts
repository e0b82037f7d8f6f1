import type { Value } from '../graph/builder';
import { leakyRelu } from './blocks';
import type { Context } from './context';
import { type GeneratorForm, LAST_SLOPE, SLOPE, SOURCE_DILATIONS, sourcePadding, type Stage } from './generatorForm';
import { type Int8Plan, matrixProductU8, rangeOf, u8ScaleOf } from './int8';
import {
  centresOf,
  generatorBlockFloat,
  generatorBlockU8,
  inParts,
  missingOf,
  moved,
  type Parts,
  quantize,
} from './int8Blocks';

/**
 * Parts of time that are worked on one after the other between two convolutions, so that they stay in the cache; there are more of them
 * where the rate is high. With more operations ONNX Runtime takes longer to load a model.
 */
const partsOf = ({ last }: Stage): number => (last ? 8 : 4);
/** At least so many steps, if there are, make a statistic. */
const SAMPLE = 4096;

/**
 * The generator with convolutions in INT8, channels last: what ONNX Runtime convolves in INT8 fastest, and with a step's channels side by
 * side a transposed convolution is a product of matrices.
 */
export function generatorU8(ctx: Context, plan: Int8Plan, spectrum: Value): GeneratorForm<readonly Value[]> {
  const { b } = ctx;
  return {
    begin: (x) => [b.op('Transpose', [x], { perm: [0, 2, 1] })],
    async stage(stage, x) {
      const { channels, blocks } = stage;
      const sourceName = `decoder.generator.noise_res.${stage.i}`;
      const layer = `${blocks[0]?.name ?? ''}.convs1.0`;
      const range = rangeOf(plan, `${layer}.x`);
      // What the blocks are given is about zero, and their sums go without the middle of what convolutions add: the blocks' insides do
      // not see a constant. It is added to the sum of them all, or to the bias of what the sum is added to.
      const shift = centresOf(range).map((centre) => -centre);
      const noise = centresOf(rangeOf(plan, `${sourceName}.convs1.0.x`)).map((centre) => -centre);
      const heard = missingOf(plan, sourceName, channels, SOURCE_DILATIONS.length);
      const up = await upsample(
        ctx,
        plan,
        stage,
        x,
        shift.map((value, c) => value + (heard[c] ?? 0) - (noise[c] ?? 0)),
      );
      const heardParts = { ...up, values: await source(ctx, stage, spectrum, up, noise) };
      const sound = await block(ctx, plan, sourceName, heardParts, noise, SOURCE_DILATIONS);
      const both = { ...up, values: up.values.map((value, i) => b.op('Add', [value, sound[i] ?? ''])) };
      const first = blocks.some(({ name }) => plan.layers.has(name))
        ? quantize(ctx, layer, both, moved(range, shift))
        : undefined;
      const missing = shift.map((value) => -value * blocks.length);
      const all: (readonly Value[])[] = [];
      for (const { name, dilations } of blocks) {
        all.push(
          plan.layers.has(name)
            ? await generatorBlockU8(ctx, plan, name, both, shift, dilations, first)
            : await generatorBlockFloat(ctx, name, both, channels, dilations),
        );
        const more = missingOf(plan, name, channels, dilations.length);
        for (let c = 0; c < channels; c++) missing[c] = (missing[c] ?? 0) + (more[c] ?? 0);
      }
      const rest = b.weight(`decoder.generator.stage.${stage.i}.missing`, missing, [channels]);
      return both.values.map((_, i) => b.op('Sum', [...all.map((values) => values[i] ?? ''), rest]));
    },
    end: (x, channels, factor) => lastConvolution(ctx, x, channels, factor),
  };
}

function block(
  ctx: Context,
  plan: Int8Plan,
  name: string,
  x: Parts,
  surplus: Float32Array,
  dilations: readonly number[],
): Promise<readonly Value[]> {
  return plan.layers.has(name)
    ? generatorBlockU8(ctx, plan, name, x, surplus, dilations)
    : generatorBlockFloat(ctx, name, x, surplus.length, dilations);
}

/**
 * The transposed convolution of a stage, of leaky ReLU of its input, as a product of matrices: step `rate · m + r - padding` of the output
 * takes of step `m - d` of the input the weight `r + rate · d`, so that row m gives `rate` steps.
 * @param more what is to be added to the bias
 */
async function upsample(
  ctx: Context,
  plan: Int8Plan,
  stage: Stage,
  x: readonly Value[],
  more: Float32Array,
): Promise<Parts> {
  const { b, weights } = ctx;
  const { i, rate, channels, factor, last } = stage;
  const name = `decoder.generator.ups.${i}`;
  const count = partsOf(stage);
  const { data, shape } = await weights.folded(name);
  const bias = (await weights.get(`${name}.bias`)).data;
  const [inputs = 0, , kernel = 0] = shape;
  const padding = (kernel - rate) / 2;
  const taps = Math.ceil(kernel / rate);
  const columns = rate * channels;
  const matrix = new Float32Array(taps * inputs * columns);
  for (let k = 0; k < kernel; k++) {
    const tap = taps - 1 - Math.floor(k / rate); // the earliest step is the first of a row
    for (let input = 0; input < inputs; input++) {
      const row = (tap * inputs + input) * columns + (k % rate) * channels;
      for (let c = 0; c < channels; c++) matrix[row + c] = (data[(input * channels + c) * kernel + k] ?? 0) * factor;
    }
  }
  const product = matrixProductU8(ctx, name, {
    from: plan.layers.has(name) ? u8ScaleOf(rangeOf(plan, `${name}.in`)) : undefined,
    matrix,
    bias: Float32Array.from({ length: columns }, (_, n) => (bias[n % channels] ?? 0) + (more[n % channels] ?? 0)),
    inputs,
    taps,
  });
  const active = x.map((value) => product.enter(leakyRelu(ctx, value, SLOPE)));
  const around = b.ints(0, taps - 1, 0, 0, taps - 1, 0);
  const rows = inRows(ctx, b.op('Pad', [b.concat(active, 1), around, product.zero], { mode: 'constant' }), taps);
  const length = b.size(rows, 1);
  const rowSizes = partSizes(ctx, length, count);
  const values = b
    .ops('Split', [rows, rowSizes], count, { axis: 1 })
    .map((part) => b.reshape(product.of(part), 1, -1, channels));
  // What is before and behind the sound is cut off; in the end one step is put before it, as in a mirror.
  const end = (taps - 1) * rate - padding;
  const [first = ''] = values;
  values[0] = b.slice(first, 1, padding);
  if (last) values[0] = b.concat([b.slice(values[0], 1, 1, 2), values[0]], 1);
  if (end > 0) values[count - 1] = b.slice(values[count - 1] ?? '', 1, 0, -end);
  const changes = Array.from({ length: count }, (_, part) =>
    part === 0 ? Number(last) - padding : part === count - 1 ? -end : 0,
  );
  const sizes = b.op('Add', [b.op('Mul', [rowSizes, b.ints(rate)]), b.ints(...changes)]);
  // 1, 7, 13, …: a step that has nothing in common with the rates, in whose rhythm the sound may vary.
  const sample = b.op('Div', [b.op('Mul', [length, b.ints(rate)]), b.ints(6 * SAMPLE)]);
  const step = b.op('Add', [b.op('Mul', [sample, b.ints(6)]), b.ints(1)]);
  const names = values.map((_, part) => `stage_${i}_part_${part}`);
  for (const [part, value] of values.entries()) b.shape(value, [1, names[part] ?? '', channels]);
  return { values, sizes, names, step };
}

/** How many steps each of `count` parts has, where all have `length`, int64. */
function partSizes({ b }: Context, length: Value, count: number): Value {
  const size = b.op('Div', [length, b.ints(count)]);
  const others = Array.from({ length: count - 1 }, () => size);
  return b.concat([...others, b.op('Sub', [length, b.op('Mul', [size, b.ints(count - 1)])])], 0);
}

/** Each step with the `taps - 1` behind it beside it: `[1, T, C] → [1, T - taps + 1, taps · C]`. */
function inRows({ b }: Context, x: Value, taps: number): Value {
  if (taps === 1) return x;
  const shifted = Array.from({ length: taps }, (_, tap) =>
    b.slice(x, 1, tap, tap === taps - 1 ? Number.MAX_SAFE_INTEGER : tap - taps + 1),
  );
  return b.concat(shifted, 2);
}

/** The source's spectrum at the rate of a stage, in parts of the given sizes, as a product of matrices; `more` is added to it. */
async function source(
  ctx: Context,
  stage: Stage,
  spectrum: Value,
  parts: Parts,
  more: Float32Array,
): Promise<readonly Value[]> {
  const { b, weights } = ctx;
  const { i, stride, channels } = stage;
  const name = `decoder.generator.noise_convs.${i}`;
  const { data, shape } = await weights.get(`${name}.weight`);
  const offsets = (await weights.get(`${name}.bias`)).data.map((value, c) => value + (more[c] ?? 0));
  const bias = b.weight(`${name}.bias`, offsets, [channels]);
  const [, inputs = 0, kernel = 0] = shape;
  const taps = Math.ceil(kernel / stride);
  const matrix = new Float32Array(taps * stride * inputs * channels);
  for (let k = 0; k < kernel; k++) {
    for (let input = 0; input < inputs; input++) {
      for (let c = 0; c < channels; c++)
        matrix[(k * inputs + input) * channels + c] = data[(c * inputs + input) * kernel + k] ?? 0;
    }
  }
  let rows = b.op('Transpose', [spectrum], { perm: [0, 2, 1] });
  if (taps * stride > 1) {
    const padding = sourcePadding(stage);
    const padded = b.op('Pad', [rows, b.ints(0, padding, 0, 0, taps * stride, 0)], { mode: 'constant' });
    const count = b.op('ReduceSum', [parts.sizes, b.ints(0)], { keepdims: 1 });
    const frames = b.op('Mul', [b.op('Add', [count, b.ints(taps - 1)]), b.ints(stride)]);
    rows = inRows(ctx, b.reshape(b.slice(padded, 1, 0, frames), 1, -1, stride * inputs), taps);
  }
  const weight = b.weight(`${name}.matrix`, matrix, [taps * stride * inputs, channels]);
  return inParts(ctx, rows, parts, 'float32', taps * stride * inputs).map((part) =>
    b.op('Add', [b.op('MatMul', [part, weight]), bias]),
  );
}

/** The last convolution: each step's products with all of the kernel first, then their sums, channels first. */
async function lastConvolution(ctx: Context, x: readonly Value[], channels: number, factor: number): Promise<Value> {
  const { b, weights } = ctx;
  const name = 'decoder.generator.conv_post';
  const { data, shape } = await weights.folded(name);
  const bias = (await weights.get(`${name}.bias`)).data;
  const [outputs = 0, , kernel = 0] = shape;
  const matrix = new Float32Array(kernel * outputs * channels);
  for (let k = 0; k < kernel; k++) {
    for (let o = 0; o < outputs; o++) {
      for (let c = 0; c < channels; c++)
        matrix[(k * outputs + o) * channels + c] = (data[(o * channels + c) * kernel + k] ?? 0) * factor;
    }
  }
  const weight = b.weight(`${name}.matrix`, matrix, [kernel * outputs, channels]);
  const products = x.map((value) =>
    b.op('MatMul', [weight, b.op('Transpose', [leakyRelu(ctx, value, LAST_SLOPE)], { perm: [0, 2, 1] })]),
  );
  const sizes = Array.from({ length: kernel }, () => outputs);
  const taps = b.ops('Split', [b.concat(products, 2), b.ints(...sizes)], kernel, { axis: 1 });
  const middle = (kernel - 1) / 2;
  const shifted = taps.map((tap, k) =>
    k === middle ? tap : b.op('Pad', [tap, b.ints(0, 0, middle - k, 0, 0, k - middle)], { mode: 'constant' }),
  );
  return b.op('Add', [b.op('Sum', shifted), b.weight(`${name}.bias`, bias, [outputs, 1])]);
}
