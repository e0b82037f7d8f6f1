import { HARMONICS } from '../../kokoro/model';
import type { KokoroConfig } from './config';

/** The names and shapes of tensors, as in the modules of hexgrad/kokoro 0.9.4. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** The width of the decoder, and of the text features that it adds again at each block; literals in the reference. */
const DECODER = 1024;
const RESIDUAL = 64;
/** ALBERT's default, which config.json does not override. */
const EMBEDDING = 128;
/** Kernel sizes of the blocks that process the source: in the last stage, and in those before it. */
const NOISE_KERNELS = { inner: 7, last: 11 } as const;

/** Every tensor that the configured network uses. A weight with weight norm is listed as `weight_g` and `weight_v`. */
export function expectedTensors(config: KokoroConfig): Shapes {
  const list = new ShapeList(config.styleDim);
  albert(list, config);
  list.linear('bert_encoder', config.hiddenDim, config.plbert.hiddenSize);
  predictor(list, config);
  textEncoder(list, config);
  decoder(list, config);
  return list.shapes;
}

/** Whether a tensor may be in a checkpoint although the network does not use it. */
export function isUnused(name: string): boolean {
  return name.startsWith('bert.pooler.') || name === 'bert.embeddings.position_ids';
}

/**
 * Whether a tensor is the gain or offset of an instance norm. Published checkpoints lack them, which means 1 and 0. A
 * state_dict saved from hexgrad/kokoro's modules has them, and fine-tuning may have changed them.
 */
export function isInstanceNorm(name: string): boolean {
  return /^(?:decoder|predictor)\..*\.norm\.(?:weight|bias)$/.test(name);
}

function albert(list: ShapeList, { nToken, plbert }: KokoroConfig): void {
  const { hiddenSize, intermediateSize, maxPositionEmbeddings } = plbert;
  list.add('bert.embeddings.word_embeddings.weight', nToken, EMBEDDING);
  list.add('bert.embeddings.position_embeddings.weight', maxPositionEmbeddings, EMBEDDING);
  list.add('bert.embeddings.token_type_embeddings.weight', 2, EMBEDDING);
  list.norm('bert.embeddings.LayerNorm', EMBEDDING);
  list.linear('bert.encoder.embedding_hidden_mapping_in', hiddenSize, EMBEDDING);
  const layer = 'bert.encoder.albert_layer_groups.0.albert_layers.0';
  for (const part of ['query', 'key', 'value', 'dense']) {
    list.linear(`${layer}.attention.${part}`, hiddenSize, hiddenSize);
  }
  list.norm(`${layer}.attention.LayerNorm`, hiddenSize);
  list.linear(`${layer}.ffn`, intermediateSize, hiddenSize);
  list.linear(`${layer}.ffn_output`, hiddenSize, intermediateSize);
  list.norm(`${layer}.full_layer_layer_norm`, hiddenSize);
}

function predictor(list: ShapeList, { hiddenDim, nLayer, styleDim, maxDur }: KokoroConfig): void {
  const half = hiddenDim / 2;
  for (let i = 0; i < nLayer; i++) {
    list.lstm(`predictor.text_encoder.lstms.${2 * i}`, hiddenDim + styleDim, half);
    list.style(`predictor.text_encoder.lstms.${2 * i + 1}`, hiddenDim);
  }
  list.lstm('predictor.lstm', hiddenDim + styleDim, half);
  list.lstm('predictor.shared', hiddenDim + styleDim, half);
  list.linear('predictor.duration_proj.linear_layer', maxDur, hiddenDim);
  for (const curve of ['F0', 'N']) {
    list.residual(`predictor.${curve}.0`, hiddenDim, hiddenDim, false);
    list.residual(`predictor.${curve}.1`, hiddenDim, half, true);
    list.residual(`predictor.${curve}.2`, half, half, false);
    list.conv(`predictor.${curve}_proj`, 1, half, 1);
  }
}

function textEncoder(list: ShapeList, { hiddenDim, nLayer, nToken, textEncoderKernelSize }: KokoroConfig): void {
  list.add('text_encoder.embedding.weight', nToken, hiddenDim);
  for (let i = 0; i < nLayer; i++) {
    list.normedConv(`text_encoder.cnn.${i}.0`, hiddenDim, hiddenDim, textEncoderKernelSize);
    list.add(`text_encoder.cnn.${i}.1.gamma`, hiddenDim);
    list.add(`text_encoder.cnn.${i}.1.beta`, hiddenDim);
  }
  list.lstm('text_encoder.lstm', hiddenDim, hiddenDim / 2);
}

