import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { GraphBuilder, MICROSOFT, type Value } from '../graph/builder';
import type { Model } from '../onnx/model';
import { albert } from './albert';
import type { Context } from './context';
import { decoder } from './decoder';
import { generator } from './generator';
import type { Int8Plan } from './int8Plan';
import { prosody } from './prosody';
import { interfaceOf, type SignatureName, signatureOf, type SpeedType } from './signature';
import { type Noise, source } from './source';
import { forwardStft } from './stft';
import { StyleBank } from './styles';
import { textEncoder } from './textEncoder';

/** Where the graph differs for its users. */
export interface NetworkOptions {
  noise: Noise;
  signature: SignatureName;
  speedType: SpeedType;
  /** Written into the file for whoever wonders what it is. */
  metadata: ReadonlyMap<string, string>;
  version: string;
  /** Convolutions that are computed in INT8. */
  int8?: Int8Plan | undefined;
  /** Adds the smallest and largest number of each channel of what INT8 wants to know as outputs, `name` + LOW and HIGH. */
  observed?: boolean;
}

/** Endings of the names of a calibration model's outputs. */
export const LOW = '#low';
export const HIGH = '#high';

/** What the files say of who made them. */
export const PRODUCER = 'kokoro-vscode';

/** LayerNormalization came with opset 17, which is of IR version 8: both are known to onnxruntime 1.12 and later. */
const OPSET = 17;
const IR_VERSION = 8;

/** The whole network as an ONNX model (hexgrad/kokoro 0.9.4, `KModel.forward_with_tokens`). */
export async function buildNetwork(
  config: KokoroConfig,
  weights: WeightSource,
  options: NetworkOptions,
): Promise<Model> {
  const b = new GraphBuilder();
  const infos = interfaceOf(signatureOf(options.signature), options.speedType, 2 * config.styleDim);
  const [ids, style, given] = [b.input(infos.ids), b.input(infos.style), b.input(infos.speed)];
  const timbre = new StyleBank(b, weights, 'timbre', 0, config.styleDim);
  const ctx: Context = {
    b,
    weights,
    config,
    timbre,
    prosody: new StyleBank(b, weights, 'prosody', config.styleDim, config.styleDim),
    int8: options.int8,
    observe: options.observed === true ? (name, value) => observe(b, name, value) : undefined,
  };
  const speed = options.speedType === 'double' ? b.op('Cast', [given], { to: 1 }) : given;
  const { duration, alignment, f0, energy } = await prosody(ctx, await albert(ctx, ids), speed);
  const encoded = await textEncoder(ctx, ids);
  const perFrame = (x: Value): Value =>
    b.shape(b.op('Gather', [x, alignment], { axis: 0 }), [b.lengthOf(alignment), 1, config.hiddenDim]);
  const text = await b.in('asr', () => b.tap(b.op('Transpose', [perFrame(encoded)], { perm: [1, 2, 0] })));
  const features = await decoder(ctx, text, f0, energy);
  const spectrum = await forwardStft(ctx, await source(ctx, f0, options.noise));
  b.output(await generator(ctx, features, spectrum), infos.audio);
  b.output(duration, infos.duration);
  timbre.finish(style);
  ctx.prosody.finish(style);
  if (options.observed === true) reverseObservers(b);
  return {
    irVersion: IR_VERSION,
    opsets: new Map([
      ['', OPSET],
      ...(b.nodes.some(({ domain }) => domain === MICROSOFT) ? [[MICROSOFT, 1] as const] : []),
    ]),
    producer: PRODUCER,
    producerVersion: options.version,
    doc: 'Kokoro-82M: phonemes and a voice become speech.',
    metadata: new Map(options.metadata),
    graph: b.graph('kokoro', 'Phoneme ids, style and speed to 24 kHz sound and the duration of each phoneme.'),
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
 * ONNX Runtime goes for the last node that nobody reads first. So that each value is looked at as soon as it is there, and not all of
 * them are kept till the end, the looking stands at the end of the graph, last things first.
 */
function reverseObservers(b: GraphBuilder): void {
  const isObservation = (name: string): boolean => name.endsWith(LOW) || name.endsWith(HIGH);
  const all = b.nodes.splice(0);
  const observations = all.filter(({ outputs }) => outputs.some(isObservation));
  b.nodes.push(...all.filter((node) => !observations.includes(node)), ...observations.reverse());
}
