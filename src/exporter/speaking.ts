import { basename, dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
import { createSession, loadRuntime, type Runtime, type Session } from '../common/runtime';
import { FRAME_SAMPLES, HARMONICS, MAX_PHONEME_FRAMES, TENSOR_NAMES } from '../kokoro/model';
import { MARGIN_STEPS, SPLIT_FILES, SPLIT_NAMES, STEP_SAMPLES } from '../kokoro/splitModel';
import type { Utterance } from './utterance';

/** The speech of a model, mono at 24 kHz, and what it cost. */
export interface Spoken {
  audio: Float32Array;
  seconds: number;
  cpuSeconds: number;
}

/** A model that is loaded to be measured. */
export interface Trial {
  /** Speaks an utterance at speed 1. @throws KokoroError `model-invalid` if it cannot */
  speak(utterance: Utterance): Promise<Spoken>;
  release(): Promise<void>;
}

/**
 * Loads a Kokoro model, of one graph by any exporter, or of two, by the path of the first.
 * @param threads 0 uses ONNX Runtime's default
 * @throws KokoroError `model-invalid` if ONNX Runtime cannot load it
 */
export function loadTrial(path: string, threads = 0): Promise<Trial> {
  return basename(path) === SPLIT_FILES.prosody ? SplitTrial.load(path, threads) : TrialModel.load(path, threads);
}

/** A Kokoro model of one graph. */
class TrialModel implements Trial {
  readonly #runtime: Runtime;
  readonly #session: Session;
  readonly #path: string;

  private constructor(runtime: Runtime, session: Session, path: string) {
    this.#runtime = runtime;
    this.#session = session;
    this.#path = path;
  }

  static async load(path: string, threads = 0): Promise<TrialModel> {
    const runtime = await loadRuntime();
    try {
      return new TrialModel(runtime, await createSession(path, { intraOpNumThreads: threads }), path);
    } catch (error) {
      throw invalid(path, error);
    }
  }

  async speak(utterance: Utterance): Promise<Spoken> {
    const feeds = feedsOf(this.#runtime, this.#session, utterance);
    const start = performance.now();
    const before = process.cpuUsage();
    try {
      const outputs = Object.values(await this.#session.run(feeds));
      const { user, system } = process.cpuUsage(before);
      const sounds = outputs.flatMap(({ data }) => (data instanceof Float32Array ? [data] : []));
      const [audio = new Float32Array()] = sounds.sort((a, b) => b.length - a.length);
      return { audio, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
    } catch (error) {
      throw invalid(this.#path, error);
    }
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

/** Steps of a window: one second. */
const WINDOW = 80;

/** A Kokoro model of two graphs, whose sound is made in windows, as the engine does. */
class SplitTrial implements Trial {
  readonly #runtime: Runtime;
  readonly #prosody: Session;
  readonly #sound: Session;
  readonly #path: string;

  private constructor(runtime: Runtime, prosody: Session, sound: Session, path: string) {
    this.#runtime = runtime;
    this.#prosody = prosody;
    this.#sound = sound;
    this.#path = path;
  }

  static async load(path: string, threads = 0): Promise<SplitTrial> {
    const runtime = await loadRuntime();
    try {
      const prosody = await createSession(path, { intraOpNumThreads: threads });
      const sound = await createSession(join(dirname(path), SPLIT_FILES.sound), { intraOpNumThreads: threads });
      return new SplitTrial(runtime, prosody, sound, path);
    } catch (error) {
      throw invalid(path, error);
    }
  }

  async speak(utterance: Utterance): Promise<Spoken> {
    const start = performance.now();
    const before = process.cpuUsage();
    try {
      const outputs = await this.#prosody.run(feedsOf(this.#runtime, this.#prosody, utterance));
      const audio = await soundInWindows(this.#runtime, this.#sound, outputs, WINDOW);
      const { user, system } = process.cpuUsage(before);
      return { audio, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
    } catch (error) {
      throw invalid(this.#path, error);
    }
  }

  async release(): Promise<void> {
    await this.#prosody.release();
    await this.#sound.release();
  }
}

/**
 * The sound of a whole sentence, made in windows.
 * @param outputs of the first graph
 * @param size of a window, in steps
 */
export async function soundInWindows(
  { Tensor }: Runtime,
  sound: Session,
  outputs: Awaited<ReturnType<Session['run']>>,
  size: number,
): Promise<Float32Array> {
  const steps = outputs[SPLIT_NAMES.steps];
  if (steps === undefined) throw new Error(`it has no output ${SPLIT_NAMES.steps}`);
  const [count = 0, width = 0] = steps.dims;
  const given = sound.inputNames.filter((name) => name !== SPLIT_NAMES.steps);
  const constants = Object.fromEntries(
    given.flatMap((name) => {
      const value = outputs[name];
      return value ? [[name, value] as const] : [];
    }),
  );
  const audio = new Float32Array(count * STEP_SAMPLES);
  for (let from = 0; from < count; from += size) {
    const to = Math.min(count, from + size);
    const [start, end] = [Math.max(0, from - MARGIN_STEPS), Math.min(count, to + MARGIN_STEPS)];
    const rows = (steps.data as Float32Array).subarray(start * width, end * width);
    const window = { [SPLIT_NAMES.steps]: new Tensor('float32', rows, [end - start, width]) };
    const { [SPLIT_NAMES.audio]: made } = await sound.run({ ...window, ...constants });
    const samples = made?.data as Float32Array;
    audio.set(samples.subarray((from - start) * STEP_SAMPLES, (to - start) * STEP_SAMPLES), from * STEP_SAMPLES);
  }
  return audio;
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
