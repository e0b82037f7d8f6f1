import { float, type Value } from '../graph/builder';
import { type Context, linear, stored, transposed } from './context';

const LAYER = 'bert.encoder.albert_layer_groups.0.albert_layers.0';
const EPSILON = float(1e-12);

/**
 * ALBERT (transformers' modeling_albert.py): one post-norm layer, applied repeatedly. The input is a single utterance
 * without padding, so there is no attention mask.
 * @param ids `[1, T]` int64
 * @returns `[1, T, hidden]`
 */
export async function albert(ctx: Context, ids: Value): Promise<Value> {
  const { b, config } = ctx;
  return b.in('bert', async () => {
    const { numHiddenLayers, hiddenSize } = config.plbert;
    const x = await linear(ctx, 'bert.encoder.embedding_hidden_mapping_in', await embeddings(ctx, ids));
    const length = b.size(ids, 1);
    const dims = [1, b.lengthOf(ids), hiddenSize];
    return b.tap(await b.in('layers', () => b.repeat(numHiddenLayers, x, dims, (y) => layer(ctx, y, length))));
  });
}

async function embeddings(ctx: Context, ids: Value): Promise<Value> {
  const { b, weights } = ctx;
  const words = await stored(ctx, 'bert.embeddings.word_embeddings.weight');
  const positions = await weights.get('bert.embeddings.position_embeddings.weight');
  const segment = (await weights.get('bert.embeddings.token_type_embeddings.weight')).data;
  const [, width = 0] = positions.shape;
  // All tokens are in the first segment, so its embedding is added to that of every position.
  const table = positions.data.map((value, i) => value + (segment[i % width] ?? 0));
  const position = b.slice(b.weight('bert.embeddings.positions', table, positions.shape), 0, 0, b.size(ids, 1));
  const sum = b.op('Add', [b.op('Gather', [words, ids]), position]);
  return layerNorm(ctx, 'bert.embeddings.LayerNorm', sum);
}

async function layerNorm(ctx: Context, name: string, x: Value): Promise<Value> {
  const inputs = [x, await stored(ctx, `${name}.weight`), await stored(ctx, `${name}.bias`)];
  return ctx.b.op('LayerNormalization', inputs, { axis: -1, epsilon: EPSILON });
}

async function layer(ctx: Context, x: Value, length: Value): Promise<Value> {
  const { b } = ctx;
  const attended = await attention(ctx, x, length);
  const x1 = await layerNorm(ctx, `${LAYER}.attention.LayerNorm`, b.op('Add', [x, attended]));
  const fed = await linear(ctx, `${LAYER}.ffn_output`, geluNew(ctx, await linear(ctx, `${LAYER}.ffn`, x1)));
  return layerNorm(ctx, `${LAYER}.full_layer_layer_norm`, b.op('Add', [fed, x1]));
}

async function attention(ctx: Context, x: Value, length: Value): Promise<Value> {
  const { b, config } = ctx;
  const heads = config.plbert.numAttentionHeads;
  const hidden = config.plbert.hiddenSize;
  const size = hidden / heads;
  const parts = b.ops('Split', [await projections(ctx, x), b.ints(hidden, hidden, hidden)], 3, { axis: -1 });
  const shape = b.concat([b.ints(1), length, b.ints(heads, size)], 0);
  const [query = '', key = '', value = ''] = parts.map((part, i) =>
    // [1, heads, T, size]; keys are transposed: [1, heads, size, T]
    b.op('Transpose', [b.op('Reshape', [part, shape])], { perm: i === 1 ? [0, 2, 3, 1] : [0, 2, 1, 3] }),
  );
  const scores = b.op('MatMul', [query, key]);
  const mixed = b.op('MatMul', [b.op('Softmax', [scores], { axis: -1 }), value]);
  const joined = b.reshape(b.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), 0, 0, hidden);
  return linear(ctx, `${LAYER}.attention.dense`, joined);
}

/** Query, key and value as one product. The 1/√size of the scores is folded into the query. */
async function projections({ b, weights, config }: Context, x: Value): Promise<Value> {
  const hidden = config.plbert.hiddenSize;
  const root = Math.sqrt(hidden / config.plbert.numAttentionHeads);
  const weight = new Float32Array(3 * hidden * hidden);
  const bias = new Float32Array(3 * hidden);
  for (const [i, part] of ['query', 'key', 'value'].entries()) {
    const factor = i === 0 ? 1 / root : 1;
    const { data } = await weights.get(`${LAYER}.attention.${part}.weight`);
    const offset = (await weights.get(`${LAYER}.attention.${part}.bias`)).data;
    weight.set(
      data.map((value) => value * factor),
      i * hidden * hidden,
    );
    bias.set(
      offset.map((value) => value * factor),
      i * hidden,
    );
  }
  const matrix = b.weight(`${LAYER}.attention.qkv.weight`, transposed(weight, 3 * hidden, hidden), [
    hidden,
    3 * hidden,
  ]);
  return b.op('Add', [b.op('MatMul', [x, matrix]), b.weight(`${LAYER}.attention.qkv.bias`, bias, [3 * hidden])]);
}

/** `gelu_new`: 0.5 u (1 + tanh(√(2/π) (u + 0.044715 u³))) = u · sigmoid(2 √(2/π) (u + 0.044715 u³)). */
function geluNew({ b }: Context, u: Value): Value {
  const c = 2 * Math.sqrt(2 / Math.PI);
  const square = b.op('Mul', [u, u]);
  const inner = b.op('Add', [b.op('Mul', [square, b.scalar(c * 0.044715)]), b.scalar(c)]);
  return b.op('Mul', [u, b.op('Sigmoid', [b.op('Mul', [u, inner])])]);
}
