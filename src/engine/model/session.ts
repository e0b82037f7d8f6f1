import { KokoroError, messageOf } from '../../common/errors';
import type { Disposable } from '../../common/disposable';
import { loadRuntime, type Runtime, type Session } from '../../common/runtime';

/** What the inputs and outputs are called: by hexgrad's export and kokoro-js, and by the kokoro-onnx release. */
const IDS = ['input_ids', 'tokens'];
const STYLE = ['ref_s', 'style'];
const AUDIO = ['waveform', 'audio'];

/** A loaded Kokoro model: phoneme ids + style + speed → 24 kHz audio. */
export class KokoroModel implements Disposable {
  readonly #runtime: Runtime;
  readonly #session: Session;
  readonly #names: { ids: string; style: string; audio: string };

  private constructor(runtime: Runtime, session: Session, path: string) {
    const find = (wanted: readonly string[], present: readonly string[]): string => {
      const name = present.find((candidate) => wanted.includes(candidate));
      if (name !== undefined) return name;
      throw new KokoroError('model-invalid', `${path} is not a Kokoro model: it has none of ${wanted.join(', ')}.`);
    };
    this.#runtime = runtime;
    this.#session = session;
    this.#names = {
      ids: find(IDS, session.inputNames),
      style: find(STYLE, session.inputNames),
      audio: find(AUDIO, session.outputNames),
    };
  }

  /** Loads an ONNX file to run on `threads` threads. */
  static async load(path: string, threads: number): Promise<KokoroModel> {
    const runtime = await loadRuntime();
    try {
      // Memory patterns are planned per input length and kept: with utterances of all lengths they only grow.
      const session = await runtime.InferenceSession.create(path, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        enableMemPattern: false,
        logSeverityLevel: 3,
        // Threads that wait by spinning cost a quarter more CPU time for 5 % of speed.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      });
      return new KokoroModel(runtime, session, path);
    } catch (error) {
      if (error instanceof KokoroError) throw error;
      throw new KokoroError('model-invalid', `The model ${path} cannot be loaded: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /**
   * Speaks one utterance. Blocks the thread while it runs.
   * @param ids phoneme ids without the boundary zeros, at most 510
   * @param style 256 floats, see VoicePack.style
   * @returns mono PCM at 24 kHz as the model gives it, silence at both ends included
   */
  async run(ids: readonly number[], style: Float32Array, speed: number): Promise<Float32Array> {
    const { Tensor } = this.#runtime;
    const tokens = BigInt64Array.from([0, ...ids, 0], BigInt);
    const outputs = await this.#session.run({
      [this.#names.ids]: new Tensor('int64', tokens, [1, tokens.length]),
      [this.#names.style]: new Tensor('float32', style, [1, style.length]),
      speed: new Tensor('float32', [speed], [1]),
    });
    const audio = outputs[this.#names.audio];
    if (!(audio?.data instanceof Float32Array)) throw new KokoroError('model-invalid', 'The model gave no audio.');
    return audio.data;
  }

  dispose(): void {
    void this.#session.release();
  }
}
