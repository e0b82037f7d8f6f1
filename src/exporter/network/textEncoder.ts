import { float, type Value } from '../graph/builder';
import { convolution, leakyRelu } from './blocks';
import { type Context, stored } from './context';
import { biLstm } from './lstm';

/** Encodes the phonemes without the style: embedding, convolutions, LSTM. `[1, T]` int64 → `[T, 1, hidden]`. */
export async function textEncoder(ctx: Context, ids: Value): Promise<Value> {
  const { b, config } = ctx;
  return b.in('text_encoder', async () => {
    const embedded = b.op('Gather', [await stored(ctx, 'text_encoder.embedding.weight'), ids]);
    const channelsFirst = (value: Value): Value => b.op('Transpose', [value], { perm: [0, 2, 1] });
    let x = channelsFirst(embedded);
    for (let i = 0; i < config.nLayer; i++) {
      const name = `text_encoder.cnn.${i}`;
      const y = channelsFirst(await convolution(ctx, `${name}.0`, x));
      const norm = [y, await stored(ctx, `${name}.1.gamma`), await stored(ctx, `${name}.1.beta`)];
      x = leakyRelu(ctx, channelsFirst(b.op('LayerNormalization', norm, { axis: -1, epsilon: float(1e-5) })), 0.2);
    }
    const steps = b.op('Transpose', [x], { perm: [2, 0, 1] }); // [T, 1, hidden]
    return b.tap(await biLstm(ctx, 'text_encoder.lstm', steps));
  });
}
