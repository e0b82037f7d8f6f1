import { SAMPLE_RATE } from '../../../kokoro/model';
import { type Kernel, loadKernel } from './worklet';
// After the worklet, which it registers with.
import 'signalsmith-stretch';

/** Output frames made at once: half a second. */
const BLOCK = SAMPLE_RATE / 2;

/**
 * Changes the speed of samples but not their pitch: `rate` times as fast, in pieces of half a second. The samples before
 * the frame `from` are only the context of those from there on: frame `n` of the result is what is heard at frame
 * `from + n * rate`. A new call ends the one before it.
 */
export type Stretch = (samples: Float32Array, from: number, rate: number) => Iterator<Float32Array<ArrayBuffer>, void>;

/** Loads the library. @throws an Error if the page must not run WebAssembly */
export async function loadStretch(): Promise<Stretch> {
  const kernel = await loadKernel();
  return (samples, from, rate) => stretch(kernel, samples, from, rate);
}

function* stretch(
  kernel: Kernel,
  samples: Float32Array,
  from: number,
  rate: number,
): Generator<Float32Array<ArrayBuffer>, void> {
  const length = Math.round((samples.length - from) / rate);
  const ahead = kernel._inputLatency();
  const late = kernel._outputLatency();
  const capacity = Math.max(Math.ceil((BLOCK + late) * rate) + 1, BLOCK + late, ahead + late);
  const input = kernel._setBuffers(1, capacity);
  const write = (start: number, end: number): void => {
    const buffer = new Float32Array(kernel.HEAP8.buffer, input, end - start).fill(0);
    const known = samples.subarray(Math.max(0, start), Math.max(0, end));
    buffer.set(known, Math.max(0, -start));
  };
  kernel._reset();
  write(from - late, from + ahead);
  kernel._seek(ahead + late, rate);
  let made = 0; // output frames, of which the first `late` ones come before the result
  for (let done = 0; done < length; done += BLOCK) {
    const count = Math.min(BLOCK, length - done);
    const until = done + count + late;
    const start = from + Math.round(made * rate);
    const end = from + Math.round(until * rate);
    write(start + ahead, end + ahead);
    kernel._process(end - start, until - made);
    const output = new Float32Array(
      kernel.HEAP8.buffer,
      input + capacity * Float32Array.BYTES_PER_ELEMENT,
      until - made,
    );
    made = until;
    yield output.slice(-count);
  }
}
