import { dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../../common/errors';
import { createSession, inRuntime, loadRuntime, type Runtime, type Session } from '../../common/runtime';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../kokoro/model';
import {
  FRAME_STEPS,
  MARGIN_STEPS,
  SPLIT_FILES,
  SPLIT_METADATA,
  SPLIT_NAMES,
  STEP_SAMPLES,
} from '../../kokoro/splitModel';
import { readMetadata } from './metadata';
import { sessionOptions, type SpokenModel } from './session';
import { vocabularyOf } from './signature';
import type { Utterance } from './utterance';

type Tensors = Awaited<ReturnType<Session['run']>>;

/**
 * Frames of silence at both ends of an utterance that are made: speech begins up to two frames before the first
 * phoneme, and may fade away for some after the last.
 */
const MADE_SILENCE = { before: 6, after: 10 };

/** A Kokoro model in two graphs; see kokoro/splitModel.ts. The sound of an utterance is made part by part. */
export class SplitModel implements SpokenModel {
  readonly inParts = true;
  readonly reportsDurations = true;
  readonly path: string;
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly #runtime: Runtime;
  readonly #prosody: Session;
  readonly #sound: Session;

  private constructor(
    path: string,
    runtime: Runtime,
    sessions: { prosody: Session; sound: Session },
    vocabulary: ReadonlyMap<string, number>,
  ) {
    this.path = path;
    this.#runtime = runtime;
    this.#prosody = sessions.prosody;
    this.#sound = sessions.sound;
    this.vocabulary = vocabulary;
  }

  /**
   * Loads the first graph, and the second from the same folder.
   * @param path of the first
   * @param preoptimized skip ONNX Runtime's optimizations, which the files contain
   * @throws KokoroError `model-invalid`
   */
  static async load(path: string, threads: number, preoptimized: boolean): Promise<SplitModel> {
    const runtime = await loadRuntime();
    const soundPath = join(dirname(path), SPLIT_FILES.sound);
    const invalid = (why: string, cause?: unknown): KokoroError =>
      new KokoroError('model-invalid', `The model ${path} cannot be loaded: ${why}`, { cause });
    const metadata = await readMetadata(path);
    const pair = metadata.get(SPLIT_METADATA.pair);
    if (pair === undefined || (await readMetadata(soundPath)).get(SPLIT_METADATA.pair) !== pair)
      throw invalid(`${soundPath} does not belong to it. Export both files again.`);
    try {
      // Without arenas, what the first graph frees serves the second: some 30 MB less, and no slower.
      const options = { ...sessionOptions(threads, preoptimized), enableCpuMemArena: false };
      const [prosody, sound] = await inRuntime(() =>
        Promise.all([createSession(path, options), createSession(soundPath, options)]),
      );
      return new SplitModel(path, runtime, { prosody, sound }, vocabularyOf(metadata));
    } catch (error) {
      throw error instanceof KokoroError ? error : invalid(messageOf(error), error);
    }
  }

  /** Runs the first graph. Blocks the thread. */
  async start(ids: readonly number[], style: Float32Array): Promise<Utterance> {
    const { Tensor } = this.#runtime;
    const tokens = BigInt64Array.from([0, ...ids, 0], BigInt);
    const { duration, steps, ...constants } = await this.#run(this.#prosody, {
      [SPLIT_NAMES.ids]: new Tensor('int64', tokens, [1, tokens.length]),
      [SPLIT_NAMES.style]: new Tensor('float32', style, [1, style.length]),
      [SPLIT_NAMES.speed]: new Tensor('float32', [1], [1]),
    });
    const rows = steps?.data;
    if (!(rows instanceof Float32Array) || !(duration?.data instanceof BigInt64Array)) throw this.#unusable('no steps');
    return this.#utterance(Array.from(duration.data, Number), rows, constants);
  }

  #utterance(frames: readonly number[], rows: Float32Array, constants: Tensors): Utterance {
    const samples = frames.reduce((sum, n) => sum + n, 0) * FRAME_SAMPLES;
    const count = samples / STEP_SAMPLES;
    const width = rows.length / count;
    const first = Math.max(0, (frames[0] ?? 0) - MADE_SILENCE.before) * FRAME_STEPS;
    const end = count - Math.max(0, (frames.at(-1) ?? 0) - MADE_SILENCE.after) * FRAME_STEPS;
    const work = { seconds: 0, samples: 0 };
    const window = async (from: number, to: number): Promise<Float32Array> => {
      const [before, after] = [Math.max(0, from - MARGIN_STEPS), Math.min(count, to + MARGIN_STEPS)];
      const began = performance.now();
      const steps = new this.#runtime.Tensor('float32', rows.subarray(before * width, after * width), [
        after - before,
        width,
      ]);
      const { [SPLIT_NAMES.audio]: audio } = await this.#run(this.#sound, { steps, ...constants });
      work.seconds += (performance.now() - began) / 1000;
      work.samples += (to - from) * STEP_SAMPLES;
      if (!(audio?.data instanceof Float32Array)) throw this.#unusable('no audio');
      return audio.data.subarray((from - before) * STEP_SAMPLES, (to - before) * STEP_SAMPLES);
    };
    return {
      ...{ samples, frames, inParts: true },
      realTimeFactor: () => (work.samples === 0 ? undefined : work.seconds / (work.samples / SAMPLE_RATE)),
      sound: async (from, to) => {
        const sound = new Float32Array(to - from);
        const [start, stop] = [Math.max(from / STEP_SAMPLES, first), Math.min(to / STEP_SAMPLES, end)];
        if (start < stop) sound.set(await window(start, stop), start * STEP_SAMPLES - from);
        return sound;
      },
    };
  }

  async #run(session: Session, feeds: Parameters<Session['run']>[0]): Promise<Tensors> {
    try {
      return await inRuntime(() => session.run(feeds));
    } catch (error) {
      const message = `The model ${this.path} cannot be run: ${messageOf(error)}. Choose another model.`;
      throw new KokoroError('model-invalid', message, { cause: error });
    }
  }

  #unusable(why: string): KokoroError {
    return new KokoroError('model-invalid', `${this.path} returned ${why}. Choose another model.`);
  }

  dispose(): void {
    void this.#prosody.release();
    void this.#sound.release();
  }
}
