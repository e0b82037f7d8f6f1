import variant from '@jitl/quickjs-wasmfile-release-sync';
import { build } from 'esbuild';
import { type QuickJSContext, type QuickJSHandle, newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import { frontEndBundle } from '../../scripts/lib/frontEnd.mjs';
import type { LanguageHost } from '../../src/language/host';
import type { LanguageCode } from '../../src/language/language';
import type { Utterance } from '../../src/mobile/utterances';

/** What `poll` of src/mobile/frontEnd.ts returns. */
interface State {
  need?: 'data' | 'network';
  name?: string;
  inputs?: Record<string, { data: number[]; dims: number[] }>;
  utterance?: Utterance;
  error?: string;
}

/** The bundled front end in QuickJS, an engine that has ECMAScript and nothing else: no Node, no web, no modules. */
export class BareFrontEnd {
  readonly #context: QuickJSContext;
  readonly #host: LanguageHost;

  private constructor(context: QuickJSContext, host: LanguageHost) {
    this.#context = context;
    this.#host = host;
  }

  /** @param host answers what the front end asks for, as an app does */
  static async load(host: LanguageHost): Promise<BareFrontEnd> {
    const { outputFiles } = await build({ ...frontEndBundle, minify: true, legalComments: 'none', write: false });
    const context = (await newQuickJSWASMModuleFromVariant(variant)).newContext();
    const frontEnd = new BareFrontEnd(context, host);
    frontEnd.#evaluate(outputFiles[0]?.text ?? '');
    return frontEnd;
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
    let state = this.#step(`${name}(${args.join(',')})`);
    while (state.need !== undefined) {
      if (state.need === 'data') {
        const bytes = await this.#host.readData(state.name ?? '');
        state = this.#withBuffer(bytes.slice().buffer, 'provideData(bytes)');
      } else {
        const network = await this.#host.loadNetwork(state.name ?? '');
        const inputs = Object.entries(state.inputs ?? {}).map(([key, { data, dims }]) => [
          key,
          { data: BigInt64Array.from(data, BigInt), dims },
        ]);
        const scores = await network.run(Object.fromEntries(inputs) as Parameters<typeof network.run>[0]);
        network.dispose();
        state = this.#step(`provideScores([${scores.join(',')}])`);
      }
    }
    if (state.error !== undefined) throw new Error(state.error);
    return state;
  }

  #withBuffer(buffer: ArrayBuffer, call: string): State {
    using handle = this.#context.newArrayBuffer(buffer);
    this.#context.setProp(this.#context.global, 'bytes', handle);
    return this.#step(call);
  }

  #step(call: string): State {
    this.#evaluate(`KokoroFrontEnd.${call}`);
    this.#context.unwrapResult(this.#context.runtime.executePendingJobs());
    return JSON.parse(this.#evaluate('KokoroFrontEnd.poll()')) as State;
  }

  /** Evaluates code. @returns the result as a string, '' for anything else */
  #evaluate(code: string): string {
    const result: QuickJSHandle = this.#context.unwrapResult(this.#context.evalCode(code, 'front-end.js'));
    const text = this.#context.typeof(result) === 'string' ? this.#context.getString(result) : '';
    result.dispose();
    return text;
  }
}