function decoder(list: ShapeList, config: KokoroConfig): void {
  const { hiddenDim, istftnet } = config;
  const input = DECODER + RESIDUAL + 2; // 2 for pitch and energy
  list.residual('decoder.encode', hiddenDim + 2, DECODER, false);
  for (const i of [0, 1, 2]) list.residual(`decoder.decode.${i}`, input, DECODER, false);
  list.residual('decoder.decode.3', input, istftnet.upsampleInitialChannel, true);
  list.normedConv('decoder.F0_conv', 1, 1, 3);
  list.normedConv('decoder.N_conv', 1, 1, 3);
  list.normedConv('decoder.asr_res.0', RESIDUAL, hiddenDim, 1);
  list.linear('decoder.generator.m_source.l_linear', 1, HARMONICS);
  generator(list, config);
}

function generator(list: ShapeList, { istftnet }: KokoroConfig): void {
  const { upsampleRates, upsampleKernelSizes, resblockKernelSizes, upsampleInitialChannel, genIstftNFft } = istftnet;
  const spectrum = genIstftNFft + 2; // magnitudes and phases of n/2 + 1 bins
  const prefix = 'decoder.generator';
  let channels = upsampleInitialChannel;
  for (const [i, kernel] of upsampleKernelSizes.entries()) {
    // The weight of a transposed convolution has its input channels first; weight norm still runs along the first axis.
    list.weightNorm(`${prefix}.ups.${i}`, channels, channels / 2, kernel);
    channels /= 2;
    list.add(`${prefix}.ups.${i}.bias`, channels);
    const rest = upsampleRates.slice(i + 1);
    const stride = rest.reduce((product, rate) => product * rate, 1);
    list.conv(`${prefix}.noise_convs.${i}`, channels, spectrum, rest.length > 0 ? 2 * stride : 1);
    list.snake(`${prefix}.noise_res.${i}`, channels, rest.length > 0 ? NOISE_KERNELS.inner : NOISE_KERNELS.last);
    for (const [j, size] of resblockKernelSizes.entries()) {
      list.snake(`${prefix}.resblocks.${i * resblockKernelSizes.length + j}`, channels, size);
    }
  }
  list.normedConv(`${prefix}.conv_post`, spectrum, channels, 7);
}

/** Collects the tensors of modules; each method adds those of one kind of module. */
class ShapeList {
  readonly shapes = new Map<string, readonly number[]>();
  readonly #styleDim: number;

  constructor(styleDim: number) {
    this.#styleDim = styleDim;
  }

  add(name: string, ...shape: number[]): void {
    this.shapes.set(name, shape);
  }

  linear(name: string, outputs: number, inputs: number): void {
    this.add(`${name}.weight`, outputs, inputs);
    this.add(`${name}.bias`, outputs);
  }

  norm(name: string, size: number): void {
    this.add(`${name}.weight`, size);
    this.add(`${name}.bias`, size);
  }

  conv(name: string, outputs: number, inputs: number, kernel: number): void {
    this.add(`${name}.weight`, outputs, inputs, kernel);
    this.add(`${name}.bias`, outputs);
  }

  weightNorm(name: string, first: number, second: number, kernel: number): void {
    this.add(`${name}.weight_g`, first, 1, 1);
    this.add(`${name}.weight_v`, first, second, kernel);
  }

  normedConv(name: string, outputs: number, inputs: number, kernel: number): void {
    this.weightNorm(name, outputs, inputs, kernel);
    this.add(`${name}.bias`, outputs);
  }

  /** A bidirectional LSTM; the four gates of a direction are stacked. */
  lstm(name: string, inputs: number, hidden: number): void {
    for (const direction of ['', '_reverse']) {
      this.add(`${name}.weight_ih_l0${direction}`, 4 * hidden, inputs);
      this.add(`${name}.weight_hh_l0${direction}`, 4 * hidden, hidden);
      this.add(`${name}.bias_ih_l0${direction}`, 4 * hidden);
      this.add(`${name}.bias_hh_l0${direction}`, 4 * hidden);
    }
  }

  /** The layer that computes a normalization's gains and offsets from the style. */
  style(name: string, channels: number): void {
    this.linear(`${name}.fc`, 2 * channels, this.#styleDim);
  }

  /** AdainResBlk1d */
  residual(name: string, inputs: number, outputs: number, upsamples: boolean): void {
    this.normedConv(`${name}.conv1`, outputs, inputs, 3);
    this.normedConv(`${name}.conv2`, outputs, outputs, 3);
    this.style(`${name}.norm1`, inputs);
    this.style(`${name}.norm2`, outputs);
    if (inputs !== outputs) this.weightNorm(`${name}.conv1x1`, outputs, inputs, 1);
    if (!upsamples) return;
    this.weightNorm(`${name}.pool`, inputs, 1, 3);
    this.add(`${name}.pool.bias`, inputs);
  }

  /** AdaINResBlock1 */
  snake(name: string, channels: number, kernel: number): void {
    for (const half of [1, 2]) {
      for (const i of [0, 1, 2]) {
        this.normedConv(`${name}.convs${half}.${i}`, channels, channels, kernel);
        this.style(`${name}.adain${half}.${i}`, channels);
        this.add(`${name}.alpha${half}.${i}`, 1, channels, 1);
      }
    }
  }
}
