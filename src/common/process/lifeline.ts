// The lifeline is a pipe between a process and its parent, served by a separate thread in the child. The parent uses it
// to ask whether the child is alive; when it closes, the child knows that the parent is gone.

/** The pipe's index in the child's stdio, after stdin, stdout, stderr and the IPC channel. */
export const LIFELINE_FD = 4;

/** The state of the main thread. */
export const MainThread = {
  /** It has handled events since the last question. */
  responsive: 0,
  /** It has not. */
  stuck: 1,
  /** It has not, because ONNX Runtime is running on it. */
  inRuntime: 2,
} as const;

/** The watchdog's answer to a question. */
export interface Answer {
  mainThread: number;
  /** CPU time of the process since the last question, in ms, as far as an answer can tell. */
  cpuMs: number;
}

/** An answer is one byte: two bits for the main thread, six for the CPU time in units of this many ms. */
const CPU_UNIT_MS = 10;
const MOST_UNITS = 63;

export function encodeAnswer({ mainThread, cpuMs }: Answer): number {
  return mainThread | (Math.min(Math.round(cpuMs / CPU_UNIT_MS), MOST_UNITS) << 2);
}

export function decodeAnswer(byte: number): Answer {
  return { mainThread: byte & 3, cpuMs: (byte >> 2) * CPU_UNIT_MS };
}

/** Data that the watchdog thread is started with. */
export interface WatchdogData {
  /** Number of calls that ONNX Runtime is executing on the main thread; shared memory. */
  runtimeWork: Int32Array;
}
