import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../../common/errors';
import { Fields } from './fields';

/** The generator and its inverse short-time Fourier transform. */
export interface IstftnetConfig {
  upsampleKernelSizes: readonly number[];
  upsampleRates: readonly number[];
  genIstftNFft: number;
  /** Samples from one frame to the next. */
  genIstftHopSize: number;
  resblockKernelSizes: readonly number[];
  /** Three dilations for each kernel size. */
  resblockDilationSizes: readonly (readonly number[])[];
  upsampleInitialChannel: number;
}

/** The ALBERT that encodes the phonemes. */
export interface PlbertConfig {
  hiddenSize: number;
  numAttentionHeads: number;
  intermediateSize: number;
  /** The longest input in tokens, boundaries included. */
  maxPositionEmbeddings: number;
  /** How many times its one layer is applied. */
  numHiddenLayers: number;
}

/** The part of a checkpoint's config.json that the network needs. */
export interface KokoroConfig {
  hiddenDim: number;
  nLayer: number;
  /** The longest duration of a token in frames of 25 ms. */
  maxDur: number;
  nToken: number;
  /** The size of one half of a voice's style: timbre or prosody. */
  styleDim: number;
  textEncoderKernelSize: number;
  istftnet: IstftnetConfig;
  plbert: PlbertConfig;
  /** Character → id, below nToken. */
  vocab: ReadonlyMap<string, number>;
  /** The whole content of the file. */
  raw: Readonly<Record<string, unknown>>;
}

/** Widths that are literals in the code of hexgrad/kokoro 0.9.4: other values make a network that cannot run. */
const FIXED = { hiddenDim: 512, styleDim: 128, upsampleInitialChannel: 512 } as const;
const MAX_LAYERS = 64;
const MAX_WIDTH = 65_536;
const MAX_KERNEL = 1024;
const MAX_BYTES = 8 << 20;

/**
 * Parses a config.json.
 * @param source the name of the file, for errors
 * @throws KokoroError `config-invalid`, naming the missing or wrong field
 */
export function parseConfig(json: string, source: string): KokoroConfig {
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new KokoroError('config-invalid', `${source} is not JSON: ${messageOf(error)}`, { cause: error });
  }
  const fields = Fields.of(raw, source);
  const nToken = fields.integer('n_token', 2, MAX_WIDTH);
  return {
    hiddenDim: fields.fixed('hidden_dim', FIXED.hiddenDim),
    nLayer: fields.integer('n_layer', 1, MAX_LAYERS),
    maxDur: fields.integer('max_dur', 1, MAX_WIDTH),
    nToken,
    styleDim: fields.fixed('style_dim', FIXED.styleDim),
    textEncoderKernelSize: fields.odd('text_encoder_kernel_size', MAX_KERNEL),
    istftnet: istftnetOf(fields.object('istftnet')),
    plbert: plbertOf(fields.object('plbert')),
    vocab: vocabOf(fields.object('vocab'), nToken),
    raw: fields.raw,
  };
}

/** Reads a config.json. @throws KokoroError `input-unreadable`, or as `parseConfig` */
export async function readConfig(path: string): Promise<KokoroConfig> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  if (bytes.length > MAX_BYTES) throw new KokoroError('config-invalid', `${path} is too large for a config.json.`);
  return parseConfig(bytes.toString('utf8'), path);
}

function istftnetOf(fields: Fields): IstftnetConfig {
  const rates = fields.integers('upsample_rates', 1, MAX_KERNEL);
  const kernels = fields.integers('upsample_kernel_sizes', 1, MAX_KERNEL);
  if (kernels.length !== rates.length)
    fields.fail('upsample_kernel_sizes', `one for each of the ${rates.length} rates`);
  // The padding of a transposed convolution is half their difference; an odd difference would add a sample.
  if (kernels.some((size, i) => size < (rates[i] ?? 0) || (size - (rates[i] ?? 0)) % 2 !== 0)) {
    fields.fail('upsample_kernel_sizes', 'each at least its rate, and by an even number');
  }
  const resblockKernelSizes = fields.integers('resblock_kernel_sizes', 1, MAX_KERNEL);
  if (resblockKernelSizes.some((size) => size % 2 === 0)) fields.fail('resblock_kernel_sizes', 'odd');
  const nFft = fields.integer('gen_istft_n_fft', 2, MAX_WIDTH);
  if (nFft % 2 !== 0) fields.fail('gen_istft_n_fft', 'even');
  const upsampleInitialChannel = fields.fixed('upsample_initial_channel', FIXED.upsampleInitialChannel);
  if (upsampleInitialChannel % 2 ** rates.length !== 0) fields.fail('upsample_rates', 'at most 9 numbers');
  return {
    upsampleKernelSizes: kernels,
    upsampleRates: rates,
    genIstftNFft: nFft,
    genIstftHopSize: fields.integer('gen_istft_hop_size', 1, nFft),
    resblockKernelSizes,
    resblockDilationSizes: fields.rows('resblock_dilation_sizes', resblockKernelSizes.length, 3, MAX_KERNEL),
    upsampleInitialChannel,
  };
}

function plbertOf(fields: Fields): PlbertConfig {
  const hiddenSize = fields.integer('hidden_size', 1, MAX_WIDTH);
  const numAttentionHeads = fields.integer('num_attention_heads', 1, MAX_WIDTH);
  if (hiddenSize % numAttentionHeads !== 0)
    fields.fail('num_attention_heads', `a divisor of hidden_size, ${hiddenSize}`);
  return {
    hiddenSize,
    numAttentionHeads,
    intermediateSize: fields.integer('intermediate_size', 1, MAX_WIDTH),
    maxPositionEmbeddings: fields.integer('max_position_embeddings', 3, MAX_WIDTH),
    numHiddenLayers: fields.integer('num_hidden_layers', 1, MAX_LAYERS),
  };
}

function vocabOf(fields: Fields, nToken: number): ReadonlyMap<string, number> {
  const characters = Object.keys(fields.raw);
  if (characters.length === 0) fields.fail(undefined, 'not empty');
  return new Map(characters.map((character) => [character, fields.integer(character, 0, nToken - 1)]));
}
