import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { GraphBuilder, MICROSOFT, type Value } from '../graph/builder';
import type { Model } from '../onnx/model';
import { albert } from './albert';
import type { Context } from './context';
import { decoder } from './decoder';
import { FixedLength } from './fixedLength';
import { generator } from './generator';
import type { Int8Plan } from './int8Plan';
import { prosody } from './prosody';
import { interfaceOf, type SignatureName, signatureOf, type SpeedType } from './signature';
import { type Noise, source } from './source';
import { forwardStft } from './stft';
import { StyleBank } from './styles';
import { textEncoder } from './textEncoder';

/** Options of the graph. */
export interface NetworkOptions {
  noise: Noise;
  signature: SignatureName;
  speedType: SpeedType;
  /** Written into the file, to tell where it comes from. */
  metadata: ReadonlyMap<string, string>;
  version: string;
  /** Convolutions to compute in INT8. */
  int8?: Int8Plan | undefined;
  /** Makes decoder and generator take inputs of so many frames, of which an utterance fills the first. */
  frames?: number;
  /** Adds outputs with the minimum and maximum of each channel that INT8 needs: `name` + LOW and HIGH. */
  observed?: boolean;
}

/** Suffixes of the names of a calibration model's outputs. */
export const LOW = '#low';
export const HIGH = '#high';

/** The producer that the files name. */
export const PRODUCER = 'kokoro-vscode';

/** LayerNormalization needs opset 17, which belongs to IR version 8. onnxruntime 1.12 and later support both. */
const OPSET = 17;
const IR_VERSION = 8;

/** Builds the whole network as an ONNX model (hexgrad/kokoro 0.9.4, `KModel.forward_with_tokens`). */
export async function buildNetwork(
  config: KokoroConfig,
  weights: WeightSource,
  options: NetworkOptions,
): Promise<Model> {
  const { ctx, infos, duration, features, f0, finish } = await front(config, weights, options);
  const { b } = ctx;
  const spectrum = await forwardStft(ctx, await source(ctx, f0, options.noise));
  b.output(await generator(ctx, features, spectrum), infos.audio);
  b.output(duration, infos.duration);
  finish();
  if (options.observed === true) reverseObservers(b);
  const doc = 'Phoneme ids, style and speed to 24 kHz sound and the duration of each phoneme.';
  return modelOf(b, options, 'kokoro', doc);
}

/** What the parts of the network are built from. */
export function contextOf(
  b: GraphBuilder,
  config: KokoroConfig,
  weights: WeightSource,
  { int8, frames, observed }: Pick<NetworkOptions, 'int8' | 'frames' | 'observed'>,
): Context {
  return {
    b,
    weights,
    config,
    timbre: new StyleBank(b, weights, 'timbre', 0, config.styleDim),
    prosody: new StyleBank(b, weights, 'prosody', config.styleDim, config.styleDim),
    int8,
    fixed: frames === undefined ? undefined : new FixedLength(b, frames),
    observe: observed === true ? (name, value) => observe(b, name, value) : undefined,
  };
}

/** All that comes before the generator. */
export interface Front {
  ctx: Context;
  infos: ReturnType<typeof interfaceOf>;
  duration: Value;
  /** The generator's input, `[1, upsample_initial_channel, 2F]`. */
  features: Value;
  /** The pitch in Hz, `[1, 1, 2F]`. */
  f0: Value;
  /** Adds the projections of the style; called when all layers are built. */
  finish: () => void;
}

/** Builds what comes before the generator, and the inputs of the graph. */
export async function front(config: KokoroConfig, weights: WeightSource, options: NetworkOptions): Promise<Front> {
  const { speedType } = options;
  const b = new GraphBuilder();
  const ctx = contextOf(b, config, weights, options);
  const infos = interfaceOf(signatureOf(options.signature), speedType, 2 * config.styleDim);
  const [ids, style, given] = [b.input(infos.ids), b.input(infos.style), b.input(infos.speed)];
  const speed = speedType === 'double' ? b.op('Cast', [given], { to: 1 }) : given;
  const { duration, alignment, f0, energy } = await prosody(ctx, await albert(ctx, ids), speed);
  const encoded = await textEncoder(ctx, ids);
  const perFrame = (x: Value): Value =>
    b.shape(b.op('Gather', [x, alignment], { axis: 0 }), [b.lengthOf(alignment), 1, config.hiddenDim]);
  const text = await b.in('asr', () => b.tap(b.op('Transpose', [perFrame(encoded)], { perm: [1, 2, 0] })));
  const features = await decoder(ctx, text, f0, energy);
  const finish = (): void => {
    ctx.timbre.finish(style);
    ctx.prosody.finish(style);
  };
  return { ctx, infos, duration, features, f0, finish };
}

/** The finished graph as a model. */
export function modelOf(
  b: GraphBuilder,
  { version, metadata }: Pick<NetworkOptions, 'version' | 'metadata'>,
  name: string,
  doc: string,
): Model {
  return {
    irVersion: IR_VERSION,
    opsets: new Map([
      ['', OPSET],
      ...(b.nodes.some(({ domain }) => domain === MICROSOFT) ? [[MICROSOFT, 1] as const] : []),
    ]),
    producer: PRODUCER,
    producerVersion: version,
    doc: 'Kokoro-82M: phonemes and a voice become speech.',
    metadata: new Map(metadata),
    graph: b.graph(name, doc),
  };
}

/** Adds the range of each channel of a value `[1, C, T]` to the graph's outputs. */
function observe(b: GraphBuilder, name: string, value: Value): void {
  for (const [op, ending] of [
    ['ReduceMin', LOW],
    ['ReduceMax', HIGH],
  ] as const) {
    b.output(b.op(op, [value], { axes: [0, 2], keepdims: 0 }), {
      name: `${name}${ending}`,
      type: 'float32',
      dims: ['channels'],
    });
  }
}

/**
 * ONNX Runtime schedules sink nodes last to first. The observers are therefore moved to the end of the graph in
 * reverse, so that each runs as soon as its value is computed and no value is kept until the end.
 */
function reverseObservers(b: GraphBuilder): void {
  const isObserved = (name: string): boolean => name.endsWith(LOW) || name.endsWith(HIGH);
  const all = b.nodes.splice(0);
  const observers = all.filter(({ outputs }) => outputs.some(isObserved));
  b.nodes.push(...all.filter((node) => !observers.includes(node)), ...observers.reverse());
}
