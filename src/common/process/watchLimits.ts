/** How long a process may fail to respond before it is killed, ms. */
export interface WatchLimits {
  /** Interval between questions to it. */
  tickMs: number;
  /** Without an answer from its watchdog thread. */
  silentMs: number;
  /** With a main thread that handles no events. */
  stuckMs: number;
  /**
   * Either of these after a call was cancelled; longer while ONNX Runtime, which cannot be interrupted, finishes its
   * work. A main thread that handles no events is given this much CPU time, so that a busy machine does not end it.
   */
  cancelledMs: number;
  cancelledInRuntimeMs: number;
}

/** For work in steps of a few seconds each. */
export const WATCH_LIMITS: WatchLimits = {
  tickMs: 500,
  silentMs: 15_000,
  stuckMs: 120_000,
  cancelledMs: 2_000,
  cancelledInRuntimeMs: 15_000,
};
