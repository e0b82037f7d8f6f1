import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext } from 'quickjs-emscripten-core';

/** QuickJS with the front end: an engine that has ECMAScript and nothing else, no Node, no web, no modules. */
export class BareEngine {
  readonly #context: QuickJSContext;

  private constructor(context: QuickJSContext) {
    this.#context = context;
  }

  static async create(): Promise<BareEngine> {
    return new BareEngine((await newQuickJSWASMModuleFromVariant(variant)).newContext());
  }

  /** Evaluates code and settles its promises. @returns the result if it is a string, else '' */
  evaluate(code: string): string {
    const result = this.#context.unwrapResult(this.#context.evalCode(code, 'front-end.js'));
    const text = this.#context.typeof(result) === 'string' ? this.#context.getString(result) : '';
    result.dispose();
    this.#context.unwrapResult(this.#context.runtime.executePendingJobs());
    return text;
  }

  /** Calls `KokoroFrontEnd.provideData` with an ArrayBuffer. */
  provideData(bytes: Uint8Array): void {
    using handle = this.#context.newArrayBuffer(new Uint8Array(bytes).buffer);
    this.#context.setProp(this.#context.global, 'bytes', handle);
    this.evaluate('KokoroFrontEnd.provideData(bytes)');
  }
}
