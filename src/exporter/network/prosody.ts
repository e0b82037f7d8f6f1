import { float, type Value } from '../graph/builder';
import { adainResBlk } from './blocks';
import { type Context, linear, stored } from './context';
import { biLstm } from './lstm';

/** What the prosody predictor says about an utterance. */
export interface Prosody {
  /** Frames of each phoneme, int64 `[T]`. */
  duration: Value;
  /** The index of the phoneme that each frame belongs to, int64 `[F]`. */
  alignment: Value;
  /** Pitch in Hz and energy at twice the frame rate, `[1, 1, 2F]`. */
  f0: Value;
  energy: Value;
}

/** Durations, pitch and energy (`ProsodyPredictor`), from ALBERT's `[1, T, hidden]`. */
export async function prosody(ctx: Context, bert: Value, speed: Value): Promise<Prosody> {
  const { b, config, prosody: style } = ctx;
  const { hiddenDim } = config;
  return b.in('predictor', async () => {
    const encoded = await b.in('text_encoder', async () => {
      let x = b.reshape(await linear(ctx, 'bert_encoder', bert), -1, 1, hiddenDim); // [T, 1, hidden]
      for (let i = 0; i < config.nLayer; i++) {
        x = await biLstm(ctx, `predictor.text_encoder.lstms.${2 * i}`, x, style.style);
        const { scale, bias } = await style.affine(`predictor.text_encoder.lstms.${2 * i + 1}`, hiddenDim);
        x = b.op('LayerNormalization', [x, scale, bias], { axis: -1, epsilon: float(1e-5) });
      }
      return b.tap(x);
    });
    const duration = await durations(ctx, encoded, speed);
    const alignment = await b.in('alignment', () => align(ctx, duration));
    const frames = await b.in('shared', async () => {
      const perFrame = b.shape(b.op('Gather', [encoded, alignment], { axis: 0 }), [
        b.lengthOf(alignment),
        1,
        hiddenDim,
      ]);
      const y = await biLstm(ctx, 'predictor.shared', perFrame, style.style);
      return b.op('Transpose', [y], { perm: [1, 2, 0] }); // [1, hidden, F]
    });
    const f0 = await curve(ctx, 'F0', frames);
    const energy = await curve(ctx, 'N', frames);
    return { duration, alignment, f0, energy };
  });
}

/** The sum of the sigmoid units divided by the speed, rounded half to even, at least one frame. */
async function durations(ctx: Context, encoded: Value, speed: Value): Promise<Value> {
  const { b } = ctx;
  return b.in('duration', async () => {
    const x = await biLstm(ctx, 'predictor.lstm', encoded, ctx.prosody.style);
    const units = b.op('Sigmoid', [await linear(ctx, 'predictor.duration_proj.linear_layer', x)]);
    const frames = b.op('Div', [b.op('ReduceSum', [units, b.ints(1, 2)], { keepdims: 0 }), speed]);
    const whole = b.op('Max', [b.op('Round', [frames]), b.scalar(1)]);
    return b.op('Cast', [b.reshape(whole, -1)], { to: 7 });
  });
}

/** A frame's phoneme is the number of phonemes that end at or before it: exact, and no loop. */
function align({ b }: Context, duration: Value): Value {
  const ends = b.op('CumSum', [duration, b.integer(0)]);
  const count = b.op('Squeeze', [b.slice(ends, 0, -1)]);
  const frames = b.op('Unsqueeze', [b.op('Range', [b.integer(0), count, b.integer(1)]), b.ints(1)]);
  const passed = b.op('Cast', [b.op('GreaterOrEqual', [frames, ends])], { to: 7 });
  return b.shape(b.op('ReduceSum', [passed, b.ints(1)], { keepdims: 0 }), ['frames'], 'int64');
}

/** Three residual blocks, the second of which doubles the rate, and a projection to one channel. */
async function curve(ctx: Context, name: 'F0' | 'N', frames: Value): Promise<Value> {
  const { b, config, prosody: style } = ctx;
  const wide = config.hiddenDim;
  const narrow = wide / 2;
  const block = (i: number, x: Value, inputs: number, outputs: number, up = false): Promise<Value> =>
    adainResBlk(ctx, style, `predictor.${name}.${i}`, x, { inputs, outputs, up });
  let x = await block(0, frames, wide, wide);
  x = await block(1, x, wide, narrow, true);
  x = await block(2, x, narrow, narrow);
  const weight = await stored(ctx, `predictor.${name}_proj.weight`);
  const y = b.op('Conv', [x, weight, await stored(ctx, `predictor.${name}_proj.bias`)], { kernel_shape: [1] });
  return b.in(`${name}_proj`, () => b.tap(y));
}
