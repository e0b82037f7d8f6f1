import { build } from 'esbuild';
import { frontEndBundle } from '../../scripts/lib/frontEnd.mjs';
import type { LanguageHost } from '../../src/language/host';
import type { LanguageCode } from '../../src/language/language';
import type { Utterance } from '../../src/mobile/utterances';
import { BareEngine } from './bareEngine';

/** What `poll` of src/mobile/frontEnd.ts returns. */
interface State {
  need?: 'data' | 'network';
  name?: string;
  inputs?: Record<string, { data: number[]; dims: number[] }>;
  utterance?: Utterance;
  error?: string;
}

/** The bundled front end in QuickJS. */
export class BareFrontEnd {
  readonly #engine: BareEngine;
  readonly #host: LanguageHost;

  private constructor(engine: BareEngine, host: LanguageHost) {
    this.#engine = engine;
    this.#host = host;
  }

  /** @param host answers what the front end asks for, as an app does */
  static async load(host: LanguageHost): Promise<BareFrontEnd> {
    const { outputFiles } = await build({ ...frontEndBundle, minify: true, legalComments: 'none', write: false });
    const engine = await BareEngine.create();
    engine.evaluate(outputFiles[0]?.text ?? '');
    return new BareFrontEnd(engine, host);
  }

  async open(language: LanguageCode, vocabulary: ReadonlyMap<string, number>): Promise<void> {
    await this.#call('open', JSON.stringify(language), JSON.stringify(Object.fromEntries(vocabulary)));
  }

  /** All utterances of a text, when the sound of each is `secondsOf` long. */
  async read(language: LanguageCode, text: string, secondsOf: (utterance: Utterance) => number): Promise<Utterance[]> {
    await this.#call('read', JSON.stringify(language), JSON.stringify(text));
    const utterances: Utterance[] = [];
    for (let seconds = 0; ;) {
      const { utterance } = await this.#call('next', String(seconds));
      if (utterance === undefined) return utterances;
      utterances.push(utterance);
      seconds = secondsOf(utterance);
    }
  }

  /** Calls one of the front end's functions, and provides what it asks for until it has an answer. */
  async #call(name: string, ...args: string[]): Promise<State> {
    this.#engine.evaluate(`KokoroFrontEnd.${name}(${args.join(',')})`);
    for (;;) {
      const state = JSON.parse(this.#engine.evaluate('KokoroFrontEnd.poll()')) as State;
      if (state.error !== undefined) throw new Error(state.error);
      if (state.need === 'data') this.#engine.provideData(await this.#host.readData(state.name ?? ''));
      else if (state.need === 'network') {
        const scores = await runNetwork(this.#host, state.name ?? '', state.inputs ?? {});
        this.#engine.evaluate(`KokoroFrontEnd.provideScores([${scores.join(',')}])`);
      } else return state;
    }
  }
}

/** Runs a network of the front end on the inputs that it asks for. */
export async function runNetwork(
  host: LanguageHost,
  name: string,
  inputs: NonNullable<State['inputs']>,
): Promise<Float32Array> {
  const network = await host.loadNetwork(name);
  const tensors = Object.entries(inputs).map(
    ([key, { data, dims }]) => [key, { data: BigInt64Array.from(data, BigInt), dims }] as const,
  );
  const scores = await network.run(Object.fromEntries(tensors));
  network.dispose();
  return scores;
}
