import type { Value } from '../graph/builder';
import type { Context } from './context';
import { generatorFloat } from './generatorFloat';
import { type GeneratorForm, stagesOf } from './generatorForm';
import { generatorU8 } from './generatorU8';
import { inverseStft } from './stft';

/**
 * iSTFTNet (`Generator`): upsampling stages, each with the source's spectrum added and three residual blocks averaged, then a spectrum
 * that becomes sound.
 * @param x `[1, channels, 2F]`
 * @param spectrum the source's magnitudes and phases, `[1, n_fft + 2, frames]`
 * @returns `[samples]`
 */
export async function generator(ctx: Context, x: Value, spectrum: Value): Promise<Value> {
  const { b, config, int8 } = ctx;
  return b.in('decoder/generator', async () => {
    const y = int8
      ? await throughStages(ctx, generatorU8(ctx, int8, spectrum), x)
      : await throughStages(ctx, generatorFloat(ctx, spectrum), x);
    const bins = config.istftnet.genIstftNFft / 2 + 1;
    const [logMagnitude = '', angle = ''] = b.ops('Split', [y, b.ints(bins, bins)], 2, { axis: 1 });
    const magnitude = b.op('Exp', [logMagnitude]);
    const phase = b.op('Sin', [angle]);
    const part = (op: 'Cos' | 'Sin'): Value => b.op('Mul', [magnitude, b.op(op, [phase])]);
    return b.reshape(inverseStft(ctx, part('Cos'), part('Sin')), -1);
  });
}

async function throughStages<T>({ config }: Context, form: GeneratorForm<T>, features: Value): Promise<Value> {
  const { upsampleInitialChannel, upsampleRates, resblockKernelSizes } = config.istftnet;
  let x = form.begin(features);
  for (const stage of stagesOf(config)) x = await form.stage(stage, x);
  return form.end(x, upsampleInitialChannel / 2 ** upsampleRates.length, 1 / resblockKernelSizes.length);
}
