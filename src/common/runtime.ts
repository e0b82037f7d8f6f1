import type * as Ort from 'onnxruntime-node';
import { KokoroError, messageOf } from './errors';
import { NO_TELEMETRY } from './telemetry';

export type Runtime = typeof Ort;
export type Session = Ort.InferenceSession;

/** Version of onnxruntime-node. */
export async function runtimeVersion(): Promise<string> {
  return (await loadRuntime()).env.versions.node ?? 'unknown';
}

/** Loads onnxruntime-node, with its telemetry turned off, on first use. @throws KokoroError `engine-start-failed` */
export async function loadRuntime(): Promise<Runtime> {
  Object.assign(process.env, NO_TELEMETRY); // the native library reads it on initialization
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    const windows =
      process.platform === 'win32' ? ' Install the Microsoft Visual C++ Redistributable and try again.' : '';
    throw new KokoroError(
      'engine-start-failed',
      `onnxruntime-node cannot be loaded on ${process.platform}-${process.arch}: ${messageOf(error)}.${windows}`,
      { cause: error },
    );
  }
}

type SessionOptions = Omit<Ort.InferenceSession.SessionOptions, 'extra'> & {
  /** ONNX Runtime's configuration entries, without the prefix `session.`. */
  config?: Readonly<Record<string, string>>;
};

/**
 * Opens a session for an ONNX model: the path of its file, or its bytes. Callers state only what differs from the options that all sessions share.
 * @throws KokoroError `engine-start-failed`; an Error when ONNX Runtime cannot load the file
 */
export async function createSession(
  model: string | Uint8Array,
  { config, ...options }: SessionOptions = {},
): Promise<Session> {
  const { InferenceSession } = await loadRuntime();
  const all: Ort.InferenceSession.SessionOptions = {
    // Memory patterns are planned per input length and kept: with utterances of all lengths they only grow.
    enableMemPattern: false,
    logSeverityLevel: 3, // errors
    // Threads that wait by spinning cost a quarter more CPU time for 5 % of speed.
    extra: { session: { intra_op: { allow_spinning: '0' }, ...config } },
    ...options,
  };
  return typeof model === 'string' ? InferenceSession.create(model, all) : InferenceSession.create(model, all);
}

/** Number of calls that ONNX Runtime is executing on the main thread, shared with the watchdog thread. */
export const runtimeWork = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Runs a call into ONNX Runtime, during which a blocked main thread counts as busy, not as stuck. */
export async function inRuntime<T>(work: () => Promise<T>): Promise<T> {
  Atomics.add(runtimeWork, 0, 1);
  try {
    return await work();
  } finally {
    Atomics.sub(runtimeWork, 0, 1);
  }
}
