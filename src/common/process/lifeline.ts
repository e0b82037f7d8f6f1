// The lifeline is a pipe between a process and its parent, served by a separate thread in the child. The parent uses it
// to ask whether the child is alive; when it closes, the child knows that the parent is gone.

/** The pipe's index in the child's stdio, after stdin, stdout, stderr and the IPC channel. */
export const LIFELINE_FD = 4;

/** The watchdog's answer to a question: one byte for the state of the main thread. */
export const MainThread = {
  /** It has handled events since the last question. */
  responsive: 0,
  /** It has not. */
  stuck: 1,
  /** It has not, because ONNX Runtime is running on it. */
  inRuntime: 2,
} as const;

/** Data that the watchdog thread is started with. */
export interface WatchdogData {
  /** Number of calls that ONNX Runtime is executing on the main thread; shared memory. */
  runtimeWork: Int32Array;
}
