import { SAMPLE_RATE } from '../../../kokoro/model';

/**
 * The library's WebAssembly module. Samples are exchanged through a buffer in its memory. Its input and output latency
 * are frames: it needs input that far ahead, and gives output that late.
 */
export interface Kernel {
  readonly HEAP8: Int8Array;
  /** @returns the address of the input buffers; the output buffers follow */
  _setBuffers(channels: number, frames: number): number;
  _inputLatency(): number;
  _outputLatency(): number;
  _reset(): void;
  /** Starts with the frames in the input buffer, of which the last ones are the input latency ahead. */
  _seek(frames: number, rate: number): void;
  _process(inputFrames: number, outputFrames: number): void;
}

/** Also runs in tests, whose declarations of Node lack it. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<unknown> };

type Processor = new (options: { numberOfOutputs: number; outputChannelCount: number[] }) => { wasmModule: Kernel };

let processor: Processor | undefined;
let onReady: () => void = () => undefined;

// signalsmith-stretch runs only in an AudioWorklet, in real time. Whole chunks are stretched here, ahead of time, so
// that they can be scheduled to the frame: the library finds what it needs of an AudioWorklet and registers with it.
const scope = {
  sampleRate: SAMPLE_RATE,
  AudioWorkletProcessor: class {
    readonly port = {
      postMessage: ([message]: unknown[]): void => {
        if (message === 'ready') onReady();
      },
    };
  },
  registerProcessor: (_name: string, registered: Processor): void => {
    processor = registered;
  },
};
Object.assign(globalThis, scope);

/** Loads the library's module. @throws an Error if the page must not run WebAssembly */
export async function loadKernel(): Promise<Kernel> {
  await WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)); // an empty module: the library hides the error
  if (!processor) throw new Error('signalsmith-stretch did not register its processor.');
  const Registered = processor;
  return new Promise((resolve) => {
    const created = new Registered({ numberOfOutputs: 1, outputChannelCount: [1] });
    onReady = () => {
      resolve(created.wasmModule);
    };
  });
}
