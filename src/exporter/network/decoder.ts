import type { Value } from '../graph/builder';
import { adainResBlk, convolution } from './blocks';
import type { Context } from './context';

/** Channels of the decoder, and of the text features that it adds again at each block; literals in the reference. */
const WIDE = 1024;
const TEXT = 64;

/**
 * The decoder up to the generator (kokoro/istftnet.py, `Decoder`).
 * @param text `[1, hidden, F]`
 * @param f0, energy `[1, 1, 2F]`
 * @returns `[1, upsample_initial_channel, 2F]`
 */
export async function decoder(ctx: Context, text: Value, f0: Value, energy: Value): Promise<Value> {
  const { b, config, timbre } = ctx;
  return b.in('decoder', async () => {
    const half = async (name: string, x: Value): Promise<Value> =>
      b.shape(await convolution(ctx, `decoder.${name}`, x, { stride: 2, padding: 1 }), [1, 1, b.lengthOf(text)]);
    const curves = [await half('F0_conv', f0), await half('N_conv', energy)];
    let x = await adainResBlk(ctx, timbre, 'decoder.encode', b.concat([text, ...curves], 1), {
      inputs: config.hiddenDim + 2,
      outputs: WIDE,
    });
    const again = [await convolution(ctx, 'decoder.asr_res.0', text), ...curves];
    const last = 3;
    for (let i = 0; i <= last; i++) {
      x = await adainResBlk(ctx, timbre, `decoder.decode.${i}`, b.concat([x, ...again], 1), {
        inputs: WIDE + TEXT + 2,
        outputs: i === last ? config.istftnet.upsampleInitialChannel : WIDE,
        up: i === last,
      });
    }
    return x;
  });
}
