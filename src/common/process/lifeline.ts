// The lifeline: a pipe between a process and the one that forked it, read by a thread of its own in the child. The parent asks over it
// whether the child is still alive; its end tells the child that the parent is gone.

/** The pipe's place in the child's stdio, behind stdin, stdout, stderr and the IPC channel. */
export const LIFELINE_FD = 4;

/** What the child's thread answers each time that it is asked: one byte that tells what the main thread does. */
export const MainThread = {
  /** It has turned to its events since the last question. */
  turned: 0,
  /** It has not. */
  stuck: 1,
  /** It has not, because ONNX Runtime is at work on it. */
  inRuntime: 2,
} as const;

/** What the watchdog thread starts with. */
export interface WatchdogData {
  /** The number of pieces of work that ONNX Runtime does on the main thread, shared with it. */
  runtimeWork: Int32Array;
}
