import { dirname } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
import { createSession, loadRuntime, type Runtime, type Session } from '../common/runtime';
import { FRAME_SAMPLES, HARMONICS, MAX_PHONEME_FRAMES, TENSOR_NAMES } from '../kokoro/model';
import { openSound, type SoundMaker } from '../generator/openSound';
import { stepsOf, TWO_GRAPHS } from '../kokoro/twoGraphs';
import type { Utterance } from './utterance';

/** The speech of a model, mono at 24 kHz, and what it cost. */
export interface Spoken {
  audio: Float32Array;
  seconds: number;
  cpuSeconds: number;
}

/** A Kokoro model by any exporter, loaded to be measured. */
export class TrialModel {
  readonly #runtime: Runtime;
  readonly #session: Session;
  /** What makes the sound if the session is the first of two graphs. */
  readonly #sound: SoundMaker | undefined;
  readonly #path: string;

  private constructor(runtime: Runtime, session: Session, sound: SoundMaker | undefined, path: string) {
    this.#runtime = runtime;
    this.#session = session;
    this.#sound = sound;
    this.#path = path;
  }

  /**
   * @param threads 0 uses ONNX Runtime's default
   * @throws KokoroError `model-invalid` if ONNX Runtime cannot load it
   */
  static async load(path: string, threads = 0): Promise<TrialModel> {
    const runtime = await loadRuntime();
    try {
      const session = await createSession(path, { intraOpNumThreads: threads });
      const isFirst = session.outputNames.includes(TWO_GRAPHS.features);
      const sound = isFirst ? await openSound(dirname(path), { intraOpNumThreads: threads }) : undefined;
      return new TrialModel(runtime, session, sound, path);
    } catch (error) {
      throw invalid(path, error);
    }
  }

  /** Speaks an utterance at speed 1. @throws KokoroError `model-invalid` if it cannot */
  async speak(utterance: Utterance): Promise<Spoken> {
    const feeds = feedsOf(this.#runtime, this.#session, utterance);
    const start = performance.now();
    const before = process.cpuUsage();
    try {
      const sounds = await this.#run(feeds);
      const { user, system } = process.cpuUsage(before);
      const [audio = new Float32Array()] = sounds.sort((a, b) => b.length - a.length);
      return { audio, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
    } catch (error) {
      throw invalid(this.#path, error);
    }
  }

  /** All numbers that the model returns. */
  async #run(feeds: ReturnType<typeof feedsOf>): Promise<Float32Array[]> {
    const outputs = await this.#session.run(feeds);
    const { [TWO_GRAPHS.features]: features, [TWO_GRAPHS.pitch]: pitch } = outputs;
    const style = feeds[TWO_GRAPHS.style];
    if (this.#sound && features && pitch && style) {
      const from = { features, pitch, style };
      const { audio } = await this.#sound.make(from, [0, stepsOf(from)]);
      return [audio];
    }
    return Object.values(outputs).flatMap(({ data }) => (data instanceof Float32Array ? [data] : []));
  }

  async release(): Promise<void> {
    await this.#session.release();
    await this.#sound?.release();
  }
}

const [NOISE] = TENSOR_NAMES.noise;
const [SPEED] = TENSOR_NAMES.speed;

/** The inputs with which a Kokoro model of any exporter speaks an utterance at speed 1. */
export function feedsOf(
  { Tensor }: Runtime,
  { inputMetadata }: Session,
  { ids, style }: Utterance,
): Record<string, InstanceType<Runtime['Tensor']>> {
  const feeds: Record<string, InstanceType<Runtime['Tensor']>> = {};
  for (const input of inputMetadata) {
    if (!input.isTensor) continue;
    const dims = input.shape.map(Number);
    if (input.type === 'int64')
      feeds[input.name] = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    else if (input.name === NOISE) {
      const samples = MAX_PHONEME_FRAMES * FRAME_SAMPLES * ids.length; // enough for the longest durations
      feeds[input.name] = new Tensor('float32', new Float32Array(HARMONICS * samples), [1, samples, HARMONICS]);
    } else if (input.name !== SPEED) feeds[input.name] = new Tensor('float32', style, [1, style.length]);
    else if (input.type === 'float64') feeds[input.name] = new Tensor('float64', [1], dims);
    else feeds[input.name] = new Tensor('float32', [1], dims);
  }
  return feeds;
}

function invalid(path: string, error: unknown): KokoroError {
  return new KokoroError('model-invalid', `${path} cannot be run: ${messageOf(error)}`, { cause: error });
}
